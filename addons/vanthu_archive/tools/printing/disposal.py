"""The papers of a disposal (hủy tài liệu): lists, explanation, minutes, decision.

TT 06/2025/TT-BNV names them; the columns of the list are those of practice. Labels stay in
Vietnamese whatever the user's language is.
"""

from odoo.addons.vanthu_document.tools.printing.spec import CENTER, Column, RegisterForm, text_of

from .minutes import Minutes

DISPOSAL_LIST = RegisterForm(
    code="disposal_list", title="DANH MỤC TÀI LIỆU HẾT THỜI HẠN LƯU TRỮ, TÀI LIỆU TRÙNG LẶP",
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 14, CENTER),
        Column("name", "Tên tài liệu (tiêu đề hồ sơ/tập)", 130),
        Column("reason", "Lý do hủy", 66),
        Column("note", "Ghi chú", 52),
    ),
)
KEPT_LIST = RegisterForm(
    code="kept_list", title="MỤC LỤC HỒ SƠ GIỮ LẠI", has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 14, CENTER),
        Column("notation", "Số, ký hiệu hồ sơ", 36, CENTER),
        Column("name", "Tiêu đề hồ sơ", 110),
        Column("dates", "Thời gian tài liệu", 42, CENTER),
        Column("term", "Thời hạn lưu trữ", 30, CENTER),
        Column("note", "Ghi chú", 30),
    ),
)
BASES = (
    "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;",
    "Căn cứ Thông tư số 06/2025/TT-BNV của Bộ trưởng Bộ Nội vụ;",
)
ROLES = {
    "chair": "Chủ tịch", "unit": "Ủy viên, đại diện đơn vị có tài liệu",
    "archive": "Ủy viên, đại diện lưu trữ", "secretary": "Thư ký", "member": "Ủy viên",
}
MEMBER_TABLE = (("STT", "Họ và tên", "Chức vụ", "Tham gia Hội đồng"), (12, 50, 48, 55))


def build_explanation(office, facts):
    """Bản thuyết minh tài liệu hết thời hạn lưu trữ.

    :param dict office: name, parent_name, place
    :param dict facts: of the disposal, as the report collects them
    :return Minutes:
    """
    return Minutes(
        **office, day=None, title="Bản thuyết minh tài liệu hết thời hạn lưu trữ",
        subtitle=facts["fonds"],
        paragraphs=(
            "# I. Khái quát khối tài liệu đề nghị hủy",
            f"Phông lưu trữ: {facts['fonds']}.",
            f"Số lượng: {facts['count']} hồ sơ, {facts['documents']} văn bản, tài liệu; "
            f"thời gian từ {text_of(facts['from'])} đến {text_of(facts['to'])}.",
            "# II. Thuyết minh", *_lines(facts["explanation"]),
        ),
        signers=(("NGƯỜI LẬP", ""), ("THỦ TRƯỞNG CƠ QUAN", "")),
    )


def build_council_minutes(office, facts):
    """Biên bản họp Hội đồng xét hủy tài liệu."""
    return Minutes(
        **office, day=facts["meeting_date"], title="Biên bản họp Hội đồng xét hủy tài liệu",
        bases=(
            *BASES, f"Căn cứ Quyết định số {text_of(facts['council_reference'])} ngày "
            f"{text_of(facts['council_date'])} về việc thành lập Hội đồng xét hủy tài liệu;",
        ),
        paragraphs=(
            f"Ngày {text_of(facts['meeting_date'])}, Hội đồng xét hủy tài liệu họp xem xét "
            f"{facts['count']} hồ sơ của {facts['fonds']}. Thành phần:",
        ),
        table=(MEMBER_TABLE[0], facts["members"], MEMBER_TABLE[1]),
        closing=(
            *_lines(facts["council_minutes"]),
            f"Kết luận: đề nghị hủy {facts['destroy']} hồ sơ; giữ lại {facts['keep']} hồ sơ "
            "(theo Mục lục hồ sơ giữ lại kèm theo).",
        ),
        signers=(("THƯ KÝ", facts["secretary"]), ("CHỦ TỊCH HỘI ĐỒNG", facts["chair"])),
    )


