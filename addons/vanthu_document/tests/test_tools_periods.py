"""Weeks, months, quarters, halves and years of reports, on every day of the calendar."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.periods import KINDS, bounds, name_period, previous

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
KIND = st.sampled_from(KINDS)
DAY = timedelta(days=1)


class TestPeriodRules(BaseCase):

    @settings(max_examples=200, deadline=None)
    @given(KIND, DAYS)
    def test_every_day_lies_in_its_period_and_all_days_of_it_agree(self, kind, day):
        first, last = bounds(kind, day)
        self.assertTrue(first <= day <= last)
        self.assertEqual(bounds(kind, first), (first, last))
        self.assertEqual(bounds(kind, last), (first, last))

    @settings(max_examples=200, deadline=None)
    @given(KIND, DAYS)
    def test_periods_follow_each_other_without_gap_and_overlap(self, kind, day):
        first, last = bounds(kind, day)
        self.assertEqual(previous(kind, day)[1], first - DAY)
        self.assertEqual(previous(kind, last + DAY), (first, last))

    @settings(max_examples=200, deadline=None)
    @given(KIND, DAYS)
    def test_two_periods_never_bear_the_same_name(self, kind, day):
        names = {name_period(kind, bounds(kind, day)[0]), name_period(kind, previous(kind, day)[0])}
        self.assertEqual(len(names), 2)

    @settings(max_examples=100, deadline=None)
    @given(st.integers(1990, 2099))
    def test_parts_of_a_year_make_the_year(self, year):
        whole = date(year, 1, 1), date(year, 12, 31)
        for kind, count in (("month", 12), ("quarter", 4), ("half", 2), ("year", 1)):
            day, parts = whole[0], []
            while day <= whole[1]:
                parts.append(bounds(kind, day))
                day = parts[-1][1] + DAY
            self.assertEqual(len(parts), count, kind)
            self.assertEqual((parts[0][0], parts[-1][1]), whole, kind)

    @settings(max_examples=100, deadline=None)
    @given(DAYS)
    def test_week_is_seven_days_from_monday(self, day):
        first, last = bounds("week", day)
        self.assertEqual((first.weekday(), last.weekday()), (0, 6))
        self.assertEqual(last - first, 6 * DAY)

    def test_february_has_its_leap_day_and_only_then(self):
        for year, last in ((2023, 28), (2024, 29), (2000, 29), (2100, 28)):
            with self.subTest(year):
                found = bounds("month", date(year, 2, 10))
                self.assertEqual(found, (date(year, 2, 1), date(year, 2, last)))

    def test_names_on_the_days_on_which_they_change(self):
        for kind, first, name in (
            ("week", date(2024, 12, 30), "Tuần 1 năm 2025"),
            ("week", date(2026, 12, 28), "Tuần 53 năm 2026"),
            ("quarter", date(2026, 4, 1), "Quý II năm 2026"),
            ("quarter", date(2026, 10, 1), "Quý IV năm 2026"),
            ("half", date(2026, 1, 1), "6 tháng đầu năm 2026"),
            ("half", date(2026, 7, 1), "6 tháng cuối năm 2026"),
            ("year", date(2026, 1, 1), "Năm 2026"), ("free", date(2026, 1, 1), ""),
        ):
            with self.subTest(name):
                self.assertEqual(name_period(kind, first), name)

    def test_kind_that_is_not_known_is_an_error_and_no_wrong_period(self):
        with self.assertRaises(KeyError):
            bounds("decade", date(2026, 1, 1))
