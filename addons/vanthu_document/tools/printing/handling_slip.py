"""Phiếu giải quyết văn bản đến (NĐ 30/2020/NĐ-CP, Phụ lục IV) as PDF, one page A4.

Drawn with the shipped fonts rather than typeset by a browser: Debian's wkhtmltopdf turns web fonts
into outlines, from which nothing can be copied, and system fonts lack Vietnamese letters.
Labels and their order are the law's and stay in Vietnamese.
"""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from .. import fonts
from .layout import clean_text

TITLE = "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN"
SECTIONS = (
    ("leader", "1. Ý kiến của lãnh đạo cơ quan, tổ chức",
     ("", "Giao chủ trì:", "Giao phối hợp:", "Thời hạn giải quyết:")),
    ("unit", "2. Ý kiến của lãnh đạo đơn vị", ("", "Giao cá nhân:", "Thời hạn giải quyết:")),
    ("handler", "3. Ý kiến đề xuất của người giải quyết", ("", "", "")),
)
# Phụ lục I: margins of an administrative document.
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
# Much text is set smaller before it is allowed to run to a second page.
SIZES = (13, 12, 11, 10)
_ENDLESS = 1_000_000


@dataclass(frozen=True)
class SlipEntry:
    """One opinion: the words, who gets the work (one line each), date and name.

    ``capacity``: lines above the name of who signed in another's place (KT., TL., TUQ.).
    """

    words: str = ""
    lines: tuple = ()
    date: object = None
    name: str = ""
    capacity: tuple = ()


@dataclass(frozen=True)
class HandlingSlip:
    """What the slip says; ``leader``, ``unit`` and ``handler`` are lists of ``SlipEntry``.

    ``description``: type, number and notation, date, issuing body and subject of the document.
    A section without entries is printed with dotted lines to fill in by hand.
    """

    organ: str
    description: str
    superior: str = ""
    place: str = ""
    date: object = None
    leader: list = field(default_factory=list)
    unit: list = field(default_factory=list)
    handler: list = field(default_factory=list)


def write_date(value):
    """A date as documents carry it: days below 10 and months below 3 with a nought.

    :param value: ``date`` or None
    :return str: ``"ngày 05 tháng 01 năm 2026"``, or dots where there is no date
    """
    if not isinstance(value, date):
        return "ngày …… tháng …… năm ………"
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def write_handling_slip(slip):
    """Draw a slip.

    :param slip: a ``HandlingSlip``
    :return: ``BytesIO`` with the PDF
    """
    fonts.register_fonts()
    for size in SIZES:
        stream = BytesIO()
        document = SimpleDocTemplate(
            stream, pagesize=A4, topMargin=TOP, bottomMargin=BOTTOM, leftMargin=LEFT,
            rightMargin=RIGHT, title="Phiếu giải quyết văn bản đến",
            author=clean_text(slip.organ), creator="vanthu", lang="vi-VN",
            initialFontName=fonts.REGULAR,
        )
        document.build(_story(slip, size, document.width))
        if document.page == 1:
            break
    stream.seek(0)
    return stream


class _Dots(Flowable):
    """A label and a dotted line up to the right margin, to write on."""

    def __init__(self, label, size):
        super().__init__()
        self.label, self.size = label, size

    def wrap(self, width, height):
        self.width, self.height = width, self.size * 1.75
        return self.width, self.height

    def draw(self):
        canvas = self.canv
        canvas.setFont(fonts.REGULAR, self.size)
        canvas.drawString(0, 3, self.label)
        start = canvas.stringWidth(self.label, fonts.REGULAR, self.size) + 4 if self.label else 0
        canvas.setDash(1, 2)
        canvas.setLineWidth(0.6)
        canvas.line(start, 2, self.width, 2)


def _style(name, size, font=fonts.REGULAR, align=TA_JUSTIFY, **options):
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=size * 1.28, alignment=align,
        spaceAfter=3, **options,
    )


def _text(value):
    return escape(clean_text(value)).replace("\n", "<br/>")


def _story(slip, size, width):
    body = _style("body", size)
    heading = _style("heading", size, fonts.BOLD, spaceBefore=size * 0.8)
    story = [
        _head(slip, width),
        Spacer(1, size * 1.6),
        Paragraph(TITLE, _style("title", size + 1, fonts.BOLD, TA_CENTER)),
        Paragraph(_text(slip.description), _style("about", size, align=TA_CENTER)),
    ]
    for name, label, blanks in SECTIONS:
        title = [Paragraph(label, heading)]
        for entry in getattr(slip, name):
            story.extend(_entry(entry, body, size, width, title))
            title = []
        if title:
            dots = [_Dots(blank, size) for blank in blanks]
            story.append(KeepTogether([*title, *dots, *_signature(SlipEntry(), size)]))
    return story


def _head(slip, width):
    small = _style("small", 12, align=TA_CENTER)
    strong = _style("strong", 12, fonts.BOLD, TA_CENTER)
    left = [Paragraph(_text(slip.superior.upper()), small)] if slip.superior else []
    left += [Paragraph(_text(slip.organ.upper()), strong), _rule("38%")]
    place = f"{slip.place or '……………'}, {write_date(slip.date)}"
    right = [
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", strong),
        Paragraph("Độc lập - Tự do - Hạnh phúc", _style("motto", 13, fonts.BOLD, TA_CENTER)),
        _rule("62%"),
        Spacer(1, 6),
        Paragraph(_text(place), _style("place", 13, fonts.ITALIC, TA_CENTER)),
    ]
    share = 0.44
    return Table(
        [[left, right]], colWidths=[width * share, width * (1 - share)],
        style=[
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR), ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
        ],
    )


def _rule(width):
    return HRFlowable(width=width, thickness=0.7, color="black", spaceBefore=0, spaceAfter=2)


def _entry(entry, body, size, width, title):
    """One opinion; neither ``title`` (a list, perhaps empty) nor signature ever stands alone."""
    parts = [Paragraph(_text(entry.words), body)] if entry.words else []
    parts += [Paragraph(f"- {_text(line)}", body) for line in entry.lines]
    pieces = [piece for part in parts for piece in _pieces(part, width)]
    signature = _signature(entry, size)
    if len(pieces) < 2:
        return [KeepTogether([*title, *pieces, *signature])]
    first, *middle, last = pieces
    return [KeepTogether([*title, first]), *middle, KeepTogether([last, *signature])]


def _pieces(paragraph, width):
    """A long paragraph as its first lines, the middle and its last lines, else itself.

    What must stay together is then a few lines, never more than a page.
    """
    room = 3 * paragraph.style.leading
    if paragraph.wrap(width, _ENDLESS)[1] < 3 * room:
        return [paragraph]
    first, rest = paragraph.split(width, room)
    middle, last = rest.split(width, rest.wrap(width, _ENDLESS)[1] - room)
    first.spaceAfter = middle.spaceAfter = 0
    return [first, middle, last]


def _signature(entry, size):
    lines = [Paragraph(write_date(entry.date).capitalize(),
                       _style("date", size, fonts.ITALIC, TA_RIGHT))]
    lines += [
        Paragraph(_text(line), _style("capacity", size, fonts.BOLD, TA_RIGHT))
        for line in entry.capacity
    ]
    if entry.name:
        lines.append(Paragraph(_text(entry.name), _style("name", size, fonts.BOLD, TA_RIGHT)))
    return lines
