"""The state of the archive on one page A4, for the leader. Labels stay in Vietnamese."""

from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.board_pdf import (
    BOTTOM,
    GREY,
    LEFT,
    LIGHT,
    RED,
    RIGHT,
    _Pen,
)
from odoo.addons.vanthu_document.tools.printing.handling_report import format_number
from odoo.addons.vanthu_document.tools.printing.layout import open_canvas

TITLE = "TÌNH HÌNH CÔNG TÁC LƯU TRỮ"
PARTS = {
    "files": "Hồ sơ", "retention": "Thời hạn lưu trữ", "use": "Khai thác, sử dụng",
    "safety": "An toàn và hủy tài liệu",
}
LABELS = {
    "open": "Đang mở", "closed": "Đã kết thúc", "archived": "Trong lưu trữ",
    "transferred": "Đã nộp lưu trữ lịch sử", "disposed": "Đã hủy",
    "expired": "Đã hết thời hạn", "expiring": "Hết hạn trong năm nay",
    "expiring_next": "Hết hạn trong năm sau", "permanent": "Bảo quản vĩnh viễn",
    "held": "Đang đóng băng", "historical_late": "Quá hạn nộp lưu trữ lịch sử",
    "lent": "Hồ sơ đang cho mượn", "overdue": "Mượn quá hạn", "asked": "Yêu cầu chờ duyệt",
    "unanswered": "Chờ duyệt quá hạn", "damaged": "Tệp điện tử bị hỏng",
    "poor": "Hồ sơ tình trạng kém", "disposals": "Đợt hủy đang làm",
    "disposals_late": "Đợt hủy quá hạn thực hiện",
}
UNITS, ROOMS, ROW = 8, 6, 14
BAR = Color(0.35, 0.5, 0.7)


@dataclass(frozen=True)
class ArchivePage:
    """What the page says.

    ``parts``: key of ``PARTS`` → list of (key of ``LABELS``, value, alarm); ``answers``:
    (count, share in time or None, days or None); ``units``: (name, due, late, documents in no
    file); ``rooms``: (name, boxes, capacity, filled %, metres, free metres, years left or
    None); ``growth``: (year, files, documents).
    """

    name: str
    day: object
    parent_name: str = ""
    parts: dict = field(default_factory=dict)
    answers: tuple = (0, None, None)
    units: list = field(default_factory=list)
    rooms: list = field(default_factory=list)
    growth: list = field(default_factory=list)
    hidden: int = 0
    mark: str = ""


def write_archive_page(page):
    """Draw the page; units and rooms beyond what fits are named with their number.

    :param page: an ``ArchivePage``
    :return: ``BytesIO`` with the PDF, always one page
    """
    stream = BytesIO()
    with open_canvas(stream, A4, TITLE.capitalize(), page.name) as canvas:
        pen = _Pen(canvas)
        _draw_heading(pen, page)
        _draw_parts(pen, page)
        _draw_answers(pen, *page.answers)
        _draw_units(pen, page.units)
        _draw_rooms(pen, page.rooms)
        _draw_growth(pen, page.growth)
        if page.hidden:
            pen.text(
                f"Không tính {format_number(page.hidden)} hồ sơ hạn chế mà người in không được "
                "xem.", LEFT, BOTTOM - 1 * mm, fonts.ITALIC, 9, color=GREY,
            )
        pen.text(page.mark, LEFT, BOTTOM - 6 * mm, fonts.ITALIC, 8)
        canvas.showPage()
    stream.seek(0)
    return stream


def _draw_heading(pen, page):
    middle = (LEFT + RIGHT) / 2
    for text, font, size, gap in (
        (page.parent_name.upper(), fonts.REGULAR, 11, 0), (page.name.upper(), fonts.BOLD, 12, 0),
        (TITLE, fonts.BOLD, 15, 8), (f"(đến ngày {page.day:%d/%m/%Y})", fonts.ITALIC, 12, 0),
    ):
        if text:
            pen.y -= size * 1.3 + gap
            pen.text(text, middle, pen.y, font, size, RIGHT - LEFT, "center")
    pen.y -= 2


