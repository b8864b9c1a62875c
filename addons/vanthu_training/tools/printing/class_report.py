"""Báo cáo kết quả lớp tập huấn, on one page; and organisations by topic."""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    LANDSCAPE,
    PORTRAIT,
    Column,
    RegisterForm,
)

CLASS_REPORT = RegisterForm(
    code="class_report", title="BÁO CÁO KẾT QUẢ TẬP HUẤN", orientation=LANDSCAPE,
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("name", "Nội dung", 130),
        Column("value", "Kết quả", 50, CENTER),
        Column("note", "Ghi chú", 75),
    ),
)


def make_coverage_form(topics):
    """The table of organisations and topics.

    :param list topics: headings of the columns
    :return: ``RegisterForm``
    """
    return RegisterForm(
        code="coverage", title="SỐ NGƯỜI ĐÃ ĐƯỢC TẬP HUẤN THEO ĐƠN VỊ VÀ CHUYÊN ĐỀ",
        orientation=LANDSCAPE if len(topics) > 3 else PORTRAIT,
        has_number_range=False, has_cover=False,
        columns=(
            Column("position", "STT", 12, CENTER), Column("name", "Đơn vị", 75),
            *(Column(f"topic_{place}", topic, 25, CENTER)
              for place, topic in enumerate(topics, 1)),
        ),
    )
