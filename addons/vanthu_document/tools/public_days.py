"""The public holidays that a year in Viet Nam will have, before they are announced.

Days off by Điều 112 of Bộ luật Lao động 2019, with the days off in their place (Điều 111.3)
where they fall on a day of rest. The Prime Minister decides each year on the days around Tết and
the national day and on exchanged days: what is computed here follows how that was decided from
2016 on, and an administrator corrects it by the announcement.
"""

from collections import namedtuple
from datetime import date, timedelta

from . import lunar

SATURDAY = 5
# From this year on, 24 November is a day off (Nghị quyết 80-NQ/TW of 7 January 2026).
CULTURE_DAY_SINCE = 2026
# Which neighbour of the national day is free, by its weekday from Monday on.
_NATIONAL_DAY_NEIGHBOUR = (1, -1, -1, 1, -1, -1, 1)

#: key: what it is; name: in Vietnamese; first, last: ``datetime.date``, days of rest among them;
#: substitutes: those days that are off in place of one on a day of rest.
PublicDay = namedtuple("PublicDay", "key name first last substitutes")


def plan_year(year):
    """Public holidays of a year, where Saturday and Sunday are days of rest.

    :param int year: 1900 to 2098
    :return list: ``PublicDay`` in the order of the year; a day of rest or another holiday may
        lie between a holiday and the day off in its place, and so within its span
    :raises ValueError: no lunar calendar is known for the year
    """
    spans = sorted(_get_spans(year), key=lambda span: span[2])
    taken = {day for _key, _name, days in spans for day in days}
    planned = []
    for key, name, days in spans:
        substitutes = []
        for _day in (day for day in days if day.weekday() >= SATURDAY):
            free = _get_next_working_day(days[-1], taken)
            taken.add(free)
            substitutes.append(free)
        last = max([days[-1], *substitutes])
        planned.append(PublicDay(key, name, days[0], last, tuple(substitutes)))
    return planned


def _get_spans(year):
    fixed = [
        ("new_year", f"Tết Dương lịch {year}", [date(year, 1, 1)]),
        ("tet", f"Tết Nguyên đán {year}", _get_tet_days(year)),
        ("hung_kings", f"Giỗ Tổ Hùng Vương {year}", [lunar.to_date(year, 3, 10)]),
        ("victory", f"Ngày Chiến thắng 30/4/{year}", [date(year, 4, 30)]),
        ("labour", f"Quốc tế Lao động 01/5/{year}", [date(year, 5, 1)]),
        ("national_day", f"Quốc khánh {year}", _get_national_days(year)),
    ]
    if year >= CULTURE_DAY_SINCE:
        fixed.append(("culture", f"Ngày Văn hóa Việt Nam {year}", [date(year, 11, 24)]))
    return fixed


def _get_tet_days(year):
    """Five days, two before the new year and three of it.

    Where one day before and four after are chosen (a new year on a Tuesday), the same working
    days are free, since a Sunday is replaced by the Friday.
    """
    first = lunar.get_new_year(year)
    return [first + timedelta(days=step) for step in range(-2, 3)]


def _get_national_days(year):
    day = date(year, 9, 2)
    return sorted([day, day + timedelta(days=_NATIONAL_DAY_NEIGHBOUR[day.weekday()])])


def _get_next_working_day(day, taken):
    while day in taken or day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
