from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError
from pytz import timezone, utc

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestWorkingDays(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.organisation.resource_calendar_id
        cls.calendar.tz = "Asia/Ho_Chi_Minh"

    @settings(suppress_health_check=list(HealthCheck), max_examples=30, deadline=None)
    @given(st.dates(date(2025, 1, 1), date(2027, 11, 1)), st.integers(1, 25))
    def test_any_day_agrees_with_the_calendar_of_odoo(self, day, count):
        zone = timezone("Asia/Ho_Chi_Minh")
        start = zone.localize(datetime(day.year, day.month, day.day) + timedelta(days=1))
        found = self.calendar.plan_days(count, start, compute_leaves=True)
        self.assertEqual(
            self.organisation._add_working_days(day, count), found.astimezone(zone).date()
        )

    def test_hours_of_an_exchanged_saturday_are_those_of_the_day_replaced(self):
        zone = timezone("Asia/Ho_Chi_Minh")
        self.calendar.attendance_ids.filtered(lambda line: line.dayofweek == "4").unlink()
        friday_free = datetime(2026, 1, 9, 3)
        # 2 January 2026 is a Friday, on which this office does not work at all.
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 1, 8), 1), date(2026, 1, 12)
        )
        moment = self.organisation._add_working_hours(friday_free, 1)
        self.assertEqual(
            utc.localize(moment).astimezone(zone).date(), date(2026, 1, 12)
        )

    def test_hours_are_counted_in_the_zone_of_the_office(self):
        # 16:30 in Viet Nam on Friday before Tết.
        moment = datetime(2026, 2, 13, 9, 30)
        reached = self.organisation._add_working_hours(moment, 1)
        self.assertEqual(reached, datetime(2026, 2, 23, 1, 30))

    def test_no_query_once_the_year_is_known(self):
        self.organisation._add_working_days(date(2026, 3, 2), 5)
        with self.assertQueryCount(0):
            self.organisation._add_working_days(date(2026, 3, 3), 15)
            self.organisation._count_working_days(date(2026, 3, 3), date(2026, 4, 3))

    def test_every_change_of_the_calendar_counts_at_once(self):
        day = date(2026, 3, 2)
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 3))
        holiday = self.env["vanthu.holiday"].create({"name": "Nghỉ", "date_from": "2026-03-03"})
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 4))
        holiday.date_to = "2026-03-04"
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 5))
        holiday.active = False
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 3))
        closed = self.env["resource.calendar.leaves"].create({
            "name": "Mất điện", "calendar_id": self.calendar.id,
            "date_from": "2026-03-02 17:00:00", "date_to": "2026-03-03 17:00:00",
        })
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 4))
        closed.unlink()
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 3))
        self.calendar.attendance_ids.filtered(lambda line: line.dayofweek == "1").unlink()
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 4))

    def test_the_leave_of_one_person_changes_nothing(self):
        resource = self.env["resource.resource"].create({
            "name": "Người", "calendar_id": self.calendar.id,
            "company_id": self.organisation.id,
        })
        self.env["resource.calendar.leaves"].create({
            "resource_id": resource.id, "calendar_id": self.calendar.id,
            "date_from": "2026-03-02 17:00:00", "date_to": "2026-03-03 17:00:00",
        })
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 3, 2), 1), date(2026, 3, 3)
        )

    def test_holidays_of_one_organisation_are_no_matter_to_another(self):
        self.env["vanthu.holiday"].create({
            "name": "Ngày truyền thống", "date_from": "2026-03-03",
            "company_id": self.organisation.id,
        })
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 3, 2), 1), date(2026, 3, 4)
        )
        self.assertEqual(
            self.other_organisation._add_working_days(date(2026, 3, 2), 1), date(2026, 3, 3)
        )

    def test_a_shared_calendar_keeps_the_days_of_each_organisation_apart(self):
        self.calendar.company_id = False
        self.other_organisation.resource_calendar_id = self.calendar
        self.env["vanthu.holiday"].create({
            "name": "Ngày truyền thống", "date_from": "2026-03-03",
            "company_id": self.organisation.id,
        })
        day = date(2026, 3, 2)
        self.assertEqual(self.organisation._add_working_days(day, 1), date(2026, 3, 4))
        self.assertEqual(self.other_organisation._add_working_days(day, 1), date(2026, 3, 3))

    def test_calendars_abroad_do_not_keep_tet(self):
        self.organisation.country_id = self.env.ref("base.fr")
        self.env.registry.clear_cache()
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 2, 13), 1), date(2026, 2, 16)
        )

    def test_an_organisation_without_calendar_counts_every_day(self):
        self.organisation.resource_calendar_id = False
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 2, 13), 3), date(2026, 2, 16)
        )
        self.assertEqual(
            self.organisation._count_working_days(date(2026, 2, 13), date(2026, 2, 16)), 3
        )
        self.assertEqual(
            self.organisation._add_working_hours(datetime(2026, 2, 13, 1), 2),
            datetime(2026, 2, 13, 3),
        )

    def test_a_calendar_without_hours_falls_back_to_calendar_days(self):
        self.calendar.attendance_ids = [Command.clear()]
        self.assertEqual(
            self.organisation._add_working_days(date(2026, 2, 13), 3), date(2026, 2, 16)
        )


