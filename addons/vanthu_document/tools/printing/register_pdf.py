"""Registers as PDF: cover, first page, table pages with repeated headings.

A register of a year has thousands of rows, so pages are written straight onto a reportlab canvas
while the rows stream in; nothing but finished pages is kept.
"""

from itertools import accumulate

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from .. import fonts
from .layout import Measure, TextCode, clean_text, open_canvas
from .spec import CENTER, LANDSCAPE, PRINT_MARK, RIGHT, PrintError

# A book is bound at the left edge.
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 25 * mm, 10 * mm, 17 * mm, 15 * mm
PADDING = 1.2 * mm
TEXT_SIZE, LEADING = 10, 12
HEAD_SIZE, HEAD_LEADING = 10, 12
SMALL_SIZE = 8
# Room to sign in a row.
ROW_MIN_HEIGHT = 9 * mm
# A row that is taller than a page goes on overleaf; less than this is not begun at a page's foot.
MIN_LINES_OF_SPLIT = 3
TOTAL_FORM = "vanthu_total_pages"


def write_register_pdf(
        stream, form, cover, rows, *, first_page=True, printed_by="", printed_at=None):
    """Print a register (NĐ 30/2020, Phụ lục IV) as PDF; return its number of pages (int).

    :param stream: binary file object or path to write to
    :param form: a ``RegisterForm``
    :param cover: a ``RegisterCover``
    :param rows: iterable of tuples with one value for each column, read once and not kept
    :param first_page: print the first page, which repeats the cover, too
    :param printed_by: name of the person who prints
    :param printed_at: local ``datetime`` of printing
    :raises PrintError: ``row_length`` when a row has not one value for each column

    The pages of the table are numbered "Trang x/y" from 1; cover and first page are not counted.
    Every page of the table is marked as printed from the system (Phụ lục VI, III.6.k).
    """
    size = landscape(A4) if form.orientation == LANDSCAPE else A4
    title = f"{cover.title_of(form)} {cover.year or ''}"
    with open_canvas(stream, size, title, cover.name) as canvas:
        fronts = (1 + bool(first_page)) if form.has_cover else 0
        for number in range(fronts):
            _draw_cover(canvas, form, cover, size, bookmark="Trang đầu" if number else "Bìa")
        table = _Table(canvas, form, cover, size, _print_mark(printed_by, printed_at))
        for row in rows:
            table.add_row(row)
        pages = table.finish()
    return fronts + pages


def _print_mark(printed_by, printed_at):
    mark = PRINT_MARK
    if printed_at:
        mark += f" lúc {printed_at:%H:%M} ngày {printed_at:%d/%m/%Y}"
    if printed_by:
        mark += f", người in: {clean_text(printed_by)}"
    return mark


def _draw_cover(canvas, form, cover, size, bookmark):
    """One page with double frame and the lines of the cover.

    Between the ranges and the volume the form leaves free space: there the head of the office
    signs and seals the first page before the book is used.
    """
    width, height = size
    left, bottom = MARGIN_LEFT, MARGIN_BOTTOM
    frame_width, frame_height = width - left - MARGIN_LEFT, height - 2 * MARGIN_BOTTOM
    canvas.bookmarkPage(bookmark)
    canvas.addOutlineEntry(bookmark, bookmark)
    canvas.setLineWidth(2.6)
    canvas.rect(left, bottom, frame_width, frame_height)
    canvas.setLineWidth(0.8)
    gap = 1.6 * mm
    canvas.rect(left + gap, bottom + gap, frame_width - 2 * gap, frame_height - 2 * gap)

    room, middle = frame_width - 20 * mm, left + frame_width / 2
    y = bottom + frame_height - 16 * mm
    if cover.parent_name:
        y = _centred(canvas, cover.parent_name.upper(), fonts.REGULAR, 15, middle, y, room)
    y = _centred(canvas, cover.name.upper(), fonts.BOLD, 16, middle, y, room)
    y = min(y - 10 * mm, bottom + frame_height * 0.66)
    y = _centred(canvas, cover.title_of(form), fonts.BOLD, 30, middle, y, room)
    y -= 6 * mm
    lines = [cover.year_line(), cover.date_line()]
    if form.has_number_range:
        lines.append(cover.number_line())
    for line in lines:
        y = _centred(canvas, line, fonts.ITALIC, 16, middle, y - 2 * mm, room)
    _centred(canvas, cover.volume_line(), fonts.BOLD, 16, middle, bottom + 14 * mm, room)
    canvas.showPage()


