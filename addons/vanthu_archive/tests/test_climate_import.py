"""The import of loggers' files: a dry run first, then what is new, and nothing twice."""

import base64
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .climate_common import ClimateCommon

HEAD = "Sensor;Time;Temperature;Humidity\n"


@tagged("post_install", "-at_install")
class TestClimateImport(ClimateCommon):
    def _open(self, text, user=None, **values):
        return self.env["vanthu.climate.import"].with_user(user or self.archivist).create({
            "file": base64.b64encode(text.encode()), "file_name": "log.csv", **values,
        })

    def _get_readings(self):
        return self.env["vanthu.climate.reading"].search(
            [("location_id", "=", self.room.id)], order="taken_at"
        )

    def _count(self, wizard):
        return tuple(wizard[f"{kind}_count"] for kind in ("new", "known", "unknown", "wrong"))

    def test_check_changes_nothing_and_tells_each_line(self):
        wizard = self._open(
            HEAD + "TH-01;20/11/2026 08:00;20,5;51\nth-01;20/11/2026 08:10;20,5;51\n"
            "TH-01;20/11/2026 08:00;20,5;51\nXX-9;20/11/2026 08:00;20,5;51\n"
            "TH-01;20/11/2026 08:20;205;51\n"
        )
        action = wizard.action_check()
        self.assertEqual((action["res_id"], wizard.state), (wizard.id, "checked"))
        self.assertEqual(self._count(wizard), (2, 1, 1, 1))
        self.assertEqual(wizard.unknown_names, "XX-9 (1)")
        self.assertEqual(
            [(line.row, line.kind) for line in wizard.line_ids],
            [(6, "wrong"), (5, "unknown"), (2, "new"), (3, "new"), (4, "known")],
        )
        self.assertIn("temperature cannot be true", wizard.line_ids[0].message)
        self.assertFalse(self._get_readings())

    def test_import_keeps_what_is_new(self):
        text = HEAD + "TH-01;20/11/2026 08:00;20,5;51\nTH-01;bad;20,5;51\n"
        wizard = self._open(text)
        wizard.action_import()
        self.assertEqual((wizard.state, self._count(wizard)), ("done", (1, 0, 0, 1)))
        reading = self._get_readings()
        self.assertEqual(
            (fields.Datetime.to_string(reading.taken_at), reading.temperature, reading.source,
             reading.sensor_id, reading.user_id),
            ("2026-11-20 01:00:00", 20.5, "file", self.sensor, self.archivist),
        )
        [event] = self._get_events(self.room, "climate_imported")
        self.assertEqual(event.detail, {"readings": 1, "file": "log.csv"})
        again = self._open(text)
        again.action_import()
        self.assertEqual(self._count(again), (0, 1, 0, 1))
        self.assertEqual(len(self._get_readings()), 1)

    def test_file_without_sensor_needs_a_room_or_a_sensor(self):
        text = "Time;Temperature;Humidity\n20/11/2026 08:00;20,5;51\n"
        with self.assertRaises(UserError):
            self._open(text).action_check()
        self._open(text, location_id=self.room.id).action_import()
        self.assertFalse(self._get_readings().sensor_id)
        self._open(text, sensor_id=self.sensor.id).action_import()
        self.assertEqual(self._get_readings().sensor_id, self.sensor)
        self.assertEqual(len(self._get_readings()), 2)

    def test_sensor_is_found_by_its_name_too_and_when_archived(self):
        self.sensor.active = False
        wizard = self._open(HEAD + "logger 1;20/11/2026 08:00;20,5;51\n")
        wizard.action_check()
        self.assertEqual(wizard.new_count, 1)

    def test_future_is_wrong(self):
        day = fields.Datetime.now() + timedelta(days=3)
        wizard = self._open(HEAD + f"TH-01;{day:%d/%m/%Y} 08:00;20,5;51\n")
        wizard.action_check()
        self.assertEqual(self._count(wizard), (0, 0, 0, 1))
        self.assertIn("future", wizard.line_ids.message)

    def test_past_episodes_become_alarms_that_are_over(self):
        rows = [f"TH-01;20/11/2026 {8 + step // 2:02d}:{step % 2 * 30:02d};{value};50" for
                step, value in enumerate([20, 25, 26, 25, 25, 20, 20, 20])]
        self._open(HEAD + "\n".join(rows) + "\n").action_import()
        [alarm] = self._get_alarms()
        self.assertEqual((alarm.kind, alarm.state, alarm.worst), ("temperature", "closed", 26))
        self.assertFalse(alarm.sudo().activity_ids)

    def test_month_of_a_logger(self):
        start = fields.Datetime.now() - timedelta(days=31)
        text = HEAD + "".join(
            f"TH-01;{start + timedelta(minutes=10 * step):%Y-%m-%d %H:%M};20.1;50.2\n"
            for step in range(4320)
        )
        wizard = self._open(text)
        wizard.action_import()
        self.assertEqual(wizard.new_count, 4320)
        self.assertEqual(len(wizard.line_ids), 200)
        self.assertEqual(len(self._get_readings()), 4320)

    def test_wrong_files_are_told_in_a_sentence(self):
        for text, words in ((" ", "Choose the file"), ("hello;x", "headings"),
                            ("a\x00b", "no text")):
            with self.subTest(words), self.assertRaises(UserError) as caught:
                self._open(text).action_check()
            self.assertIn(words, str(caught.exception))

    def test_remark_bears_no_state_secret(self):
        wizard = self._open(
            "Time;Temp;RH;Note\n20/11/2026 08:00;20;50;Độ mật: TUYỆT MẬT\n",
            location_id=self.room.id,
        )
        logged = patch.object(type(self.organisation), "_log_secret_refused")
        with logged, self.assertRaises(UserError):
            wizard.action_import()

    def test_only_archivists_of_the_organisation_import(self):
        text = HEAD + "TH-01;20/11/2026 08:00;20,5;51\n"
        with self.assertRaises(AccessError):
            self._open(text, user=self.clerk)
        wizard = self._open(text)
        with self.assertRaises(AccessError):
            wizard.with_user(self.other_archivist).action_import()
        foreign = self._open(text, user=self.other_archivist)
        foreign.action_check()
        self.assertEqual(self._count(foreign), (0, 0, 1, 0))
        stolen = self._open(
            "Time;Temp;RH\n20/11/2026 08:00;20;50\n", user=self.other_archivist,
        )
        stolen.sudo().location_id = self.room
        with self.assertRaises(AccessError):
            stolen.action_import()
        self.assertFalse(self._get_readings())
