"""A school that asks to join, one that asks a second time, and a new colleague."""

from ..models.local_time import local_today
from . import names
from .layout import make_pdf
from .letters import make_letter

SCHOOL = "Trường THPT Tân Lập"
# What each typed on the public page: (request, with a letter)
REQUESTS = [
    ({
        "kind": "organisation", "organ_name": SCHOOL, "organ_code": "H99.05.39",
        "organ_abbreviation": "THPT-TL", "organ_superior_name": names.DEPARTMENT,
        "organ_street": "45 đường Nguyễn Huệ, Phường Tân Bình", "organ_phone": "0299 3877 654",
        "organ_email": f"thpt.tanlap@{names.MAIL}", "person_name": "Võ Thị Thanh Nhàn",
        "person_function": "Nhân viên văn thư", "person_phone": "0912 300 400",
        "person_email": f"nhan.tanlap@{names.MAIL}", "role": "clerk",
        "leader_name": "Đặng Quốc Hưng", "leader_function": "Hiệu trưởng",
        "leader_email": f"hung.tanlap@{names.MAIL}",
    }, True),
    ({
        "kind": "organisation", "organ_name": "Trường Trung học phổ thông Nguyễn Trãi",
        "organ_code": "H99.05.03", "organ_superior_name": names.DEPARTMENT,
        "person_name": "Trương Minh Khoa", "person_function": "Phó Hiệu trưởng",
        "person_email": f"khoa.nguyentrai@{names.MAIL}", "role": "leader",
    }, True),
    ({
        "kind": "person", "organ_name": names.DEPARTMENT, "person_name": "Ngô Thùy Linh",
        "person_function": "Chuyên viên Phòng Kế hoạch - Tài chính",
        "person_email": f"ngothuylinh@{names.MAIL}", "role": "handler",
    }, False),
]


def open_page(env, department):
    """Switch the public page on, so that everybody may try how an organisation joins.

    :param env: environment of the superuser
    :param department: ``res.company`` whose administrators decide
    """
    parameters = env["ir.config_parameter"]
    parameters.set_param("vanthu_document.join_open", "True")
    parameters.set_param("vanthu_document.join_company_id", str(department.id))


def ask(env):
    """Put the requests into the queue of the department.

    :param env: environment of the superuser
    :return: ``vanthu.join.request``
    """
    requests = env["vanthu.join.request"]
    day = local_today(env)
    for typed, with_letter in REQUESTS:
        name, data = ("Giấy đề nghị.pdf", _letter(typed, day)) if with_letter else ("", b"")
        requests |= requests._receive(typed, name, data, env.lang or "vi_VN")
    requests._enter_queue()
    return requests


def _letter(typed, day):
    sender = (
        names.DEPARTMENT_SHORT, typed["organ_name"], typed.get("organ_abbreviation", ""),
        names.PLACE, "", "Hiệu trưởng", typed.get("leader_name") or typed["person_name"],
    )
    return make_pdf(make_letter(
        sender, "THPT-VP", None, "đề nghị cấp tài khoản trên hệ thống quản lý văn bản",
        [f"{typed['organ_name']} đề nghị {names.DEPARTMENT_SHORT} cấp tài khoản cho "
         f"{typed['person_name']}, {typed['person_function']}, để tiếp nhận và gửi văn bản."],
        12, day, [names.DEPARTMENT], [],
    ))
