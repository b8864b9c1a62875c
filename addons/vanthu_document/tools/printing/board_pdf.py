"""The board of figures on one page A4, for the meeting. Labels stay in Vietnamese."""

from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from .. import fonts
from .handling_report import format_number
from .layout import Measure, clean_text, open_canvas

TITLE = "TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN"
LABELS = {
    "received": "Văn bản đến", "done": "Đã giải quyết", "rate": "Đúng hạn",
    "open": "Đang giải quyết", "late": "Quá hạn",
}
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, A4[0] - 15 * mm, A4[1] - 16 * mm, 16 * mm
RED, GREY, LIGHT = Color(0.75, 0.1, 0.1), Color(0.35, 0.35, 0.35), Color(0.82, 0.82, 0.82)
UNITS, UNIT_HEIGHT, OLD_HEIGHT, ROW_HEIGHT = 10, 15, 25, 14


@dataclass(frozen=True)
class BoardPage:
    """What the page says.

    ``figures``: (key of ``LABELS``, value, value before); ``units``: (name, open, late);
    ``directives``: (open, late) of those without a document; ``oldest``: (number, date,
    subject, lead, deadline, working days late or None if not late); ``below``: (name, arrived,
    done, share in time, open, late). Dates are ``date`` or None, shares % or None.
    """

    name: str
    period: str
    parent_name: str = ""
    figures: list = field(default_factory=list)
    units: list = field(default_factory=list)
    directives: tuple = (0, 0)
    oldest: list = field(default_factory=list)
    below: list = field(default_factory=list)
    mark: str = ""


def write_board(page):
    """Draw the page.

    What does not fit is named with its number: units after the tenth, and organisations below
    for which no room is left.

    :param page: a ``BoardPage``
    :return: ``BytesIO`` with the PDF, always one page
    """
    stream = BytesIO()
    title = f"{TITLE.capitalize()} – {page.period}"
    with open_canvas(stream, A4, title, page.name) as canvas:
        pen = _Pen(canvas)
        _draw_heading(pen, page)
        _draw_figures(pen, page.figures)
        _draw_units(pen, page.units)
        _draw_directives(pen, *page.directives)
        _draw_oldest(pen, page.oldest)
        _draw_below(pen, page.below)
        pen.text(page.mark, LEFT, BOTTOM - 6 * mm, fonts.ITALIC, 8)
        canvas.showPage()
    stream.seek(0)
    return stream


