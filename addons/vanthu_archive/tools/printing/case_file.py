"""Papers of one case file: list of its documents, cover, closing certificate.

Mục lục văn bản, tài liệu: Phụ lục V of NĐ 30/2020. Cover: the fields of TCVN 9251:2012.
Labels and their order are the forms' and stay in Vietnamese.
"""

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text, open_canvas
from odoo.addons.vanthu_document.tools.printing.spec import (
    BLANK,
    CENTER,
    PORTRAIT,
    Column,
    RegisterCover,
    RegisterForm,
    text_of,
)

from ..number_words import spell
from .labels import draw_qr
from .minutes import Minutes

CONTENTS_LIST = RegisterForm(
    code="file_contents",
    title="MỤC LỤC VĂN BẢN, TÀI LIỆU",
    columns=(
        Column("ordinal", "STT", 10, CENTER),
        Column("reference", "Số, ký hiệu văn bản", 26),
        Column("issued_date", "Ngày tháng năm văn bản", 21, CENTER),
        Column("subject", "Tên loại và trích yếu nội dung văn bản", 58),
        Column("organ_name", "Tác giả văn bản", 28),
        Column("sheets", "Tờ số/ Trang số", 16, CENTER),
        Column("note", "Ghi chú", 21),
    ),
    orientation=PORTRAIT, has_number_range=False, has_cover=False,
)
CERTIFICATE = "CHỨNG TỪ KẾT THÚC"
FILE_COVER = "BÌA HỒ SƠ"
# The front sheet of TCVN 9251:2012 in millimetres; A4 holds it a little smaller.
FRONT_MM = (230, 320)
MARGIN = 12 * mm


@dataclass(frozen=True)
class ContentsCover(RegisterCover):
    """Heading of the list: number and notation of the file, then its year."""

    def period(self):
        """The line below the title: the year."""
        return f"Năm {text_of(self.year)}"


@dataclass(frozen=True)
class FileCover:
    """What stands on the front of a file; texts, ``code``: what the QR says."""

    organ: str
    unit: str
    title: str
    start: object
    end: object
    sheets: int
    fonds: str
    year: object
    notation: str
    term: str
    code: str


def write_sheet_numbers(first, last):
    """The sheets on which a document stands in its file.

    :param int first: first sheet, or 0
    :param int last: last sheet, or 0
    :return str: such as "3" or "3 - 7"
    """
    return " - ".join(dict.fromkeys(str(number) for number in (first, last) if number))


def build_certificate(office, facts):
    """Chứng từ kết thúc of a file.

    :param dict office: name, parent_name, place
    :param dict facts: day, notation, year, title, sheets, pages, documents, list_sheets,
        condition, compiler
    :return Minutes:
    """
    lines = [f"# Số, ký hiệu hồ sơ: {text_of(facts['notation'])}. Năm {facts['year']}",
             f"Tiêu đề hồ sơ: {facts['title']}"]
    for count, label in (
        (facts["documents"], "văn bản, tài liệu"), (facts["sheets"], "tờ"),
        (facts["pages"], "trang tài liệu điện tử"),
        (facts["list_sheets"], "tờ mục lục văn bản, tài liệu"),
    ):
        if count or label == "tờ":
            lines.append(f"- {count} {label} (viết bằng chữ: {spell(count)} {label}).")
    lines.insert(2, "Hồ sơ (đơn vị bảo quản) này gồm có:")
    condition = facts["condition"] or BLANK
    lines.append(f"Đặc điểm, tình trạng của tài liệu trong hồ sơ: {condition}")
    return Minutes(
        **office, title=CERTIFICATE, day=facts["day"], paragraphs=tuple(lines),
        signers=(("", ""), ("NGƯỜI LẬP", facts["compiler"])),
    )


def write_file_covers(stream, covers, *, author=""):
    """Print the front of each file on a page of A4.

    :param stream: binary file object
    :param covers: list of ``FileCover``
    :param str author: organisation, for the properties of the PDF
    """
    with open_canvas(stream, A4, FILE_COVER, author) as canvas:
        for index, cover in enumerate(covers):
            if index:
                canvas.showPage()
            _Front(canvas).draw(cover)


class _Front:
    """Draws one front sheet, centred on the page in the proportions of the standard."""

    def __init__(self, canvas):
        self.canvas = canvas
        scale = (A4[1] - 2 * MARGIN) / (FRONT_MM[1] * mm)
        self.width = FRONT_MM[0] * mm * scale
        self.height = A4[1] - 2 * MARGIN
        if self.width > A4[0] - 2 * MARGIN:
            self.width = A4[0] - 2 * MARGIN
            self.height = self.width * FRONT_MM[1] / FRONT_MM[0]
        self.left = (A4[0] - self.width) / 2
        self.bottom = (A4[1] - self.height) / 2
        self.middle = self.left + self.width / 2
        self.y = self.bottom + self.height

    def draw(self, cover):
        self.canvas.setLineWidth(1)
        self.canvas.rect(self.left, self.bottom, self.width, self.height)
        self.y -= 14 * mm
        self._centre(cover.organ.upper(), fonts.BOLD, 14, 3)
        self._centre(cover.unit, fonts.REGULAR, 14, 2)
        self.y -= 26 * mm
        self._centre("HỒ SƠ", fonts.BOLD, 34, 1)
        self.y -= 6 * mm
        self._centre(cover.title, fonts.BOLD, 17, 8)
        self.y -= 8 * mm
        self._centre(
            f"Từ ngày {text_of(cover.start)} đến ngày {text_of(cover.end)}", fonts.REGULAR, 14, 1
        )
        self._centre(f"Gồm: {cover.sheets or BLANK} tờ", fonts.REGULAR, 14, 1)
        self._draw_foot(cover)

    def _centre(self, text, font, size, most):
        """Text in the middle; what needs more than ``most`` lines gets smaller letters."""
        text, room = clean_text(text), self.width - 24 * mm
        while len(lines := Measure(font, size).wrap(text, room)) > most and size > 8:
            size -= 1
        self.canvas.setFont(font, size)
        for line in lines:
            self.y -= size * 1.35
            self.canvas.drawCentredString(self.middle, self.y, line)

    def _draw_foot(self, cover):
        """Numbers at the left, how long it is kept and the code at the right."""
        left, right = self.left + 14 * mm, self.left + self.width - 14 * mm
        side = 32 * mm
        draw_qr(self.canvas, cover.code, right - side, self.bottom + 14 * mm, side)
        self.canvas.setFont(fonts.REGULAR, 7)
        self.canvas.drawCentredString(right - side / 2, self.bottom + 11 * mm, cover.code)
        y = self.bottom + 42 * mm
        for label, value in (
            ("Phông số", cover.fonds), ("Mục lục số", cover.year), ("Hồ sơ số", cover.notation),
        ):
            self.canvas.setFont(fonts.REGULAR, 14)
            self.canvas.drawString(left, y, clean_text(f"{label}: {text_of(value)}"))
            y -= 8 * mm
        self.canvas.setFont(fonts.BOLD, 14)
        self.canvas.drawString(left, y, clean_text(f"Thời hạn bảo quản: {text_of(cover.term)}"))
