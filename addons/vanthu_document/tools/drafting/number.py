"""Write number and date into a Word document that was signed, and nothing else (Điều 15)."""

import io
import re
import zipfile

from lxml import etree

from ..text_office import parse_xml
from .fields import make_date
from .package import DraftFileError, read_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
# Beyond the head, "ngày … tháng …" belongs to the text.
_HEAD = 40
_BLANK = r"[\s.…_]*"
_NUMBER = re.compile(rf"^(\s*Số\s*:){_BLANK}(/.+)$", re.IGNORECASE)
_DATE = re.compile(
    rf"^(.{{2,80}}?),\s*ngày{_BLANK}\d{{0,2}}{_BLANK}tháng{_BLANK}\d{{0,2}}{_BLANK}năm"
    rf"{_BLANK}(?:\d{{4}})?{_BLANK}$", re.IGNORECASE,
)


def write_number(data, number, day):
    """A copy of a document with its number and date in the places left open for them.

    :param bytes data: a .docx whose head has "Số: …/…" and, except in minutes, "…, ngày …"
    :param str number: for example ``05`` or ``12a``
    :param datetime.date day: day of the number
    :return bytes: the copy
    :raise DraftFileError: the file cannot be used; "no_place" where it bears a number already
        or has no place for one
    """
    parts = read_parts(data)
    root = parse_xml(parts[_MAIN])
    head = [p for p in root.iter(_W + "p") if _text(p).strip()][:_HEAD]
    places = [(p, match) for p in head if (match := _NUMBER.match(_text(p)))]
    if not places:
        raise DraftFileError("no_place")
    paragraph, match = places[0]
    _write(paragraph, f"{match[1].strip()} {number}{match[2]}")
    for paragraph in head:
        if match := _DATE.match(_text(paragraph)):
            _write(paragraph, f"{match[1].strip()}, {make_date(day, day.year)}")
            break
    parts[_MAIN] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def _text(paragraph):
    return "".join(node.text or "" for node in paragraph.iter(_W + "t"))


def _write(paragraph, text):
    """Put a text into the first run of a paragraph, in its look, and empty the others."""
    nodes = list(paragraph.iter(_W + "t"))
    for node in nodes[1:]:
        node.text = ""
    nodes[0].text = text
    nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
