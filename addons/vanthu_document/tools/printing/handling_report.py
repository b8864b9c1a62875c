"""Báo cáo tình hình giải quyết văn bản đến (NĐ 30/2020, Phụ lục VI, V.2) as PDF and XLSX.

The act names the report and leaves its columns to the offices. Labels stay in Vietnamese.
"""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from .. import fonts
from .handling_slip import write_date
from .layout import Measure, TextCode, clean_text, open_canvas
from .register_pdf import (
    LEADING,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    PADDING,
    TEXT_SIZE,
    _print_mark,
    _Table,
)
from .register_xlsx import FONT, MM_PER_CHARACTER, _set_up_page
from .spec import BLANK, CENTER, PRINT_MARK, RIGHT, Column, RegisterCover, RegisterForm

TITLE = "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN"
STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COMPILER, HEAD = "NGƯỜI LẬP BÁO CÁO", "THỦ TRƯỞNG CƠ QUAN"
SIGN = "(Ký, ghi rõ họ tên)"
# From the table down: the notes, then the labels and room to sign above the names.
NOTE_GAP, NOTE_LEADING, LABEL_GAP, SIGN_HEIGHT = 14, 13, 8, 24 * mm

_COUNTS = (
    Column("carried", "Kỳ trước chuyển sang", 22, RIGHT),
    Column("received", "Đến trong kỳ", 18, RIGHT),
    Column("total", "Tổng số phải giải quyết", 23, RIGHT),
    Column("in_time", "Đã giải quyết đúng hạn", 23, RIGHT),
    Column("missed", "Đã giải quyết quá hạn", 23, RIGHT),
    Column("undated", "Đã giải quyết, không đặt thời hạn", 24, RIGHT),
    Column("waiting", "Đang giải quyết, chưa đến hạn", 26, RIGHT),
    Column("late", "Đang giải quyết, đã quá hạn", 26, RIGHT),
    Column("rate", "Tỷ lệ giải quyết đúng hạn (%)", 25, RIGHT),
)
BY_UNIT = RegisterForm(
    code="handling_by_unit", title=TITLE, has_number_range=False, has_cover=False,
    columns=(Column("position", "STT", 12, CENTER),
             Column("name", "Đơn vị, cá nhân chủ trì", 45), *_COUNTS),
)
BY_TYPE = RegisterForm(
    code="handling_by_type", title=TITLE, has_number_range=False, has_cover=False,
    columns=(Column("position", "STT", 12, CENTER), Column("name", "Loại văn bản", 45), *_COUNTS),
)
DETAILS = RegisterForm(
    code="handling_list", title=TITLE, has_number_range=False, has_cover=False,
    columns=(
        Column("arrival_label", "Số đến", 14, CENTER),
        Column("arrival_date", "Ngày đến", 21, CENTER),
        Column("organ_name", "Tác giả", 34),
        Column("reference", "Số, ký hiệu", 28),
        Column("subject", "Trích yếu nội dung", 58),
        Column("lead", "Đơn vị, cá nhân chủ trì", 32),
        Column("due_date", "Thời hạn giải quyết", 21, CENTER),
        Column("done_day", "Ngày hoàn thành", 21, CENTER),
        Column("result", "Kết quả", 25),
        Column("answer_reference", "Văn bản trả lời", 22),
    ),
)
FORMS = {form.code: form for form in (BY_UNIT, BY_TYPE, DETAILS)}


@dataclass(frozen=True)
class ReportCover(RegisterCover):
    """Heading and foot of a report; ``day`` and ``place`` of the report, notes below the table.

    ``compiled_by``: name under the left signature; ``signers``: pairs of label and name where
    others sign than who compiled it and the head.
    """

    place: str = ""
    day: object = None
    notes: tuple = ()
    compiled_by: str = ""
    signers: tuple = ()

    def place_line(self):
        """Place and date, as documents carry them."""
        return f"{self.place or BLANK}, {write_date(self.day)}"


class TotalRow(tuple):
    """A row of sums, printed in bold."""

    __slots__ = ()


def write_report_pdf(stream, form, cover, rows, *, printed_by="", printed_at=None):
    """Draw a report; return its number of pages (int).

    :param stream: binary file object
    :param form: ``BY_UNIT``, ``BY_TYPE`` or ``DETAILS``
    :param cover: a ``ReportCover``
    :param rows: iterable of tuples of text, numbers and dates, one value for each column
    :param printed_by: name of the person who prints
    :param printed_at: local ``datetime`` of printing
    :raises PrintError: a row has not one value for each column
    """
    size = landscape(A4)
    title = f"{cover.title_of(form)} {cover.subtitle}"
    with open_canvas(stream, size, title, cover.name) as canvas:
        table = _ReportTable(canvas, form, cover, size, _print_mark(printed_by, printed_at))
        for row in rows:
            table.add_row(row)
        return table.finish()


