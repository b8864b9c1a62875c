"""Danh mục hồ sơ (NĐ 30/2020, Phụ lục V): the form's columns, as PDF and as XLSX.

Labels and their order are the law's and stay in Vietnamese.
"""

from dataclasses import dataclass

import xlsxwriter
from reportlab.lib.pagesizes import A4

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.layout import (
    Measure,
    TextCode,
    clean_text,
    open_canvas,
)
from odoo.addons.vanthu_document.tools.printing.register_pdf import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    ROW_MIN_HEIGHT,
    TEXT_SIZE,
    _print_mark,
    _Table,
)
from odoo.addons.vanthu_document.tools.printing.register_xlsx import (
    FONT,
    MM_PER_CHARACTER,
    _cell_styles,
    _set_up_page,
    _write_heading,
)
from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    PORTRAIT,
    PRINT_MARK,
    Column,
    RegisterCover,
    RegisterForm,
    text_of,
)

FILE_PLAN = RegisterForm(
    code="file_plan", title="DANH MỤC HỒ SƠ", orientation=PORTRAIT,
    has_number_range=False, has_cover=False,
    columns=(
        Column("notation", "Số và ký hiệu hồ sơ", 24, CENTER),
        Column("name", "Tên đề mục và tiêu đề hồ sơ", 76),
        Column("term", "Thời hạn bảo quản", 24, CENTER),
        Column("keeper", "Người lập hồ sơ", 32),
        Column("note", "Ghi chú", 19),
    ),
)
CLOSING_SIZE, CLOSING_LEADING, CLOSING_GAP = 12, 16, 18
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)


class HeadingRow(tuple):
    """A row that is a heading, printed in bold."""

    __slots__ = ()


@dataclass(frozen=True)
class PlanCover(RegisterCover):
    """Heading of the list: year and the decision that it is issued with.

    ``decision``: number and notation; ``decision_date``: of the decision; ``issuer``: whose it
    is. What is left empty is printed as dots to fill in.
    """

    decision: str = ""
    decision_date: object = None
    issuer: str = ""

    def period(self):
        """The line in brackets below the year."""
        return (
            f"(Kèm theo Quyết định số {text_of(self.decision)} ngày "
            f"{text_of(self.decision_date)} của {text_of(self.issuer)})"
        )


def write_roman(number):
    """A number in Roman figures.

    :param int number: from 1 to 3999
    :return str: such as "IV"
    :raise ValueError: the number is out of range
    """
    if not 1 <= number <= 3999:
        raise ValueError(number)
    text = ""
    for value, figures in _ROMAN:
        times, number = divmod(number, value)
        text += figures * times
    return text


def close_plan(total, permanent):
    """The sentences that end the list.

    :param int total: files of the list
    :param int permanent: those that are kept for ever
    :return tuple: lines
    """
    return (
        f"Danh mục hồ sơ này có {total:02d} hồ sơ, bao gồm:",
        f"{permanent:02d} hồ sơ bảo quản vĩnh viễn;",
        f"{total - permanent:02d} hồ sơ bảo quản có thời hạn.",
    )


def write_plan_pdf(stream, cover, rows, closing, *, printed_by="", printed_at=None):
    """Draw the list; return its number of pages (int).

    :param stream: binary file object
    :param PlanCover cover: heading
    :param rows: tuples with one value for each column, ``HeadingRow`` for headings
    :param tuple closing: lines below the table
    :param str printed_by: name of the person who prints
    :param printed_at: local ``datetime`` of printing
    :raises PrintError: a row has not one value for each column
    """
    title = f"{cover.title_of(FILE_PLAN)} {cover.year}"
    with open_canvas(stream, A4, title, cover.name) as canvas:
        table = _PlanTable(canvas, FILE_PLAN, cover, A4, _print_mark(printed_by, printed_at))
        for row in rows:
            table.add_row(row)
        table.draw_closing(closing)
        return table.finish()


