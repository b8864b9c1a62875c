"""The yearly statistics of the archive as a table. Labels stay in Vietnamese."""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    RIGHT,
    Column,
    RegisterForm,
)

TITLE = "BÁO CÁO THỐNG KÊ CÔNG TÁC VĂN THƯ, LƯU TRỮ"
PARTS = {
    "1": "Nhân sự làm công tác văn thư, lưu trữ", "2": "Văn bản đi, văn bản đến",
    "3": "Lập hồ sơ và nộp lưu hồ sơ vào lưu trữ", "4": "Tài liệu lưu trữ",
    "5": "Kho lưu trữ và trang thiết bị", "6": "Khai thác, sử dụng tài liệu",
    "7": "Hủy tài liệu hết thời hạn lưu trữ", "8": "Mức độ an toàn của tài liệu",
}
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}
STATISTIC = RegisterForm(
    code="archive_statistic", title=TITLE, has_number_range=False, has_cover=False,
    columns=(
        Column("code", "STT", 14, CENTER),
        Column("name", "Chỉ tiêu", 88),
        Column("measure", "Đơn vị tính", 22, CENTER),
        Column("value_before", "Năm trước", 24, RIGHT),
        Column("value", "Năm báo cáo", 24, RIGHT),
        Column("value_below", "Đơn vị trực thuộc", 25, RIGHT),
        Column("total", "Tổng cộng", 24, RIGHT),
        Column("note", "Ghi chú", 36),
    ),
)
NOTE = (
    "Ghi chú: Số liệu của đơn vị trực thuộc là tổng các báo cáo đã gửi của năm báo cáo. "
    "Mét giá tính theo bề rộng của hộp."
)
