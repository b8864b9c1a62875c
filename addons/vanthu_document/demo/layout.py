"""Letters of the demo as they look on paper: the layout of NĐ 30/2020, Phụ lục I.

A letter is a dict with ``superior``, ``organ``, ``number``, ``notation``, ``place``, ``date``
(datetime.date), ``type`` (None for a công văn), ``subject``, ``recipients`` (lines), ``body``
(paragraphs), ``competence``, ``position``, ``signer``, ``copies`` (lines).
"""

import io
import zipfile
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

from ..tools.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, register_fonts

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def number_line(letter):
    """Số: 07/SGDĐT-VP; a number below ten has two figures (Phụ lục I, mục I.3).

    A draft leaves room for the number.
    """
    number = f"{letter['number']:02d}" if letter["number"] else "\u00a0" * 6
    return f"Số: {number}/{letter['notation']}"


def date_line(letter):
    """Place and date; days below ten and the first two months have two figures."""
    date = letter["date"]
    if not date:
        gap = "\u00a0" * 6
        return f"{letter['place']}, ngày{gap}tháng{gap}năm {gap}"
    month = f"{date.month:02d}" if date.month < 3 else str(date.month)
    return f"{letter['place']}, ngày {date.day:02d} tháng {month} năm {date.year}"


def _style(font, size, **options):
    return ParagraphStyle(
        f"{font}{size}", fontName=font, fontSize=size, leading=size * 1.25, **options
    )


def _centered(text, font, size):
    return Paragraph(escape(text), _style(font, size, alignment=TA_CENTER))


def _rule(share):
    return HRFlowable(width=f"{share}%", thickness=0.7, color="black", spaceBefore=1,
                      spaceAfter=3)


def _head(letter):
    left = [
        _centered(letter["superior"].upper(), REGULAR, 12),
        _centered(letter["organ"].upper(), BOLD, 12), _rule(35), Spacer(1, 2),
        _centered(number_line(letter), REGULAR, 13),
    ]
    if not letter["type"]:
        left += [Spacer(1, 3), _centered(f"V/v {letter['subject']}", REGULAR, 12)]
    right = [
        _centered(_NATION, BOLD, 12), _centered(_MOTTO, BOLD, 13), _rule(55), Spacer(1, 3),
        _centered(date_line(letter), ITALIC, 13),
    ]
    return Table([[left, right]], colWidths=[68 * mm, 99 * mm], style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ])


def _title(letter):
    return [
        Spacer(1, 12), _centered(letter["type"].upper(), BOLD, 14),
        _centered(letter["subject"][0].upper() + letter["subject"][1:], BOLD, 14),
        Spacer(1, 3), _rule(25), Spacer(1, 6),
    ]


def _recipients(letter):
    lines = letter["recipients"]
    if not lines:
        return []
    style = _style(REGULAR, 14, alignment=TA_CENTER)
    if len(lines) == 1:
        return [Spacer(1, 10), Paragraph(f"Kính gửi: {escape(lines[0])}.", style),
                Spacer(1, 10)]
    listed = [
        Paragraph(f"- {escape(line)}{'.' if place == len(lines) else ';'}",
                  _style(REGULAR, 14, leftIndent=62 * mm))
        for place, line in enumerate(lines, start=1)
    ]
    return [Spacer(1, 10), Paragraph("Kính gửi:", _style(REGULAR, 14, leftIndent=42 * mm)),
            *listed, Spacer(1, 10)]


def _foot(letter):
    copies = [Paragraph("Nơi nhận:", _style(BOLD_ITALIC, 12))] + [
        Paragraph(f"- {escape(line)}", _style(REGULAR, 11)) for line in letter["copies"]
    ]
    signed = [
        _centered(line, BOLD, 14)
        for line in (letter["competence"], letter["position"].upper()) if line
    ]
    signed += [Spacer(1, 22 * mm), _centered(letter["signer"], BOLD, 14)]
    return Table([[copies, signed]], colWidths=[80 * mm, 87 * mm], style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ])


def make_pdf(letter):
    """The letter as a PDF with its text.

    :param dict letter: see the module
    :return bytes: PDF
    """
    register_fonts()
    body = _style(REGULAR, 14, alignment=TA_JUSTIFY, firstLineIndent=10 * mm, spaceAfter=6)
    story = [_head(letter)]
    if letter["type"]:
        story += _title(letter)
    story += _recipients(letter)
    story += [Paragraph(escape(text), body) for text in letter["body"]]
    story += [Spacer(1, 10), _foot(letter)]
    buffer = io.BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A4, topMargin=20 * mm, bottomMargin=20 * mm, leftMargin=28 * mm,
        rightMargin=15 * mm, title=letter["subject"], author=letter["organ"],
    ).build(story)
    return buffer.getvalue()


def _run(text, size, bold=False, italic=False):
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        f'w:cs="Times New Roman"/>{marks}<w:sz w:val="{size * 2}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _line(text, size, align="left", bold=False, italic=False, indent=0):
    return (
        f'<w:p><w:pPr><w:spacing w:after="80"/><w:ind w:firstLine="{indent}"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{_run(text, size, bold, italic)}</w:p>'
    )


def _columns(left, right):
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in ((4000, left), (5600, right))
    )
    width = '<w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{width}<w:tr>{cells}</w:tr></w:tbl>"


def make_docx(letter):
    """The letter as a Word document; written part by part, so that no library is needed.

    :param dict letter: see the module
    :return bytes: .docx
    """
    left = _line(letter["superior"].upper(), 12, "center")
    left += _line(letter["organ"].upper(), 12, "center", bold=True)
    left += _line(number_line(letter), 13, "center")
    if not letter["type"]:
        left += _line(f"V/v {letter['subject']}", 12, "center")
    right = _line(_NATION, 12, "center", bold=True) + _line(_MOTTO, 13, "center", bold=True)
    right += _line(date_line(letter), 13, "center", italic=True)
    parts = [_columns(left, right)]
    if letter["type"]:
        parts.append(_line(letter["type"].upper(), 14, "center", bold=True))
        parts.append(_line(letter["subject"], 14, "center", bold=True))
    if letter["recipients"]:
        parts.append(_line("Kính gửi: " + "; ".join(letter["recipients"]) + ".", 14, "center"))
    parts += [_line(text, 14, "both", indent=567) for text in letter["body"]]
    copies = _line("Nơi nhận:", 12, bold=True, italic=True)
    copies += "".join(_line(f"- {line}", 11) for line in letter["copies"])
    signed = "".join(
        _line(line, 14, "center", bold=True)
        for line in (letter["competence"], letter["position"].upper(), "", "", letter["signer"])
    )
    parts.append(_columns(copies, signed))
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "".join(parts)
        + '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" '
        'w:bottom="1134" w:left="1701" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
    'Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main'
    '+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
