"""Planned public holidays against those that were announced."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import lunar
from odoo.addons.vanthu_document.tools.public_days import plan_year

# First and last day off at Tết as announced, without the days of rest around it.
TET = {
    2017: ("2017-01-26", "2017-02-01"),
    2018: ("2018-02-14", "2018-02-20"),
    2019: ("2019-02-04", "2019-02-08"),
    2020: ("2020-01-23", "2020-01-29"),
    2021: ("2021-02-10", "2021-02-16"),
    2022: ("2022-01-31", "2022-02-04"),
    2023: ("2023-01-20", "2023-01-26"),
    2024: ("2024-02-08", "2024-02-14"),
    2025: ("2025-01-27", "2025-01-31"),
    2026: ("2026-02-16", "2026-02-20"),
}
# Working days that are free around 2 September, as announced, without exchanged days.
NATIONAL_DAY = {
    2021: ("2021-09-02", "2021-09-03"),
    2022: ("2022-09-01", "2022-09-02"),
    2023: ("2023-09-01", "2023-09-04"),
    2024: ("2024-09-02", "2024-09-03"),
    2025: ("2025-09-01", "2025-09-02"),
    2026: ("2026-09-01", "2026-09-02"),
}


class TestPublicDays(BaseCase):

    def _get_free_weekdays(self, year, *keys):
        return sorted({
            day
            for plan in plan_year(year) if not keys or plan.key in keys
            for day in self._get_days(plan)
            if day.weekday() < 5
        })

    def _get_days(self, plan):
        return [
            plan.first + timedelta(days=step)
            for step in range((plan.last - plan.first).days + 1)
        ]

    def test_tet_as_it_was_announced(self):
        for year, (first, last) in TET.items():
            with self.subTest(year=year):
                days = self._get_free_weekdays(year, "tet")
                self.assertEqual((str(days[0]), str(days[-1])), (first, last))

    def test_national_day_as_it_was_announced(self):
        for year, (first, last) in NATIONAL_DAY.items():
            with self.subTest(year=year):
                days = self._get_free_weekdays(year, "national_day")
                self.assertEqual([str(day) for day in days], [first, last])

    def test_spring_2023_when_three_holidays_met_a_weekend(self):
        # Saturday 29/4 (Hung Kings), Sunday 30/4, Monday 1/5; off until Wednesday 3/5.
        self.assertEqual(
            self._get_free_weekdays(2023, "hung_kings", "victory", "labour"),
            [date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)],
        )

    def test_hung_kings_2026_on_a_sunday(self):
        plan = next(row for row in plan_year(2026) if row.key == "hung_kings")
        self.assertEqual(plan.first, date(2026, 4, 26))
        self.assertEqual(plan.substitutes, (date(2026, 4, 27),))
        self.assertEqual(plan.last, date(2026, 4, 27))

    def test_new_year_of_2023_on_a_sunday(self):
        self.assertEqual(self._get_free_weekdays(2023, "new_year"), [date(2023, 1, 2)])

    def test_day_of_culture_is_free_from_2026_on(self):
        self.assertNotIn("culture", [plan.key for plan in plan_year(2025)])
        self.assertEqual(self._get_free_weekdays(2026, "culture"), [date(2026, 11, 24)])
        # A Sunday; the next day is off in its place.
        self.assertEqual(self._get_free_weekdays(2030, "culture"), [date(2030, 11, 25)])

    @given(st.integers(2007, 2098))
    def test_no_day_off_is_lost_and_none_is_given_away(self, year):
        # Điều 112.1 has eleven days, twelve with the day of culture; Điều 111.3 replaces those
        # that fall on a day of rest.
        self.assertEqual(len(self._get_free_weekdays(year)), 11 if year < 2026 else 12)

    @given(st.integers(1900, 2098))
    def test_tet_is_kept_around_the_new_year(self, year):
        plan = next(row for row in plan_year(year) if row.key == "tet")
        first = lunar.get_new_year(year)
        self.assertLess(plan.first, first)
        self.assertGreaterEqual(plan.last, first + timedelta(days=2))
        self.assertTrue(all(day.weekday() < 5 for day in plan.substitutes))
        self.assertTrue(all(day > first for day in plan.substitutes))

    def test_years_without_calendar_are_refused(self):
        with self.assertRaises(ValueError):
            plan_year(1899)
