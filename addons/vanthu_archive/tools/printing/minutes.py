"""Administrative papers of the archive in words: minutes, explanations, decisions (PDF, A4).

Layout of Phụ lục I of NĐ 30/2020: organisation and state side by side, place and date, title,
the legal bases in italics, numbered text, an optional table, signatures side by side. Drawn with
the shipped fonts. Labels are the law's and stay in Vietnamese.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.handling_report import MOTTO, SIGN, STATE_NAME
from odoo.addons.vanthu_document.tools.printing.handling_slip import write_date
from odoo.addons.vanthu_document.tools.printing.layout import clean_text
from odoo.addons.vanthu_document.tools.printing.spec import BLANK, PRINT_MARK

# Phụ lục I: margins of an administrative document.
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
SIZE, LEADING = 13, 17
SIGN_HEIGHT = 22 * mm


@dataclass(frozen=True)
class Minutes:
    """What such a paper says.

    ``name``/``parent_name``: the organisation and its superior; ``reference``: "Số: …" or
    nothing; ``place``/``day``: of the paper; ``title``: in capitals; ``subtitle``: below it;
    ``bases``: the lines "Căn cứ …"; ``opening``: a line in capitals before the text, such as
    QUYẾT ĐỊNH:; ``paragraphs``: text, a leading "# " makes a line bold; ``table``: (headings,
    rows, widths in mm) after the text, or nothing; ``closing``: paragraphs after the table;
    ``signers``: pairs of label and name, two in a row.
    """

    name: str
    title: str
    parent_name: str = ""
    reference: str = ""
    place: str = ""
    day: object = None
    subtitle: str = ""
    bases: tuple = ()
    opening: str = ""
    paragraphs: tuple = ()
    table: tuple = ()
    closing: tuple = ()
    signers: tuple = ()


def write_minutes_pdf(stream, minutes, *, printed_by=""):
    """Draw one paper; return its number of pages (int).

    :param stream: binary file object
    :param minutes: ``Minutes``
    :param str printed_by: name of the person who prints, for the mark at the foot
    """
    fonts.register_fonts()
    document = SimpleDocTemplate(
        stream, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP,
        bottomMargin=BOTTOM, title=clean_text(minutes.title), author=clean_text(minutes.name),
        lang="vi-VN", initialFontName=fonts.REGULAR,
    )
    mark = PRINT_MARK + (f", người in: {clean_text(printed_by)}" if printed_by else "")

    def foot(canvas, page):
        canvas.setFont(fonts.ITALIC, 8)
        canvas.drawString(LEFT, 10 * mm, mark)
        if page.page > 1:
            canvas.setFont(fonts.REGULAR, 13)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(page.page))

    document.build(_build_story(minutes), onFirstPage=foot, onLaterPages=foot)
    return document.page


def _build_story(minutes):
    plain = _style("plain", alignment=TA_JUSTIFY, firstLineIndent=10 * mm, spaceBefore=4)
    italic = _style("italic", fonts.ITALIC, alignment=TA_JUSTIFY, firstLineIndent=10 * mm)
    middle = _style("middle", fonts.BOLD, alignment=TA_CENTER)
    story = [_build_head(minutes), Spacer(1, 8 * mm)]
    story.append(_paragraph(minutes.title.upper(), _style(
        "title", fonts.BOLD, size=14, alignment=TA_CENTER)))
    if minutes.subtitle:
        story.append(_paragraph(minutes.subtitle, middle))
    story += [_rule(40 * mm, 8)]
    story += [_paragraph(line, italic) for line in minutes.bases]
    if minutes.opening:
        story += [Spacer(1, 3 * mm), _paragraph(minutes.opening, middle)]
    story += [_text(line, plain) for line in minutes.paragraphs]
    if minutes.table:
        story += [Spacer(1, 3 * mm), _build_table(*minutes.table)]
    story += [_text(line, plain) for line in minutes.closing]
    if minutes.signers:
        story.append(KeepTogether(_build_signatures(minutes.signers)))
    return story


def _build_head(minutes):
    centre = _style("centre", size=12, alignment=TA_CENTER)
    bold = _style("bold", fonts.BOLD, size=12, alignment=TA_CENTER)
    motto = _style("motto", fonts.BOLD, alignment=TA_CENTER)
    place = _style("place", fonts.ITALIC, alignment=TA_CENTER)
    left = [_paragraph(minutes.parent_name.upper(), centre)] if minutes.parent_name else []
    left += [
        _paragraph(minutes.name.upper(), bold),
        _rule(25 * mm, 2),
    ]
    if minutes.reference:
        left.append(_paragraph(minutes.reference, _style("ref", alignment=TA_CENTER)))
    right = [
        _paragraph(STATE_NAME, bold), _paragraph(MOTTO, motto),
        _rule(55 * mm, 4),
        _paragraph(f"{minutes.place or BLANK}, {write_date(minutes.day)}", place),
    ]
    table = Table([[left, right]], colWidths=[67 * mm, 98 * mm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("ALIGN", (0, 0), (-1, -1), "CENTER"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0)])
    return table


def _build_table(headings, rows, widths):
    head = _style("head", fonts.BOLD, size=12, leading=14, alignment=TA_CENTER)
    cell = _style("cell", size=12, leading=14)
    data = [[_paragraph(text, head) for text in headings]]
    data += [[_paragraph(value, cell) for value in row] for row in rows]
    table = Table(data, colWidths=[width * mm for width in widths], repeatRows=1)
    table.setStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ])
    return table


def _build_signatures(signers):
    label = _style("label", fonts.BOLD, alignment=TA_CENTER)
    hint = _style("hint", fonts.ITALIC, size=11, alignment=TA_CENTER)
    flowables = []
    for start in range(0, len(signers), 2):
        cells = [
            [_paragraph(title, label), _paragraph(SIGN, hint), Spacer(1, SIGN_HEIGHT),
             _paragraph(name or "", label)] if title else ""
            for title, name in signers[start:start + 2]
        ]
        table = Table([cells], colWidths=[165 * mm / len(cells)] * len(cells))
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
        flowables += [Spacer(1, 6 * mm), table]
    return flowables


def _rule(width, after):
    return HRFlowable(
        width=width, thickness=0.6, spaceBefore=2, spaceAfter=after, color="black",
        hAlign="CENTER",
    )


def _style(name, font=fonts.REGULAR, size=SIZE, leading=None, **values):
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading or max(LEADING - 13 + size, size + 2),
        **values)


def _paragraph(text, style):
    return Paragraph(escape(clean_text(text)).replace("\n", "<br/>"), style)


def _text(line, plain):
    if line.startswith("# "):
        return _paragraph(line[2:], _style(
            "strong", fonts.BOLD, alignment=TA_JUSTIFY, firstLineIndent=10 * mm, spaceBefore=4))
    return _paragraph(line, plain)
