"""Sao y, sao lục, trích sao (NĐ 30/2020, Điều 25–27; Phụ lục I, Phần II; mẫu 3.1 and 3.2).

A copy is a new file; the source keeps its digital signatures, the copy shows their pictures.
"""

import io
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from .. import fonts
from .handling_slip import write_date
from .layout import Measure, clean_text, open_canvas
from .page_foot import find_foot
from .pdf_overlay import (
    copy_pdf,
    draw_over,
    get_placement,
    get_visible_box,
    open_pdf,
    release_signatures,
    save_pdf,
    take_inherited,
    telling_damage,
)

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

TITLES = {"sy": "SAO Y", "sl": "SAO LỤC", "trs": "TRÍCH SAO"}
# Phụ lục I: margins; the block stands below the last line, and never cut by the edge.
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 17 * mm, 20 * mm, 15 * mm
GAP = 5 * mm
SIGN_HEIGHT = 26 * mm
# Cell 14: upper right corner of page one, in the top margin.
MARK_SIZE, MARK_LEADING, MARK_TOP, MARK_WIDTH = 10, 12, 7 * mm, 105 * mm


@dataclass(frozen=True)
class CopyBlock:
    """What stands on a copy.

    ``form``: sy, sl or trs; ``organ``: who copies; ``reference``: "03/SY-SGDĐT"; ``place``,
    ``day``: place and ``date``; ``capacity``: lines above the name (KT. GIÁM ĐỐC …);
    ``signer``: name; ``recipients``: one line each, without dash.
    """

    form: str
    organ: str
    reference: str
    place: str = ""
    day: date | None = None
    capacity: tuple = ()
    signer: str = ""
    recipients: tuple = ()


def write_paper_copy(data, block):
    """A copy for paper: the source, and the block below its last line (mẫu 3.1).

    On the same sheet where it fits below what is there, else on a new sheet.

    :param bytes data: the source, a PDF
    :param block: ``CopyBlock``
    :return bytes: PDF
    :raises StampError: ``encrypted``, ``damaged``
    """
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged and cannot be copied."):
        writer = copy_pdf(reader)
        release_signatures(writer)
        last = writer.pages[len(writer.pages) - 1]
        take_inherited(last)
        top = _find_room(last, _Block(None, block).height)
        if top is None:
            writer.add_page(_draw_page(block, A4[1] - TOP))
        else:
            left, bottom, *_upper = get_visible_box(last)
            draw_over(last, _draw_page(block, top - bottom), (1, 0, 0, 1, left, bottom))
        return save_pdf(writer)


def write_electronic_copy(data, form, organ, moment):
    """An electronic copy: form, organisation and time at the upper right of page one (mẫu 3.2).

    :param bytes data: the source, a PDF
    :param str form: sy, sl or trs
    :param str organ: name of the organisation that copies
    :param moment: aware ``datetime`` of the copy
    :return bytes: PDF
    :raises StampError: ``encrypted``, ``damaged``
    """
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged and cannot be copied."):
        writer = copy_pdf(reader)
        release_signatures(writer)
        first = writer.pages[0]
        take_inherited(first)
        lines = get_mark_lines(form, organ, moment)
        height = MARK_LEADING * len(lines) + 2
        overlay = _draw_mark(lines, height)
        left, bottom, right, top = get_visible_box(first)
        width = max(right - left, top - bottom) if (
            int(first.get("/Rotate", 0) or 0) % 180
        ) else right - left
        x = width - 10 * mm - MARK_WIDTH
        draw_over(first, overlay, get_placement(first, x, MARK_TOP, MARK_WIDTH, height))
        return save_pdf(writer)


def get_mark_lines(form, organ, moment):
    """Hình thức sao, tên cơ quan sao, thời gian (ISO 8601 with the time zone) as lines.

    :return list: str
    """
    fonts.register_fonts()
    text = f"{TITLES[form]}; {clean_text(organ)}"
    lines = Measure(fonts.REGULAR, MARK_SIZE).wrap(text, MARK_WIDTH)
    return [*lines, moment.isoformat(timespec="seconds")]


