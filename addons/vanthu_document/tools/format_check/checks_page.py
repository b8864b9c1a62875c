"""Checks of the page: paper, margins, letters, page numbers (Phụ lục I, Mục I and II)."""

import unicodedata

from . import words
from .checks_text import hit
from .ooxml import W
from .rule import Hit, Note

_SYMBOLS = ("wingdings", "symbol", "webdings", "zapfdingbats", "marlett")
# The text of an A4 page, in points: length of a line, height.
_LINE, _PAGE = 468, 728


def check_paper(letter, rule):
    """Size of the paper, in millimetres: width and height in ``value``."""
    width, height = (float(number) for number in rule.values)
    wrong = []
    for section in letter.document.sections:
        found = [section.size("pgSz", "w"), section.size("pgSz", "h")]
        if None in found:
            found = [215.9, 279.4]  # a file that says nothing means Letter
        if any(abs(side - wanted) > rule.tolerance for side, wanted in zip(
                sorted(found), sorted((width, height)), strict=True)):
            wrong.append((section, found))
    if not wrong:
        return []
    found = Note("paper", dict(zip(("width", "height"), map(round, wrong[0][1]), strict=True)))
    expected = Note("paper", {"width": round(width), "height": round(height)})
    return [Hit(found, expected, rule.component, targets=[section for section, _ in wrong])]


def check_landscape(letter, rule):
    """Upright paper before the annexes."""
    for section in letter.document.sections[:_main_sections(letter)]:
        width, height = section.size("pgSz", "w"), section.size("pgSz", "h")
        if width and height and width > height:
            return [Hit(Note("landscape"), Note("portrait"), rule.component)]
    return []


def _main_sections(letter):
    last = letter.main[-1].paragraph.section if letter.main else 0
    return last + 1


def check_margin(letter, rule):
    """The margin that ``value`` names (top, bottom, left, right), in millimetres."""
    wrong = []
    for section in letter.document.sections:
        size = section.size("pgMar", rule.value)
        if size is None:
            size = 25.4
        if rule.value == "left":
            size += section.size("pgMar", "gutter") or 0
        if not rule.allows(size):
            wrong.append((section, size))
    if not wrong:
        return []
    return [Hit(
        Note("margin", {"size": round(wrong[0][1], 1)}),
        Note("margin_range", {"minimum": rule.minimum, "maximum": rule.maximum}),
        rule.component, count=len(wrong), targets=[section for section, _ in wrong])]


def _all_runs(letter):
    for piece in letter.document.pieces:
        for run in piece.runs:
            if any(char.isalnum() for char in run.text):
                yield piece, run


def _is_legacy(font, beginnings):
    return font.lower().startswith(tuple(beginnings))


# Fonts of the codes before Unicode: changing the font alone would leave wrong letters.
LEGACY = (".vn", "vni-", "vni ", "vnarial", "vntime")


def _check_fonts(letter, rule, is_wrong, expected):
    found = {}
    for piece, run in _all_runs(letter):
        accented = any(ord(char) > 127 for char in run.text)
        fonts = run.look.fonts if accented else run.look.fonts[:1]
        for font in fonts:
            if is_wrong(font):
                found.setdefault(font, []).append((piece, run))
                break
    return [
        Hit(Note("font", {"font": font}), expected, rule.component,
            words.short(pairs[0][0].text), len(pairs), [run for _, run in pairs])
        for font, pairs in sorted(found.items())
    ]


def check_font(letter, rule):
    """One font, that of ``value``, for all text that is Unicode."""
    allowed = {name.lower() for name in rule.values}

    def is_wrong(font):
        low = font.lower()
        return low not in allowed and not low.startswith(_SYMBOLS) \
            and not _is_legacy(low, LEGACY)

    return _check_fonts(letter, rule, is_wrong, Note("font", {"font": rule.values[0]}))


def check_legacy_font(letter, rule):
    """No font of an encoding before Unicode; ``value`` has the beginnings of their names."""
    beginnings = [name.lower() for name in rule.values]
    return _check_fonts(
        letter, rule, lambda font: _is_legacy(font, beginnings),
        Note("font", {"font": "Times New Roman, Unicode"}))


