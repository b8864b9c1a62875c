"""Giấy chứng nhận: one page of A4 for each, in a frame, with the code that leads to its check.

The words are those of the offices' practice and stay in Vietnamese. A training course of an
office yields a "Giấy chứng nhận"; other titles belong to institutions that the law names.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from odoo.addons.vanthu_archive.tools.printing.labels import draw_qr
from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.handling_report import MOTTO, STATE_NAME
from odoo.addons.vanthu_document.tools.printing.handling_slip import write_date
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text, open_canvas
from odoo.addons.vanthu_document.tools.printing.spec import BLANK

TITLE = "GIẤY CHỨNG NHẬN"
SIZE = landscape(A4)
MIDDLE = SIZE[0] / 2
INK, RED, GOLD = HexColor("#1a1a1a"), HexColor("#a6192e"), HexColor("#b08d3c")
EDGE, INNER = 9 * mm, 13 * mm
LEFT = INNER + 14 * mm
ROOM = SIZE[0] - 2 * LEFT
SMALLEST = 8
QR_SIDE = 27 * mm
# Between the signer's position and name there is room for hand and seal.
NAME_Y, SIGN_HEIGHT = INNER + 11 * mm, 19 * mm
SCALES = (1, 0.94, 0.88, 0.82, 0.76, 0.7)


@dataclass(frozen=True)
class Certificate:
    """What one certificate says; dates are ``date`` or None, the rest is text.

    ``code``: number in the book; ``url``: what the QR says; ``hours``: number of lessons.
    """

    superior: str
    organ: str
    holder: str
    birth_date: date | None
    organisation: str
    course: str
    hours: float
    date_from: date | None
    date_to: date | None
    grade: str
    place: str
    day: date
    position: str
    signer: str
    code: str
    url: str
    expires_on: date | None = None


def write_certificates(stream, certificates, author=""):
    """Draw certificates, one page each.

    :param stream: binary file object or path to write to
    :param certificates: iterable of ``Certificate``
    :param str author: organisation that issues
    :return int: pages
    """
    pages = 0
    with open_canvas(stream, SIZE, TITLE, author) as canvas:
        page = _Page(canvas)
        for certificate in certificates:
            page.draw(certificate)
            canvas.showPage()
            pages += 1
    return pages


def write_period(first, last):
    """The days of a class, as the paper says them.

    :param first: ``date`` or None
    :param last: ``date`` or None
    :return str: a day, a span, or nothing
    """
    if not first:
        return ""
    if not last or first == last:
        return f"ngày {first:%d/%m/%Y}"
    return f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"


class _Page:
    """Draws the pages of one file; the frame is drawn once and shown on every page."""

    FRAME = "vanthu_certificate_frame"

    def __init__(self, canvas):
        self.canvas = canvas
        self.y, self.scale, self.is_trial = 0, 1, False
        canvas.beginForm(self.FRAME, 0, 0, *SIZE)
        self._draw_frame()
        canvas.endForm()

    def draw(self, item):
        """One certificate, in letters so large that nothing meets the signature."""
        self.canvas.doForm(self.FRAME)
        self.is_trial = True
        for self.scale in SCALES:
            self._draw_text(item)
            if self.y >= NAME_Y + SIGN_HEIGHT:
                break
        self.is_trial = False
        self._draw_text(item)
        self.scale = 1
        self.y = NAME_Y
        self._centre(item.signer, fonts.BOLD, 13, *self._get_right())
        self._draw_check(item)

    def _draw_text(self, item):
        self._draw_head(item)
        self._draw_body(item)
        self._draw_foot(item)

    def _draw_frame(self):
        canvas, (width, height) = self.canvas, SIZE
        canvas.setStrokeColor(GOLD)
        canvas.setLineWidth(3.2)
        canvas.rect(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
        canvas.setStrokeColor(RED)
        canvas.setLineWidth(0.8)
        canvas.rect(INNER, INNER, width - 2 * INNER, height - 2 * INNER)
        canvas.setStrokeColor(GOLD)
        canvas.setLineWidth(1.1)
        reach, step = 11 * mm, 2.2 * mm
        for x, y, right, up in (
            (INNER, INNER, 1, 1), (width - INNER, INNER, -1, 1),
            (INNER, height - INNER, 1, -1), (width - INNER, height - INNER, -1, -1),
        ):
            for index in (1, 2, 3):
                near, far = index * step, reach - index * step
                path = canvas.beginPath()
                path.moveTo(x + right * near, y + up * (near + far))
                path.lineTo(x + right * near, y + up * near)
                path.lineTo(x + right * (near + far), y + up * near)
                canvas.drawPath(path)

    # ---- HEAD ----

    def _draw_head(self, item):
        top, canvas = SIZE[1] - INNER - 12 * mm, self.canvas
        canvas.setFillColor(INK)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.6)
        left, right, room = LEFT + ROOM * 0.24, LEFT + ROOM * 0.74, ROOM * 0.46
        self.y = top
        if item.superior:
            self._centre(item.superior.upper(), fonts.REGULAR, 12, left, room, 2)
        self._centre(item.organ.upper(), fonts.BOLD, 12, left, room, 3)
        self._rule(left, 15 * mm)
        low, self.y = self.y, top
        self._centre(STATE_NAME, fonts.BOLD, 12, right, room, 1)
        self._centre(MOTTO, fonts.BOLD, 13, right, room, 1)
        self._rule(right, canvas.stringWidth(MOTTO, fonts.BOLD, 13) / 2)
        self.y = min(low, self.y)

    # ---- BODY ----

    def _draw_body(self, item):
        canvas = self.canvas
        self.y = min(self.y - 12 * mm, SIZE[1] - INNER - 46 * mm)
        canvas.setFillColor(RED)
        self._centre(TITLE, fonts.BOLD, 36, MIDDLE, ROOM, 1)
        canvas.setFillColor(INK)
        self.y -= 1 * mm
        self._centre("Chứng nhận Ông/Bà:", fonts.ITALIC, 14, MIDDLE, ROOM, 1)
        self.y -= 3 * mm
        canvas.setFillColor(RED)
        self._centre(item.holder, fonts.BOLD, 24, MIDDLE, ROOM, 2)
        canvas.setFillColor(INK)
        born = f"{item.birth_date:%d/%m/%Y}" if item.birth_date else BLANK
        self._centre(f"Ngày sinh: {born}", fonts.REGULAR, 14, MIDDLE, ROOM, 1)
        if item.organisation:
            self._centre(f"Đơn vị: {item.organisation}", fonts.REGULAR, 14, MIDDLE, ROOM, 2)
        self.y -= 1 * mm
        self._centre(
            f"Đã hoàn thành chương trình tập huấn {item.course}", fonts.BOLD, 15, MIDDLE,
            ROOM, 3,
        )
        self._centre(self._get_facts(item), fonts.REGULAR, 14, MIDDLE, ROOM, 2)
        if item.grade:
            self._centre(f"Xếp loại: {item.grade}", fonts.BOLD, 14, MIDDLE, ROOM, 1)

    @staticmethod
    def _get_facts(item):
        hours = f"{item.hours:g}".replace(".", ",")
        parts = [f"Thời lượng: {hours} tiết"] if item.hours else []
        period = write_period(item.date_from, item.date_to)
        text = "; ".join([*parts, period] if period else parts)
        return text[:1].upper() + text[1:]

    # ---- FOOT ----

    def _draw_foot(self, item):
        middle, room, _lines = self._get_right()
        self.y = min(self.y - 3 * mm, INNER + 62 * mm)
        place = f"{item.place or BLANK}, {write_date(item.day)}"
        self._centre(place, fonts.ITALIC, 13, middle, room, 1)
        self._centre(item.position.upper(), fonts.BOLD, 13, middle, room, 3)

    @staticmethod
    def _get_right():
        return LEFT + ROOM * 0.77, ROOM * 0.45, 1

    def _draw_check(self, item):
        """At the left the code with its words: number in the book, end, where to check."""
        canvas, bottom = self.canvas, INNER + 8 * mm
        draw_qr(canvas, item.url, LEFT, bottom, QR_SIDE)
        x, y = LEFT + QR_SIDE + 3 * mm, bottom + QR_SIDE - 6 * mm
        lines = [(f"Số vào sổ: {item.code}", fonts.BOLD, 12)]
        if item.expires_on:
            lines.append((f"Có giá trị đến ngày {item.expires_on:%d/%m/%Y}", fonts.REGULAR, 11))
        lines.append(("Quét mã để kiểm tra giấy chứng nhận", fonts.ITALIC, 10))
        for text, font, size in lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y, clean_text(text))
            y -= 6 * mm

    def _rule(self, middle, half):
        if not self.is_trial:
            self.canvas.line(middle - half, self.y + 8, middle + half, self.y + 8)

    def _centre(self, text, font, size, middle, room, lines):
        """Centred text in at most ``lines`` lines, smaller where it is long."""
        text, size = clean_text(text), size * self.scale
        if not text:
            return
        while True:
            broken = Measure(font, size).wrap(text, room)
            if len(broken) <= lines or size <= SMALLEST:
                break
            size *= 0.94
        if len(broken) > lines:
            broken = [*broken[:lines - 1], f"{broken[lines - 1][:-1]}…"]
        if not self.is_trial:
            self.canvas.setFont(font, size)
        for line in broken:
            if not self.is_trial:
                self.canvas.drawCentredString(middle, self.y, line)
            self.y -= size * 1.32