class _ReportTable(_Table):
    """A table with the heading of an administrative document and room for two signatures."""

    row_height = 6.5 * mm

    def __init__(self, canvas, form, cover, size, mark):
        self.bold = Measure(fonts.BOLD, TEXT_SIZE), TextCode(canvas, fonts.BOLD, TEXT_SIZE)
        self.last_row = None
        super().__init__(canvas, form, cover, size, mark)

    def add_row(self, values):
        """Place the row before this one; the last must stand with the signatures."""
        if self.last_row is not None:
            self._place_row(self.last_row)
        self.last_row = values

    def _place_row(self, values):
        plain = self.measure, self.code
        if isinstance(values, TotalRow):
            self.measure, self.code = self.bold
        _Table.add_row(self, tuple(map(format_number, values)))
        self.measure, self.code = plain

    def finish(self):
        room = NOTE_GAP + NOTE_LEADING * len(self.cover.notes) + LABEL_GAP + SIGN_HEIGHT + 6
        if self.y - MARGIN_BOTTOM < room + self._get_last_height():
            self._next_page()
        if self.last_row is not None:
            self._place_row(self.last_row)
        elif len(self.rules) == self.head_rules:
            self._draw_row([[] for column in self.form.columns], self.row_height)
        self._draw_closing()
        return super().finish()

    def _get_last_height(self):
        measure = self.bold[0] if isinstance(self.last_row, TotalRow) else self.measure
        lines = [
            measure.wrap(clean_text(format_number(value)), width - 2 * PADDING)
            for value, width in zip(self.last_row or (), self.widths, strict=False)
        ]
        count = max(map(len, lines), default=1)
        return max(count * LEADING + 2 * PADDING, self.row_height)

    def _draw_heading(self):
        canvas, cover = self.canvas, self.cover
        width = self.lefts[-1] - MARGIN_LEFT
        left, right = MARGIN_LEFT + width * 0.22, MARGIN_LEFT + width * 0.74
        y = self.y
        lines = [(cover.name.upper(), fonts.BOLD)]
        if cover.parent_name:
            lines.insert(0, (cover.parent_name.upper(), fonts.REGULAR))
        low = self._centre_lines(lines, 12, left, y, width * 0.42)
        canvas.line(left - 16 * mm, low + 9, left + 16 * mm, low + 9)
        self._centre_lines([(STATE_NAME, fonts.BOLD)], 12, right, y, width * 0.5)
        self._centre_lines([(MOTTO, fonts.BOLD)], 13, right, y - 15.5, width * 0.5)
        half = canvas.stringWidth(MOTTO, fonts.BOLD, 13) / 2
        canvas.line(right - half, y - 20, right + half, y - 20)
        self._centre_lines([(cover.place_line(), fonts.ITALIC)], 13, right, y - 36, width * 0.5)
        y = min(low, y - 36) - 22
        middle = MARGIN_LEFT + width / 2
        y = self._centre_lines([(cover.title_of(self.form), fonts.BOLD)], 15, middle, y, width)
        if cover.subtitle:
            y = self._centre_lines([(cover.subtitle, fonts.BOLD)], 12, middle, y, width)
        y = self._centre_lines([(f"({cover.period()})", fonts.ITALIC)], 12, middle, y, width)
        self.y = y - 4

    def _centre_lines(self, lines, size, middle, y, room):
        """Centred lines from baseline ``y`` downwards; returns the next free baseline."""
        for text, font in lines:
            self.canvas.setFont(font, size)
            for line in Measure(font, size).wrap(clean_text(text), room):
                self.canvas.drawCentredString(middle, y, line)
                y -= size * 1.3
        return y

    def _draw_closing(self):
        canvas, cover, y = self.canvas, self.cover, self.y - NOTE_GAP
        canvas.setFont(fonts.ITALIC, 10)
        for note in cover.notes:
            canvas.drawString(MARGIN_LEFT, y, clean_text(note))
            y -= NOTE_LEADING
        y -= LABEL_GAP
        width = self.lefts[-1] - MARGIN_LEFT
        signers = cover.signers or ((COMPILER, cover.compiled_by), (HEAD, ""))
        room = width / len(signers)
        # Two stand as on a letter, more side by side.
        shares = (0.22, 0.76) if len(signers) == 2 else [
            (index + 0.5) / len(signers) for index in range(len(signers))
        ]
        for share, (label, name) in zip(shares, signers, strict=True):
            middle = MARGIN_LEFT + width * share
            self._centre_lines([(label, fonts.BOLD)], 12, middle, y, room)
            self._centre_lines([(SIGN, fonts.ITALIC)], 11, middle, y - 15, room)
            if name:
                self._centre_lines([(name, fonts.BOLD)], 12, middle, y - SIGN_HEIGHT, room)


