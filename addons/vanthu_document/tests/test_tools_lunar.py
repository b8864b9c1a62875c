"""The lunar calendar against the days that were, and are to be, kept in Viet Nam."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import lunar

# Tết of the years 2000 to 2030.
NEW_YEARS = """
    2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17
    2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19
    2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22
    2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02
"""

# Days of the Hùng Kings, the tenth of the third month.
HUNG_KINGS = """
    2017-04-06 2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18
    2025-04-07 2026-04-26 2027-04-16
"""

# Leap months: lunar year and the month that comes twice.
LEAP_MONTHS = {
    2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6,
    2028: 5,
}


class TestLunar(BaseCase):

    def test_new_years_since_2000(self):
        for text in NEW_YEARS.split():
            with self.subTest(day=text):
                day = date.fromisoformat(text)
                self.assertEqual(lunar.get_new_year(day.year), day)

    def test_new_years_that_differ_from_those_of_china(self):
        # The new moon or the solstice fell between midnight in Ha Noi and in Beijing.
        self.assertEqual(lunar.get_new_year(1968), date(1968, 1, 29))
        self.assertEqual(lunar.get_new_year(1985), date(1985, 1, 21))
        self.assertEqual(lunar.get_new_year(2007), date(2007, 2, 17))
        self.assertEqual(lunar.get_new_year(2030), date(2030, 2, 2))

    def test_days_of_the_hung_kings(self):
        for text in HUNG_KINGS.split():
            with self.subTest(day=text):
                day = date.fromisoformat(text)
                self.assertEqual(lunar.to_date(day.year, 3, 10), day)

    def test_leap_months_of_three_decades(self):
        found = {}
        day = lunar.get_new_year(2000)
        while day < lunar.get_new_year(2030):
            year, month, _day, leap = lunar.from_date(day)
            if leap:
                found.setdefault(year, set()).add(month)
            day += timedelta(days=29)
        self.assertEqual(found, {year: {month} for year, month in LEAP_MONTHS.items()})

    @given(st.dates(date(1900, 2, 1), date(2099, 12, 31)))
    def test_every_day_goes_there_and_back(self, day):
        year, month, number, leap = lunar.from_date(day)
        self.assertEqual(lunar.to_date(year, month, number, leap), day)

    @given(st.dates(date(1900, 2, 1), date(2099, 12, 30)))
    def test_a_day_is_followed_by_the_next_or_by_a_first(self, day):
        _year, month, number, _leap = lunar.from_date(day)
        _year, next_month, next_number, _leap = lunar.from_date(day + timedelta(days=1))
        if next_number == 1:
            self.assertIn(number, (29, 30))
            self.assertIn(next_month, (month, month % 12 + 1))
        else:
            self.assertEqual((next_month, next_number), (month, number + 1))

    @given(st.integers(1900, 2098))
    def test_a_year_has_twelve_or_thirteen_months(self, year):
        length = (lunar.get_new_year(year + 1) - lunar.get_new_year(year)).days
        self.assertTrue(353 <= length <= 355 or 383 <= length <= 385, length)

    def test_what_does_not_exist_is_refused(self):
        for parts in ((2026, 13, 1), (2026, 1, 31), (2026, 1, 0), (2026, 6, 1, True),
                      (1899, 1, 1), (2100, 1, 1)):
            with self.subTest(parts=parts), self.assertRaises(ValueError):
                lunar.to_date(*parts)
        for day in (date(1900, 1, 31), date(2100, 1, 1)):
            with self.subTest(day=day), self.assertRaises(ValueError):
                lunar.from_date(day)
