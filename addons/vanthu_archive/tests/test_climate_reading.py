"""Readings by hand: many rooms at once, what is refused, what may be corrected."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .climate_common import ClimateCommon


@tagged("post_install", "-at_install")
class TestClimateReading(ClimateCommon):
    def _record(self, *rows, taken_at=""):
        return self.page.record([{"room": self.room.id, **row} for row in rows], taken_at)

    def _get_readings(self):
        return self.env["vanthu.climate.reading"].with_user(self.archivist).search([
            ("location_id", "=", self.room.id)
        ])

    def test_several_rooms_at_once(self):
        second = self._generate(code="P2", name="Kho 2").filtered(lambda one: one.kind == "room")
        self.assertEqual(second.kind, "room")
        answer = self.page.record([
            {"room": self.room.id, "temperature": 20.5, "humidity": 52, "note": " Trời ẩm "},
            {"room": second.id, "temperature": 19, "humidity": 49.96, "light": 60},
        ])
        self.assertEqual(answer["stored"], 2)
        reading = self._get_readings()
        self.assertEqual(
            (reading.temperature, reading.humidity, reading.note, reading.source),
            (20.5, 52, "Trời ẩm", "hand"),
        )
        self.assertEqual((reading.user_id, reading.company_id), (self.archivist, self.organisation))
        rooms = {room["id"]: room for room in answer["rooms"]}
        self.assertEqual(rooms[second.id]["humidity"], 50)
        self.assertTrue(rooms[second.id]["morning"] or rooms[second.id]["afternoon"])

    def test_of_an_earlier_moment(self):
        moment = fields.Datetime.now() - timedelta(days=2)
        self._record({"temperature": 20, "humidity": 50},
                     taken_at=fields.Datetime.to_string(moment))
        self.assertEqual(self._get_readings().taken_at, moment)

    def test_nothing_is_kept_when_one_value_cannot_be_true(self):
        cases = [
            ({"temperature": 205, "humidity": 50}, "temperature cannot be true"),
            ({"temperature": 20}, "enter the humidity"),
            ({"temperature": "20", "humidity": 50}, "temperature is no number"),
        ]
        for row, sentence in cases:
            with self.subTest(sentence), self.assertRaises(UserError) as caught:
                self._record({"temperature": 20, "humidity": 50}, row)
            self.assertIn(sentence, str(caught.exception))
            self.assertIn("K-P1", str(caught.exception))
            self.assertFalse(self._get_readings())
        with self.assertRaises(UserError) as caught:
            self._record(
                {"temperature": 20, "humidity": 50},
                taken_at=fields.Datetime.to_string(fields.Datetime.now() + timedelta(days=1)),
            )
        self.assertIn("future", str(caught.exception))

    def test_same_moment_twice_is_told(self):
        moment = fields.Datetime.to_string(fields.Datetime.now())
        self._record({"temperature": 20, "humidity": 50}, taken_at=moment)
        with self.assertRaises(UserError):
            self._record({"temperature": 21, "humidity": 50}, taken_at=moment)

    def test_only_rooms_are_measured(self):
        shelf = self._place_of_kind("shelf")
        with self.assertRaises(UserError):
            self.page.record([{"room": shelf.id, "temperature": 20, "humidity": 50}])

    def test_remark_bears_no_state_secret(self):
        logged = patch.object(type(self.organisation), "_log_secret_refused")
        with logged, self.assertRaises(UserError):
            self._record({"temperature": 20, "humidity": 50, "note": "Độ mật: TUYỆT MẬT"})

    def test_what_was_typed_is_corrected_and_that_is_logged(self):
        self._record({"temperature": 25, "humidity": 50})
        reading = self._get_readings()
        reading.write({"temperature": 20.5, "note": "Ghi nhầm"})
        self.assertEqual(reading.temperature, 20.5)
        [event] = self._get_events(self.room, "climate_corrected")
        self.assertEqual(event.detail["before"], "25 °C, 50 %")
        for values in ({"taken_at": "2026-01-01"}, {"location_id": self.room.id},
                       {"source": "sensor"}, {"user_id": self.clerk.id}):
            with self.subTest(values), self.assertRaises(UserError):
                reading.write(values)

    def test_correction_takes_an_alarm_back(self):
        self.limit.write({"readings_outside": 1, "minutes_outside": 0})
        self._record({"temperature": 32, "humidity": 50})
        [alarm] = self._get_alarms()
        self.assertEqual((alarm.state, alarm.sensor_id.id), ("open", False))
        self._get_readings().temperature = 20.2
        self.assertEqual(alarm.state, "closed")

    def test_what_an_instrument_recorded_stays(self):
        self._measure(20)
        with self.assertRaises(UserError):
            self._get_readings().temperature = 19
        with self.assertRaises(UserError):
            self._get_readings().sudo().unlink()
        with self.assertRaises(UserError):
            self.env["vanthu.climate.reading"].create({"location_id": self.room.id})

    def test_duplicates_are_left_out(self):
        self.assertEqual(self._measure(20, 21), 2)
        self.assertEqual(self._measure(20, 21, 22), 1)
        self.assertEqual(self._measure(19, sensor=self.env["vanthu.climate.sensor"]), 1)
        self.assertEqual(len(self._get_readings()), 4)

    def test_a_lot_larger_than_a_chunk_is_stored_whole(self):
        self.assertEqual(self._measure(*[20] * 2500, every=1), 2500)

    def test_sensor_with_readings_is_not_deleted(self):
        self._measure(20)
        with self.assertRaises(UserError):
            self.sensor.unlink()
        fresh = self.sensor.copy({"code": "TH-09"})
        self.assertFalse(fresh.has_key)
        self.assertTrue(fresh.unlink())
