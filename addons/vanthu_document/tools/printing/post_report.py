"""Biên bản bàn giao công tác văn thư, biên bản rà soát tài khoản: what is printed of posts.

No act gives them a form; the layout is that of administrative reports. Labels stay in
Vietnamese.
"""

from .handling_report import ReportCover
from .spec import CENTER, Column, RegisterForm

HAND_OVER_OF_POST = RegisterForm(
    code="hand_over_of_post", title="BIÊN BẢN BÀN GIAO CÔNG TÁC VĂN THƯ",
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("kind", "Nội dung bàn giao", 62),
        Column("name", "Số, ký hiệu, tên gọi", 66),
        Column("detail", "Nơi gửi, chi tiết", 62),
        Column("day", "Ngày", 24, CENTER),
        Column("note", "Ghi chú", 36),
    ),
)
ACCOUNT_REVIEW = RegisterForm(
    code="account_review", title="BIÊN BẢN RÀ SOÁT TÀI KHOẢN NGƯỜI DÙNG",
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("name", "Họ và tên", 50),
        Column("login", "Tên đăng nhập", 52),
        Column("roles", "Vai trò", 60),
        Column("last_login", "Đăng nhập gần nhất", 28, CENTER),
        Column("day", "Ngày rà soát", 24, CENTER),
        Column("decision", "Kết quả", 36),
    ),
)
KINDS = {
    "waiting": "Văn bản đến chờ vào sổ",
    "to_submit": "Văn bản đến chưa trình",
    "envelope": "Bì chuyển nguyên chưa trả lại",
    "to_check": "Văn bản đi chờ kiểm tra thể thức",
    "to_issue": "Văn bản đi đã ký chờ cấp số",
    "to_dispatch": "Văn bản đi đã cấp số chờ phát hành",
    "reserved": "Số đã giữ chưa dùng",
    "volume": "Sổ văn bản đang mở",
    "paper": "Phiếu chuyển giao chưa xác nhận",
    "work": "Việc được giao chưa xong",
}
DECISIONS = {"confirmed": "Tiếp tục sử dụng", "deactivated": "Ngừng sử dụng"}
GIVER, TAKER, HEAD = "BÊN GIAO", "BÊN NHẬN", "THỦ TRƯỞNG CƠ QUAN"
REVIEWER = "NGƯỜI RÀ SOÁT"
FORMS = {form.code: form for form in (HAND_OVER_OF_POST, ACCOUNT_REVIEW)}


def hand_over_cover(company, day, giver, taker, place=""):
    """Heading and signatures of the record of a hand-over.

    :param company: pair of the organisation's name and its superior's name
    :param datetime.date day: of the hand-over
    :param str giver: who gave the post up
    :param str taker: who took it over
    :param str place: place of issue
    :return ReportCover:
    """
    name, parent_name = company
    return ReportCover(
        name=name, parent_name=parent_name, year=day.year, date_from=day, date_to=day,
        place=place, day=day, subtitle=f"Người giao: {giver} – Người nhận: {taker}",
        notes=("Hai bên đã kiểm tra và giao, nhận đủ các nội dung nêu trên.",),
        signers=((GIVER, giver), (TAKER, taker), (HEAD, "")),
    )


def review_cover(company, period, day, reviewer, place=""):
    """Heading and signatures of the record of a review of accounts.

    :param company: pair of the organisation's name and its superior's name
    :param period: first and last day that it tells of
    :param datetime.date day: of printing
    :param str reviewer: who signs
    :param str place: place of issue
    :return ReportCover:
    """
    name, parent_name = company
    return ReportCover(
        name=name, parent_name=parent_name, year=day.year, date_from=period[0],
        date_to=period[1], place=place, day=day, signers=((REVIEWER, reviewer), (HEAD, "")),
    )
