"""Alarms: raised once, told, seen to, ended by themselves; readings in any order."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .climate_common import ClimateCommon


@tagged("post_install", "-at_install")
class TestClimateAlarm(ClimateCommon):
    def test_raised_once_for_an_episode(self):
        self._measure(25, 25)
        self.assertFalse(self._get_alarms())
        self._measure(26, start=60)
        [alarm] = self._get_alarms()
        self.assertEqual(
            (alarm.kind, alarm.state, alarm.started_at, alarm.worst, alarm.sensor_id),
            ("temperature", "open", self._at(0), 26, self.sensor),
        )
        self.assertEqual(alarm.values, "26 °C (18–22)")
        for step in range(3, 9):
            self._measure(25 + step, start=step * 30)
        self.assertEqual(self._get_alarms(), alarm)
        self.assertEqual(alarm.worst, 33)
        self.assertEqual(len(self._get_events(self.room, "climate_alarm")), 1)

    def test_values_are_written_as_the_language_writes_them(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self._measure(25, 25, 26.5)
        [alarm] = self._get_alarms()
        self.assertEqual(alarm.values, "26.5 °C (18–22)")
        self.assertEqual(alarm.with_context(lang="vi_VN").values, "26,5 °C (18–22)")

    def test_keepers_are_told_once_in_their_inbox_and_by_an_activity(self):
        self.archivist.notification_type = "inbox"
        self._measure(25, 25, 25, 25, 26)
        [alarm] = self._get_alarms()
        activities = self.env["mail.activity"].search([
            ("res_model", "=", alarm._name), ("res_id", "=", alarm.id)
        ])
        self.assertEqual(activities.user_id, self.archivist)
        notes = self.env["mail.notification"].sudo().search([
            ("res_partner_id", "=", self.archivist.partner_id.id),
            ("notification_type", "=", "inbox"),
        ])
        self.assertEqual(len(notes), 1)
        self.assertIn("K-P1", notes.mail_message_id.subject)
        self.assertIn("26 °C", notes.mail_message_id.body)
        self.assertFalse(alarm.activity_ids.filtered(lambda one: one.user_id != self.archivist))

    def test_who_answers_for_the_room_is_told_instead(self):
        self.room.climate_user_id = self.clerk
        self._measure(25, 25, 25)
        self.assertEqual(self._get_alarms().sudo().activity_ids.user_id, self.clerk)
        alarm = self._get_alarms().with_user(self.clerk)
        alarm.action_acknowledge()
        self.assertEqual(alarm.acknowledged_by_id, self.clerk)

    def test_ends_by_itself(self):
        self._measure(25, 25, 25, 20)
        [alarm] = self._get_alarms()
        self.assertFalse(alarm.ended_at)
        self._measure(20, start=120)
        self.assertEqual((alarm.state, alarm.ended_at), ("closed", self._at(90)))
        self.assertFalse(alarm.sudo().activity_ids)
        self._measure(25, 25, 25, start=240)
        self.assertEqual(len(self._get_alarms()), 2)

    def test_steps_of_a_person(self):
        self._measure(25, 25, 25)
        [alarm] = self._get_alarms()
        alarm.action_acknowledge()
        self.assertEqual((alarm.state, alarm.acknowledged_by_id), ("acknowledged", self.archivist))
        with self.assertRaises(UserError):
            alarm.action_acknowledge()
        with self.assertRaises(UserError):
            alarm.action_close()
        alarm.write({"reason": "Mất điện", "measure": "Bật máy phát"})
        alarm.action_close()
        self.assertEqual(alarm.state, "closed")
        self.assertFalse(alarm.sudo().activity_ids)
        self.assertTrue(self._get_events(self.room, "climate_alarm_closed"))
        with self.assertRaises(UserError):
            alarm.action_close()

    def test_who_closes_hears_no_more_of_the_same_episode(self):
        self._measure(25, 25, 25)
        [alarm] = self._get_alarms()
        alarm.write({"reason": "Hỏng máy điều hòa", "measure": "Đã gọi thợ"})
        alarm.action_close()
        self._measure(27, 27, 27, 27, start=90)
        self.assertEqual(self._get_alarms(), alarm)
        self.assertEqual((alarm.state, alarm.ended_at, alarm.worst), ("closed", False, 27))
        self._measure(20, 20, start=210)
        self.assertEqual(alarm.ended_at, self._at(210))
        self._measure(27, 27, 27, start=300)
        self.assertEqual(len(self._get_alarms(state="open")), 1)

    def test_each_quantity_and_each_instrument_has_its_own(self):
        self._measure(70, 72, 71, quantity="humidity")
        other = self.sensor.copy({"code": "TH-02", "name": "Logger 2"})
        self._measure(25, 25, 25, sensor=other)
        self.assertEqual(
            [(alarm.kind, alarm.sensor_id) for alarm in self._get_alarms().sorted("id")],
            [("humidity", self.sensor), ("temperature", other)],
        )
        self._measure(50, 50, start=90, quantity="humidity")
        self.assertEqual(self._get_alarms(state="open").sensor_id, other)

    def test_light_raises_an_alarm_only_with_a_limit(self):
        self._measure(500, 500, 500, quantity="light")
        self.assertEqual(self._get_alarms().kind, "light")
        self.limit.light_max = 0
        self._measure(500, 500, 500, start=600, quantity="light")
        self.assertEqual(len(self._get_alarms()), 1)

    def test_readings_that_come_late_and_in_disorder_make_the_same_alarms(self):
        self._measure(25, 25, start=120)
        self._measure(20, 20, start=180)
        self.assertFalse(self._get_alarms())
        self._measure(20, 25, 25, 25, start=0)
        [alarm] = self._get_alarms()
        self.assertEqual(
            (alarm.started_at, alarm.ended_at, alarm.state),
            (self._at(30), self._at(180), "closed"),
        )
        self.assertFalse(alarm.sudo().activity_ids, "what is over is told to nobody")
        self._measure(20, 25, 25, 25, start=0)
        self.assertEqual(self._get_alarms(), alarm)

    def test_long_alarm_goes_on_beyond_what_is_looked_at(self):
        self.start -= timedelta(days=5)
        self._measure(25, 25, 25)
        [alarm] = self._get_alarms()
        self._measure(28, start=4 * 24 * 60)
        self.assertEqual((self._get_alarms(), alarm.worst), (alarm, 28))
        self._measure(20, 20, start=4 * 24 * 60 + 30)
        self.assertEqual(alarm.ended_at, self._at(4 * 24 * 60 + 30))

    def test_readings_by_hand_twice_a_day(self):
        nobody = self.env["vanthu.climate.sensor"]
        self.limit.readings_outside = 2
        self.start -= timedelta(days=3)
        self._measure(70, 71, sensor=nobody, every=420, quantity="humidity")
        self.assertEqual(self._get_alarms().kind, "humidity")

    def test_without_limits_no_alarm_and_those_that_run_end(self):
        self._measure(25, 25, 25)
        self.room.climate_limit_id = False
        [alarm] = self._get_alarms()
        self.assertEqual(alarm.state, "closed")
        self._measure(30, 30, 30, start=300)
        self.assertEqual(self._get_alarms(), alarm)

    def test_alarms_are_written_by_the_software(self):
        self._measure(25, 25, 25)
        [alarm] = self._get_alarms()
        for values in ({"state": "closed"}, {"worst": 20}, {"started_at": self.start},
                       {"ended_at": self.start}, {"kind": "light"}):
            with self.subTest(values), self.assertRaises(UserError):
                alarm.write(values)
        with self.assertRaises(UserError):
            alarm.sudo().unlink()
        with self.assertRaises(AccessError):
            self.env["vanthu.climate.alarm"].with_user(self.archivist).create({
                "location_id": self.room.id, "company_id": self.organisation.id,
                "kind": "silence", "started_at": self.start,
            })

    def test_limits_make_sense(self):
        for values in (
            {"temperature_min": 23}, {"humidity_max": 101}, {"minutes_outside": -1},
            {"readings_outside": 0}, {"good_minutes": 0}, {"silence_hours": 721},
        ):
            with (
                self.subTest(values), self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"), self.cr.savepoint(),
            ):
                self.limit.write(values)
                self.limit.flush_recordset()
            self.limit.invalidate_recordset()

    def test_only_who_sees_the_store_answers_for_a_room(self):
        for user in (self.handler, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(ValidationError):
                self.room.climate_user_id = user


@tagged("post_install", "-at_install")
class TestSilence(ClimateCommon):
    def _run(self):
        self.env["vanthu.climate.alarm"].sudo()._cron_silence()
        return self._get_alarms(kind="silence")

    def _hear(self, hours):
        self.sensor.action_make_key()
        self.sensor.sudo()._write_step({
            "last_seen_at": fields.Datetime.now() - timedelta(hours=hours)
        })

    def test_silent_sensor_is_told_once_and_ends_when_it_sends(self):
        self._hear(7)
        [alarm] = self._run()
        self.assertEqual((alarm.state, alarm.sensor_id), ("open", self.sensor))
        self.assertEqual(alarm.started_at, self.sensor.last_seen_at)
        self.assertIn("Logger 1", alarm.display_name)
        self.assertEqual(self._run(), alarm)
        self.env["vanthu.climate.reading"].sudo()._store([{
            "location_id": self.room.id, "company_id": self.organisation.id,
            "sensor_id": self.sensor.id, "source": "sensor", "light": 0, "temperature": 20,
            "humidity": 50, "taken_at": fields.Datetime.now(),
        }])
        self.assertEqual(alarm.state, "closed")

    def test_who_is_in_time_is_not_silent(self):
        self._hear(5)
        self.assertFalse(self._run())
        self.limit.silence_hours = 0
        self.sensor.sudo()._write_step({"last_seen_at": self.start})
        self.assertFalse(self._run())

    def test_of_a_sensor_without_key_nobody_expects_anything(self):
        self._hear(7)
        self._run()
        self.sensor.action_remove_key()
        self.assertEqual(self._get_alarms(kind="silence").state, "closed")
        self.assertFalse(self._run().filtered(lambda alarm: alarm.state == "open"))

    def test_archived_sensor_loses_its_key(self):
        self._hear(7)
        self.sensor.active = False
        self.assertFalse(self.sensor.has_key)
        self.assertFalse(self._run())
        with self.assertRaises(UserError):
            self.sensor.action_make_key()
