"""The table of deadlines around Tết and exchanged days, written down by hand."""

from datetime import date, datetime, time

from pytz import timezone

from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

ZONE = timezone("Asia/Ho_Chi_Minh")

# From a day, so many working days on: the day, counted on a wall calendar of 2025 to 2027.
TABLE = [
    # New year 2026: Thursday 1/1 off, Friday 2/1 exchanged for Saturday 10/1.
    ("2025-12-31", 1, "2026-01-05"),
    ("2025-12-30", 2, "2026-01-05"),
    ("2026-01-01", 1, "2026-01-05"),
    ("2026-01-05", 4, "2026-01-09"),
    ("2026-01-05", 5, "2026-01-10"),
    ("2026-01-08", 2, "2026-01-10"),
    ("2026-01-09", 1, "2026-01-10"),
    ("2026-01-09", 2, "2026-01-12"),
    ("2026-01-10", 1, "2026-01-12"),
    ("2026-01-11", 1, "2026-01-12"),
    ("2026-01-16", 1, "2026-01-19"),  # the Saturday after is an ordinary one
    # Tết Bính Ngọ: Monday 16/2 to Friday 20/2.
    ("2026-02-11", 2, "2026-02-13"),
    ("2026-02-11", 3, "2026-02-23"),
    ("2026-02-12", 1, "2026-02-13"),
    ("2026-02-12", 2, "2026-02-23"),
    ("2026-02-13", 1, "2026-02-23"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-13", 6, "2026-03-02"),
    ("2026-02-14", 1, "2026-02-23"),
    ("2026-02-17", 1, "2026-02-23"),
    ("2026-02-22", 1, "2026-02-23"),
    ("2026-02-10", 10, "2026-03-03"),
    # Hung Kings on Sunday 26/4, off on Monday 27/4; 30/4 and 1/5.
    ("2026-04-24", 1, "2026-04-28"),
    ("2026-04-24", 2, "2026-04-29"),
    ("2026-04-24", 3, "2026-05-04"),
    ("2026-04-29", 1, "2026-05-04"),
    ("2026-04-22", 5, "2026-05-04"),
    # National day: Saturday 22/8 worked for Monday 31/8; 1/9 and 2/9 off.
    ("2026-08-21", 1, "2026-08-22"),
    ("2026-08-20", 2, "2026-08-22"),
    ("2026-08-20", 3, "2026-08-24"),
    ("2026-08-22", 1, "2026-08-24"),
    ("2026-08-22", 5, "2026-08-28"),
    ("2026-08-28", 1, "2026-09-03"),
    ("2026-08-28", 2, "2026-09-04"),
    ("2026-08-28", 3, "2026-09-07"),
    # Day of culture, Tuesday 24/11.
    ("2026-11-23", 1, "2026-11-25"),
    ("2026-11-20", 2, "2026-11-25"),
    # Spring 2025: Saturday 26/4 worked for Friday 2/5.
    ("2025-01-24", 1, "2025-02-03"),
    ("2025-04-04", 1, "2025-04-08"),
    ("2025-04-25", 1, "2025-04-26"),
    ("2025-04-25", 2, "2025-04-28"),
    ("2025-04-29", 1, "2025-05-05"),
    ("2025-08-29", 1, "2025-09-03"),
    # Backwards, as reminders count: two working days before.
    ("2026-02-23", -2, "2026-02-12"),
    ("2026-01-12", -2, "2026-01-09"),
    ("2026-09-03", -1, "2026-08-28"),
    ("2026-08-24", -1, "2026-08-22"),
    ("2026-02-18", -1, "2026-02-13"),
]

# From a day (not counted) to a day (counted): working days between.
COUNTS = [
    ("2026-02-13", "2026-02-22", 0),
    ("2026-02-13", "2026-02-23", 1),
    ("2026-01-01", "2026-01-31", 21),   # 20 from Monday to Friday without 2/1, and 10/1
    ("2026-01-31", "2026-02-28", 15),
    ("2026-07-31", "2026-08-31", 21),   # 22/8 for 31/8
    ("2025-12-31", "2026-12-31", 249),  # 261 from Monday to Friday, less twelve holidays
]


@tagged("post_install", "-at_install", "standard")
class TestDeadlineTable(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hours = [
            Command.create({
                "name": f"{day} {period}", "dayofweek": str(day), "hour_from": start,
                "hour_to": end, "day_period": period,
            })
            for day in range(5)
            for start, end, period in ((7.5, 11.5, "morning"), (13, 17, "afternoon"))
        ]
        cls.company = cls.env["res.company"].create({
            "name": "Office of the table", "country_id": cls.env.ref("base.vn").id,
        })
        cls.company.resource_calendar_id = cls.env["resource.calendar"].create({
            "name": "Hours of the office", "tz": ZONE.zone, "company_id": cls.company.id,
            "attendance_ids": [Command.clear(), *hours],
        })

    def test_working_days_on(self):
        for start, count, expected in TABLE:
            with self.subTest(start=start, count=count):
                self.assertEqual(
                    str(self.company._add_working_days(date.fromisoformat(start), count)),
                    expected,
                )

    def test_the_calendar_of_odoo_says_the_same(self):
        calendar = self.company.resource_calendar_id
        for start, count, expected in TABLE:
            if count < 0:
                continue
            with self.subTest(start=start, count=count):
                # Odoo counts the day in which it begins, so begin when that day is over.
                over = datetime.combine(date.fromisoformat(start), time.max)
                reached = calendar.plan_days(count, ZONE.localize(over), compute_leaves=True)
                self.assertEqual(str(reached.astimezone(ZONE).date()), expected)

    def test_working_days_between(self):
        for start, end, expected in COUNTS:
            with self.subTest(start=start, end=end):
                self.assertEqual(
                    self.company._count_working_days(
                        date.fromisoformat(start), date.fromisoformat(end)
                    ), expected,
                )

    def test_an_exchanged_saturday_has_the_hours_of_its_day(self):
        # Friday 9/1 at 16:30, 45 minutes more than what is left: Saturday 10/1 at 8:15.
        late = ZONE.localize(datetime(2026, 1, 9, 16, 30)).astimezone(timezone("UTC"))
        reached = self.company._add_working_hours(late.replace(tzinfo=None), 1.25)
        self.assertEqual(reached, datetime(2026, 1, 10, 1, 15))
