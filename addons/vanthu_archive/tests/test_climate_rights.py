"""What nobody may do with the climate of the store, whatever door they try."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .climate_common import ClimateCommon


@tagged("post_install", "-at_install")
class TestClimateRights(ClimateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._measure(cls(), 25, 25, 25)
        cls.alarm = cls._get_alarms(cls())
        cls.reading = cls.env["vanthu.climate.reading"].search(
            [("location_id", "=", cls.room.id)], limit=1
        )

    def _of(self, user):
        return self.env["vanthu.climate"].with_user(user)

    def test_handler_sees_nothing(self):
        for act in (
            lambda page: page.get_rooms(),
            lambda page: page.get_graph(self.room.id),
            lambda page: page.record([{"room": self.room.id, "temperature": 1, "humidity": 9}]),
        ):
            with self.assertRaises(AccessError):
                act(self._of(self.handler))
        for model in ("reading", "alarm", "sensor"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[f"vanthu.climate.{model}"].with_user(self.handler).search([])

    def test_clerk_and_leader_look_and_do_not_touch(self):
        for user in (self.clerk, self.leader):
            page = self._of(user)
            self.assertFalse(page.get_rooms()["may_enter"])
            self.assertTrue(page.get_rooms()["rooms"])
            self.assertEqual(len(page.get_graph(self.room.id, "month")["points"]) > 0, True)
            acts = {
                "record": lambda page=page: page.record(
                    [{"room": self.room.id, "temperature": 20, "humidity": 50}]
                ),
                "acknowledge": self.alarm.with_user(user).action_acknowledge,
                "close": self.alarm.with_user(user).action_close,
                "key": self.sensor.with_user(user).action_make_key,
                "remove": self.sensor.with_user(user).action_remove_key,
                "reason": lambda user=user: self.alarm.with_user(user).write({"reason": "x"}),
                "correct": lambda user=user: self.reading.with_user(user).write({"note": "x"}),
            }
            for name, act in acts.items():
                with self.subTest(user=user.login, act=name), self.assertRaises(AccessError):
                    act()

    def test_other_organisation_sees_and_does_nothing(self):
        for user in (self.other_archivist, self.other_clerk):
            self.assertFalse([
                room for room in self._of(user).get_rooms()["rooms"] if room["id"] == self.room.id
            ])
            for record in (self.reading, self.alarm, self.sensor):
                self.assertFalse(record.with_user(user).search([("id", "=", record.id)]))
            with self.assertRaises(AccessError):
                self._of(user).get_graph(self.room.id)
        page = self._of(self.other_archivist)
        for act in (
            lambda: page.record([{"room": self.room.id, "temperature": 20, "humidity": 50}]),
            self.alarm.with_user(self.other_archivist).action_acknowledge,
            self.sensor.with_user(self.other_archivist).action_make_key,
            lambda: self.env["vanthu.climate.sensor"].with_user(self.other_archivist).create({
                "name": "Spy", "location_id": self.room.id,
            }),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_what_steps_write_is_written_by_no_door(self):
        for values, error in (
            ({"key_hash": "0" * 64}, AccessError), ({"hour_count": -1000}, AccessError),
            ({"has_key": True}, UserError), ({"last_seen_at": self.start}, UserError),
        ):
            with self.subTest(values), self.assertRaises(error):
                self.sensor.write(values)
            with self.subTest(values), self.assertRaises(error):
                self.sensor.create({"name": "X", "location_id": self.room.id, **values})

    def test_hash_of_a_key_is_shown_to_nobody(self):
        self.sensor.action_make_key()
        for user in (self.clerk, self.leader, self.archivist):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.sensor.with_user(user).read(["key_hash"])
            self.assertNotIn("key_hash", self.sensor.with_user(user).read()[0])

    def test_common_limits_are_not_a_schools_to_change(self):
        school = self.env["res.company"].create({
            "name": "Trường THCS Hai", "parent_id": self.organisation.id,
        })
        person = self._create_archivist("climate_school", school)
        with self.assertRaises(AccessError):
            self.limit.with_user(person).temperature_max = 40
        own = self.env["vanthu.climate.limit"].with_user(person).create({"name": "Của trường"})
        self.assertEqual(own.company_id, school)
        self.assertFalse(
            self.limit.with_user(self.other_archivist).search([("id", "=", own.id)])
        )
        with self.assertRaises(UserError):
            self.room.climate_limit_id = own.sudo()
