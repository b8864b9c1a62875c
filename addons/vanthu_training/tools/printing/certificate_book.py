"""Sổ cấp giấy chứng nhận: columns of the offices' practice."""

from odoo.addons.vanthu_document.tools.printing.spec import CENTER, Column, RegisterForm

CERTIFICATE_BOOK = RegisterForm(
    code="certificate_book", title="SỔ CẤP GIẤY CHỨNG NHẬN",
    columns=(
        Column("code", "Số vào sổ", 28, CENTER),
        Column("holder_name", "Họ và tên", 44),
        Column("birth_date", "Ngày sinh", 22, CENTER),
        Column("organisation_name", "Đơn vị", 52),
        Column("course_name", "Khóa tập huấn", 56),
        Column("issued_date", "Ngày cấp", 22, CENTER),
        Column("signature", "Ký nhận", 22, CENTER),
        Column("note", "Ghi chú", 28),
    ),
)
