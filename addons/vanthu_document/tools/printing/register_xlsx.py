"""Registers as XLSX: a sheet with the cover, a sheet with the table, ready to print."""

from itertools import count

import xlsxwriter

from .layout import clean_text
from .spec import CENTER, LANDSCAPE, PRINT_MARK, RIGHT, PrintError

FONT = "Times New Roman"
PAPER_A4 = 9
# What a cell of a workbook holds at most; the rest would be dropped silently.
MAX_CELL = 32_767
# A spreadsheet would take such a text for a formula once somebody edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t")
MM_PER_CHARACTER = 1.85
ALIGN = {CENTER: "center", RIGHT: "right"}


def write_register_xlsx(stream, form, cover, rows):
    """Write a register (NĐ 30/2020, Phụ lục IV) as a workbook; return its number of rows (int).

    :param stream: binary file object or path
    :param form: a ``RegisterForm``
    :param cover: a ``RegisterCover``
    :param rows: iterable of tuples with one value for each column, read once and not kept
    :raises PrintError: ``row_length`` when a row has not one value for each column

    All values are text, also those that look like a formula. A form with cover gets it as a sheet
    of its own, so that the headings of the table stay in view without it.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    try:
        book.set_properties({"title": clean_text(cover.title_of(form)), "company": cover.name})
        if form.has_cover:
            _write_cover(book, form, cover)
        written = _write_table(book, form, cover, rows)
    except BaseException:
        # Closing removes the temporary files; what is in the stream is worthless anyway.
        book.close()
        raise
    book.close()
    return written


def _set_up_page(sheet, form):
    sheet.set_paper(PAPER_A4)
    if form.orientation == LANDSCAPE:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.98, right=0.4, top=0.7, bottom=0.7)


def _write_cover(book, form, cover):
    sheet = book.add_worksheet("Bìa")
    _set_up_page(sheet, form)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    base = {"font_name": FONT, "align": "center", "valign": "vcenter", "text_wrap": True}
    plain = book.add_format({**base, "font_size": 15})
    italic = book.add_format({**base, "font_size": 15, "italic": True})
    bold = book.add_format({**base, "font_size": 15, "bold": True})
    title = book.add_format({**base, "font_size": 26, "bold": True})
    styles = {
        cover.parent_name.upper(): plain, cover.name.upper(): bold,
        cover.title_of(form): title, cover.volume_line(): bold}
    for index, line in enumerate(cover.lines(form)):
        style = styles.get(line, italic)
        sheet.set_row(index, 72 if style is title else 36)
        sheet.write_string(index, 0, clean_text(line), style)


def _write_table(book, form, cover, rows):
    sheet = book.add_worksheet("Sổ")
    sheet.activate()
    _set_up_page(sheet, form)
    sheet.set_footer(f'&L&"{FONT},Italic"&8{PRINT_MARK}&R&"{FONT}"&8Trang &P/&N')
    last = len(form.columns) - 1
    for index, column in enumerate(form.columns):
        sheet.set_column(index, index, column.width_mm / MM_PER_CHARACTER)
    top = 0 if form.has_cover else _write_heading(book, sheet, form, cover)

    grid = {"font_name": FONT, "font_size": 11, "border": 1, "text_wrap": True}
    head = book.add_format({**grid, "bold": True, "align": "center", "valign": "vcenter"})
    number = book.add_format({**grid, "italic": True, "align": "center"})
    for index, label in enumerate(form.labels):
        sheet.write_string(top, index, label, head)
    for index in range(last + 1):
        sheet.write_string(top + 1, index, f"({index + 1})", number)
    sheet.repeat_rows(top, top + 1)
    sheet.freeze_panes(top + 2, 0)

    styles = [_cell_styles(book, grid, column.align) for column in form.columns]
    written = _write_rows(sheet, form, rows, top + 2, styles)
    sheet.print_area(0, 0, top + 1 + max(written, 1), last)
    return written


def _cell_styles(book, grid, align):
    """The column's format, and the one for text that must never turn into a formula."""
    values = {**grid, "valign": "top", "align": ALIGN.get(align, "left")}
    plain, quoted = book.add_format(values), book.add_format(values)
    # Older releases, which Odoo still allows, do not know the mark; the cell is text all the same.
    if hasattr(quoted, "set_quote_prefix"):
        quoted.set_quote_prefix()
    return plain, quoted


def _write_rows(sheet, form, rows, top, styles):
    width, write = len(form.columns), sheet.write_string
    counter = count(top)
    for row in rows:
        if len(row) != width:
            raise PrintError(
                "row_length", f"A row of the form has {len(row)} values instead of {width}.")
        line = next(counter)
        for index, value in enumerate(row):
            text = clean_text(value)
            if len(text) > MAX_CELL:
                text = text[:MAX_CELL - 1] + "…"
            plain, quoted = styles[index]
            if text:
                write(line, index, text, quoted if text.startswith(FORMULA_STARTS) else plain)
            else:
                sheet.write_blank(line, index, None, plain)
    return next(counter) - top


def _write_heading(book, sheet, form, cover):
    """Organisation, title and period above the table of a form without cover; returns its rows."""
    base = {"font_name": FONT, "font_size": 12, "align": "center", "valign": "vcenter"}
    plain, bold = book.add_format(base), book.add_format({**base, "bold": True})
    title = book.add_format({**base, "font_size": 15, "bold": True})
    lines = [(cover.name.upper(), bold), (cover.title_of(form), title)]
    if cover.parent_name:
        lines.insert(0, (cover.parent_name.upper(), plain))
    if cover.subtitle:
        lines.append((cover.subtitle, bold))
    if cover.date_from or cover.date_to:
        lines.append((cover.period(), plain))
    last = len(form.columns) - 1
    for index, (text, style) in enumerate(lines):
        sheet.merge_range(index, 0, index, last, clean_text(text), style)
    return len(lines) + 1
