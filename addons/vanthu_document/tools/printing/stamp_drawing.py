"""The stamp "ĐẾN" of NĐ 30/2020, Phụ lục IV: its content and how it is drawn."""

import io
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from .. import fonts
from .layout import Measure, clean_text, open_canvas
from .spec import StampError

STAMP_WIDTH_MM, STAMP_HEIGHT_MM = 50, 35
RED = Color(0.78, 0.04, 0.04)
BLACK = Color(0, 0, 0)

# From the top: name of the organisation, the block of "ĐẾN", two lines.
NAME_MM, BLOCK_MM, LINE_MM = 8, 13, 7
WORD_WIDTH_MM = 18
QR_MM = 12.4
# A code of more has squares below a quarter of a millimetre, which label printers smear.
MAX_QR_BYTES = 120
INSET = 1.2 * mm


@dataclass(frozen=True)
class ArrivalStamp:
    """What the stamp says: name of the organisation, arrival number (số đến), arrival date
    (``date`` or text), to whom it goes (chuyển), and the file it belongs to (số và ký hiệu hồ sơ).
    Empty values stay dotted lines to be filled in by hand."""

    organ_name: str
    number: str = ""
    date: object = None
    transfer: str = ""
    file_reference: str = ""


def stamp_page(stamp):
    """The stamp alone as a PDF page of exactly its size, in red (bytes)."""
    return _label(stamp, (STAMP_WIDTH_MM, STAMP_HEIGHT_MM), 0, RED, None)


def sticker_pdf(stamp, qr_text=None, *, size_mm=(STAMP_WIDTH_MM, STAMP_HEIGHT_MM)):
    """A label to stick onto a paper document, black for label printers (bytes of a PDF).

    :param stamp: an ``ArrivalStamp``
    :param qr_text: text of a QR code, e.g. the address of the document; None for no code
    :param size_mm: width and height of the label; the stamp fills it but for a small margin
    :raises StampError: ``qr_too_long``, ``too_small``
    """
    if min(size_mm) < 15:
        raise StampError("too_small", "The label is too small: it must be at least 15 mm wide.")
    return _label(stamp, size_mm, 1.2, BLACK, qr_text)


def _label(stamp, size_mm, margin_mm, color, qr_text):
    width, height = size_mm[0] * mm, size_mm[1] * mm
    margin = margin_mm * mm
    buffer = io.BytesIO()
    with open_canvas(buffer, (width, height), f"Đến số {stamp.number}") as canvas:
        scale = min(
            (width - 2 * margin) / (STAMP_WIDTH_MM * mm),
            (height - 2 * margin) / (STAMP_HEIGHT_MM * mm))
        canvas.translate(
            (width - STAMP_WIDTH_MM * mm * scale) / 2, (height - STAMP_HEIGHT_MM * mm * scale) / 2)
        canvas.scale(scale, scale)
        _draw(canvas, stamp, color, qr_text)
        canvas.showPage()
    return buffer.getvalue()


def _draw(canvas, stamp, color, qr_text):
    """Draw the stamp with its lower left corner at the origin."""
    width, height = STAMP_WIDTH_MM * mm, STAMP_HEIGHT_MM * mm
    under_name = height - NAME_MM * mm
    under_block = under_name - BLOCK_MM * mm
    word_width = WORD_WIDTH_MM * mm
    canvas.setStrokeColor(color)
    canvas.setFillColor(color)
    canvas.setLineWidth(1.1)
    canvas.rect(0.6, 0.6, width - 1.2, height - 1.2)
    canvas.setLineWidth(0.7)
    canvas.line(0.6, under_name, width - 0.6, under_name)
    canvas.line(0.6, under_block, width - 0.6, under_block)
    canvas.line(word_width, under_name, word_width, under_block)

    _draw_name(canvas, stamp.organ_name, width, under_name)
    canvas.setFont(fonts.BOLD, 22)
    canvas.drawCentredString(word_width / 2, under_block + 3.4 * mm, "ĐẾN")

    left, right = word_width + INSET, width - INSET
    _draw_value(canvas, "Số: ", stamp.number, left, right, under_block + 8 * mm, 12, fonts.BOLD)
    _draw_value(canvas, "Ngày: ", stamp.date, left, right, under_block + 2.2 * mm, 11)
    if qr_text:
        _draw_qr(canvas, qr_text, width - QR_MM * mm - 0.8 * mm, 0.8 * mm)
        right -= QR_MM * mm
    y = under_block - LINE_MM * mm + 2.2 * mm
    _draw_value(canvas, "Chuyển: ", stamp.transfer, INSET, right, y, 10)
    y -= LINE_MM * mm
    _draw_value(canvas, "Số và ký hiệu HS: ", stamp.file_reference, INSET, right, y, 10)


def _draw_name(canvas, name, width, bottom):
    """Name of the organisation in capitals, in one line or two, as large as it fits."""
    room = width - 2 * INSET
    size, lines = _fit(clean_text(name).upper(), fonts.BOLD, 10, 5.5, room, NAME_MM * mm - 2)
    leading = size * 1.12
    y = bottom + (NAME_MM * mm + leading * len(lines)) / 2 - size * 0.95
    canvas.setFont(fonts.BOLD, size)
    for line in lines:
        canvas.drawCentredString(width / 2, y, line)
        y -= leading


def _draw_value(canvas, label, value, left, right, y, size, font=fonts.REGULAR):
    """A label, and its value on a dotted line that also serves to write by hand."""
    canvas.setFont(fonts.REGULAR, min(size, 10))
    canvas.drawString(left, y, label)
    start = left + canvas.stringWidth(label, fonts.REGULAR, min(size, 10))
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.setDash(0.5, 1.6)
    canvas.line(start, y - 1.6, right, y - 1.6)
    canvas.restoreState()
    text = clean_text(value)
    if not text:
        return
    fitted, lines = _fit(text, font, size, 5.2, right - start, LINE_MM * mm - 3)
    canvas.setFont(font, fitted)
    for index, line in enumerate(lines):
        canvas.drawString(start, y + (len(lines) - 1 - index) * fitted * 1.05, line)


def _fit(text, font, largest, smallest, width, height):
    """The largest size, and the lines at it, with which ``text`` fits into width × height points.

    One line is tried down to three quarters of the size before a second line is begun. Text that
    does not even fit at the smallest size ends in "…".
    """
    size = largest
    while size > smallest:
        lines = Measure(font, size).wrap(text, width)
        most = int(height // (size * 1.12)) if size < largest * 0.75 else 1
        if len(lines) <= most:
            return size, lines
        size -= 0.5
    size = smallest
    measure = Measure(font, size)
    lines, most = measure.wrap(text, width), max(1, int(height // (size * 1.12)))
    if len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and measure.width(last + "…") > width:
            last = last[:-1]
        lines[-1] = last + "…"
    return size, lines


def _draw_qr(canvas, text, x, y):
    if len(text.encode()) > MAX_QR_BYTES:
        raise StampError("qr_too_long", "The text is too long for a QR code of this size.")
    side = QR_MM * mm
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(text, barLevel="M", barBorder=1, barWidth=side, barHeight=side))
    renderPDF.draw(drawing, canvas, x, y)
