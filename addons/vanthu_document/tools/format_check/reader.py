"""Read a .docx as an office letter: lines of text, each with its look and its place.

A line ("piece") is what stands between two breaks or tabs of a paragraph, because heads of
letters are made of tables, of text boxes, or with tabs alike.
"""

import copy
import dataclasses
import functools

from lxml import etree

from ..normalize import collapse
from .formatting import Styles
from .numbering import Numbering
from .ooxml import MC, Package, R, W, switch, value, whole
from .rule import FormatError
from .runs import join_runs, split_run
from .shapes import line_length

_SKIP = {W + name for name in (
    "del", "moveFrom", "rPr", "pPr", "instrText", "delText", "sdtPr", "sdtEndPr", "tblPr",
    "tblGrid", "trPr", "tcPr", "sectPr",
)}
_MAX_DEPTH = 200
_MAX_PIECES = 60_000


@dataclasses.dataclass(eq=False)
class Run:
    """A stretch of text of one look."""

    text: str
    look: object
    element: object


@dataclasses.dataclass(frozen=True)
class Spot:
    """Where a piece stands: ``kind`` body, cell, tab or box; ``group`` which table or box,
    ``row`` and ``column`` in it, ``last`` whether it is the last column."""

    kind: str = "body"
    group: int = 0
    row: int = 0
    column: int = 0
    last: bool = False

    @property
    def lane(self):
        """What the pieces of one column have in common."""
        return self.kind, self.group, self.column

    @property
    def side(self):
        """The same for pieces of one column of a head that is made of several tables."""
        return (self.kind, self.column) if self.kind == "cell" else self.lane


@dataclasses.dataclass(eq=False)
class Paragraph:
    """A paragraph with its look; ``lines`` are the lengths in points of the straight lines
    drawn in it (0 when unknown), ``drawn`` their elements, ``order`` its number in the
    document."""

    element: object
    look: object
    spot: Spot
    order: int
    style: str
    label: str = ""
    lines: list = dataclasses.field(default_factory=list)
    drawn: list = dataclasses.field(default_factory=list)
    pieces: list = dataclasses.field(default_factory=list)
    section: int = 0

    @functools.cached_property
    def text(self):
        """All of its text in one line, with the label of its list."""
        return collapse(self.label + " ".join(piece.raw for piece in self.pieces))

    @property
    def has_text(self):
        """Whether there is more in it than blanks."""
        return any(run.text.strip() for run in self.runs)

    @property
    def runs(self):
        """The runs of all its pieces."""
        return [run for piece in self.pieces for run in piece.runs]


@dataclasses.dataclass(eq=False)
class Piece:
    """One line of text in one column."""

    paragraph: Paragraph
    spot: Spot
    tabbed: bool = False
    runs: list = dataclasses.field(default_factory=list)

    @functools.cached_property
    def raw(self):
        """The text as written, without the label of a list."""
        return "".join(run.text for run in self.runs)

    @functools.cached_property
    def text(self):
        """The text as seen: blanks made one, with the label of the list before the first."""
        first = self.paragraph.pieces and self.paragraph.pieces[0] is self
        return collapse((self.paragraph.label if first else "") + self.raw)

    @functools.cached_property
    def seen(self):
        """The text with capitals where the look makes them."""
        return collapse("".join(
            run.text.upper() if run.look.capitals else run.text for run in self.runs))


@dataclasses.dataclass(eq=False)
class Section:
    """A section: its properties, and its headers and footers ``{kind: root element}``."""

    element: object
    headers: dict
    footers: dict
    title_page: bool

    def size(self, path, name):
        """A length in millimetres, or ``None``."""
        child = self.element.find(W + path)
        number = whole(child.get(W + name)) if child is not None else None
        return None if number is None else abs(number) / 56.6929


