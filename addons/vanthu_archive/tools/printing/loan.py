"""Papers of the use of archives: slips of request, and minutes of what leaves the office.

Family of forms of TT 10/2014/TT-BNV and TT 06/2025/TT-BNV. Labels stay in Vietnamese.
"""

from odoo.addons.vanthu_document.tools.printing.spec import BLANK, text_of

from .minutes import Minutes

PURPOSES = {"01": "Cá nhân", "02": "Công vụ", "03": "Công vụ đặc biệt"}
COPY_FORMS = {"paper": "Giấy", "electronic": "Điện tử"}
TITLES = {
    "read": "Phiếu yêu cầu đọc tài liệu",
    "copy": "Phiếu yêu cầu sao tài liệu",
    "borrow": "Phiếu yêu cầu mượn tài liệu",
}
HAND_OVER_TITLE = "Biên bản giao nhận tài liệu"
OPINIONS = {
    "approved": "Đồng ý", "handed_out": "Đồng ý", "returned": "Đồng ý", "refused": "Không đồng ý",
}
_FILE = ("STT", "Tên phông, mục lục số", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ/tài liệu")
READ_TABLE = ((*_FILE, "Ghi chú"), (12, 38, 30, 60, 25))
COPY_TABLE = (
    (*_FILE, "Từ tờ – đến tờ", "Số trang", "Số bản", "Hình thức", "Ghi chú"),
    (12, 27, 21, 35, 17, 13, 11, 15, 14),
)
MINUTES_TABLE = (
    ("STT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Số tờ", "Tình trạng"), (12, 33, 70, 15, 35)
)


def build_slip(office, facts):
    """The slip by which a reader asks (Phiếu yêu cầu đọc, sao hoặc mượn tài liệu).

    :param dict office: name, parent_name, place
    :param dict facts: kind, day, reader, number, organ, phone, purpose, topic, rows, state,
        decided_by, decision_note; rows as of :data:`READ_TABLE` or :data:`COPY_TABLE`
    :return Minutes:
    """
    heads, widths = COPY_TABLE if facts["kind"] == "copy" else READ_TABLE
    closing = ()
    if facts.get("certified"):
        closing += ("Yêu cầu xác thực bản sao.",)
    opinion = OPINIONS.get(facts["state"], BLANK)
    if facts["decision_note"]:
        opinion = f"{opinion}. {facts['decision_note']}"
    closing += (f"Ý kiến duyệt: {opinion}",)
    return Minutes(
        **office, title=TITLES[facts["kind"]], day=facts["day"],
        paragraphs=(
            f"Họ và tên: {text_of(facts['reader'])}",
            f"Số định danh: {text_of(facts['number'])}",
            f"Cơ quan/địa chỉ: {text_of(facts['organ'])}",
            f"Điện thoại: {text_of(facts['phone'])}",
            f"Mục đích: {PURPOSES[facts['purpose']]}",
            f"Chủ đề: {text_of(facts['topic'])}",
            "Đề nghị được sử dụng các tài liệu sau:",
        ),
        table=(heads, facts["rows"], widths), closing=closing,
        signers=(("NGƯỜI DUYỆT", facts["decided_by"]), ("NGƯỜI YÊU CẦU", facts["reader"])),
    )


def build_hand_over(office, facts):
    """The minutes of files that leave the office (mượn ra ngoài).

    :param dict office: name, parent_name, place
    :param dict facts: day, consent, consent_day, giver, reader, number, organ, due, rows as of
        :data:`MINUTES_TABLE`
    :return Minutes:
    """
    return Minutes(
        **office, title=HAND_OVER_TITLE, day=facts["day"],
        subtitle="Cho mượn tài liệu lưu trữ ra ngoài cơ quan",
        bases=(
            f"Căn cứ văn bản đồng ý số {facts['consent']} ngày {text_of(facts['consent_day'])} "
            "của người đứng đầu cơ quan;",
        ),
        paragraphs=(
            f"# BÊN GIAO: {text_of(facts['giver'])}",
            f"# BÊN NHẬN: {text_of(facts['reader'])}",
            f"Số định danh: {text_of(facts['number'])}",
            f"Cơ quan/địa chỉ: {text_of(facts['organ'])}",
            "Hai bên thống nhất giao nhận các hồ sơ sau:",
        ),
        table=(MINUTES_TABLE[0], facts["rows"], MINUTES_TABLE[1]),
        closing=(
            f"Hạn trả: {text_of(facts['due'])}.",
            "Bên nhận giữ gìn nguyên vẹn và trả tài liệu đúng hạn.",
            "Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản.",
        ),
        signers=(("BÊN GIAO", facts["giver"]), ("BÊN NHẬN", facts["reader"])),
    )