def _find_room(page, height):
    """Where the block begins on a sheet (points above the origin), or None without room."""
    left, bottom, right, _top = get_visible_box(page)
    if right - left < A4[0] - 10 * mm:
        return None
    foot = find_foot(page)
    if foot is None or foot - GAP - height < bottom + BOTTOM:
        return None
    return foot - GAP


def _draw_page(block, top):
    """A sheet that bears the block alone, beginning at ``top``."""
    output = io.BytesIO()
    with open_canvas(output, A4, block.reference) as canvas:
        _Block(canvas, block).draw(top)
    return pypdf.PdfReader(output).pages[0]


def _draw_mark(lines, height):
    output = io.BytesIO()
    with open_canvas(output, (MARK_WIDTH, height), lines[0]) as canvas:
        canvas.setFont(fonts.REGULAR, MARK_SIZE)
        for index, line in enumerate(lines):
            canvas.drawRightString(MARK_WIDTH, height - MARK_LEADING * (index + 1) + 2, line)
    return pypdf.PdfReader(output).pages[0]


class _Block:
    """The lines of a block, measured first and then drawn."""

    def __init__(self, canvas, block):
        fonts.register_fonts()
        self.canvas = canvas
        width = A4[0] - LEFT - RIGHT
        self.left = (LEFT + width * 0.21, width * 0.42)
        self.right = (LEFT + width * 0.73, width * 0.54)
        organ, title = (fonts.BOLD, 13), (fonts.BOLD, 14)
        self.head = self._lay_out(
            [(block.organ.upper(), *organ), (f"Số: {block.reference}", fonts.REGULAR, 13)],
            self.left[1],
        )
        self.sign = self._lay_out([
            (TITLES[block.form], *title),
            (f"{block.place or '……………'}, {write_date(block.day)}", fonts.ITALIC, 13),
            *((line.upper(), fonts.BOLD, 13) for line in block.capacity),
        ], self.right[1])
        self.name = self._lay_out([(block.signer, fonts.BOLD, 13)], self.right[1])
        self.list = self._lay_out_list(block.recipients)
        below = self._height(self.sign) + SIGN_HEIGHT + self._height(self.name)
        self.height = max(below, self._height(self.head) + 8 + self._height(self.list)) + 10

    @staticmethod
    def _lay_out(texts, room):
        return [
            (line, font, size) for text, font, size in texts
            for line in Measure(font, size).wrap(clean_text(text), room)
        ]

    def _lay_out_list(self, recipients):
        items = [item.strip(" -;.") for item in recipients if item.strip(" -;.")]
        if not any(item.startswith("Lưu") for item in items):
            items.append("Lưu: VT")
        ends = [";"] * (len(items) - 1) + ["."]
        lines = [("Nơi nhận:", fonts.BOLD_ITALIC, 12)]
        return lines + self._lay_out([
            (f"- {item}{end}", fonts.REGULAR, 11)
            for item, end in zip(items, ends, strict=True)
        ], self.left[1])

    @staticmethod
    def _height(lines):
        return sum(size * 1.3 for _line, _font, size in lines)

    def draw(self, top):
        """Draw line and block downwards from ``top``."""
        canvas = self.canvas
        canvas.setLineWidth(0.7)
        canvas.line(LEFT, top, A4[0] - RIGHT, top)
        y = self._draw_lines(self.head, self.left[0], top - 18) - 8
        for line, font, size in self.list:
            canvas.setFont(font, size)
            canvas.drawString(LEFT, y, line)
            y -= size * 1.3
        y = self._draw_lines(self.sign, self.right[0], top - 18) - SIGN_HEIGHT
        self._draw_lines(self.name, self.right[0], y)

    def _draw_lines(self, lines, middle, y):
        for line, font, size in lines:
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(middle, y, line)
            y -= size * 1.3
        return y