def check_colour(letter, rule):
    """Black letters; a stamp of urgency is red."""
    free = {id(piece) for name in ("urgency", "circulation") for piece in letter.get(name)}
    found = {}
    for piece, run in _all_runs(letter):
        if run.look.colour not in ("auto", "000000") and id(piece) not in free:
            found.setdefault(run.look.colour, []).append((piece, run))
    return [
        Hit(Note("colour", {"colour": "#" + colour.upper()}), Note("black"), rule.component,
            words.short(pairs[0][0].text), len(pairs), [run for _, run in pairs])
        for colour, pairs in sorted(found.items())
    ]


def check_composed(letter, rule):
    """Letters with their marks composed (NFC), as TCVN 6909:2001 stores them."""
    wrong = [piece for piece in letter.document.pieces
             if unicodedata.normalize("NFC", piece.raw) != piece.raw]
    return [hit(rule, wrong, Note("decomposed"), Note("composed"))] if wrong else []


# -- page numbers ------------------------------------------------------------------------------


class PageNumber:
    """A field with the number of the page, in a header or footer."""

    def __init__(self, section, place, kind, paragraph, element):
        self.section, self.place, self.kind = section, place, kind
        self.paragraph, self.element = paragraph, element

    @property
    def runs(self):
        """The runs that show the number."""
        return [run for run in self.paragraph.runs if run.text.strip()]

    @property
    def centred(self):
        """In the middle: by alignment, by a tab stop in the middle, or by a frame."""
        look = self.paragraph.look
        frame = self.element.find(f"{W}pPr/{W}framePr")
        if frame is not None and frame.get(W + "xAlign"):
            return frame.get(W + "xAlign") == "center"
        if any(tab.get(W + "alignment") == "center"
               for tab in self.element.iter(W + "ptab")):
            return True
        tabs = sum(1 for piece in self.paragraph.pieces if piece.tabbed)
        if tabs:
            return tabs == 1 and look.tab == "center"
        return look.align == "center"


def page_numbers(letter):
    """The :class:`PageNumber` of all sections; found once for each document."""
    document = letter.document
    if not hasattr(document, "page_numbers"):
        document.page_numbers, seen = [], set()
        for section in document.sections:
            for place, parts in (("header", section.headers), ("footer", section.footers)):
                for kind, root in parts.items():
                    if id(root) in seen:
                        continue
                    seen.add(id(root))
                    document.page_numbers += [
                        PageNumber(section, place, kind, paragraph, paragraph.element)
                        for paragraph in document.read_part(root)
                        if _has_page_field(paragraph.element)]
    return document.page_numbers


def _has_page_field(paragraph):
    codes = [field.get(W + "instr") or "" for field in paragraph.iter(W + "fldSimple")]
    codes.append("".join(code.text or "" for code in paragraph.iter(W + "instrText")))
    return any("PAGE" in code.upper().split() for code in codes)


def _shown(letter):
    """The numbers of all pages but the first."""
    return [number for number in page_numbers(letter) if number.kind != "first"]


