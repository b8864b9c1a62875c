"""Periods of reports: weeks, months, quarters, half-years and years, and their Vietnamese names."""

from calendar import monthrange
from datetime import date, timedelta

# Months that a period of whole months has.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
KINDS = ("week", *MONTHS)
_ROMAN = ("I", "II", "III", "IV")


def bounds(kind, day):
    """First and last day of the period in which a day lies.

    :param str kind: one of ``KINDS``
    :param datetime.date day: any day of the period
    :return tuple: two ``datetime.date``; weeks begin on Monday
    """
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    months = MONTHS[kind]
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    return (
        date(day.year, first_month, 1),
        date(day.year, last_month, monthrange(day.year, last_month)[1]),
    )


def previous(kind, day):
    """First and last day of the period before that in which a day lies.

    :param str kind: one of ``KINDS``
    :param datetime.date day: any day of the later period
    :return tuple: two ``datetime.date``
    """
    return bounds(kind, bounds(kind, day)[0] - timedelta(days=1))


def name_period(kind, first):
    """What a period is called in a printed report.

    :param str kind: one of ``KINDS``, or anything else for free dates
    :param datetime.date first: its first day
    :return str: for example "Quý III năm 2026"; empty for free dates
    """
    if kind == "week":
        year, number, _weekday = first.isocalendar()
        return f"Tuần {number} năm {year}"
    if kind == "month":
        return f"Tháng {first.month} năm {first.year}"
    if kind == "quarter":
        return f"Quý {_ROMAN[(first.month - 1) // 3]} năm {first.year}"
    if kind == "half":
        part = "đầu" if first.month == 1 else "cuối"
        return f"6 tháng {part} năm {first.year}"
    return f"Năm {first.year}" if kind == "year" else ""
