"""The logbooks of a store room: its climate day by day, and its checks.

TT 09/2007/TT-BNV asks for the climate to be watched every day and prescribes no form. Labels stay
in Vietnamese.
"""

from odoo.addons.vanthu_document.tools.printing.spec import (
    CENTER,
    PORTRAIT,
    Column,
    RegisterCover,
    RegisterForm,
)

CLIMATE_LOG = RegisterForm(
    code="climate_log", title="SỔ THEO DÕI NHIỆT ĐỘ, ĐỘ ẨM", orientation=PORTRAIT,
    has_number_range=False, has_cover=False,
    columns=(
        Column("day", "Ngày", 22, CENTER),
        Column("morning_temperature", "Sáng: nhiệt độ (°C)", 19, CENTER),
        Column("morning_humidity", "Sáng: độ ẩm (%)", 19, CENTER),
        Column("afternoon_temperature", "Chiều: nhiệt độ (°C)", 19, CENTER),
        Column("afternoon_humidity", "Chiều: độ ẩm (%)", 19, CENTER),
        Column("person", "Người theo dõi", 34),
        Column("note", "Ghi chú", 43),
    ),
)
CHECK_LOG = RegisterForm(
    code="check_log", title="SỔ THEO DÕI KIỂM TRA, BẢO DƯỠNG KHO LƯU TRỮ",
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("due", "Ngày đến hạn", 23, CENTER),
        Column("done", "Ngày kiểm tra", 23, CENTER),
        Column("kind", "Nội dung kiểm tra", 50),
        Column("subject", "Thiết bị", 42),
        Column("result", "Kết quả", 24),
        Column("person", "Người kiểm tra", 38),
        Column("note", "Ghi chú", 50),
    ),
)
INSTRUMENT = "Máy ghi"
OUTSIDE = "{half} ngoài giới hạn"
HALVES = ("Sáng", "Chiều")
RESULTS = {"good": "Đạt", "defect": "Chưa đạt", False: "Chưa kiểm tra"}


def build_cover(company, place, limits, first, last):
    """The heading of a logbook.

    :param dict company: ``name``, ``parent_name``
    :param str place: name of the room
    :param str limits: that hold in it, empty without
    :param datetime.date first: first day
    :param datetime.date last: last day
    :return RegisterCover:
    """
    subtitle = f"Kho, phòng: {place}"
    if limits:
        subtitle += f"; giới hạn: {limits}"
    return RegisterCover(
        **company, subtitle=subtitle, year=first.year, date_from=first, date_to=last
    )


def format_value(value):
    """A measured value as it is written: 20,5 and nothing where none was measured."""
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def build_day(day, halves):
    """One row of the climate's logbook.

    :param datetime.date day: the day
    :param dict halves: False (morning) and True (afternoon) → dict ``temperature``,
        ``humidity``, ``person``, ``note``, ``outside``; a half without a reading is missing
    :return tuple: for :data:`CLIMATE_LOG`
    """
    values, people, notes = [], [], []
    for half, label in enumerate(HALVES):
        found = halves.get(bool(half), {})
        values += [format_value(found.get("temperature")), format_value(found.get("humidity"))]
        people += [found["person"]] if found.get("person") else []
        notes += [found["note"]] if found.get("note") else []
        notes += [OUTSIDE.format(half=label)] if found.get("outside") else []
    return (
        day.strftime("%d/%m/%Y"), *values, ", ".join(dict.fromkeys(people)), "; ".join(notes)
    )
