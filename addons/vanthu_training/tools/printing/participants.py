"""Danh sách học viên: the list of participants of a class, columns as offices use them."""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    PORTRAIT,
    Column,
    RegisterForm,
)

PARTICIPANTS = RegisterForm(
    code="participants", title="DANH SÁCH HỌC VIÊN", orientation=PORTRAIT,
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("name", "Họ và tên", 48),
        Column("birth_date", "Ngày sinh", 24, CENTER),
        Column("function", "Chức vụ", 36),
        Column("organisation", "Đơn vị", 55),
    ),
)