class Document:
    """A .docx as read: ``paragraphs``, ``pieces`` (those with text), ``sections``.

    :param bytes data: the file
    :raise FormatError: it cannot be read
    """

    def __init__(self, data, limits=None):
        self.package = Package(data, limits)
        package = self.package
        root = package.tree(package.main)
        self.body = root.find(W + "body") if root is not None else None
        if self.body is None:
            strict = root is not None and "purl.oclc.org" in root.tag
            raise FormatError("unsupported" if strict else "damaged")
        self._numbering = Numbering(package.related("numbering"))
        self.styles = Styles(package.related("styles"), package.related("theme"),
                             self._numbering)
        self.paragraphs, self.pieces, self.sections = [], [], []
        self._parted = []
        self._groups = 0
        self._blocks(self.body, Spot(), None, 0)
        self._read_sections()
        # Left pages have a header of their own, and may be without a number.
        self.has_even_pages = bool(switch(package.related("settings"), "evenAndOddHeaders"))
        if not self.pieces:
            raise FormatError("no_text")

    # -- paragraphs ------------------------------------------------------------------------

    def _blocks(self, element, spot, table_style, depth):
        if depth > _MAX_DEPTH:
            raise FormatError("too_large")
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIP:
                continue
            if child.tag == W + "p":
                self._paragraph(child, spot, table_style, depth)
            elif child.tag == W + "tbl":
                self._table(child, depth)
            elif child.tag == MC + "AlternateContent":
                self._blocks(_chosen(child), spot, table_style, depth + 1)
            else:
                self._blocks(child, spot, table_style, depth + 1)

    def _table(self, table, depth):
        self._groups += 1
        group = self._groups
        style = value(table, f"{W}tblPr/{W}tblStyle")
        for number, row in enumerate(_nearest(table, "tr", "tbl")):
            column = whole(value(row, f"{W}trPr/{W}gridBefore"), 0)
            cells = list(_nearest(row, "tc", "tr"))
            for index, cell in enumerate(cells):
                spot = Spot("cell", group, number, column, index == len(cells) - 1)
                self._blocks(cell, spot, style, depth + 1)
                column += max(whole(value(cell, f"{W}tcPr/{W}gridSpan"), 1), 1)

    def _paragraph(self, element, spot, table_style, depth):
        properties = element.find(W + "pPr")
        paragraph = Paragraph(
            element, self.styles.paragraph(properties, table_style), spot,
            len(self.paragraphs), value(properties, W + "pStyle"), section=len(self.sections))
        self.paragraphs.append(paragraph)
        if max(len(self.pieces), len(self.paragraphs)) > _MAX_PIECES:
            raise FormatError("too_large")
        collector = _Collector(self.styles, paragraph, table_style, self._parted)
        collector.walk(element, depth)
        # Texts are remembered, so the label comes before anybody asks for one.
        if paragraph.has_text and paragraph.look.number[0] not in (None, "0"):
            paragraph.label = self._numbering.next_label(*paragraph.look.number)
        self.pieces += [piece for piece in paragraph.pieces if piece.text]
        if properties is not None and properties.find(W + "sectPr") is not None:
            self.sections.append(properties.find(W + "sectPr"))
        for box in collector.boxes:
            self._groups += 1
            self._blocks(box, Spot("box", self._groups), None, depth + 1)

    # -- sections --------------------------------------------------------------------------

    def _read_sections(self):
        last = self.body.find(W + "sectPr")
        if last is None and not self.sections:  # a file that says nothing of its pages
            last = etree.SubElement(self.body, W + "sectPr")
        elements = self.sections + ([last] if last is not None else [])
        relations = self.package.relations()
        sections, headers, footers = [], {}, {}
        for element in elements:
            headers = {**headers, **self._heads(element, "headerReference", relations)}
            footers = {**footers, **self._heads(element, "footerReference", relations)}
            sections.append(Section(
                element, headers, footers, bool(switch(element, "titlePg"))))
        self.sections = sections

    def _heads(self, element, name, relations):
        found = {}
        for reference in element.findall(W + name):
            target = relations.get(reference.get(R + "id"), ("", ""))[0]
            root = self.package.tree(target)
            if root is not None:
                found[reference.get(W + "type", "default")] = root
        return found

    def save(self):
        """The bytes of the file with what was changed; runs that were parted for reading and
        still look alike are one again."""
        for parts in self._parted:
            join_runs(parts)
        self._parted.clear()
        return self.package.save()

    def read_part(self, root):
        """The paragraphs of a header or footer."""
        part = copy.copy(self)
        part.paragraphs, part.pieces, part.sections = [], [], []
        part._blocks(root, Spot(), None, 0)
        return part.paragraphs


class _Collector:
    """Takes the pieces, lines and text boxes out of one paragraph."""

    def __init__(self, styles, paragraph, table_style, parted):
        self.styles, self.paragraph, self.table_style = styles, paragraph, table_style
        self.parted = parted
        self.boxes = []
        self.column = 0
        self._open(paragraph.spot)

    def _open(self, spot):
        self.piece = Piece(self.paragraph, spot, tabbed=self.column > 0)
        self.paragraph.pieces.append(self.piece)

    def _tab(self):
        spot = self.paragraph.spot
        self.column += 1
        if spot.kind == "body":
            spot = Spot("tab", 0, 0, self.column, True)
        self._open(spot)

    def walk(self, element, depth):
        if depth > _MAX_DEPTH:
            raise FormatError("too_large")
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag in _SKIP:
                continue
            if child.tag == W + "r":
                parts = split_run(child)
                if len(parts) > 1:
                    self.parted.append(parts)
                for part in parts:
                    self._run(part, depth)
            elif child.tag == MC + "AlternateContent":
                self.walk(_chosen(child), depth + 1)
            elif child.tag == W + "txbxContent":
                self.boxes.append(child)
            else:
                self._shape(child)
                self.walk(child, depth + 1)

    def _run(self, run, depth):
        text = []
        for child in run:
            if child.tag == W + "t":
                text.append(child.text or "")
            elif child.tag == W + "noBreakHyphen":
                text.append("-")
            elif child.tag in (W + "tab", W + "ptab"):
                self._tab()
            elif child.tag in (W + "br", W + "cr"):
                self.column = 0
                self._open(self.paragraph.spot)
            elif isinstance(child.tag, str) and child.tag not in _SKIP:
                inner = _chosen(child) if child.tag == MC + "AlternateContent" else child
                self._shape(inner)
                self.walk(inner, depth + 1)
        if text:
            look = self.styles.run(
                run.find(W + "rPr"), self.paragraph.style, self.table_style)
            if not look.hidden:
                self.piece.runs.append(Run("".join(text), look, run))

    def _shape(self, element):
        length = line_length(element)
        if length is not None:
            self.paragraph.lines.append(length)
            self.paragraph.drawn.append(element)


def _chosen(alternatives):
    """One of the ways in which the same content is given: the first that is not empty."""
    for child in alternatives:
        if child.tag == MC + "Choice":
            return child
    fallback = alternatives.find(MC + "Fallback")
    return fallback if fallback is not None else etree.Element("nothing")


def _nearest(element, name, stop):
    """Descendants ``name`` of ``element`` that belong to no inner ``stop``."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif isinstance(child.tag, str) and child.tag not in (W + stop, W + "p"):
            yield from _nearest(child, name, stop)
