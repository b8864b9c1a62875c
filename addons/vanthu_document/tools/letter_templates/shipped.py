"""The templates that the add-on ships, one for each common type (NĐ 30/2020, Phụ lục III)."""

from .layout import (
    ABOVE,
    DOTS,
    addressees,
    bases,
    body,
    foot,
    foot_of_minutes,
    head,
    title,
)
from .styles import styles_xml
from .wordml import document, pack, page_number_header, paragraph, settings

_SUBJECT = "{{ subject_title }}"


def _with_title(*content, first=""):
    return document(head(), title(_SUBJECT), *content, foot(first))


def _official_letter():
    return document(
        head(letter=True), addressees(),
        body(
            f"Thực hiện {DOTS}, {{{{ organisation_name }}}} đề nghị {DOTS} như sau:",
            f"1. {DOTS}.",
            f"Đề nghị {DOTS} triển khai thực hiện./.",
        ),
        foot(ABOVE))


def _decision():
    return document(
        head(), title("Về việc {{ subject }}"), paragraph("ThamQuyen", "{{ authority }}"),
        bases(f"Căn cứ {DOTS};", f"Căn cứ {DOTS};", f"Theo đề nghị của {DOTS}."),
        paragraph("ThamQuyen", "QUYẾT ĐỊNH:"),
        body(
            f"Điều 1.| {DOTS}.",
            f"Điều 2.| {DOTS}.",
            f"Điều 3.| {DOTS} chịu trách nhiệm thi hành Quyết định này./.",
        ),
        foot("Như Điều 3"),
    )


def _notice():
    return _with_title(body(
        "{{ organisation_name }} thông báo như sau:", f"1. {DOTS}.", f"2. {DOTS}./."))


def _plan():
    return _with_title(
        bases(f"Căn cứ {DOTS};", f"Căn cứ {DOTS}."),
        body(
            "{{ organisation_name }} ban hành Kế hoạch {{ subject }} như sau:",
            "I. MỤC ĐÍCH, YÊU CẦU|", f"1. {DOTS}.",
            "II. NỘI DUNG|", f"1. {DOTS}.",
            "III. TỔ CHỨC THỰC HIỆN|", f"1. {DOTS}./.",
        ),
    )


def _report():
    return _with_title(
        addressees(),
        body(
            f"{DOTS}, {{{{ organisation_name }}}} báo cáo như sau:",
            "I. KẾT QUẢ THỰC HIỆN|", f"1. {DOTS}.",
            "II. TỒN TẠI, HẠN CHẾ|", f"1. {DOTS}.",
            "III. PHƯƠNG HƯỚNG, NHIỆM VỤ|", f"1. {DOTS}./.",
        ),
        first=ABOVE,
    )


def _submission():
    return _with_title(
        addressees(),
        body(
            f"Căn cứ {DOTS}, {{{{ organisation_name }}}} kính trình {DOTS} như sau:",
            "1. Sự cần thiết|", f"{DOTS}.",
            "2. Nội dung trình|", f"{DOTS}.",
            "3. Kiến nghị|", f"{DOTS}.",
            f"Kính trình {DOTS} xem xét, quyết định./.",
        ),
        first=ABOVE,
    )


def _invitation():
    return _with_title(body(
        f"{{{{ organisation_name }}}} trân trọng kính mời: {DOTS}",
        f"Tới dự: {DOTS}",
        f"Chủ trì: {DOTS}",
        f"Thời gian: {DOTS}",
        f"Địa điểm: {DOTS}./.",
    ))


def _introduction():
    return document(
        head(), title(),
        body(
            "{{ organisation_name }} trân trọng giới thiệu:",
            f"Ông (bà): {DOTS}",
            f"Chức vụ: {DOTS}",
            f"Được cử đến: {DOTS}",
            "Về việc: {{ subject }}",
            f"Đề nghị {DOTS} tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
            f"Giấy này có giá trị đến hết ngày {DOTS}./.",
        ),
        foot(ABOVE),
    )


def _minutes():
    return document(
        head(dated=False), title(_SUBJECT),
        body(
            f"Thời gian bắt đầu: {DOTS}",
            f"Địa điểm: {DOTS}",
            f"Thành phần tham dự: {DOTS}",
            "Chủ trì (chủ tọa): {{ signer }}",
            "Thư ký (người ghi biên bản): {{ secretary }}",
            "Nội dung (theo diễn biến cuộc họp, hội nghị, hội thảo):",
            f"{DOTS}.",
            f"Cuộc họp (hội nghị, hội thảo) kết thúc vào hồi {DOTS}./.",
        ),
        foot_of_minutes(),
    )


# File → what makes its main part. The files are named for the type of document.
SHIPPED = {
    "cong_van.docx": _official_letter,
    "quyet_dinh.docx": _decision,
    "thong_bao.docx": _notice,
    "ke_hoach.docx": _plan,
    "bao_cao.docx": _report,
    "to_trinh.docx": _submission,
    "giay_moi.docx": _invitation,
    "giay_gioi_thieu.docx": _introduction,
    "bien_ban.docx": _minutes,
}


def build(name, shipped=None):
    """One of the shipped templates.

    :param str name: key of the templates
    :param dict shipped: file → what makes its main part; :data:`SHIPPED` by default
    :return bytes: the .docx
    """
    return pack((shipped or SHIPPED)[name](), {
        "styles": styles_xml(),
        "settings": settings(),
        "header1": page_number_header("SoTrang"),
    })