def format_number(value):
    """A number as Vietnamese reports write it: 1.234 and 87,5; everything else as it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return f"{value:.1f}".replace(".", ",")


def write_report_xlsx(stream, form, cover, rows):
    """Write a report as a workbook in which numbers are numbers; return its rows (int).

    :param stream: binary file object
    :param form: ``BY_UNIT``, ``BY_TYPE`` or ``DETAILS``
    :param cover: a ``ReportCover``
    :param rows: iterable of tuples as :func:`write_report_pdf` takes them
    """
    book = xlsxwriter.Workbook(stream, {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    })
    try:
        book.set_properties({"title": clean_text(cover.title_of(form)), "company": cover.name})
        sheet = book.add_worksheet("Báo cáo")
        _set_up_page(sheet, form)
        sheet.set_footer(f'&L&"{FONT},Italic"&8{PRINT_MARK}&R&"{FONT}"&8Trang &P/&N')
        for index, column in enumerate(form.columns):
            sheet.set_column(index, index, column.width_mm / MM_PER_CHARACTER)
        top = _write_heading(book, sheet, form, cover)
        count = _write_rows(book, sheet, form, rows, top)
        _write_closing(book, sheet, form, cover, top + 2 + count)
    finally:
        book.close()
    return count


def _write_heading(book, sheet, form, cover):
    base = {"font_name": FONT, "font_size": 12, "align": "center", "valign": "vcenter"}
    plain, bold = book.add_format(base), book.add_format({**base, "bold": True})
    italic = book.add_format({**base, "italic": True})
    title = book.add_format({**base, "font_size": 15, "bold": True})
    last = len(form.columns) - 1
    half = 4  # the columns of the left half: the organisation
    for line, (left, left_style, right, right_style) in enumerate((
        (cover.parent_name.upper(), plain, STATE_NAME, bold),
        (cover.name.upper(), bold, MOTTO, bold),
        ("", plain, cover.place_line(), italic),
    )):
        sheet.merge_range(line, 0, line, half, clean_text(left), left_style)
        sheet.merge_range(line, half + 1, line, last, clean_text(right), right_style)
    lines = [(cover.title_of(form), title), (cover.subtitle, bold), (f"({cover.period()})", italic)]
    for line, (text, style) in enumerate(lines, start=4):
        sheet.merge_range(line, 0, line, last, clean_text(text), style)
    return 4 + len(lines) + 1


def _write_rows(book, sheet, form, rows, top):
    grid = {"font_name": FONT, "font_size": 11, "border": 1, "text_wrap": True}
    head = book.add_format({**grid, "bold": True, "align": "center", "valign": "vcenter"})
    number = book.add_format({**grid, "italic": True, "align": "center"})
    for index, label in enumerate(form.labels):
        sheet.write_string(top, index, label, head)
    for index in range(len(form.columns)):
        sheet.write_string(top + 1, index, f"({index + 1})", number)
    sheet.repeat_rows(top, top + 1)
    sheet.freeze_panes(top + 2, 0)
    styles = {
        bold: [
            {
                kind: book.add_format({
                    **grid, "valign": "top", "align": column.align, "bold": bold,
                    "num_format": code,
                }) for kind, code in ((int, "#,##0"), (float, "0.0"), (str, "@"))
            } for column in form.columns
        ] for bold in (False, True)
    }
    count = 0
    for count, row in enumerate(rows, start=1):
        line = top + 1 + count
        for index, (value, style) in enumerate(
            zip(row, styles[isinstance(row, TotalRow)], strict=True)
        ):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                sheet.write_number(line, index, value, style[type(value)])
            else:
                sheet.write_string(line, index, clean_text(value), style[str])
    return count


def _write_closing(book, sheet, form, cover, line):
    base = {"font_name": FONT, "font_size": 12}
    note = book.add_format({**base, "italic": True, "font_size": 10})
    for text in cover.notes:
        sheet.write_string(line, 0, clean_text(text), note)
        line += 1
    middle = {**base, "align": "center"}
    bold, italic = book.add_format({**middle, "bold": True}), book.add_format({
        **middle, "italic": True,
    })
    last = len(form.columns) - 1
    for offset, left, right, style in (
        (1, COMPILER, HEAD, bold), (2, SIGN, SIGN, italic), (7, cover.compiled_by, "", bold),
    ):
        sheet.merge_range(line + offset, 0, line + offset, 4, clean_text(left), style)
        sheet.merge_range(line + offset, 5, line + offset, last, clean_text(right), style)


def report_bytes(form, cover, rows):
    """A report as a workbook (bytes); parameters as :func:`write_report_xlsx`."""
    stream = BytesIO()
    write_report_xlsx(stream, form, cover, rows)
    return stream.getvalue()
