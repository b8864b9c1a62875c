"""Draw the lines of a letter as long as Phụ lục I wants them.

The line below the motto is as long as the motto, those below the issuing body and the subject
between a third and a half of their text. A template cannot know, so lines are fitted when its
fields are filled in. They are recognised by the style of their paragraph.
"""

import io
import zipfile

from lxml import etree
from reportlab.pdfbase import pdfmetrics

from ..fonts import BOLD, register_fonts
from ..text_office import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SIZE = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
# Style of the line → share of the text above it, in points of its size.
SHARES = {"KeNgang": 1.0, "KeNgangNgan": 0.42}
_COLUMN = {"KeNgang": 260.0, "KeNgangNgan": 450.0}
_MAIN = "word/document.xml"


def fit_lines(data):
    """Fit the lines of a filled template.

    :param bytes data: a .docx
    :return bytes: the same with fitted lines; unchanged where it has none
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = parse_xml(archive.read(_MAIN))
        sizes = _sizes(archive)
        fitted = [_fit(paragraph, sizes) for paragraph in root.iter(_W + "p")]
        if not any(fitted):
            return data
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
            for member in archive.infolist():
                content = archive.read(member)
                if member.filename == _MAIN:
                    content = etree.tostring(
                        root, xml_declaration=True, encoding="UTF-8", standalone=True)
                target.writestr(member, content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _style(paragraph):
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return found.get(_W + "val") if found is not None else ""


def _sizes(archive):
    """Size in points of each style, for those that say it themselves."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    found = {}
    for style in parse_xml(archive.read("word/styles.xml")).iter(_W + "style"):
        size = style.find(f"{_W}rPr/{_W}sz")
        if size is not None and (size.get(_W + "val") or "").isdigit():
            found[style.get(_W + "styleId")] = int(size.get(_W + "val")) / 2
    return found


def _fit(paragraph, sizes):
    """Set the length of the line in a paragraph.

    :return bool: whether there was one
    """
    style = _style(paragraph)
    above = paragraph.getprevious()
    if style not in SHARES or above is None or above.tag != _W + "p":
        return False
    text = "".join(node.text or "" for node in above.iter(_W + "t"))
    width = _measure(text, sizes.get(_style(above), 13.0), _cell_width(paragraph, style))
    length = str(round(width * SHARES[style] * 12700))
    drawn = [*paragraph.iter(_EXTENT), *paragraph.iter(_SIZE)]
    for element in drawn:
        element.set("cx", length)
    return bool(drawn and width)


def _cell_width(paragraph, style):
    """Width in points in which the text above a line stands."""
    cell = next(paragraph.iterancestors(_W + "tc"), None)
    width = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
    if width is not None and (width.get(_W + "w") or "").isdigit():
        return int(width.get(_W + "w")) / 20
    return _COLUMN[style]


def _measure(text, size, column):
    """Width in points of a bold text, of its widest line where it takes several."""
    register_fonts()
    widest = line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and pdfmetrics.stringWidth(longer, BOLD, size) > column:
            longer = word
        line = longer
        widest = max(widest, line, key=lambda item: pdfmetrics.stringWidth(item, BOLD, size))
    return pdfmetrics.stringWidth(widest, BOLD, size)
