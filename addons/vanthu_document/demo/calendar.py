"""The last weeks in working days, so that the demo always ends today."""

from datetime import datetime, time, timedelta

ZONE = timedelta(hours=7)  # Asia/Ho_Chi_Minh has no summer time.


class Weeks:
    """Working days that end today (or on the last working day before a weekend).

    :param datetime.datetime now: the real time, UTC
    :param int count: how many working days
    """

    def __init__(self, now, count):
        self.now = now
        day = (now + ZONE).date()
        self.today = day
        self.days = []
        while len(self.days) < count:
            if day.weekday() < 5:
                self.days.append(day)
            day -= timedelta(days=1)
        self.days.reverse()

    def day(self, index):
        """The working day of that index; the last one for what lies beyond."""
        return self.days[min(max(index, 0), len(self.days) - 1)]

    def moment(self, index, hour, minute=0):
        """A time of a working day in UTC, never later than now.

        :param int index: working day; beyond the last one gives now
        :param int hour: hour in Vietnam
        :param int minute: minutes after it, also beyond the hour
        """
        if index >= len(self.days):
            return self.now
        midnight = datetime.combine(self.days[index], time()) - ZONE
        return min(midnight + timedelta(hours=hour, minutes=minute), self.now)

    def later(self, day, count):
        """The working day ``count`` working days after ``day``."""
        while count > 0:
            day += timedelta(days=1)
            if day.weekday() < 5:
                count -= 1
        return day