class _PlanTable(_Table):
    """The table with headings in bold; the closing sentences stand below its last row."""

    row_height = 0

    def __init__(self, canvas, form, cover, size, mark):
        self.bold = Measure(fonts.BOLD, TEXT_SIZE), TextCode(canvas, fonts.BOLD, TEXT_SIZE)
        super().__init__(canvas, form, cover, size, mark)

    def add_row(self, values):
        plain = self.measure, self.code
        if isinstance(values, HeadingRow):
            # A heading at the foot of a page would stand without its files.
            if self.y - MARGIN_BOTTOM < 4 * CLOSING_LEADING:
                self._next_page()
            self.measure, self.code = self.bold
        _Table.add_row(self, values)
        self.measure, self.code = plain

    def draw_closing(self, lines):
        """Say how many files the list has, on the last page of the table if there is room."""
        if self.y - MARGIN_BOTTOM < CLOSING_GAP + CLOSING_LEADING * len(lines):
            self._next_page()
            # No row on this page: nothing but the sentences, without the table's heading.
            self.pieces, self.rules = [], []
            self.y = self.top
        y = self.y - CLOSING_GAP
        self.canvas.setFont(fonts.REGULAR, CLOSING_SIZE)
        for line in lines:
            self.canvas.drawString(MARGIN_LEFT, y, clean_text(line))
            y -= CLOSING_LEADING

    def finish(self):
        # An empty list shows one empty row of the usual height.
        self.row_height = ROW_MIN_HEIGHT
        return super().finish()

    def _draw_heading(self):
        _Table._draw_heading(self)
        middle = (MARGIN_LEFT + self.lefts[-1]) / 2
        self.canvas.setFont(fonts.ITALIC, CLOSING_SIZE)
        room = self.lefts[-1] - MARGIN_LEFT
        for line in Measure(fonts.ITALIC, CLOSING_SIZE).wrap(self.cover.period(), room):
            self.canvas.drawCentredString(middle, self.y, line)
            self.y -= CLOSING_LEADING


def write_plan_xlsx(stream, cover, rows, closing):
    """Write the list as a workbook; return its number of rows (int).

    :param stream: binary file object
    :param cover: rows and closing as of :func:`write_plan_pdf`
    """
    book = xlsxwriter.Workbook(stream, {
        "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True,
    })
    book.set_properties({"title": cover.title_of(FILE_PLAN), "company": cover.name})
    sheet = book.add_worksheet("Danh mục hồ sơ")
    _set_up_page(sheet, FILE_PLAN)
    sheet.set_footer(f'&L&"{FONT},Italic"&8{PRINT_MARK}&R&"{FONT}"&8Trang &P/&N')
    last = len(FILE_PLAN.columns) - 1
    for index, column in enumerate(FILE_PLAN.columns):
        sheet.set_column(index, index, column.width_mm / MM_PER_CHARACTER)
    top = _write_heading(book, sheet, FILE_PLAN, cover) - 1
    base = {"font_name": FONT, "font_size": 12}
    decision = book.add_format({**base, "italic": True, "align": "center", "text_wrap": True})
    sheet.merge_range(top, 0, top, last, clean_text(cover.period()), decision)
    top += 2
    count = _write_cells(book, sheet, rows, top)
    plain = book.add_format(base)
    for offset, line in enumerate(closing, 1):
        sheet.write_string(top + 1 + count + offset, 0, clean_text(line), plain)
    book.close()
    return count


def _write_cells(book, sheet, rows, top):
    """The table from row ``top`` on; returns its rows."""
    grid = {"font_name": FONT, "font_size": 11, "border": 1, "text_wrap": True}
    head = book.add_format({**grid, "bold": True, "align": "center", "valign": "vcenter"})
    number = book.add_format({**grid, "italic": True, "align": "center"})
    for index, label in enumerate(FILE_PLAN.labels):
        sheet.write_string(top, index, label, head)
        sheet.write_string(top + 1, index, f"({index + 1})", number)
    sheet.repeat_rows(top, top + 1)
    sheet.freeze_panes(top + 2, 0)
    styles = {
        bold: [
            _cell_styles(book, {**grid, "bold": bold}, column.align)
            for column in FILE_PLAN.columns
        ] for bold in (False, True)
    }
    count = 0
    for count, row in enumerate(rows, 1):
        for index, (value, (plain, quoted)) in enumerate(
            zip(row, styles[isinstance(row, HeadingRow)], strict=True)
        ):
            text = clean_text(value)
            style = quoted if text.startswith(("=", "+", "-", "@")) else plain
            sheet.write_string(top + 1 + count, index, text, style)
    return count


def write_mark(kind, ordinal):
    """The number before a heading: Roman for a main heading, Arabic below it.

    :param str kind: heading or subheading
    :param int ordinal: from 1
    :return str: such as "II"
    """
    return write_roman(ordinal) if kind == "heading" else str(ordinal)