class _Pen:
    """Writes lines that are cut to their room, from the top of the page downwards."""

    def __init__(self, canvas):
        self.canvas, self.y = canvas, TOP

    def text(self, value, x, y, font=fonts.REGULAR, size=10, room=None, align="left",
             color=black):
        """One line at baseline ``y``; cut with "…" where it is wider than ``room``."""
        line, measure = clean_text(value).replace("\n", " "), Measure(font, size)
        if room and measure.width(line) > room:
            while line and measure.width(line + "…") > room:
                line = line[:-1]
            line = line.rstrip() + "…"
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(color)
        draw = {
            "left": self.canvas.drawString, "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }[align]
        draw(x, y, line)
        self.canvas.setFillColor(black)

    def heading(self, value):
        """Heading of a part, with a line below it."""
        self.y -= 20
        self.text(value, LEFT, self.y, fonts.BOLD, 12)
        self.y -= 4
        self.canvas.setLineWidth(0.6)
        self.canvas.line(LEFT, self.y, RIGHT, self.y)


def _share(value):
    return "–" if value is None else f"{format_number(float(value))} %"


def _draw_heading(pen, page):
    middle = (LEFT + RIGHT) / 2
    for text, font, size in (
        (page.parent_name.upper(), fonts.REGULAR, 11), (page.name.upper(), fonts.BOLD, 12),
        (TITLE, fonts.BOLD, 15), (page.period, fonts.ITALIC, 12),
    ):
        if not text:
            continue
        if text == TITLE:
            pen.y -= 8
        pen.y -= size * 1.3
        pen.text(text, middle, pen.y, font, size, RIGHT - LEFT, "center")
    pen.y -= 12


def _draw_figures(pen, figures):
    width, height = (RIGHT - LEFT) / max(len(figures), 1), 58
    for index, (key, value, before) in enumerate(figures):
        x = LEFT + index * width
        middle = x + width / 2
        show = _share if key == "rate" else format_number
        alarm = RED if key == "late" and value else black
        pen.canvas.setLineWidth(0.6)
        pen.canvas.rect(x, pen.y - height, width, height)
        pen.text(LABELS[key], middle, pen.y - 13, size=10, align="center", color=GREY)
        pen.text(show(value), middle, pen.y - 37, fonts.BOLD, 20, align="center", color=alarm)
        pen.text(f"kỳ trước: {show(before)}", middle, pen.y - 51, size=9, align="center",
                 color=GREY)
    pen.y -= height


def _draw_units(pen, units):
    pen.heading("Đang giải quyết và quá hạn theo đơn vị chủ trì")
    if not units:
        _draw_nothing(pen)
        return
    start, end = LEFT + 62 * mm, RIGHT - 34 * mm
    highest = max(count for _name, count, _late in units)
    for name, count, late in units[:UNITS]:
        pen.y -= UNIT_HEIGHT
        pen.text(name, LEFT, pen.y, room=60 * mm)
        full = (end - start) * count / highest
        pen.canvas.setFillColor(LIGHT)
        pen.canvas.rect(start, pen.y - 1.5, full, 9, stroke=0, fill=1)
        pen.canvas.setFillColor(RED)
        pen.canvas.rect(start, pen.y - 1.5, full * late / count, 9, stroke=0, fill=1)
        pen.canvas.setFillColor(black)
        pen.text(
            f"{format_number(late)} quá hạn / {format_number(count)}", RIGHT, pen.y,
            fonts.BOLD if late else fonts.REGULAR, align="right", color=RED if late else black,
        )
    rest = units[UNITS:]
    if rest:
        pen.y -= UNIT_HEIGHT
        pen.text(
            f"và {len(rest)} đơn vị khác: {sum(unit[2] for unit in rest)} quá hạn / "
            f"{sum(unit[1] for unit in rest)}", LEFT, pen.y, fonts.ITALIC, color=GREY,
        )


def _draw_directives(pen, count, late):
    if not count:
        return
    pen.y -= UNIT_HEIGHT
    pen.text(
        f"Ngoài ra, ý kiến chỉ đạo không kèm văn bản: {format_number(late)} quá hạn / "
        f"{format_number(count)}", LEFT, pen.y, color=RED if late else black,
    )


def _draw_nothing(pen):
    pen.y -= UNIT_HEIGHT
    pen.text("Không còn văn bản nào đang giải quyết.", LEFT, pen.y, fonts.ITALIC, color=GREY)


def _draw_oldest(pen, oldest):
    pen.heading("Văn bản tồn lâu nhất")
    if not oldest:
        _draw_nothing(pen)
        return
    for number, arrived, subject, lead, due, days_late in oldest:
        pen.y -= 13
        pen.text(f"Số {number}", LEFT, pen.y, fonts.BOLD, room=20 * mm)
        late = _late(days_late)
        pen.text(late, RIGHT, pen.y, fonts.BOLD, 10, align="right", color=RED)
        pen.text(subject, LEFT + 21 * mm, pen.y, room=RIGHT - LEFT - (68 if late else 22) * mm)
        pen.y -= OLD_HEIGHT - 13
        facts = [f"đến ngày {arrived:%d/%m/%Y}", lead, due and f"hạn {due:%d/%m/%Y}"]
        pen.text(" · ".join(filter(None, facts)), LEFT + 21 * mm, pen.y, fonts.ITALIC, 9,
                 RIGHT - LEFT - 22 * mm, color=GREY)


def _late(days):
    if days is None:
        return ""
    return f"quá hạn {days} ngày làm việc" if days else "quá hạn"


def _draw_below(pen, below):
    if not below:
        return
    pen.heading("Các đơn vị trực thuộc trong tháng")
    columns = ("Văn bản đến", "Đã giải quyết", "Đúng hạn", "Đang giải quyết", "Quá hạn")
    edges = [RIGHT - (len(columns) - 1 - index) * 24 * mm for index in range(len(columns))]
    pen.y -= ROW_HEIGHT
    for label, x in zip(columns, edges, strict=True):
        pen.text(label, x, pen.y, fonts.BOLD, 9, align="right")
    fitting = int((pen.y - BOTTOM) // ROW_HEIGHT)
    shown = below if len(below) <= fitting else below[:max(fitting - 1, 0)]
    for name, arrived, done, share, still_open, late in shown:
        pen.y -= ROW_HEIGHT
        pen.text(name, LEFT, pen.y, room=edges[0] - LEFT - 22 * mm)
        values = (format_number(arrived), format_number(done), _share(share),
                  format_number(still_open), format_number(late))
        for value, x in zip(values, edges, strict=True):
            alarm = late and x == edges[-1]
            pen.text(value, x, pen.y, fonts.BOLD if alarm else fonts.REGULAR, align="right",
                     color=RED if alarm else black)
    if len(below) > len(shown):
        pen.y -= ROW_HEIGHT
        pen.text(f"và {len(below) - len(shown)} đơn vị khác", LEFT, pen.y, fonts.ITALIC,
                 color=GREY)
