"""Labels of the store on sheets of A4: boxes, shelves, backs of files, each with a QR code.

The fields of a box label are those of the practice (nhãn hộp): keeper, fonds, number of the box,
year, first and last file. The labels' words are the forms' and stay in Vietnamese.
"""

from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text, open_canvas
from odoo.addons.vanthu_document.tools.printing.spec import BLANK, PrintError, text_of

PADDING = 3 * mm
SMALLEST = 6
# A phone reads this from an arm's length.
SMALLEST_QR_MM = 15


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels: how many, how large, where on the A4 page (mm, from the top left)."""

    columns: int
    rows: int
    width_mm: float
    height_mm: float
    left_mm: float = 0
    top_mm: float = 0
    gap_x_mm: float = 0
    gap_y_mm: float = 0

    @property
    def count(self):
        """Labels on a sheet."""
        return self.columns * self.rows

    def fits(self):
        """Whether all labels lie on the page."""
        width = self.left_mm + self.columns * (self.width_mm + self.gap_x_mm) - self.gap_x_mm
        height = self.top_mm + self.rows * (self.height_mm + self.gap_y_mm) - self.gap_y_mm
        return width * mm <= A4[0] + 0.5 and height * mm <= A4[1] + 0.5

    def get_corner(self, index):
        """Left and upper edge of a label in points from the lower left of the page."""
        row, column = divmod(index, self.columns)
        return (
            (self.left_mm + column * (self.width_mm + self.gap_x_mm)) * mm,
            A4[1] - (self.top_mm + row * (self.height_mm + self.gap_y_mm)) * mm,
        )


@dataclass(frozen=True)
class BoxLabel:
    """Nhãn hộp; ``code``: what the QR says, ``first``/``last``: number of files."""

    code: str
    organ: str
    fonds: str
    number: int
    years: str = ""
    first: str = ""
    last: str = ""
    place: str = ""

    def draw(self, pen):
        """Draw the label from the top to the bottom."""
        pen.write(self.organ.upper(), fonts.BOLD, 11, lines=2)
        pen.write(self.fonds, fonts.REGULAR, 11, lines=2)
        pen.rule()
        pen.write("HỘP SỐ", fonts.BOLD, 14)
        pen.write(str(self.number), fonts.BOLD, 48)
        pen.write(f"Mục lục số/năm: {text_of(self.years)}", fonts.REGULAR, 12)
        pen.write(f"Từ hồ sơ số: {text_of(self.first)}", fonts.REGULAR, 12, lines=2)
        pen.write(f"Đến hồ sơ số: {text_of(self.last)}", fonts.REGULAR, 12, lines=2)
        pen.draw_code_below(self.code, f"Vị trí: {self.place or BLANK}")


@dataclass(frozen=True)
class PlaceLabel:
    """Label of a shelf, a compartment, a room."""

    code: str
    place: str
    name: str
    organ: str

    def draw(self, pen):
        """Draw the label beside its code."""
        pen.draw_code_beside(self.code)
        pen.write(self.organ, fonts.REGULAR, 8, lines=2)
        pen.write(self.place, fonts.BOLD, 22, lines=2)
        pen.write(self.name, fonts.REGULAR, 11, lines=2)
        pen.write(self.code, fonts.REGULAR, 8)


@dataclass(frozen=True)
class FileLabel:
    """Label for the back of a file (gáy hồ sơ)."""

    code: str
    organ: str
    notation: str
    year: str
    title: str
    dates: str = ""
    term: str = ""
    box: str = ""

    def draw(self, pen):
        """Draw the label from the top to the bottom."""
        pen.write(self.organ.upper(), fonts.BOLD, 8, lines=3)
        pen.rule()
        pen.write(f"Năm {self.year}", fonts.REGULAR, 10)
        pen.write(text_of(self.notation), fonts.BOLD, 15, lines=2)
        pen.write(self.title, fonts.REGULAR, 10, lines=8)
        pen.write(self.dates, fonts.ITALIC, 8, lines=2)
        pen.write(f"Thời hạn: {text_of(self.term)}", fonts.REGULAR, 9, lines=2)
        pen.draw_code_below(self.code, self.box)


def write_labels(stream, sheet, labels, *, start=1, frames=False, title="", author=""):
    """Print labels on sheets of A4.

    :param stream: binary file object or path to write to
    :param sheet: a ``LabelSheet``
    :param labels: list of ``BoxLabel``, ``PlaceLabel`` or ``FileLabel``
    :param int start: the first free label of a sheet that was begun, from 1
    :param bool frames: draw the edges, to cut plain paper
    :param str title: of the document
    :param str author: organisation
    :return int: pages
    :raises PrintError: ``start`` is not on the sheet, or the labels are not on the page
    """
    if not 1 <= start <= sheet.count:
        raise PrintError("start", f"The sheet has {sheet.count} labels; begin with one of them.")
    if not sheet.fits():
        raise PrintError("sheet", "The labels of this sheet are larger than a page of A4.")
    page = 0
    with open_canvas(stream, A4, title, author) as canvas:
        for index, label in enumerate(labels, start - 1):
            page_of_label, place = divmod(index, sheet.count)
            if page_of_label > page:
                canvas.showPage()
                page = page_of_label
            left, top = sheet.get_corner(place)
            size = sheet.width_mm * mm, sheet.height_mm * mm
            if frames:
                canvas.setLineWidth(0.3)
                canvas.rect(left, top - size[1], *size)
            label.draw(_Pen(canvas, left, top, *size))
    return page + 1


class _Pen:
    """Writes lines into a label from its top downwards and shrinks what does not fit."""

    def __init__(self, canvas, left, top, width, height):
        self.canvas = canvas
        self.left, self.width = left + PADDING, width - 2 * PADDING
        self.y, self.bottom = top - PADDING, top - height + PADDING
        # Labels are drawn for their usual size; smaller ones get smaller letters.
        self.scale = min(1.2, height / (130 * mm) if height > width else height / (36 * mm))
        self.beside = False

    def write(self, text, font, size, lines=1):
        """Text in the middle of the label, in at most ``lines`` lines."""
        text = clean_text(text)
        if not text:
            return
        size = max(SMALLEST, size * self.scale)
        while True:
            measure = Measure(font, size)
            broken = measure.wrap(text, self.width)
            if len(broken) <= lines or size <= SMALLEST:
                break
            size = max(SMALLEST, size * 0.92)
        if len(broken) > lines:
            broken = [*broken[:lines - 1], broken[lines - 1][:-1] + "…"]
        self.canvas.setFont(font, size)
        for line in broken:
            self.y -= size
            x = self.left if self.beside else self.left + (self.width - measure.width(line)) / 2
            self.canvas.drawString(x, self.y, line)
            self.y -= size * 0.2
        self.y -= size * 0.15

    def rule(self):
        """A line across the label."""
        self.y -= 1.5
        self.canvas.setLineWidth(0.7)
        self.canvas.line(self.left, self.y, self.left + self.width, self.y)
        self.y -= 3

    def draw_code_beside(self, code):
        """The QR code at the left over the whole height; text goes to its right."""
        side = min(self.y - self.bottom, self.width / 2)
        draw_qr(self.canvas, code, self.left, self.y - side, side)
        self.left, self.width, self.beside = self.left + side + 6, self.width - side - 6, True

    def draw_code_below(self, code, text):
        """The QR code in what is left at the bottom, with a line and the code as text."""
        foot = 2.6 * 8
        side = min(self.y - self.bottom - foot, self.width, 45 * mm)
        side = max(side, SMALLEST_QR_MM * mm)
        draw_qr(self.canvas, code, self.left + (self.width - side) / 2, self.bottom + foot, side)
        self.y = self.bottom + foot
        self.scale = 1
        self.write(text, fonts.REGULAR, 8)
        self.write(code, fonts.REGULAR, 7)


def draw_qr(canvas, code, x, y, side):
    """Draw a QR code with its quiet border.

    :param canvas: reportlab canvas
    :param str code: what it says
    :param float x: left edge in points
    :param float y: lower edge
    :param float side: length of its side
    """
    widget = QrCodeWidget(code, barLevel="M", barBorder=2)
    left, bottom, right, top = widget.getBounds()
    drawing = Drawing(side, side, transform=[
        side / (right - left), 0, 0, side / (top - bottom), 0, 0,
    ])
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x, y)
