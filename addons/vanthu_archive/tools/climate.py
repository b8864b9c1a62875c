"""Temperature, humidity and light of a store room: what can be true, and when it is an alarm."""

import math
from collections import deque
from dataclasses import dataclass
from datetime import timedelta

# What a working instrument in a store room can show: °C, % relative humidity, lux.
POSSIBLE = {"temperature": (-30, 60), "humidity": (1, 100), "light": (0, 100_000)}
# Clocks of sensors go a little wrong.
CLOCK_ERROR = timedelta(minutes=10)
OLDEST = timedelta(days=366 * 11)


class ReadingError(ValueError):
    """A reading that cannot be true.

    ``code`` is missing, no_number, impossible, bad_time, future or too_old; ``name`` the quantity
    or ``time``, ``value`` what was given.
    """

    def __init__(self, code, name, value=None):
        super().__init__(f"{name}: {code}")
        self.code, self.name, self.value = code, name, value


def check_value(name, value):
    """One measured value, rounded to a tenth.

    :param str name: temperature (°C), humidity (%) or light (lux)
    :param value: number; None only for light, which few measure
    :return float: 0.0 for light that was not measured
    :raise ReadingError: it is no number, or no instrument shows it
    """
    if value is None:
        if name == "light":
            return 0.0
        raise ReadingError("missing", name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ReadingError("no_number", name, value)
    low, high = POSSIBLE[name]
    # Whole numbers of any length come from JSON; compared before they are made a fraction.
    if not low <= value <= high or math.isnan(value):
        raise ReadingError("impossible", name, value)
    return round(float(value), 1)


def check_moment(moment, now):
    """When a reading was taken.

    :param datetime.datetime moment: in UTC, without zone
    :param datetime.datetime now: in UTC, without zone
    :return datetime.datetime: to the second
    :raise ReadingError: it lies in the future or too long ago
    """
    if moment > now + CLOCK_ERROR:
        raise ReadingError("future", "time", moment)
    if moment < now - OLDEST:
        raise ReadingError("too_old", "time", moment)
    return moment.replace(microsecond=0)


@dataclass(frozen=True)
class Tolerance:
    """How long values may be outside before it is an alarm, and good before it is over.

    ``minutes`` and ``readings``: both must be reached by readings in a row; ``good_minutes``.
    """

    minutes: int
    readings: int
    good_minutes: int


@dataclass
class Episode:
    """A time during which values were outside.

    ``start`` is None when it ran before the first reading; ``end`` is None while it runs;
    ``worst`` the value farthest outside, None when none of these readings was.
    """

    start: object = None
    end: object = None
    worst: object = None
    distance: float = 0.0

    def take(self, value, distance):
        """Remember the worst value."""
        if distance > self.distance:
            self.worst, self.distance = value, distance


def get_distance(value, low, high):
    """How far a value is outside (float), 0 inside.

    :param float value: measured
    :param low: lower limit, None without
    :param high: upper limit, None without
    """
    below = low - value if low is not None else 0
    above = value - high if high is not None else 0
    # Tenths are compared, not what binary fractions make of them.
    return max(round(below, 1), round(above, 1), 0)


def find_episodes(readings, low, high, tolerance, running=False):
    """When values were outside for longer than is tolerated.

    :param readings: iterable of (moment, value) of one instrument, the oldest first
    :param low: lower limit, None without
    :param high: upper limit, None without
    :param Tolerance tolerance: how long
    :param bool running: an alarm was on before the first reading
    :return list: of :class:`Episode`, the oldest first; the last may be running
    """
    found = [Episode()] if running else []
    current, bad, good = found[0] if running else None, deque(), None
    least, calm = timedelta(minutes=tolerance.minutes), timedelta(minutes=tolerance.good_minutes)
    for moment, value in readings:
        distance = get_distance(value, low, high)
        if distance and current:
            good = None
            current.take(value, distance)
        elif distance:
            good = None
            bad.append((moment, value, distance))
            if len(bad) >= tolerance.readings and moment - bad[0][0] >= least:
                current = Episode(start=bad[0][0])
                found.append(current)
                for _moment, value_before, before in bad:
                    current.take(value_before, before)
                bad.clear()
        else:
            bad.clear()
            good = good or moment
            if current and moment - good >= calm:
                current.end, current, good = good, None, None
    return found
