"""The page of the climate: rooms of today, the graph, its tests in the browser."""

import time
from datetime import datetime, timedelta

from pytz import timezone

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .climate_common import ClimateCommon
from .store_browser import StoreBrowserCase


@tagged("post_install", "-at_install")
class TestClimatePage(ClimateCommon):
    def _insert(self, *rows):
        """Readings at local moments."""
        zone = timezone("Asia/Ho_Chi_Minh")
        self.env["vanthu.climate.reading"].sudo()._store([
            {
                "location_id": self.room.id, "company_id": self.organisation.id,
                "sensor_id": self.sensor.id, "source": "sensor", "light": 0,
                "taken_at": zone.localize(moment).astimezone(timezone("UTC")).replace(tzinfo=None),
                "temperature": temperature, "humidity": humidity,
            } for moment, temperature, humidity in rows
        ])

    def _get_room(self):
        return next(
            room for room in self.page.get_rooms()["rooms"] if room["id"] == self.room.id
        )

    def test_room_before_and_after_the_first_reading(self):
        room = self._get_room()
        self.assertEqual((room["taken_at"], room["temperature"], room["alarms"]), (False, None, 0))
        self.assertIn("18–22 °C", room["limits"])
        self._measure(19, 25, 25.5, 24)
        room = self._get_room()
        self.assertEqual((room["temperature"], room["humidity"]), (24, 50))
        self.assertEqual((room["outside"], room["alarms"]), (["temperature"], 1))
        self.assertEqual((room["morning"], room["afternoon"], room["has_sensor"]),
                         (False, False, False))
        self.sensor.action_make_key()
        self.assertTrue(self._get_room()["has_sensor"])

    def test_halves_of_the_day_are_those_of_the_person(self):
        page, day = self.page, datetime(2026, 11, 20).date()
        hand = {"source": "hand", "sensor_id": False, "company_id": self.organisation.id,
                "location_id": self.room.id, "light": 0, "temperature": 20, "humidity": 50,
                "user_id": self.archivist.id}
        store = self.env["vanthu.climate.reading"].sudo()._store
        # 11:59 and 00:00 here are 04:59 of this day and 17:00 of the day before in UTC.
        store([{**hand, "taken_at": datetime(2026, 11, 20, 4, 59)}])
        self.assertEqual(page._get_halves(self.room, day), {(self.room.id, False)})
        store([{**hand, "taken_at": datetime(2026, 11, 20, 5, 0)}])
        self.assertEqual(
            page._get_halves(self.room, day), {(self.room.id, False), (self.room.id, True)}
        )
        store([{**hand, "taken_at": datetime(2026, 11, 20, 17, 0)}])
        self.assertEqual(
            page._get_halves(self.room, day + timedelta(days=1)), {(self.room.id, False)}
        )

    def test_points_of_a_day_are_averages_of_half_hours(self):
        self._insert(
            (datetime(2026, 11, 20, 0, 0), 20, 50), (datetime(2026, 11, 20, 0, 29), 22, 52),
            (datetime(2026, 11, 20, 0, 30), 18, 40), (datetime(2026, 11, 20, 23, 59), 19, 45),
            (datetime(2026, 11, 21, 0, 0), 30, 90), (datetime(2026, 11, 19, 23, 59), 30, 90),
        )
        graph = self.page.get_graph(self.room.id, "day", "2026-11-20")
        self.assertEqual(graph["points"], [
            ["2026-11-20T00:00:00", 21, 20, 22, 51, 50, 52],
            ["2026-11-20T00:30:00", 18, 18, 18, 40, 40, 40],
            ["2026-11-20T23:30:00", 19, 19, 19, 45, 45, 45],
        ])
        self.assertEqual((graph["first"], graph["last"]), ("2026-11-20", "2026-11-20"))
        self.assertEqual(
            graph["limits"], {"temperature": (18, 22), "humidity": (45, 55)}
        )

    def test_periods_begin_where_people_expect(self):
        expected = {
            "week": ("2026-11-16", "2026-11-22"), "month": ("2026-11-01", "2026-11-30"),
            "year": ("2026-01-01", "2026-12-31"),
        }
        for period, (first, last) in expected.items():
            graph = self.page.get_graph(self.room.id, period, "2026-11-20")
            self.assertEqual((graph["first"], graph["last"]), (first, last))
            self.assertEqual(graph["points"], [])
        self.room.climate_limit_id = False
        self.assertFalse(self.page.get_graph(self.room.id)["limits"])

    def test_unknown_period_or_room_is_refused(self):
        for arguments in ((self.room.id, "century"), (0, "day")):
            with self.subTest(arguments), self.assertRaises(UserError):
                self.page.get_graph(*arguments)

    def test_year_of_readings_every_ten_minutes_is_drawn_fast(self):
        self.env.cr.execute(SQL(
            """INSERT INTO vanthu_climate_reading (location_id, company_id, sensor_id, taken_at,
                      temperature, humidity, light, source)
               SELECT %s, %s, %s, moment, 20 + random(), 50 + random(), 0, 'sensor'
                 FROM generate_series('2025-01-01'::timestamp, '2025-12-31', '10 minutes') moment
            """, self.room.id, self.organisation.id, self.sensor.id,
        ))
        start = time.monotonic()
        graph = self.page.get_graph(self.room.id, "year", "2025-06-01")
        self.assertLess(time.monotonic() - start, 2)
        self.assertEqual(len(graph["points"]), 73)
        self.assertEqual(self._get_room()["taken_at"][:10], "2025-12-31")

    def test_actions_lead_to_the_room(self):
        self.assertEqual(self.room.action_open_climate()["params"], {"room": self.room.id})
        self.assertEqual(
            self.room.action_open_readings()["domain"], [("location_id", "=", self.room.id)]
        )


@tagged("post_install", "-at_install")
class TestClimateUnits(StoreBrowserCase):
    def test_page_in_the_browser(self):
        self._run_archive_unit_tests("climate")
