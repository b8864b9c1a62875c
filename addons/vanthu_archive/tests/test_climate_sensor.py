"""The door for sensors: who comes in, what is taken, what is answered to everybody else."""

import json
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models.vanthu_climate_sensor import MOST_REQUESTS_AN_HOUR
from .climate_common import ClimateCommon

GOOD = {"temperature": 20.44, "humidity": 51}


@tagged("post_install", "-at_install")
class TestSensorDoor(ClimateCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["vanthu.climate.attempt"].search([]).unlink()

    def setUp(self):
        super().setUp()
        self.key = self.sensor.action_make_key()["params"]["key"]

    def _post(self, data=None, key=None, **headers):
        body = data if isinstance(data, (str, bytes)) else json.dumps(
            GOOD if data is None else data
        )
        headers = {
            "Content-Type": "application/json", "Authorization": f"Bearer {key or self.key}",
            **headers,
        }
        response = self.url_open("/vanthu/climate", data=body, headers={
            name: value for name, value in headers.items() if value
        })
        return response.status_code, response.json() if response.status_code != 404 else {}

    def _get_readings(self):
        return self.env["vanthu.climate.reading"].search([("location_id", "=", self.room.id)])

    def test_reading_is_kept(self):
        self.assertEqual(self._post({**GOOD, "light": 60}), (200, {"stored": 1, "skipped": 0}))
        reading = self._get_readings()
        self.assertEqual(
            (reading.temperature, reading.humidity, reading.light, reading.source,
             reading.sensor_id, reading.company_id),
            (20.4, 51, 60, "sensor", self.sensor, self.organisation),
        )
        self.assertLess(fields.Datetime.now() - reading.taken_at, timedelta(minutes=1))
        self.assertTrue(self.sensor.last_seen_at)

    def test_several_at_once_with_their_times(self):
        moments = ["2026-11-20T08:00:00+07:00", "2026-11-20T08:10:00", "2026-11-20T01:20:00Z"]
        answer = self._post({"readings": [{**GOOD, "time": moment} for moment in moments]})
        self.assertEqual(answer, (200, {"stored": 3, "skipped": 0}))
        self.assertEqual(
            [fields.Datetime.to_string(one) for one in self._get_readings().mapped("taken_at")],
            ["2026-11-20 01:20:00", "2026-11-20 01:10:00", "2026-11-20 01:00:00"],
        )

    def test_sending_the_same_again_adds_nothing(self):
        reading = {**GOOD, "time": "2026-11-20T08:00:00+07:00"}
        self._post(reading)
        self.assertEqual(
            self._post({**reading, "temperature": 22}), (200, {"stored": 0, "skipped": 1})
        )
        self.assertEqual(self._get_readings().temperature, 20.4)

    def test_alarm_comes_by_this_door(self):
        base = fields.Datetime.now() - timedelta(hours=3)
        self._post({"readings": [
            {"temperature": 27, "humidity": 50,
             "time": f"{base + timedelta(minutes=30 * step):%Y-%m-%dT%H:%M:%SZ}"}
            for step in range(4)
        ]})
        self.assertEqual(self._get_alarms(state="open").kind, "temperature")

    def test_who_has_no_key_hears_only_that(self):
        for key in ("wrong", "vts_" + "A" * 43, self.key[:-1], self.key + "x", "vts_" + "A" * 9999):
            with self.subTest(key=key[:60]):
                self.assertEqual(self._post(key=key), (401, {"error": "unknown key"}))
        self.assertEqual(self._post(Authorization="")[0], 401)
        self.assertEqual(self._post(Authorization=f"Basic {self.key}")[0], 401)
        self.assertEqual(self._post("not even JSON", key="wrong")[0], 401)
        self.assertFalse(self._get_readings())

    def test_key_in_the_address_is_no_key(self):
        response = self.url_open(
            f"/vanthu/climate?key={self.key}", data=json.dumps(GOOD),
            headers={"Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, 401)

    def test_only_the_hash_of_the_key_is_kept(self):
        self.assertTrue(re.fullmatch(r"vts_[\w-]{43}", self.key))
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT row_to_json(s)::text FROM vanthu_climate_sensor s WHERE id = %s",
            [self.sensor.id],
        )
        self.assertNotIn(self.key[4:], self.env.cr.fetchone()[0])
        self.assertFalse(self.env["vanthu.event"].sudo().search([
            ("kind", "=", "sensor_key_made"),
        ]).filtered(lambda event: self.key in str(event.detail)))
        params = self.sensor.action_make_key()["params"]
        self.assertIn(f"Bearer {params['key']}", params["curl"])

    def test_key_before_is_worth_nothing(self):
        fresh = self.sensor.action_make_key()["params"]["key"]
        self.assertNotEqual(fresh, self.key)
        self.assertEqual(self._post()[0], 401)
        self.assertEqual(self._post(key=fresh)[0], 200)
        self.sensor.action_remove_key()
        self.assertEqual(self._post(key=fresh)[0], 401)
        self.assertEqual(len(self._get_events(self.room, "sensor_key_made")), 2)
        self.assertEqual(len(self._get_events(self.room, "sensor_key_removed")), 1)

    def test_archived_sensor_is_refused(self):
        self.sensor.active = False
        self.assertEqual(self._post()[0], 401)

    @mute_logger("odoo.http")
    def test_wrong_content_is_refused(self):
        cases = [
            ("temperature=20&humidity=50", 415, {"Content-Type": "text/plain"}),
            ("temperature=20", 415, {"Content-Type": "application/x-www-form-urlencoded"}),
            ("{", 400, {}), (b"\xff\xfe{}", 400, {}), ("[" * 5000, 400, {}),
            ("[]", 422, {}), ('"x"', 422, {}), ("{}", 422, {}),
            ({"readings": []}, 422, {}), ({"readings": [1]}, 422, {}),
            ({"readings": [GOOD] * 501}, 422, {}), ({"readings": "x"}, 422, {}),
            ({"temperature": 20}, 422, {}), ({**GOOD, "temperature": "20"}, 422, {}),
            ({**GOOD, "temperature": 400}, 422, {}),
            ('{"temperature": NaN, "humidity": 5}', 422, {}),
            ({**GOOD, "time": "yesterday"}, 422, {}), ({**GOOD, "time": 5}, 422, {}),
            ({**GOOD, "time": "2099-01-01T00:00:00Z"}, 422, {}),
            ({**GOOD, "time": "0001-01-01T00:00:00+14:00"}, 422, {}),
        ]
        for data, status, headers in cases:
            with self.subTest(data=str(data)[:40]):
                found, answer = self._post(data, **headers)
                self.assertEqual(found, status)
                self.assertLess(len(answer["error"]), 60)
        self.assertFalse(self._get_readings())

    @mute_logger("odoo.http")
    def test_large_body_is_not_read(self):
        response = self.url_open("/vanthu/climate", data=" " * 70_000 + "{}", headers={
            "Content-Type": "application/json", "Authorization": f"Bearer {self.key}",
        })
        self.assertEqual(response.status_code, 413)

    def test_nothing_of_a_lot_is_kept_when_one_is_wrong(self):
        moment = "2026-11-20T08:00:00Z"
        status, _answer = self._post({"readings": [{**GOOD, "time": moment}, {"humidity": 5}]})
        self.assertEqual((status, len(self._get_readings())), (422, 0))

    def test_too_many_requests_of_a_sensor_must_wait(self):
        self.sensor.sudo()._write_step({
            "hour_start": fields.Datetime.now(), "hour_count": MOST_REQUESTS_AN_HOUR - 1,
        })
        self.env.flush_all()
        self.assertEqual(self._post()[0], 200)
        self.assertEqual(self._post()[0], 429)
        self.sensor.sudo()._write_step({
            "hour_start": fields.Datetime.now() - timedelta(minutes=61),
        })
        self.env.flush_all()
        self.assertEqual(self._post({**GOOD, "time": "2026-11-20T08:00:00Z"})[0], 200)
        self.assertEqual(self.sensor.sudo().hour_count, 1)

    def test_guessing_ends_and_hurts_no_sensor(self):
        self.env["ir.config_parameter"].sudo().set_param("vanthu_archive.climate_address_hour", 3)
        self.assertEqual([self._post(key="wrong")[0] for _try in range(5)],
                         [401, 401, 401, 429, 429])
        self.assertEqual(self.env["vanthu.climate.attempt"].search_count([]), 3)
        self.assertEqual(self._post()[0], 200)

    def test_only_post_is_answered(self):
        self.assertEqual(self.url_open("/vanthu/climate").status_code, 405)

    def test_no_session_is_begun(self):
        self.opener.cookies.clear()
        response = self.url_open("/vanthu/climate", data=json.dumps(GOOD), headers={
            "Content-Type": "application/json", "Authorization": f"Bearer {self.key}",
        })
        self.assertEqual(response.status_code, 200)
        self.assertNotIn("session_id", response.headers.get("Set-Cookie", ""))

    def test_form_shows_how_to_send(self):
        line = self.sensor.curl_line
        self.assertIn("/vanthu/climate", line)
        self.assertIn("Bearer KEY", line)
        self.assertEqual(json.loads(line.split("-d '")[1].rstrip("'"))["humidity"], 51)
