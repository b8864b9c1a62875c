"""Counting working days and hours on a table, without any database."""

import unittest
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.vanthu_document.tools.worktime import WorkTime

HOURS = [(time(8), time(12)), (time(13), time(17))]
FREE = {date(2026, 1, 1), date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18)}
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def office(year):
    """Monday to Friday, without some days."""
    day, found = date(year, 1, 1), {}
    while day.year == year:
        if day.weekday() < 5 and day not in FREE:
            found[day] = HOURS
        day += timedelta(days=1)
    return found


class TestWorkTime(unittest.TestCase):
    def setUp(self):
        self.time = WorkTime(office)

    def test_days_go_over_weekends_holidays_and_new_year(self):
        cases = [
            (date(2026, 2, 13), 1, date(2026, 2, 19)),
            (date(2026, 2, 13), 2, date(2026, 2, 20)),
            (date(2026, 2, 17), 1, date(2026, 2, 19)),
            (date(2025, 12, 31), 1, date(2026, 1, 2)),
            (date(2026, 1, 2), -1, date(2025, 12, 31)),
            (date(2026, 2, 19), -1, date(2026, 2, 13)),
            (date(2026, 2, 15), 0, date(2026, 2, 15)),
            (date(2026, 1, 3), 260, date(2027, 1, 6)),
        ]
        for day, count, reached in cases:
            with self.subTest(day=day, count=count):
                self.assertEqual(self.time.add_days(day, count), reached)

    def test_a_working_day_is_told_from_a_free_one(self):
        self.assertTrue(self.time.is_working(date(2026, 2, 13)))
        self.assertFalse(self.time.is_working(date(2026, 2, 14)))
        self.assertFalse(self.time.is_working(date(2026, 2, 16)))

    def test_an_empty_calendar_reaches_nothing(self):
        empty = WorkTime(lambda year: {})
        self.assertIsNone(empty.add_days(date(2026, 1, 5), 3))
        self.assertIsNone(empty.add_hours(datetime(2026, 1, 5, 9), 3))
        self.assertEqual(empty.count_days(date(2026, 1, 1), date(2026, 12, 31)), 0)

    def test_hours_count_only_while_the_office_is_open(self):
        cases = [
            (datetime(2026, 2, 12, 9), 2, datetime(2026, 2, 12, 11)),
            (datetime(2026, 2, 12, 11), 2, datetime(2026, 2, 12, 14)),
            (datetime(2026, 2, 12, 12, 30), 1, datetime(2026, 2, 12, 14)),
            (datetime(2026, 2, 12, 16, 30), 1, datetime(2026, 2, 13, 8, 30)),
            (datetime(2026, 2, 13, 16), 2, datetime(2026, 2, 19, 9)),
            (datetime(2026, 2, 14, 10), 4, datetime(2026, 2, 19, 12)),
            (datetime(2026, 2, 12, 8), 8, datetime(2026, 2, 12, 17)),
        ]
        for moment, hours, reached in cases:
            with self.subTest(moment=moment, hours=hours):
                self.assertEqual(self.time.add_hours(moment, hours), reached)

    def test_a_shift_until_midnight_ends_with_the_day(self):
        late = WorkTime(lambda year: {date(year, 3, 2): [(time(20), time())]})
        self.assertEqual(
            late.add_hours(datetime(2026, 3, 2, 21), 3), datetime(2026, 3, 3)
        )

    @given(days, st.integers(0, 300))
    def test_there_and_back_is_the_same_working_day(self, day, count):
        if self.time.is_working(day):
            reached = self.time.add_days(day, count)
            self.assertEqual(self.time.add_days(reached, -count), day)

    @given(days, st.integers(1, 300))
    def test_the_days_between_are_those_that_were_added(self, day, count):
        reached = self.time.add_days(day, count)
        self.assertTrue(self.time.is_working(reached))
        self.assertEqual(self.time.count_days(day, reached), count)

    @given(days, days)
    def test_counting_agrees_with_looking_at_each_day(self, start, end):
        looked = sum(
            self.time.is_working(start + timedelta(days=step))
            for step in range(1, (end - start).days + 1)
        )
        self.assertEqual(self.time.count_days(start, end), looked)
