"""Mục lục hồ sơ of a box: what lies in it, to be laid inside (the columns of the store's list)."""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    PORTRAIT,
    Column,
    RegisterForm,
)

BOX_INVENTORY = RegisterForm(
    code="box_inventory",
    title="MỤC LỤC HỒ SƠ",
    columns=(
        Column("box", "Hộp số", 12, CENTER),
        Column("notation", "Hồ sơ số", 22, CENTER),
        Column("title", "Tiêu đề hồ sơ", 62),
        Column("dates", "Thời gian bắt đầu và kết thúc", 28, CENTER),
        Column("sheets", "Số tờ", 12, CENTER),
        Column("term", "Thời hạn", 20, CENTER),
        Column("note", "Ghi chú", 19),
    ),
    orientation=PORTRAIT, has_number_range=False, has_cover=False,
)


def write_dates(start, end):
    """First and last day of a file, as the form writes them.

    :param start: ``date`` or None
    :param end: ``date`` or None
    :return str: such as "02/01/2024 – 20/12/2024"
    """
    return " – ".join(f"{day:%d/%m/%Y}" for day in (start, end) if day)
