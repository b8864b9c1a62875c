"""Text of .docx and .xlsx files, read as hostile input.

Both are ZIP archives of XML. Nothing is written to disk, so a path in the archive can do no
harm; sizes are checked while unpacking and not believed from the directory; XML is parsed
without external entities and without a DTD.
"""

import io
import time
import zipfile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CHUNK = 1 << 16
_SKIP = {_MC + "Fallback", _W + "del", _W + "instrText", _W + "moveFrom", _W + "rPr", _W + "pPr"}
_MAX_RATIO = 400


class OfficeError(Exception):
    """A file cannot be read; ``code`` is a state of ``text_extract.STATES``."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def open_archive(data, max_unpacked):
    """Return the opened ZIP ``data`` after bounding the sizes it declares.

    Raises :class:`OfficeError` "damaged", "encrypted" or "too_large".
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        raise OfficeError("damaged") from error
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise OfficeError("encrypted")
    total = sum(member.file_size for member in members)
    if len(members) > 5000 or (
        total > max_unpacked and total > _MAX_RATIO * max(len(data), 1)
    ):
        raise OfficeError("too_large")
    return archive


def read_member(archive, name, max_size):
    """Return the bytes of one member; raise "too_large" beyond ``max_size``, "damaged" if bad."""
    parts, size = [], 0
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > max_size:
                    raise OfficeError("too_large")
                parts.append(chunk)
    except OfficeError:
        raise
    except Exception as error:
        raise OfficeError("damaged") from error
    return b"".join(parts)


def parse_xml(data):
    """Parse untrusted XML without entities, DTD or network; raise "damaged"."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OfficeError("damaged") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise OfficeError("damaged")
    return root


def docx_text(data, limits):
    """Return ``(text, cut)`` of a .docx: first header, body, footnotes are left out.

    Paragraphs are lines; the cells of a table row follow each other (so the two columns of a
    letter's head stay whole); a text box comes after the paragraph that holds it.
    """
    with open_archive(data, limits.max_unpacked) as archive:
        names = set(archive.namelist())
        main = "word/document.xml"
        if main not in names:
            main = _main_part(archive, names)
        root = parse_xml(read_member(archive, main, limits.max_unpacked))
        lines = _Lines()
        if "word/numbering.xml" in names:
            lines.bullets = _bullets(
                parse_xml(read_member(archive, "word/numbering.xml", limits.max_unpacked)))
        for name in sorted(n for n in names if n.startswith("word/header") and n.endswith(".xml")):
            part = _Lines()
            _blocks(parse_xml(read_member(archive, name, limits.max_unpacked)), part, 0)
            text = [line for line in part if line.strip() and not line.strip().isdigit()]
            lines += [line for line in text if line not in lines]
        body = root.find(_W + "body")
        if body is None:
            raise OfficeError("damaged")
        _blocks(body, lines, 0)
    return "\n".join(lines), False


class _Lines(list):
    """Lines of text, with the ``(list id, level)`` pairs whose paragraphs get a bullet."""

    bullets = frozenset()


def _bullets(root):
    """The lists of ``numbering.xml`` that put a dash or another mark before each paragraph.

    Word draws such marks; they are not in the text, though "Kính gửi" and "Nơi nhận" need them.
    """
    marks = {}
    for kind in root.iter(_W + "abstractNum"):
        marks[kind.get(_W + "abstractNumId")] = {
            level.get(_W + "ilvl") for level in kind.iter(_W + "lvl")
            for form in level.iter(_W + "numFmt") if form.get(_W + "val") == "bullet"
        }
    found = set()
    for number in root.iter(_W + "num"):
        kind = number.find(_W + "abstractNumId")
        levels = marks.get(kind.get(_W + "val"), ()) if kind is not None else ()
        found |= {(number.get(_W + "numId"), level) for level in levels}
    return found


def _has_bullet(paragraph, bullets):
    number = paragraph.find(f"{_W}pPr/{_W}numPr") if bullets else None
    if number is None:
        return False
    values = {child.tag: child.get(_W + "val") for child in number}
    return (values.get(_W + "numId"), values.get(_W + "ilvl", "0")) in bullets


def _main_part(archive, names):
    if "_rels/.rels" in names:
        for relation in parse_xml(read_member(archive, "_rels/.rels", _CHUNK * 16)):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in names:
                return target
    raise OfficeError("damaged")


def _blocks(element, lines, depth):
    if depth > 60:
        raise OfficeError("too_large")
    for child in element:
        if child.tag == _W + "p":
            _paragraph(child, lines, depth)
        elif child.tag == _W + "tr":
            for cell in child.iter(_W + "tc"):
                if _nearest_row(cell) is child:
                    _blocks(cell, lines, depth + 1)
            lines.append("")
        elif child.tag == _W + "tbl":
            lines.append("")
            _blocks(child, lines, depth + 1)
        elif isinstance(child.tag, str) and child.tag not in _SKIP:
            _blocks(child, lines, depth + 1)


def _nearest_row(cell):
    for ancestor in cell.iterancestors(_W + "tr"):
        return ancestor
    return None


def _paragraph(paragraph, lines, depth):
    text, boxes = [], []
    _runs(paragraph, text, boxes, depth)
    if text and _has_bullet(paragraph, lines.bullets):
        text.insert(0, "- ")
    lines += "".join(text).split("\n")
    for box in boxes:
        _blocks(box, lines, depth + 1)


def _runs(element, text, boxes, depth):
    if depth > 200:
        raise OfficeError("too_large")
    for child in element:
        tag = child.tag
        if tag in _SKIP or not isinstance(tag, str):
            continue
        if tag == _W + "t":
            text.append(child.text or "")
        elif tag == _W + "tab":
            text.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            text.append("\n")
        elif tag == _W + "noBreakHyphen":
            text.append("-")
        elif tag == _W + "txbxContent":
            boxes.append(child)
        else:
            _runs(child, text, boxes, depth + 1)


def xlsx_text(data, limits):
    """Return ``(text, cut)`` of an .xlsx: one line for each row, cells parted by tabs."""
    import openpyxl

    with open_archive(data, limits.max_unpacked) as archive:
        budget = limits.max_unpacked
        for member in archive.infolist():
            budget -= len(read_member(archive, member, budget))
            if member.filename.endswith((".xml", ".rels")):
                _refuse_doctype(archive, member)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise OfficeError("damaged") from error
    lines, size, end = [], 0, time.monotonic() + limits.max_seconds
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True, max_col=200):
                line = "\t".join("" if cell is None else str(cell) for cell in row).rstrip()
                if line:
                    lines.append(line)
                    size += len(line)
                if (len(lines) >= limits.max_rows or size > limits.max_chars
                        or time.monotonic() > end):
                    return "\n".join(lines), True
    finally:
        book.close()
    return "\n".join(lines), False


def _refuse_doctype(archive, member):
    with archive.open(member) as stream:
        if b"<!DOCTYPE" in stream.read(2048):
            raise OfficeError("damaged")
