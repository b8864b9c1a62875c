"""A whole case file as one PDF in time order (NĐ 30/2020, Phụ lục VI, III.4.g).

Cover, list of the documents with links, then every document. What cannot be shown has a sheet
that names it, with its sum, and is embedded as it is. Labels are for paper and in Vietnamese.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.drafting import office
from odoo.addons.vanthu_document.tools.drafting.package import DraftFileError
from odoo.addons.vanthu_document.tools.printing.image_pdf import image_as_pdf
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text, open_canvas
from odoo.addons.vanthu_document.tools.printing.spec import PRINT_MARK, StampError

from .pdf_book import FOOT_HEIGHT, FOOT_WIDTH, PdfBook
from .spec import get_extension

LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 20 * mm, 20 * mm, 20 * mm
_ROOM = A4[0] - LEFT - RIGHT
_SIZE, _LEADING, _GAP = 12, 15, 6
# Columns of the list: ordinal, text, page.
_TEXT_LEFT, _PAGE_ROOM = LEFT + 11 * mm, 14 * mm
_TEXT_ROOM = A4[0] - RIGHT - _PAGE_ROOM - _TEXT_LEFT
_FOOT_SIZE = 7
_WORD = (".docx",)
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_REASONS = {
    "encrypted": "Tệp tin được đặt mật khẩu.",
    "damaged": "Tệp tin bị hỏng, không đọc được.",
    "kind": "Định dạng này không chuyển được sang PDF.",
    "missing_program": "Máy chủ không có chương trình chuyển định dạng này sang PDF.",
}
_NOTE = ("Bản tổng hợp để xem và in. Bản chính là các tệp tin gốc; chữ ký số (nếu có) "
         "chỉ kiểm tra được trên tệp tin gốc.")


@dataclass(frozen=True)
class Mark:
    """What the foot of every page says: who made the PDF, and when (local time)."""

    person: str
    moment: datetime

    @property
    def text(self):
        """One line."""
        return (f"{PRINT_MARK} lúc {self.moment:%H:%M} ngày {self.moment:%d/%m/%Y}, "
                f"người in: {clean_text(self.person)}")


@dataclass(frozen=True)
class _Entry:
    title: str
    lines: tuple


def needs_time(content):
    """Whether LibreOffice has to be started for an electronic file.

    :param content: ``Content``
    :return bool:
    """
    return get_extension(content.name) in _WORD


def can_be_shown(content):
    """Whether an electronic file has a form that becomes pages, as far as its name tells.

    :param content: ``Content``
    :return bool:
    """
    return content.is_pdf or get_extension(content.name) in (*_WORD, *_PICTURES)


def write_case_pdf(stream, case, mark):
    """Write the PDF of a case file.

    :param stream: seekable binary stream
    :param case: ``CaseFile``, its documents in time order
    :param mark: ``Mark``
    :return int: number of pages
    :raise PackageError: an electronic file is missing or damaged in the store
    """
    book = PdfBook(stream)
    entries = [_describe(document) for document in case.documents]
    table = _Table(entries)
    fronts = 1 + table.page_count
    firsts = []
    for document in case.documents:
        number = fronts + book.page_count + 1
        firsts.append((_add_document(book, document, mark, fronts), number))
    numbers = [number for _page, number in firsts]
    front, links = table.draw(case, numbers)
    front_pages = book.add(
        front, lambda count: _draw_feet(mark, count, 1), {
            page: [(box, firsts[position][0]) for box, position in found]
            for page, found in links.items()
        }, in_front=True,
    )
    book.add_bookmark("Bìa hồ sơ", front_pages[0])
    if case.documents:
        book.add_bookmark("Mục lục văn bản", front_pages[1])
    for position, (entry, (page, _number)) in enumerate(zip(entries, firsts, strict=True), 1):
        book.add_bookmark(f"{position}. {entry.title}", page)
    book.close(case.title)
    return book.page_count


def _add_document(book, document, mark, fronts):
    """Add what a document has, one electronic file after the other; at least one page.

    :return int: its first page, as the book knows it
    """
    def add(data):
        number = fronts + book.page_count + 1
        return book.add(data, lambda count: _draw_feet(mark, count, number))

    pages = []
    if not document.contents:
        pages += add(_draw_sheet(document, "VĂN BẢN KHÔNG CÓ TỆP TIN", [
            "Văn bản này chỉ có bản giấy trong hồ sơ.",
        ]))
    for content in document.contents:
        data, reason = _make_pdf(content)
        try:
            pages += add(data) if data else []
        except StampError as error:
            data, reason = None, error.code
        if reason:
            pages += add(_draw_sheet(document, "TỆP TIN KHÔNG HIỂN THỊ ĐƯỢC", [
                _REASONS[reason], f"Tên tệp tin: {content.name}",
                f"Dung lượng: {content.size} byte", f"SHA-256: {book.embed(content)}",
                "Tệp tin gốc được đính kèm trong tệp PDF này.",
            ]))
    return pages[0]


def _make_pdf(content):
    """The PDF of an electronic file.

    :return tuple: bytes and ""; or None and the reason why there is none
    """
    extension = get_extension(content.name)
    if content.is_pdf:
        data = content.read()
        return (data, "") if data else (None, "damaged")
    try:
        if extension in _WORD:
            return office.to_pdf(content.read()), ""
        if extension in _PICTURES:
            return image_as_pdf(content.read()), ""
    except (DraftFileError, StampError) as error:
        return None, error.code if error.code in _REASONS else "kind"
    return None, "kind"


def _describe(document):
    values = document.values
    day = values.get("issued_date")
    head = " ".join(filter(None, (
        values.get("type_id"), f"số {values['reference']}" if values.get("reference") else "",
        f"ngày {day:%d/%m/%Y}" if day else "",
    )))
    subject = clean_text(values.get("subject"))
    organ = clean_text(values.get("organ_name"))
    title = " – ".join(filter(None, (head, subject)))
    lines = tuple(filter(None, (clean_text(head), subject, organ and f"({organ})")))
    return _Entry(clean_text(title), lines or ("…",))


class _Table:
    """The list of the documents, laid out before the numbers of its pages are known."""

    def __init__(self, entries):
        measure, bold = Measure(fonts.REGULAR, _SIZE), Measure(fonts.BOLD, _SIZE)
        self._pages, y = ([[]] if entries else []), A4[1] - TOP - 16 * mm
        for position, entry in enumerate(entries):
            lines = [(fonts.BOLD, line) for line in bold.wrap(entry.lines[0], _TEXT_ROOM)]
            for text in entry.lines[1:]:
                lines += [(fonts.REGULAR, line) for line in measure.wrap(text, _TEXT_ROOM)]
            # An entry is never taller than a page.
            lines = lines[:40]
            height = _LEADING * len(lines) + _GAP
            if y - height < BOTTOM and self._pages[-1]:
                self._pages.append([])
                y = A4[1] - TOP
            self._pages[-1].append((position, y, lines, height))
            y -= height

    @property
    def page_count(self):
        """Pages of the list."""
        return len(self._pages)

    def draw(self, case, numbers):
        """Cover and list.

        :param case: ``CaseFile``
        :param list numbers: page of each entry
        :return tuple: PDF (bytes); position of a page → list of (rectangle, entry) to click on
        """
        stream, links = io.BytesIO(), {}
        with open_canvas(stream, A4, case.title, case.organ_name) as canvas:
            _draw_cover(canvas, case)
            for page, rows in enumerate(self._pages, 1):
                if page == 1:
                    canvas.setFont(fonts.BOLD, 14)
                    canvas.drawCentredString(
                        A4[0] / 2, A4[1] - TOP, "MỤC LỤC VĂN BẢN, TÀI LIỆU")
                for position, y, lines, height in rows:
                    self._draw_row(canvas, position, y, lines, numbers[position])
                    box = (LEFT, y - height + _LEADING, A4[0] - RIGHT, y + _SIZE)
                    links.setdefault(page, []).append((box, position))
                canvas.showPage()
        return stream.getvalue(), links

    @staticmethod
    def _draw_row(canvas, position, y, lines, number):
        canvas.setFont(fonts.REGULAR, _SIZE)
        canvas.drawString(LEFT, y, f"{position + 1}.")
        canvas.drawRightString(A4[0] - RIGHT, y, str(number))
        for font, line in lines:
            canvas.setFont(font, _SIZE)
            canvas.drawString(_TEXT_LEFT, y, line)
            y -= _LEADING


def _draw_cover(canvas, case):
    values, middle = case.values, A4[0] / 2
    y = _centre(canvas, case.organ_name.upper(), fonts.BOLD, 14, A4[1] - TOP - 10 * mm)
    y = min(y - 30 * mm, A4[1] * 0.68)
    y = _centre(canvas, "HỒ SƠ", fonts.BOLD, 28, y) - 4 * mm
    y = _centre(canvas, values.get("name"), fonts.BOLD, 17, y) - 10 * mm
    days = " đến ".join(
        f"{day:%d/%m/%Y}" for day in (values.get("start_date"), values.get("end_date")) if day)
    facts = (
        ("Số và ký hiệu hồ sơ", values.get("notation")),
        ("Mã hồ sơ", values.get("arc_file_code")),
        ("Thời gian", days),
        ("Thời hạn lưu trữ", case.term),
        ("Số văn bản, tài liệu", len(case.documents)),
        ("Số tờ", values.get("sheet_count")),
    )
    for label, value in facts:
        if value:
            y = _centre(canvas, f"{label}: {value}", fonts.REGULAR, 13, y) - 1 * mm
    canvas.setFont(fonts.ITALIC, 10)
    for position, line in enumerate(reversed(Measure(fonts.ITALIC, 10).wrap(_NOTE, _ROOM))):
        canvas.drawCentredString(middle, BOTTOM + 13 * position, line)
    canvas.showPage()


def _centre(canvas, text, font, size, y):
    """Centred lines from baseline ``y`` downwards.

    :return float: the next free baseline
    """
    canvas.setFont(font, size)
    for line in Measure(font, size).wrap(clean_text(text), _ROOM):
        canvas.drawCentredString(A4[0] / 2, y, line)
        y -= size * 1.35
    return y


def _draw_sheet(document, title, lines):
    """A page in place of what cannot be shown.

    :return bytes: PDF
    """
    stream = io.BytesIO()
    with open_canvas(stream, A4, title) as canvas:
        y = _centre(canvas, title, fonts.BOLD, 15, A4[1] * 0.72) - 6 * mm
        for text in _describe(document).lines:
            y = _centre(canvas, text, fonts.ITALIC, 13, y)
        y -= 8 * mm
        canvas.setFont(fonts.REGULAR, 13)
        for text in lines:
            for line in Measure(fonts.REGULAR, 13).wrap(clean_text(text), _ROOM):
                canvas.drawString(LEFT, y, line)
                y -= 18
        canvas.showPage()
    return stream.getvalue()


def _draw_feet(mark, count, first):
    """The lines for the feet of so many pages.

    :param mark: ``Mark``
    :param int count: pages
    :param int first: number of the first
    :return bytes: PDF with a small page for each
    """
    stream = io.BytesIO()
    with open_canvas(stream, (FOOT_WIDTH, FOOT_HEIGHT), "") as canvas:
        for number in range(first, first + count):
            canvas.setFont(fonts.REGULAR, _FOOT_SIZE)
            canvas.drawCentredString(FOOT_WIDTH / 2, 2.5, f"{mark.text} – trang {number}")
            canvas.showPage()
    return stream.getvalue()