def _centred(canvas, text, font, size, middle, y, room):
    """Centred lines from baseline ``y`` downwards; returns the next free baseline."""
    canvas.setFont(font, size)
    for line in Measure(font, size).wrap(clean_text(text), room):
        canvas.drawCentredString(middle, y, line)
        y -= size * 1.3
    return y


class _Table:
    """Writes the pages of the table; one instance for one document."""

    row_height = ROW_MIN_HEIGHT

    def __init__(self, canvas, form, cover, size, mark):
        self.canvas = canvas
        self.form = form
        self.cover = cover
        self.width, self.height = size
        self.mark = mark
        total = sum(column.width_mm for column in form.columns)
        unit = (self.width - MARGIN_LEFT - MARGIN_RIGHT) / total
        self.widths = [column.width_mm * unit for column in form.columns]
        self.lefts = list(accumulate(self.widths, initial=MARGIN_LEFT))
        self.measure = Measure(fonts.REGULAR, TEXT_SIZE)
        self.code = TextCode(canvas, fonts.REGULAR, TEXT_SIZE)
        self.head = self._lay_out_head()
        self.page = 0
        self.pieces = []
        self.rules = []
        self._start_page()

    # -- rows

    def add_row(self, values):
        """Place one row, on the next page if it does not fit whole on this one."""
        columns = self.form.columns
        if len(values) != len(columns):
            raise PrintError(
                "row_length",
                f"A row of the form has {len(values)} values instead of {len(columns)}.")
        wrap = self.measure.wrap
        cells = [
            wrap(clean_text(value), width - 2 * PADDING)
            for value, width in zip(values, self.widths, strict=True)]
        count = max(map(len, cells))
        height = max(count * LEADING + 2 * PADDING, self.row_height)
        if height <= self.y - MARGIN_BOTTOM:
            self._draw_row(cells, height)
        elif height <= self._body_height():
            self._next_page()
            self._draw_row(cells, height)
        else:
            self._split_row(cells)

    def _split_row(self, cells):
        """A row taller than a page: as many lines as fit, the rest on following pages."""
        if self._lines_that_fit() < MIN_LINES_OF_SPLIT:
            self._next_page()
        while any(cells):
            count = min(self._lines_that_fit(), max(map(len, cells)))
            part = [lines[:count] for lines in cells]
            cells = [lines[count:] for lines in cells]
            self._draw_row(part, max(count * LEADING + 2 * PADDING, self.row_height))
            if any(cells):
                self._next_page()

    def _lines_that_fit(self):
        return int((self.y - MARGIN_BOTTOM - 2 * PADDING) // LEADING)

    def _body_height(self):
        """Height for rows on a page that has only the heading of the table."""
        return self.height - MARGIN_TOP - self.head_height - MARGIN_BOTTOM

    def _draw_row(self, cells, height):
        baseline = self.y - PADDING - TEXT_SIZE * 0.85
        for column, left, width, lines in zip(
                self.form.columns, self.lefts, self.widths, cells, strict=False):
            if lines:
                offsets = self._offsets(self.measure, lines, left, width, column.align)
                self.pieces.append(self.code.block(lines, offsets, baseline, LEADING))
        self.y -= height
        self.rules.append(self.y)

    @staticmethod
    def _offsets(measure, lines, left, width, align):
        if align == CENTER:
            return [left + (width - measure.width(line)) / 2 for line in lines]
        if align == RIGHT:
            return [left + width - PADDING - measure.width(line) for line in lines]
        return [left + PADDING] * len(lines)

    # -- pages

    def _start_page(self):
        self.page += 1
        self.y = self.height - MARGIN_TOP
        if self.page == 1 and not self.form.has_cover:
            self._draw_heading()
        else:
            self._draw_running_head()
        self.top = self.y
        self._draw_head()

    def _next_page(self):
        self._end_page()
        self._start_page()

    def _end_page(self):
        """Rules over the whole height, footer, and out."""
        right = self.lefts[-1]
        path = [f"{x:.2f} {self.top:.2f} m {x:.2f} {self.y:.2f} l" for x in self.lefts]
        path += [f"{MARGIN_LEFT:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in self.rules]
        self.canvas.addLiteral("\n".join(self.pieces))
        self.canvas.addLiteral(f"q 0.5 w 2 J {' '.join(path)} S Q")
        self.pieces, self.rules = [], []
        self._draw_footer()
        self.canvas.showPage()

    def finish(self):
        """End the last page, fill in the total; returns the number of pages of the table."""
        if self.page == 1 and len(self.rules) == self.head_rules:
            # No row at all: one empty line shows that nothing was left out.
            self._draw_row([[] for column in self.form.columns], self.row_height)
        self._end_page()
        self.canvas.beginForm(TOTAL_FORM, 0, -3, 60, SMALL_SIZE + 3)
        self.canvas.setFont(fonts.REGULAR, SMALL_SIZE)
        self.canvas.drawString(0, 0, str(self.page))
        self.canvas.endForm()
        return self.page

    def _draw_footer(self):
        """Mark of printing at the left, "Trang x/y" at the right.

        The total is not known yet, so it is a form that is written once at the end and shown on
        every page; its room is that of four digits.
        """
        canvas, y = self.canvas, MARGIN_BOTTOM - 6 * mm
        canvas.setFont(fonts.ITALIC, SMALL_SIZE)
        canvas.drawString(MARGIN_LEFT, y, self.mark)
        canvas.setFont(fonts.REGULAR, SMALL_SIZE)
        x = self.lefts[-1] - canvas.stringWidth("0000", fonts.REGULAR, SMALL_SIZE)
        canvas.drawRightString(x, y, f"Trang {self.page}/")
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(TOTAL_FORM)
        canvas.restoreState()

    def _draw_running_head(self):
        """Small line that says to which book a loose sheet belongs."""
        canvas, y = self.canvas, self.height - MARGIN_TOP + 2.5 * mm
        canvas.setFont(fonts.ITALIC, SMALL_SIZE)
        canvas.drawString(MARGIN_LEFT, y, clean_text(self.cover.name))
        title = self.cover.title or self.form.title
        parts = [title.capitalize() if title.isupper() else title]
        if self.cover.year:
            parts.append(self.cover.year_line())
        if self.cover.volume and self.form.has_cover:
            parts.append(self.cover.volume_line())
        canvas.drawRightString(self.lefts[-1], y, clean_text(" – ".join(parts)))

    def _draw_heading(self):
        """Organisation, title and period above the table of a form without cover."""
        canvas, cover = self.canvas, self.cover
        middle, room = (MARGIN_LEFT + self.lefts[-1]) / 2, self.lefts[-1] - MARGIN_LEFT
        y = self.y
        for text, font in ((cover.parent_name, fonts.REGULAR), (cover.name, fonts.BOLD)):
            if text:
                _centred(canvas, text.upper(), font, 12, MARGIN_LEFT + 55 * mm, y, 110 * mm)
                y -= 15
        y = _centred(canvas, cover.title_of(self.form), fonts.BOLD, 15, middle, y - 5 * mm, room)
        if cover.subtitle:
            y = _centred(canvas, cover.subtitle, fonts.BOLD, 12, middle, y, room)
        if cover.date_from or cover.date_to:
            y = _centred(canvas, cover.period(), fonts.ITALIC, 12, middle, y, room)
        self.y = y

    # -- heading of the table

    def _lay_out_head(self):
        """Wrapped labels and the height of the heading, which is the same on every page."""
        self.head_measure = Measure(fonts.BOLD, HEAD_SIZE)
        self.head_code = TextCode(self.canvas, fonts.BOLD, HEAD_SIZE)
        self.number_measure = Measure(fonts.ITALIC, HEAD_SIZE)
        self.number_code = TextCode(self.canvas, fonts.ITALIC, HEAD_SIZE)
        labels = [
            self.head_measure.wrap(clean_text(column.label), width - PADDING)
            for column, width in zip(self.form.columns, self.widths, strict=True)]
        self.label_height = max(map(len, labels)) * HEAD_LEADING + 2 * PADDING
        self.number_height = HEAD_LEADING + PADDING
        self.head_height = self.label_height + self.number_height
        self.head_rules = 3
        return labels

    def _draw_head(self):
        """Labels in bold, centred both ways, and below them (1) … (n)."""
        top = self.y
        self.rules += [top, top - self.label_height, top - self.head_height]
        for index, lines in enumerate(self.head):
            left, width = self.lefts[index], self.widths[index]
            free = self.label_height - len(lines) * HEAD_LEADING
            offsets = self._offsets(self.head_measure, lines, left, width, CENTER)
            baseline = top - free / 2 - HEAD_SIZE * 0.9
            self.pieces.append(self.head_code.block(lines, offsets, baseline, HEAD_LEADING))
        baseline = top - self.label_height - PADDING / 2 - HEAD_SIZE * 0.9
        for index, (left, width) in enumerate(zip(self.lefts, self.widths, strict=False)):
            number = [f"({index + 1})"]
            offsets = self._offsets(self.number_measure, number, left, width, CENTER)
            self.pieces.append(self.number_code.block(number, offsets, baseline, HEAD_LEADING))
        self.y = top - self.head_height
