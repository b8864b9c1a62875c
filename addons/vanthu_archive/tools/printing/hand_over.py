"""Papers of a hand-over: list, minutes, list of what is kept back (NĐ 30/2020, Phụ lục V).

Labels and their order are the law's and stay in Vietnamese.
"""

from dataclasses import dataclass

from odoo.addons.vanthu_document.tools.printing.handling_report import ReportCover
from odoo.addons.vanthu_document.tools.printing.spec import (
    BLANK,
    CENTER,
    Column,
    RegisterForm,
    text_of,
)

from ..number_words import spell
from .minutes import Minutes

_FILE = (
    Column("notation", "Số, ký hiệu hồ sơ", 28, CENTER),
    Column("name", "Tiêu đề hồ sơ", 92),
    Column("time", "Thời gian tài liệu", 34, CENTER),
    Column("term", "Thời hạn bảo quản", 26, CENTER),
)
HAND_OVER_LIST = RegisterForm(
    code="hand_over_files", title="MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
    columns=(
        Column("position", "Số TT", 13, CENTER), *_FILE,
        Column("sheets", "Số tờ/Số trang", 22, CENTER), Column("note", "Ghi chú", 30),
    ),
    has_number_range=False, has_cover=False,
)
KEEP_BACK_LIST = RegisterForm(
    code="kept_back_files", title="DANH MỤC HỒ SƠ, TÀI LIỆU GIỮ LẠI",
    columns=(
        Column("position", "Số TT", 13, CENTER), *_FILE,
        Column("until", "Giữ lại đến ngày", 24, CENTER), Column("note", "Ghi chú", 30),
    ),
    has_number_range=False, has_cover=False,
)
COMPILER = "NGƯỜI LẬP"
ARCHIVE = "Lưu trữ cơ quan"
COMPLETE = "đầy đủ theo Mục lục, vật mang tin nguyên vẹn"


@dataclass(frozen=True)
class ListCover(ReportCover):
    """Heading of a list of files: it names the year instead of a period."""

    def period(self):
        """The line below the title: the year."""
        return self.year_line()


@dataclass(frozen=True)
class Side:
    """One side of a hand-over: unit or body, who signs, and in which position."""

    body: str
    name: str = ""
    position: str = ""


def write_term(term, years, event):
    """A retention term as the forms write it.

    :param str term: permanent, years or event
    :param int years: for years
    :param str event: words of the event
    :return str:
    """
    if term == "permanent":
        return "Vĩnh viễn"
    if term == "event":
        return event or ""
    return f"{years:02d} năm" if years else ""


def write_time(first, last):
    """From when to when documents come; a single day once.

    :param first: ``date`` or nothing
    :param last: ``date`` or nothing
    :return str:
    """
    days = [text_of(day) for day in (first, last) if day]
    return " - ".join(dict.fromkeys(days))


def write_sheets(sheets, pages):
    """Sheets of paper and pages of electronic documents; both, or what there is.

    :param int sheets: sheets of paper
    :param int pages: pages of electronic documents
    :return str:
    """
    if sheets and pages:
        return f"{sheets}/{pages}"
    if sheets:
        return f"{sheets} tờ"
    return f"{pages} trang" if pages else ""


def close_list(count):
    """The sentence below the list of files, with the number in words.

    :param int count: files
    :return tuple: lines
    """
    return (
        f"Mục lục này gồm: {count} hồ sơ (đơn vị bảo quản).",
        f"Viết bằng chữ: {spell(count).capitalize()} hồ sơ (đơn vị bảo quản).",
    )


def build_minutes(office, facts):
    """Biên bản giao nhận hồ sơ, tài liệu.

    :param dict office: name, parent_name, place
    :param dict facts: day, basis, giver and taker (``Side``), records, first, last, boxes,
        paper, metres, electronic, attachments, condition
    :return Minutes:
    """
    giver, taker = facts["giver"], facts["taker"]
    metres = f"{facts['metres']:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return Minutes(
        **office, title="BIÊN BẢN", subtitle="Giao nhận hồ sơ, tài liệu", day=facts["day"],
        bases=(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công "
            "tác văn thư;",
            f"Căn cứ {facts['basis']}.",
        ),
        paragraphs=(
            "Chúng tôi gồm:",
            *_name_side("BÊN GIAO", giver), *_name_side("BÊN NHẬN", taker),
            "Thống nhất lập biên bản giao nhận tài liệu với những nội dung sau:",
            f"1. Tên khối tài liệu giao nộp: {facts['records']}",
            "2. Thời gian của hồ sơ, tài liệu: "
            f"{write_time(facts['first'], facts['last']) or BLANK}",
            "3. Số lượng tài liệu:",
            "a) Đối với hồ sơ, tài liệu giấy:",
            f"- Tổng số hộp (cặp): {facts['boxes']}",
            f"- Tổng số hồ sơ (đơn vị bảo quản): {facts['paper']}. "
            f"Quy ra mét giá: {metres} mét.",
            "b) Đối với hồ sơ, tài liệu điện tử:",
            f"- Tổng số hồ sơ: {facts['electronic']}",
            f"- Tổng số tệp tin trong hồ sơ: {facts['attachments']}",
            f"4. Tình trạng tài liệu giao nộp: {facts['condition'] or COMPLETE}",
            "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.",
            "Biên bản này được lập thành 02 bản; bên giao giữ 01 bản, bên nhận giữ 01 bản./.",
        ),
        signers=(("ĐẠI DIỆN BÊN GIAO", giver.name), ("ĐẠI DIỆN BÊN NHẬN", taker.name)),
    )


def _name_side(label, side):
    return (
        f"# {label}: {side.body}",
        f"Ông (bà): {side.name or BLANK}; Chức vụ: {side.position or BLANK}",
    )
