"""The least of WordprocessingML that a letter needs, as text."""

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" {_DRAWING}'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {  # part → (type of relation, content type)
    "styles": ("styles", f"{_PACKAGE}.styles+xml"),
    "settings": ("settings", f"{_PACKAGE}.settings+xml"),
    "header1": ("header", f"{_PACKAGE}.header+xml"),
}
# Twips: a millimetre is 56.7 of them.
TEXT_WIDTH = 9071


def run(text, *, bold=False, italic=False):
    """A run of text; its size and font come from the style of the paragraph."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style, *parts):
    """A paragraph of a style; each part is a text or the XML of a run."""
    content = "".join(part if part.startswith("<w:") else run(part) for part in parts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def line(style, points):
    """A paragraph with nothing but a straight line in it.

    :param str style: ``KeNgang`` or ``KeNgangNgan``, by which filling finds and fits it
    :param float points: its length
    """
    length = round(points * 12700)
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{length}" cy="0"/><wp:docPr id="1" name="Đường kẻ"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{length}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(style, drawing)


def row(*cells):
    """A row of a table that no page break parts."""
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
        for width, paragraphs in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{content}</w:tr>"


def table(widths, *rows):
    """A table without borders over the whole width of the text.

    :param widths: widths of the columns in twips
    :param rows: each a list with, for each column, a list of paragraphs
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    content = "".join(row(*zip(widths, cells, strict=True)) for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout '
        'w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" '
        f'w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>'
    )


def document(*blocks):
    """The main part: A4, the margins of Phụ lục I, page numbers from the second page on."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(blocks)}{section}</w:body>"
        "</w:document>"
    )


def page_number_header(style):
    """The header with the number of the page."""
    field = "".join(
        f"<w:r>{content}</w:r>" for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph(style, field)}</w:hdr>"


def settings():
    """Settings of the file; nothing of a person or a machine."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{WORD}"><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>'
    )


def pack(main, parts):
    """The .docx; the same parts always make the same bytes.

    :param str main: XML of the main part
    :param dict parts: name of :data:`_PARTS` → XML
    :return bytes:
    """
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_PARTS[name][1]}"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{_PARTS[name][0]}" Target="{name}.xml"/>'
        for name in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{_PACKAGE}.document.main+xml"/>'
            f"{kinds}</Types>"
        ),
        "_rels/.rels": (
            f'{DECLARATION}<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="main" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": (
            f'{DECLARATION}<Relationships xmlns="{package}/relationships">{relations}'
            "</Relationships>"
        ),
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            info = zipfile.ZipInfo(name, (2020, 3, 5, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, xml)
    return output.getvalue()
