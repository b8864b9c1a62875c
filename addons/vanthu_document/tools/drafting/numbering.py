"""Number and date in the blanks that a draft leaves open, and nothing else of the .docx."""

import io
import re
import zipfile
from itertools import islice

from lxml import etree

from ..text_office import parse_xml
from .fields import make_date
from .package import DraftFileError, read_parts

PART = "word/document.xml"
# Number, date and notation stand at the head of the first page (Phụ lục I).
_HEAD = 40
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANK = r"[\s._…\u00a0]*"
_NUMBER = re.compile(rf"Số\s*:(?P<number>{_BLANK}|\s*\d+\s*)(?=/)", re.IGNORECASE)
_DATE = re.compile(
    rf"ngày(?P<day>{_BLANK}|\s*\d+\s*)tháng(?P<month>{_BLANK}|\s*\d+\s*)năm"
    rf"(?P<year>\s*\d{{4}}|\s*20{_BLANK}|{_BLANK})", re.IGNORECASE,
)


class NumberingError(Exception):
    """The blanks cannot be filled. ``code``: "no_number", "no_date", "other_number",
    "other_date"."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def fill_number(data, number, day):
    """A copy of a .docx with number and date in its head.

    :param bytes data: the .docx
    :param str number: as the register gives it, such as 05
    :param day: ``datetime.date`` of the number
    :return bytes:
    :raise NumberingError: there is no blank, or another number or date stands there already
    :raise DraftFileError: the file cannot be used
    """
    parts = read_parts(data)
    root = parse_xml(parts[PART])
    paragraphs = [_Paragraph(node) for node in islice(root.iter(f"{_W}p"), _HEAD)]
    _fill_number(paragraphs, number)
    _fill_date(paragraphs, day)
    parts[PART] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


class _Paragraph:
    """The text of a paragraph and the pieces that it is cut into."""

    def __init__(self, node):
        # Those of a text box within are paragraphs of their own.
        self.pieces = [
            piece for piece in node.iter(f"{_W}t")
            if next(piece.iterancestors(f"{_W}p")) is node
        ]
        self.text = "".join(piece.text or "" for piece in self.pieces)

    def replace(self, start, end, text):
        """Put a text in the place of the letters from ``start`` to ``end``."""
        at = 0
        for piece in self.pieces:
            content = piece.text or ""
            first, last = max(start - at, 0), min(end - at, len(content))
            at += len(content)
            if first > len(content) or last < 0 or first > last:
                continue
            piece.text = content[:first] + text + content[last:]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text = ""


def _find(paragraphs, pattern, code):
    for paragraph in paragraphs:
        found = pattern.search(paragraph.text)
        if found:
            return paragraph, found
    raise NumberingError(code)


def _fill_number(paragraphs, number):
    paragraph, found = _find(paragraphs, _NUMBER, "no_number")
    present = found["number"].strip()
    if present.isdigit():
        if int(present) != int(re.match(r"\d+", number)[0]) or not number.isdigit():
            raise NumberingError("other_number")
        return
    paragraph.replace(found.start("number"), found.end("number"), f" {number}")


def _fill_date(paragraphs, day):
    paragraph, found = _find(paragraphs, _DATE, "no_date")
    present = [found[name].strip() for name in ("day", "month", "year")]
    wanted = [day.day, day.month, day.year]
    for text, value in zip(present, wanted, strict=True):
        if text.isdigit() and text != "20" and int(text) != value:
            raise NumberingError("other_date")
    paragraph.replace(found.start(), found.end(), make_date(day, day.year))


__all__ = ["DraftFileError", "NumberingError", "fill_number"]