def build_decision(office, facts):
    """Quyết định hủy tài liệu, for the head to sign."""
    return Minutes(
        **office, day=facts["decision_date"],
        reference=f"Số: {text_of(facts['decision_reference'])}", title="Quyết định",
        subtitle="Về việc hủy tài liệu hết thời hạn lưu trữ",
        bases=(
            *BASES, f"Căn cứ Biên bản họp Hội đồng xét hủy tài liệu ngày "
            f"{text_of(facts['meeting_date'])};",
            f"Căn cứ ý kiến của {text_of(facts['opinion_authority'])} tại văn bản số "
            f"{text_of(facts['opinion_reference'])} ngày {text_of(facts['opinion_date'])}.",
        ),
        opening="QUYẾT ĐỊNH:",
        paragraphs=(
            f"Điều 1. Hủy {facts['destroy']} hồ sơ hết thời hạn lưu trữ của {facts['fonds']} "
            "theo Danh mục kèm theo.",
            f"Điều 2. Việc hủy hoàn thành trong thời hạn 15 ngày, chậm nhất ngày "
            f"{text_of(facts['destroy_until'])}; hủy hết thông tin, không khôi phục được; lập "
            "biên bản bàn giao và biên bản hủy tài liệu.",
            "Điều 3. Lưu trữ cơ quan, các đơn vị và cá nhân có liên quan chịu trách nhiệm thi "
            "hành Quyết định này.",
        ),
        signers=(("", ""), ("THỦ TRƯỞNG CƠ QUAN", facts["decided_by"])),
    )


def build_hand_over(office, facts):
    """Biên bản bàn giao tài liệu để hủy."""
    return Minutes(
        **office, day=facts["handover_date"], title="Biên bản bàn giao tài liệu hủy",
        bases=(_by_decision(facts),),
        paragraphs=(
            f"Ngày {text_of(facts['handover_date'])}, hai bên gồm:",
            f"Bên giao (người quản lý kho): {text_of(facts['giver_name'])}.",
            f"Bên nhận (người thực hiện hủy): {text_of(facts['taker_name'])}.",
            f"Đã bàn giao {facts['destroy']} hồ sơ ({facts['documents_destroyed']} văn bản, tài "
            f"liệu; {facts['electronic']} tệp tin) theo Danh mục kèm theo Quyết định.",
            "Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.",
        ),
        signers=(("BÊN GIAO", facts["giver_name"]), ("BÊN NHẬN", facts["taker_name"])),
    )


def build_destruction(office, facts):
    """Biên bản hủy tài liệu, signed and stamped by the owner and by whoever destroyed."""
    return Minutes(
        **office, day=facts["destroyed_date"], title="Biên bản hủy tài liệu",
        bases=(_by_decision(facts),),
        paragraphs=(
            f"Ngày {text_of(facts['destroyed_date'])}, đã hủy {facts['destroy']} hồ sơ của "
            f"{facts['fonds']} theo Danh mục kèm theo Quyết định.",
            f"Phương pháp hủy: {text_of(facts['method'])}.",
            f"Tài liệu điện tử: {facts['electronic']} tệp tin đã xóa khỏi cơ sở dữ liệu và kho "
            "lưu trữ, không khôi phục được.",
            "Thông tin trong tài liệu đã được hủy hết. Biên bản lập thành 02 bản, mỗi bên giữ "
            "01 bản.",
            *((f"Lý do thực hiện sau thời hạn: {facts['late_reason']}.",)
              if facts["late_reason"] else ()),
        ),
        signers=(
            ("ĐẠI DIỆN CƠ QUAN CÓ TÀI LIỆU\n(Ký tên, đóng dấu)", facts["destroyed_by"]),
            ("ĐẠI DIỆN ĐƠN VỊ THỰC HIỆN HỦY\n(Ký tên, đóng dấu)", facts["taker_name"]),
        ),
    )


def _by_decision(facts):
    return (
        f"Căn cứ Quyết định số {text_of(facts['decision_reference'])} ngày "
        f"{text_of(facts['decision_date'])} về việc hủy tài liệu hết thời hạn lưu trữ;"
    )


def _lines(text):
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
