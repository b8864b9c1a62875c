"""Báo cáo tình hình giải quyết văn bản đi (NĐ 30/2020, Phụ lục VI, V.2): its forms.

The act names the report and leaves its columns to the offices. Drawn and exported by
``handling_report``; labels stay in Vietnamese.
"""

from .spec import CENTER, RIGHT, Column, RegisterForm

TITLE = "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐI"

_COUNTS = (
    Column("total", "Tổng số văn bản đi", 16, RIGHT),
    Column("urgent", "Trong đó: khẩn", 15, RIGHT),
    Column("in_time", "Gửi đúng hạn", 15, RIGHT),
    Column("late", "Gửi quá hạn", 15, RIGHT),
    Column("waiting", "Chưa gửi, còn hạn", 16, RIGHT),
    Column("overdue", "Chưa gửi, đã quá hạn", 17, RIGHT),
    Column("rate", "Tỷ lệ gửi đúng hạn (%)", 17, RIGHT),
    Column("office", "Lượt gửi qua hệ thống", 17, RIGHT),
    Column("email", "Lượt gửi thư điện tử", 17, RIGHT),
    Column("post", "Lượt gửi bưu điện", 17, RIGHT),
    Column("hand", "Lượt trao tay", 15, RIGHT),
    Column("refused", "Lượt bị từ chối", 16, RIGHT),
    Column("recalled", "Văn bản thu hồi", 16, RIGHT),
)


def _summary(code, label):
    return RegisterForm(
        code=code, title=TITLE, has_number_range=False, has_cover=False,
        columns=(Column("position", "STT", 11, CENTER), Column("name", label, 42), *_COUNTS),
    )


BY_TYPE = _summary("outgoing_by_type", "Loại văn bản")
BY_UNIT = _summary("outgoing_by_unit", "Đơn vị soạn thảo")
BY_PRIORITY = _summary("outgoing_by_priority", "Mức độ khẩn")
DETAILS = RegisterForm(
    code="outgoing_list", title=TITLE, has_number_range=False, has_cover=False,
    columns=(
        Column("reference", "Số, ký hiệu", 30),
        Column("issued_date", "Ngày tháng văn bản", 20, CENTER),
        Column("subject", "Tên loại và trích yếu nội dung", 70),
        Column("unit", "Đơn vị soạn thảo", 32),
        Column("signer", "Người ký", 28),
        Column("priority", "Mức độ khẩn", 18),
        Column("limit", "Hạn gửi", 20, CENTER),
        Column("sent_day", "Ngày gửi", 20, CENTER),
        Column("result", "Kết quả", 26),
        Column("registered", "Nơi nhận đã vào sổ", 19, CENTER),
    ),
)
FORMS = {form.code: form for form in (BY_TYPE, BY_UNIT, BY_PRIORITY, DETAILS)}
