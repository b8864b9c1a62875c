"""Bì văn bản (NĐ 30/2020, Phụ lục IV): the outside of an envelope, one page for each addressee."""

import io
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from .. import fonts
from .layout import Measure, clean_text, open_canvas

MARGIN = 10 * mm
RED = Color(0.85, 0, 0)
# Phụ lục I: the stamps of urgency, width and height in millimetres.
URGENT = {
    "1": ("KHẨN", 20), "2": ("THƯỢNG KHẨN", 40), "3": ("HỎA TỐC", 30),
    "4": ("HỎA TỐC HẸN GIỜ", 48),
}
URGENT_HEIGHT_MM = 8
ADDRESS_LINES = 3


@dataclass(frozen=True)
class Sender:
    """Who sends: name and the lines of the address; ``logo``: bytes of a picture, or None."""

    name: str
    superior: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    logo: bytes | None = None

    def contact_lines(self):
        """The lines under the name in the order of the form; what is not known stays dotted."""
        dots = "…" * 8
        return [
            f"Địa chỉ: {self.address or dots * 2}",
            f"Điện thoại: {self.phone or dots}    Fax: {self.fax or dots}",
            f"E-Mail: {self.email or dots}    Website: {self.website or dots}",
        ]


@dataclass(frozen=True)
class Envelope:
    """One envelope: ``references``: number and notation of what is inside; ``lines``: addressee.

    ``priority``: "0" to "4", as the document's.
    """

    references: tuple
    lines: tuple
    priority: str = "0"


def write_envelopes(sender, envelopes, width_mm, height_mm):
    """Draw envelopes, one on each page of the envelope's size.

    :param sender: ``Sender``
    :param envelopes: list of ``Envelope``
    :param float width_mm: longer side
    :param float height_mm: shorter side
    :return: ``BytesIO`` with the PDF
    """
    stream = io.BytesIO()
    size = (width_mm * mm, height_mm * mm)
    with open_canvas(stream, size, "Bì văn bản", sender.name) as canvas:
        for envelope in envelopes:
            _draw(canvas, sender, envelope, *size)
            canvas.showPage()
    stream.seek(0)
    return stream


def _draw(canvas, sender, envelope, width, height):
    # The form is drawn for C5; smaller and larger envelopes follow its proportions.
    scale = min(1.25, max(0.85, height / (162 * mm)))
    left, room = MARGIN, width * 0.62
    y = height - MARGIN
    if sender.logo:
        side = 16 * mm * scale
        canvas.drawImage(
            ImageReader(io.BytesIO(sender.logo)), left, y - side, side, side,
            preserveAspectRatio=True, mask="auto",
        )
        left, room = left + side + 4 * mm, room - side - 4 * mm
    y -= 12 * scale
    if sender.superior:
        y = _draw_text(canvas, sender.superior.upper(), fonts.REGULAR, 11 * scale, left, y, room)
    y = _draw_text(canvas, sender.name.upper(), fonts.BOLD, 12 * scale, left, y, room)
    for line in sender.contact_lines():
        y = _draw_text(canvas, line, fonts.REGULAR, 10 * scale, left, y, room)
    canvas.setLineWidth(0.7)
    canvas.line(MARGIN, y + 4 * scale, MARGIN + width * 0.62, y + 4 * scale)
    y -= 14 * scale
    text = f"Số/ký hiệu văn bản: {'; '.join(envelope.references)}"
    y = _draw_text(canvas, text, fonts.REGULAR, 12 * scale, MARGIN, y, width * 0.6)
    if envelope.priority in URGENT:
        _draw_urgency(canvas, envelope.priority, width, height)
    _draw_addressee(canvas, envelope.lines, scale, width, min(y, height * 0.45))


def _draw_urgency(canvas, priority, width, height):
    text, stamp_width = URGENT[priority]
    stamp_width, stamp_height = stamp_width * mm, URGENT_HEIGHT_MM * mm
    x, y = width - MARGIN - stamp_width, height - MARGIN - stamp_height
    canvas.saveState()
    canvas.setStrokeColor(RED)
    canvas.setFillColor(RED)
    canvas.setLineWidth(1.2)
    canvas.rect(x, y, stamp_width, stamp_height)
    size = min(13, 13 * (stamp_width - 6) / canvas.stringWidth(text, fonts.BOLD, 13))
    canvas.setFont(fonts.BOLD, size)
    canvas.drawCentredString(x + stamp_width / 2, y + (stamp_height - size * 0.7) / 2, text)
    canvas.restoreState()


def _draw_addressee(canvas, lines, scale, width, top):
    """Kính gửi and three lines, smaller where the name and address are long."""
    label, x = "Kính gửi: ", width * 0.3
    for size in (15 * scale, 13 * scale, 11 * scale, 9 * scale):
        start = x + canvas.stringWidth(label, fonts.BOLD_ITALIC, size)
        measure, room = Measure(fonts.REGULAR, size), width - MARGIN - start
        broken = [part for line in lines for part in measure.wrap(clean_text(line), room)]
        if len(broken) <= ADDRESS_LINES or top - len(broken) * size * 1.5 > MARGIN:
            break
    canvas.setFont(fonts.BOLD_ITALIC, size)
    canvas.drawString(x, top, label)
    canvas.setDash(1, 2)
    canvas.setLineWidth(0.5)
    y = top
    for index in range(max(ADDRESS_LINES, len(broken))):
        canvas.line(start, y - 3, width - MARGIN, y - 3)
        if index < len(broken):
            canvas.setFont(fonts.BOLD if not index else fonts.REGULAR, size)
            canvas.drawString(start, y, broken[index])
        y -= size * 1.5
    canvas.setDash()


def _draw_text(canvas, text, font, size, left, y, room):
    canvas.setFont(font, size)
    for line in Measure(font, size).wrap(clean_text(text), room):
        canvas.drawString(left, y, line)
        y -= size * 1.3
    return y
