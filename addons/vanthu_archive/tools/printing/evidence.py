"""Danh mục minh chứng (TT 57/2026/TT-BGDĐT) and the report of a self-assessment.

Labels are the act's and stay in Vietnamese.
"""

from odoo.addons.vanthu_document.tools.printing.spec import (
    BLANK,
    CENTER,
    PORTRAIT,
    Column,
    RegisterForm,
)

from .minutes import Minutes

EVIDENCE_LIST = RegisterForm(
    code="evidence", title="DANH MỤC MINH CHỨNG",
    columns=(
        Column("position", "TT", 10, CENTER),
        Column("code", "Mã minh chứng", 28, CENTER),
        Column("name", "Tên minh chứng", 66),
        Column("location", "Định dạng, vị trí lưu trữ hoặc đường dẫn điện tử", 52),
        Column("note", "Ghi chú", 24),
    ),
    orientation=PORTRAIT, has_number_range=False, has_cover=False,
)
REPORT = "BÁO CÁO TỰ ĐÁNH GIÁ"


def build_report(office, year, source, result, criteria):
    """The text of a self-assessment, criterion by criterion.

    :param dict office: name, parent_name, place
    :param str year: school year
    :param str source: act of the framework
    :param str result: level reached, or nothing
    :param criteria: list of dicts: standard (only before its first criterion), criterion,
        description, strengths, weaknesses, improvement, level, codes
    :return Minutes:
    """
    lines = []
    for criterion in criteria:
        if criterion["standard"]:
            lines.append(f"# Tiêu chuẩn {criterion['standard']}")
        lines.append(f"# Tiêu chí {criterion['criterion']}")
        lines += [
            f"{label}: {criterion[key] or BLANK}" for key, label in (
                ("description", "1. Mô tả hiện trạng"), ("strengths", "2. Điểm mạnh"),
                ("weaknesses", "3. Điểm yếu"), ("improvement", "4. Kế hoạch cải tiến chất lượng"),
                ("level", "5. Tự đánh giá"), ("codes", "Minh chứng"),
            )
        ]
    return Minutes(
        **office, title=REPORT, subtitle=f"Năm học {year} (theo {source})",
        paragraphs=(*lines, f"# Tự đánh giá chung: {result or 'Chưa đạt Mức 1'}"),
        signers=(("THƯ KÝ HỘI ĐỒNG", ""), ("CHỦ TỊCH HỘI ĐỒNG", "")),
    )
