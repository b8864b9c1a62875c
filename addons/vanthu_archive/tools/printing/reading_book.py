"""The books of the reading room: who asked for archives, and what was handed to whom.

Family of forms of TT 10/2014/TT-BNV, renewed by TT 06/2025/TT-BNV. Labels stay in Vietnamese.
"""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    Column,
    RegisterCover,
    RegisterForm,
)

from .loan import PURPOSES

READER_BOOK = RegisterForm(
    code="reader_book", title="SỔ ĐĂNG KÝ ĐỘC GIẢ", has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("day", "Ngày", 22, CENTER),
        Column("reader", "Họ tên", 45),
        Column("number", "Số định danh", 32, CENTER),
        Column("organ", "Cơ quan/địa chỉ", 58),
        Column("topic", "Mục đích, chủ đề", 60),
        Column("note", "Ghi chú", 33),
    ),
)
HANDING_BOOK = RegisterForm(
    code="handing_book", title="SỔ GIAO NHẬN TÀI LIỆU VỚI ĐỘC GIẢ", has_number_range=False,
    has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("out_day", "Ngày giao", 22, CENTER),
        Column("file", "Hồ sơ", 78),
        Column("sheets", "Số tờ", 16, CENTER),
        Column("out_sign", "Ký nhận", 38, CENTER),
        Column("back_day", "Ngày trả", 22, CENTER),
        Column("back_sign", "Ký trả", 38, CENTER),
        Column("note", "Ghi chú", 36),
    ),
)
KINDS = {"read": "Đọc", "copy": "Sao", "borrow": "Mượn ra ngoài"}
OUTCOMES = {"asked": "chưa duyệt", "refused": "không được duyệt", "cancelled": "đã rút yêu cầu"}
HIDDEN = "(Hồ sơ hạn chế)"
DUE, MISSING, CONDITION = "Hạn trả: {day}", "Trả {back}/{out} tờ", "Tình trạng: {text}"


def build_cover(company, first, last):
    """The heading of a book.

    :param dict company: ``name``, ``parent_name``
    :param datetime.date first: first day
    :param datetime.date last: last day
    :return RegisterCover:
    """
    return RegisterCover(**company, year=first.year, date_from=first, date_to=last)


def build_reader(position, facts):
    """One row of the readers' register.

    :param int position: running number
    :param dict facts: ``day`` and, unless hidden from who prints, ``reader``, ``number``,
        ``organ``, ``purpose``, ``topic``, ``kind``, ``state``
    :return tuple: for :data:`READER_BOOK`
    """
    day = facts["day"].strftime("%d/%m/%Y")
    if "reader" not in facts:
        return (str(position), day, HIDDEN, "", "", "", "")
    note = ", ".join(filter(None, (KINDS[facts["kind"]], OUTCOMES.get(facts["state"]))))
    return (
        str(position), day, facts["reader"], facts["number"] or "", facts["organ"] or "",
        f"{PURPOSES[facts['purpose']]}: {facts['topic']}", note,
    )


def build_handing(position, facts):
    """One row of the book of what was handed out and given back.

    Who has received and who has given back stand in the cells for signatures, so that a printed
    row is signed by that person.

    :param int position: running number
    :param dict facts: ``out_day``, ``back_day`` (None while it is out), ``sheets``, and, unless
        hidden, ``file``, ``reader``, ``sheets_back``, ``due``, ``condition``
    :return tuple: for :data:`HANDING_BOOK`
    """
    out_day = facts["out_day"].strftime("%d/%m/%Y")
    back_day = facts["back_day"].strftime("%d/%m/%Y") if facts["back_day"] else ""
    if "file" not in facts:
        return (str(position), out_day, HIDDEN, "", "", back_day, "", "")
    notes = []
    if not back_day and facts["due"]:
        notes.append(DUE.format(day=facts["due"].strftime("%d/%m/%Y")))
    if back_day and facts["sheets_back"] != facts["sheets"]:
        notes.append(MISSING.format(back=facts["sheets_back"], out=facts["sheets"]))
    if facts["condition"]:
        notes.append(CONDITION.format(text=facts["condition"]))
    return (
        str(position), out_day, facts["file"], str(facts["sheets"] or ""), facts["reader"],
        back_day, facts["reader"] if back_day else "", "; ".join(notes),
    )
