"""The shipped templates of the papers of a class (NĐ 30/2020, Phụ lục I and III).

``python -m tools.class_letters FOLDER`` writes the files anew.
"""

import sys

from odoo.addons.vanthu_document.tools.letter_templates.__main__ import main
from odoo.addons.vanthu_document.tools.letter_templates.layout import (
    ABOVE,
    DOTS,
    addressees,
    bases,
    body,
    foot,
    head,
    title,
)
from odoo.addons.vanthu_document.tools.letter_templates.shipped import build
from odoo.addons.vanthu_document.tools.letter_templates.wordml import document, paragraph

# Fields beside those of any draft, with made-up contents to try templates with.
SAMPLE_FIELDS = {
    "class_name": "lớp tập huấn", "course_name": "Tên khóa", "class_hours": "16",
    "class_topics": "Chuyên đề", "class_period": "trong ngày 05/12/2026",
    "class_places": "Địa điểm", "class_sessions": ["Buổi 1", "Buổi 2"],
    "class_trainers": ["Báo cáo viên", "Báo cáo viên"], "class_invited": ["Đơn vị: 02 người"] * 2,
    "class_plan": "Kế hoạch số 01/KH-CQ", "class_results": ["Số người đạt: 02"] * 2,
    "invited_count": "02", "place_count": "04", "passed_count": "02",
}
_SUBJECT = "{{ subject_title }}"
_DECREE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"
)
_PLAN = "Căn cứ {{ class_plan }};"
_EACH = "{%% if loop.last %%}%s{%% else %%};{%% endif %%}"


def _list(name, end="."):
    """One paragraph for each line of a list."""
    return "".join([
        paragraph("NoiDung", f"{{%p for line in {name} %}}"),
        paragraph("NoiDung", "- {{ line }}" + _EACH % end),
        paragraph("NoiDung", "{%p endfor %}"),
    ])


def _plan():
    return document(
        head(), title(_SUBJECT), bases(_DECREE, f"Căn cứ {DOTS}."),
        body(
            "{{ organisation_name }} ban hành Kế hoạch {{ subject }} như sau:",
            "I. MỤC ĐÍCH, YÊU CẦU|",
            "1. Bồi dưỡng kiến thức và kỹ năng cho người làm công tác văn thư, lưu trữ về: "
            "{{ class_topics }}.",
            f"2. {DOTS}.",
            "II. NỘI DUNG|",
            "1. Chương trình: khóa {{ course_name }}, {{ class_hours }} tiết.",
            "2. Thời gian: {{ class_period }}.",
            "3. Địa điểm: {{ class_places }}.",
            "4. Lịch các buổi:",
        ), _list("class_sessions"),
        body("5. Báo cáo viên:"), _list("class_trainers"),
        body("6. Thành phần: {{ invited_count }} đơn vị, {{ place_count }} người:"),
        _list("class_invited"),
        body("III. TỔ CHỨC THỰC HIỆN|", f"1. {DOTS}.", f"2. Kinh phí: {DOTS}./."),
        foot(),
    )


def _summons():
    return document(
        head(letter=True), addressees(),
        body(
            "Thực hiện {{ class_plan }}, {{ organisation_name }} đề nghị các đơn vị cử người tham "
            "dự {{ class_name }} như sau:",
            "1. Nội dung: {{ class_topics }}.",
            "2. Thời gian: {{ class_period }}.",
            "3. Địa điểm: {{ class_places }}.",
            "4. Lịch các buổi:",
        ), _list("class_sessions"),
        body("5. Số người được cử:"), _list("class_invited"),
        body(
            f"Các đơn vị đăng ký danh sách học viên trước ngày {DOTS}.",
            "Đề nghị các đơn vị triển khai thực hiện./.",
        ),
        foot(ABOVE),
    )


def _decision_of(*articles, following):
    return document(
        head(), title("Về việc {{ subject }}"), paragraph("ThamQuyen", "{{ authority }}"),
        bases(_DECREE, f"Căn cứ {DOTS};", _PLAN, f"Theo đề nghị của {DOTS}."),
        paragraph("ThamQuyen", "QUYẾT ĐỊNH:"), *articles,
        body(f"Điều {following}.| {DOTS} chịu trách nhiệm thi hành Quyết định này./."),
        foot(f"Như Điều {following}"),
    )


def _decision():
    return _decision_of(
        body(
            "Điều 1.| Mở {{ class_name }} theo chương trình khóa {{ course_name }}, "
            "{{ class_hours }} tiết.",
            "Thời gian: {{ class_period }}.",
            "Địa điểm: {{ class_places }}.",
            "Thành phần: {{ invited_count }} đơn vị, {{ place_count }} người.",
            "Điều 2.| Cử báo cáo viên của lớp tập huấn gồm các ông (bà):",
        ), _list("class_trainers"),
        body(f"Điều 3.| Cử ban tổ chức lớp tập huấn gồm các ông (bà): {DOTS}."),
        following=4,
    )


def _recognition():
    return _decision_of(
        body(
            "Điều 1.| Công nhận {{ passed_count }} học viên hoàn thành "
            "{{ class_name }}, {{ class_period }} (có danh sách kèm theo).",
            "Điều 2.| Cấp giấy chứng nhận cho các học viên được công nhận tại Điều 1.",
        ),
        following=3,
    )


def _report():
    return document(
        head(), title(_SUBJECT), addressees(),
        body(
            "Thực hiện {{ class_plan }}, {{ organisation_name }} báo cáo kết quả "
            "{{ class_name }}, {{ class_period }}, như sau:",
            "I. KẾT QUẢ THỰC HIỆN|",
        ), _list("class_results"),
        body(
            "II. TỒN TẠI, HẠN CHẾ|", f"1. {DOTS}.",
            "III. PHƯƠNG HƯỚNG, NHIỆM VỤ|", f"1. {DOTS}./.",
        ),
        foot(ABOVE),
    )


# File → what makes its main part; the files are named for the kind of paper.
SHIPPED = {
    "lop_ke_hoach.docx": _plan,
    "lop_cong_van_trieu_tap.docx": _summons,
    "lop_quyet_dinh_mo_lop.docx": _decision,
    "lop_quyet_dinh_cong_nhan.docx": _recognition,
    "lop_bao_cao.docx": _report,
}


def build_class_letter(name):
    """One of the shipped templates.

    :param str name: key of :data:`SHIPPED`
    :return bytes: the .docx
    """
    return build(name, SHIPPED)


if __name__ == "__main__":
    main(sys.argv[1], SHIPPED)
