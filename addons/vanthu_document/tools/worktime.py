"""Counting working days and hours on a table of the days on which somebody works.

The table comes from outside, year by year, so that whoever counts asks the calendar once.
"""

from bisect import bisect_left, bisect_right
from datetime import datetime, time, timedelta

# A calendar that is empty for longer than this is taken as saying nothing.
MAX_YEARS = 3


class WorkTime:
    """Working days of a calendar and their hours.

    :param load: function of a year that returns a dict: ``date`` → list of pairs of ``time``,
        the hours worked on that day, in order; days without work are missing
    """

    def __init__(self, load):
        self._load = load
        self._years = {}

    def _get_year(self, year):
        if year not in self._years:
            hours = self._load(year)
            self._years[year] = (sorted(hours), hours)
        return self._years[year]

    def is_working(self, day):
        """Whether somebody works on that day.

        :param datetime.date day: the day
        :return bool:
        """
        return day in self._get_year(day.year)[1]

    def add_days(self, day, count):
        """The working day that many working days after a day, or before it.

        :param datetime.date day: not counted itself
        :param int count: working days; negative goes back; 0 is the day itself
        :return datetime.date: the day reached, None where the calendar knows no working days
        """
        if not count:
            return day
        step = 1 if count > 0 else -1
        left = abs(count)
        for year in range(day.year, day.year + step * (MAX_YEARS + left // 50), step):
            days = self._get_year(year)[0]
            beyond = days[bisect_right(days, day):] if step > 0 else days[:bisect_left(days, day)]
            if left <= len(beyond):
                return beyond[left - 1] if step > 0 else beyond[-left]
            left -= len(beyond)
        return None

    def count_days(self, start, end):
        """Working days from one day to another.

        :param datetime.date start: not counted
        :param datetime.date end: counted; nothing when it does not lie after ``start``
        :return int: number of working days
        """
        return sum(
            max(bisect_right(days, end) - bisect_right(days, start), 0)
            for days in (self._get_year(year)[0] for year in range(start.year, end.year + 1))
        )

    def add_hours(self, moment, hours):
        """The moment that many working hours later.

        :param datetime.datetime moment: local time without zone
        :param float hours: working hours, more than 0
        :return datetime.datetime: local time, None where the calendar knows no working days
        """
        left = timedelta(hours=hours)
        for start, end in self._get_intervals(moment):
            left -= end - start
            if left <= timedelta():
                return end + left
        return None

    def _get_intervals(self, moment):
        for year in range(moment.year, moment.year + MAX_YEARS):
            days, hours = self._get_year(year)
            for day in days[bisect_left(days, moment.date()):]:
                for opens, closes in hours[day]:
                    start = max(datetime.combine(day, opens), moment)
                    end = datetime.combine(day, closes)
                    if closes == time():
                        end += timedelta(days=1)
                    if end > start:
                        yield start, end
