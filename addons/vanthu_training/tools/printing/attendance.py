"""Danh sách ký nhận, điểm danh: who signs in which session."""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    LANDSCAPE,
    PORTRAIT,
    Column,
    RegisterForm,
)

TITLE = "DANH SÁCH HỌC VIÊN KÝ ĐIỂM DANH"
_SIGN_WIDTH = 150


def make_sign_form(sessions):
    """The form with one column to sign for each session.

    :param list sessions: headings of the columns to sign
    :return: ``RegisterForm``
    """
    many = len(sessions) > 1
    return RegisterForm(
        code="attendance", title=TITLE, orientation=LANDSCAPE if many else PORTRAIT,
        has_number_range=False, has_cover=False,
        columns=(
            Column("position", "STT", 12, CENTER),
            Column("name", "Họ và tên", 48),
            Column("birth_date", "Ngày sinh", 24, CENTER),
            Column("organisation", "Đơn vị", 55),
            *(
                Column(f"session_{place}", heading, _SIGN_WIDTH / max(len(sessions), 3), CENTER)
                for place, heading in enumerate(sessions, start=1)
            ),
        ),
    )