def page_count(letter):
    """About how many pages there are, from the heights of the lines and the marked breaks."""
    height, breaks, cells = 0.0, 1, {}
    for paragraph in letter.document.paragraphs:
        spot = paragraph.spot
        if spot.kind == "body":
            height += _height(paragraph, _LINE)
        else:
            columns = cells.setdefault((spot.kind, spot.group if spot.kind == "cell" else 0,
                                        spot.row), {})
            column = spot.column if spot.kind == "cell" else spot.group % 2
            columns[column] = columns.get(column, 0.0) + _height(paragraph, _LINE / 2)
        for mark in paragraph.element.iter(W + "br"):
            breaks += mark.get(W + "type") == "page"
        breaks += sum(1 for _ in paragraph.element.iter(W + "lastRenderedPageBreak"))
    height += sum(max(columns.values()) for columns in cells.values())
    return max(-int(-height // (_PAGE * 1.05)), breaks)


def _height(paragraph, width):
    look = paragraph.look
    size = max((run.look.size for run in paragraph.runs), default=13)
    lines = sum(max(-int(-len(piece.text) * size * 0.45 // width), 1)
                for piece in paragraph.pieces if not piece.tabbed)
    line = look.line * size * 1.15 if look.line_rule == "auto" else look.line
    return lines * line + look.before + look.after


def check_page_number(letter, rule):
    """A document of more than one page has page numbers, on left pages, too."""
    kinds = {number.kind for number in page_numbers(letter)}
    bare = kinds == {"default"} and letter.document.has_even_pages
    if (kinds and not bare) or page_count(letter) < max(rule.minimum, 2):
        return []
    return [Hit(Note("no_page_number"), Note("page_number_top"), rule.component,
                targets=[letter.document])]


def check_page_number_footer(letter, rule):
    """They stand above the text and not below it."""
    wrong = [number for number in page_numbers(letter) if number.place == "footer"]
    return [Hit(Note("page_number_footer"), Note("page_number_top"), rule.component,
                targets=wrong)] if wrong else []


def check_page_number_centre(letter, rule):
    """They stand in the middle."""
    wrong = [number for number in _shown(letter)
             if number.place == "header" and not number.centred]
    return [Hit(Note(f"align_{wrong[0].paragraph.look.align}"), Note("align_center"),
                rule.component, targets=[number.paragraph for number in wrong])] if wrong else []


def check_page_number_first(letter, rule):
    """Page 1 shows none."""
    numbers = page_numbers(letter)
    if not numbers or not letter.document.sections:
        return []
    first = letter.document.sections[0]
    shown = [number for number in numbers
             if number.kind == "first" and number.section is first]
    if shown or (not first.title_page and any(
            number.section is first and number.kind == "default" for number in numbers)):
        return [Hit(Note("page_number_first"), Note("page_number_first_hidden"),
                    rule.component, targets=[first, *shown])]
    return []


def check_page_number_size(letter, rule):
    """Size of the figures, in points."""
    wrong = [run for number in _shown(letter) for run in number.runs
             if not rule.allows(run.look.size)]
    if not wrong:
        return []
    return [Hit(Note("size", {"size": wrong[0].look.size}),
                Note("size_range", {"minimum": rule.minimum, "maximum": rule.maximum}),
                rule.component, targets=wrong)]


def check_page_number_style(letter, rule):
    """Upright and not bold."""
    runs = [run for number in _shown(letter) for run in number.runs]
    for name, found, expected in (
            ("italic", "italic", "upright"), ("bold", "bold", "not_bold")):
        wrong = [run for run in runs if getattr(run.look, name)]
        if wrong:
            return [Hit(Note(found), Note(expected), rule.component, targets=wrong)]
    return []


def check_page_number_format(letter, rule):
    """Arabic figures."""
    for section in letter.document.sections[:_main_sections(letter)]:
        kind = section.element.find(W + "pgNumType")
        form = kind.get(W + "fmt", "decimal") if kind is not None else "decimal"
        if form != "decimal" and _shown(letter):
            return [Hit(Note("page_number_format", {"text": form}), Note("arabic"),
                        rule.component, targets=[section])]
    return []


def check_footer_size(letter, rule):
    """Size of the text at the foot of page 1: address, telephone, web page."""
    wrong = []
    for section in letter.document.sections[:1]:
        for root in section.footers.values():
            for paragraph in letter.document.read_part(root):
                if not _has_page_field(paragraph.element):
                    wrong += [run for run in paragraph.runs
                              if words.has_letters(run.text) and not rule.allows(run.look.size)]
    if not wrong:
        return []
    return [Hit(Note("size", {"size": wrong[0].look.size}),
                Note("size_range", {"minimum": rule.minimum, "maximum": rule.maximum}),
                rule.component, words.short(wrong[0].text), targets=wrong)]


CHECKS = {
    "paper": check_paper, "landscape": check_landscape, "margin": check_margin,
    "font": check_font, "legacy_font": check_legacy_font, "colour": check_colour,
    "composed": check_composed, "page_number": check_page_number,
    "page_number_footer": check_page_number_footer,
    "page_number_centre": check_page_number_centre,
    "page_number_first": check_page_number_first, "page_number_size": check_page_number_size,
    "page_number_style": check_page_number_style,
    "page_number_format": check_page_number_format, "footer_size": check_footer_size,
}
