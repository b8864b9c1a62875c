"""The Vietnamese lunisolar calendar: days of Tết and of the Hùng Kings in any year.

Months begin on the day of the new moon in the time of Ha Noi (UTC+7). The month with the winter
solstice is the eleventh. Where thirteen months lie between two of them, the first without a
principal term (a multiple of 30° of the sun's longitude) is the leap month. Positions of moon
and sun follow the series of J. Meeus, Astronomical Algorithms, chapters 25 and 49: they are
right within minutes from 1900 to 2100.
"""

from datetime import date, timedelta
from functools import lru_cache
from math import floor, radians, sin

ZONE = 7 / 24
YEARS = range(1900, 2100)
_MEAN_MONTH = 29.530588861
# Day 0 of ``date.toordinal`` at midnight as a Julian day.
_ORDINAL_ZERO = 1721424.5

# Corrections to the mean new moon in days: factor, power of the eccentricity, then how often the
# anomaly of the sun, the anomaly of the moon and the argument of latitude count.
_MOON_TERMS = (
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2), (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2), (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0),
)


def get_new_year(year):
    """The first day of a lunar year (Tết).

    :param int year: Gregorian year in which it lies, 1900 to 2099
    :return datetime.date:
    :raises ValueError: the year is outside of what is computed
    """
    return to_date(year, 1, 1)


def to_date(year, month, day, leap=False):
    """The Gregorian day of a lunar one.

    :param int year: lunar year, named after the Gregorian year in which it begins
    :param int month: 1 to 12
    :param int day: 1 to 30
    :param bool leap: the leap month that follows the month of this number
    :return datetime.date:
    :raises ValueError: there is no such day
    """
    if year not in YEARS:
        raise ValueError(f"no lunar calendar for {year}")
    months = [*_get_months(year), *_get_months(year + 1)]
    for position, (first, number, is_leap, lunar_year) in enumerate(months[:-1]):
        if (lunar_year, number, is_leap) == (year, month, leap):
            found = first + timedelta(days=day - 1)
            if day >= 1 and found < months[position + 1][0]:
                return found
    raise ValueError(f"no day {day}/{month} in the lunar year {year}")


def from_date(day):
    """The lunar day of a Gregorian one.

    :param datetime.date day: from 1900-02-01 to 2099-12-31
    :return tuple: lunar year, month, day, and whether it is a leap month
    :raises ValueError: the day is outside of what is computed
    """
    if day.year not in YEARS or day < date(1900, 2, 1):
        raise ValueError(f"no lunar calendar for {day}")
    months = [*_get_months(day.year), *_get_months(day.year + 1)]
    first, month, leap, year = max(row for row in months if row[0] <= day)
    return year, month, (day - first).days + 1, leap


@lru_cache(maxsize=64)
def _get_months(year):
    """Months from the eleventh of the year before to the tenth, or a leap one after it.

    :return tuple: first day, number, whether it is a leap month, lunar year of each month
    """
    start, stop = _get_solstice_month(year - 1), _get_solstice_month(year)
    firsts = [_get_new_moon_day(number) for number in range(start, stop + 1)]
    leap = _find_leap(firsts) if stop - start == 13 else None
    months, number = [], 10
    for position, first in enumerate(firsts[:-1]):
        is_leap = position == leap
        number += not is_leap
        lunar_year = year - 1 if number <= 12 else year
        months.append((first, (number - 1) % 12 + 1, is_leap, lunar_year))
    return tuple(months)


def _find_leap(firsts):
    """Position of the first month in which the sun enters no further twelfth of its way."""
    return next(
        position for position in range(1, len(firsts) - 1)
        if _get_sun_twelfth(firsts[position]) == _get_sun_twelfth(firsts[position + 1])
    )


def _get_solstice_month(year):
    """Number of the new moon with which the eleventh month begins in a Gregorian year."""
    number = floor((date(year, 12, 31) - date(2000, 1, 6)).days / _MEAN_MONTH) + 1
    while _get_new_moon_day(number) > date(year, 12, 31) or (
        _get_sun_twelfth(_get_new_moon_day(number)) >= 9
    ):
        number -= 1
    return number


@lru_cache(maxsize=2048)
def _get_new_moon_day(number):
    """The day, in Ha Noi, of a new moon counted from that of 6 January 2000."""
    century = number / 1236.85
    sun = 2.5534 + 29.10535670 * number - 0.0000014 * century**2
    moon = 201.5643 + 385.81693528 * number + 0.0107582 * century**2
    latitude = 160.7108 + 390.67050284 * number - 0.0016118 * century**2
    node = 124.7746 - 1.56375588 * number
    eccentricity = 1 - 0.002516 * century - 0.0000074 * century**2
    moment = 2451550.09766 + _MEAN_MONTH * number + 0.00015437 * century**2
    moment -= 0.00017 * sin(radians(node))
    moment += sum(
        factor * eccentricity**power * sin(radians(s * sun + m * moon + f * latitude))
        for factor, power, s, m, f in _MOON_TERMS
    )
    return _to_local_day(moment)


def _to_local_day(moment):
    """The day in Ha Noi of a Julian day in dynamical time."""
    return date.fromordinal(floor(moment - _get_delta(moment) + ZONE - _ORDINAL_ZERO))


def _get_delta(moment):
    """By how many days dynamical time is before that of the clock; a minute around 2000."""
    years = (moment - 2451545) / 365.25
    return (62.92 + 0.32217 * years + 0.005589 * years**2) / 86400


def _get_sun_twelfth(day):
    """In which twelfth of its way, from 0 to 11, the sun is when a day begins in Ha Noi."""
    century = (day.toordinal() + _ORDINAL_ZERO - ZONE - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * century)
    longitude = (
        280.46646 + 36000.76983 * century + 0.0003032 * century**2
        + (1.914602 - 0.004817 * century) * sin(anomaly)
        + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
        - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * century))
    )
    return floor(longitude % 360 / 30)