def _draw_parts(pen, page):
    """Two parts side by side, two rows of them."""
    half, gap = (RIGHT - LEFT - 8 * mm) / 2, 8 * mm
    for pair in (("files", "retention"), ("use", "safety")):
        top = pen.y
        for index, key in enumerate(pair):
            x, y = LEFT + index * (half + gap), top - 18
            pen.text(PARTS[key], x, y, fonts.BOLD, 12)
            pen.canvas.setLineWidth(0.6)
            pen.canvas.line(x, y - 4, x + half, y - 4)
            y -= 5
            for name, value, alarm in page.parts.get(key, ()):
                y -= ROW
                color = RED if alarm and value else black
                font = fonts.BOLD if alarm and value else fonts.REGULAR
                pen.text(LABELS[name], x, y, room=half - 22 * mm)
                pen.text(format_number(value), x + half, y, font, 11, align="right", color=color)
            pen.y = min(pen.y, y)


def _draw_answers(pen, count, rate, days):
    pen.y -= ROW + 2
    if not count:
        text = "Không có yêu cầu khai thác nào được duyệt trong 12 tháng qua."
    else:
        text = f"Đã duyệt {format_number(count)} yêu cầu trong 12 tháng qua"
        if rate is not None:
            text += f", đúng hạn {format_number(float(rate))} %"
        text += f"; một nửa trong {format_number(float(days))} ngày."
    pen.text(text, LEFT, pen.y, fonts.ITALIC, 10, RIGHT - LEFT)


def _draw_table(pen, title, labels, edges, rows, most, empty):
    """A table without lines: the first column left, the others right.

    :param list rows: pairs of the cells and the index of the cell that alarms, or None
    """
    pen.heading(title)
    if not rows:
        pen.y -= ROW
        pen.text(empty, LEFT, pen.y, fonts.ITALIC, color=GREY)
        return
    pen.y -= ROW
    for label, x in zip(labels, edges, strict=True):
        pen.text(label, x, pen.y, fonts.BOLD, 9, align="right")
    for cells, alarm in rows[:most]:
        pen.y -= ROW
        pen.text(cells[0], LEFT, pen.y, room=edges[0] - LEFT - 20 * mm)
        for index, (value, x) in enumerate(zip(cells[1:], edges, strict=True), start=1):
            red = index == alarm
            pen.text(value, x, pen.y, fonts.BOLD if red else fonts.REGULAR, align="right",
                     color=RED if red else black)
    if len(rows) > most:
        pen.y -= ROW
        pen.text(f"và {len(rows) - most} mục khác", LEFT, pen.y, fonts.ITALIC, color=GREY)


def _draw_units(pen, units):
    rows = [
        ((name, format_number(due), format_number(late), format_number(unfiled)),
         2 if late else None) for name, due, late, unfiled in units
    ]
    _draw_table(
        pen, "Đến hạn nộp lưu và văn bản chưa vào hồ sơ, theo đơn vị",
        ("Đến hạn nộp lưu", "Quá hạn", "Văn bản chưa vào hồ sơ"),
        (RIGHT - 68 * mm, RIGHT - 44 * mm, RIGHT), rows, UNITS,
        "Không đơn vị nào còn nợ.",
    )


def _draw_rooms(pen, rooms):
    rows = [
        (
            (
                name, f"{format_number(used)}/{format_number(capacity)}",
                format_number(float(filling)), format_number(float(metres)),
                format_number(float(free)),
                "–" if years is None else f"{format_number(float(years))} năm",
            ), 2 if filling >= 95 else None,
        ) for name, used, capacity, filling, metres, free, years in rooms
    ]
    _draw_table(
        pen, "Kho lưu trữ",
        ("Hộp/sức chứa", "Đầy (%)", "Mét giá đã dùng", "Mét giá còn trống", "Đầy sau"),
        tuple(RIGHT - back * mm for back in (94, 76, 48, 17, 0)), rows, ROOMS,
        "Chưa lập kho.",
    )


def _draw_growth(pen, growth):
    pen.heading("Tài liệu giao nộp vào lưu trữ, theo năm")
    start, end = LEFT + 16 * mm, RIGHT - 58 * mm
    highest = max((files for _year, files, _documents in growth), default=0) or 1
    for year, files, documents in growth:
        pen.y -= ROW
        pen.text(str(year), LEFT, pen.y, fonts.BOLD)
        pen.canvas.setFillColor(LIGHT)
        pen.canvas.rect(start, pen.y - 1.5, end - start, 9, stroke=0, fill=1)
        pen.canvas.setFillColor(BAR)
        pen.canvas.rect(start, pen.y - 1.5, (end - start) * files / highest, 9, stroke=0, fill=1)
        pen.canvas.setFillColor(black)
        pen.text(f"{format_number(files)} hồ sơ, {format_number(documents)} văn bản", RIGHT,
                 pen.y, align="right")