@tagged("post_install", "-at_install")
class TestHolidayScreen(VanthuCommon):
    def test_administrator_enters_a_holiday_of_several_days(self):
        form = Form(self.env["vanthu.holiday"].with_user(self.manager))
        form.name = "Nghỉ thử"
        form.date_from = "2030-03-04"
        self.assertEqual(str(form.date_to), "2030-03-04")
        form.date_to = "2030-03-06"
        holiday = form.save()
        self.assertEqual(holiday.year, 2030)
        self.assertEqual(
            self.organisation._count_working_days(date(2030, 3, 3), date(2030, 3, 8)), 2
        )

    def test_a_day_worked_instead_is_one_day(self):
        form = Form(self.env["vanthu.holiday"].with_user(self.manager))
        form.name = "Làm bù"
        form.date_from = "2030-03-02"
        form.kind = "work"
        form.replaced_date = "2030-03-04"
        holiday = form.save()
        self.assertEqual(holiday.date_to, holiday.date_from)
        self.assertEqual(
            self.organisation._add_working_days(date(2030, 3, 1), 1), date(2030, 3, 2)
        )

    def test_nonsense_is_refused_in_words(self):
        holidays = self.env["vanthu.holiday"]
        with self.assertRaisesRegex(ValidationError, "in place of itself"):
            holidays.create({
                "name": "Làm bù", "kind": "work", "date_from": "2030-03-02",
                "replaced_date": "2030-03-02",
            })
        backwards = holidays.create({"name": "Ngược", "date_from": "2030-03-02"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(SQL(
                "UPDATE vanthu_holiday SET date_to = date_from - 1 WHERE id = %s", backwards.id
            ))

    def test_the_coming_year_is_prepared_by_a_button_and_only_once(self):
        holidays = self.env["vanthu.holiday"].with_user(self.manager)
        year = self.today.year + 1
        self.env["vanthu.holiday"].search([("year", "=", year)]).unlink()
        action = call_kw(holidays, "action_prepare_next_year", [[]], {})
        made = holidays.search(action["domain"])
        self.assertEqual(set(made.mapped("year")), {year})
        self.assertGreaterEqual(len(made), 6)
        self.assertIn(f"Quốc khánh {year}", made.mapped("name"))
        before = holidays.with_context(active_test=False).search_count([])
        for _press in range(2):
            with self.assertRaisesRegex(UserError, f"holidays of {year} are prepared already"):
                holidays.with_context(lang="en_US").action_prepare_next_year()
        self.assertEqual(holidays.with_context(active_test=False).search_count([]), before)
        with self.assertRaises(AccessError):
            self.env["vanthu.holiday"].with_user(self.clerk).action_prepare_next_year()

    def test_only_what_is_missing_is_prepared(self):
        holidays = self.env["vanthu.holiday"].with_user(self.manager)
        year = self.today.year + 1
        holidays.search([("year", "=", year)]).unlink()
        holidays.create([
            {"name": "Quốc khánh theo thông báo", "date_from": f"{year}-08-31",
             "date_to": f"{year}-09-03"},
            {"name": "Chỉ của một cơ quan", "date_from": f"{year}-04-30",
             "company_id": self.organisation.id},
            {"name": "Làm bù", "kind": "work", "date_from": f"{year}-05-01"},
        ])
        archived = holidays.create({
            "name": "Tết Dương lịch", "date_from": f"{year}-01-01", "active": False})
        holidays.action_prepare_next_year()
        common = holidays.search([
            ("year", "=", year), ("company_id", "=", False), ("kind", "=", "off")])
        self.assertEqual(
            [day.name for day in common if day.date_from.month == 9 or day.date_to.month == 9],
            ["Quốc khánh theo thông báo"])
        self.assertFalse([day for day in common if day.date_from.month == 1
                          and day.date_from.day == 1], "put away, and so not made anew")
        self.assertTrue(archived.exists())
        self.assertIn(date(year, 5, 1), common.mapped("date_from"))
        self.assertIn(date(year, 4, 30), common.mapped("date_from"))

    def test_a_year_without_any_holiday_is_prepared_before_the_coming_one(self):
        holidays = self.env["vanthu.holiday"].with_user(self.manager)
        year = self.today.year
        holidays.with_context(active_test=False).search([("year", ">=", year)]).unlink()
        found = [holidays.search(holidays.action_prepare_next_year()["domain"])[0].year
                 for _press in range(2)]
        self.assertEqual(found, [year, year + 1])
        with self.assertRaises(UserError):
            holidays.action_prepare_next_year()

    def test_only_the_administrator_changes_holidays(self):
        for user in (self.clerk, self.leader, self.handler):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["vanthu.holiday"].with_user(user).create({
                    "name": "Nghỉ", "date_from": "2030-03-04",
                })
