"""Where else the climate shows: the home page, the map of the store, the form of the room."""

from datetime import timedelta

from odoo.tests import Form, tagged

from odoo.addons.vanthu_document.tests.home_common import HomeCommon

from .climate_common import ClimateCommon


@tagged("post_install", "-at_install")
class TestClimatePlaces(ClimateCommon):
    def _get_block(self, user=None):
        home = self.env["vanthu.home"].with_user(user or self.archivist).get_home()
        return next((one for one in home["blocks"] if one["key"] == "store_rooms"), None)

    def test_home_counts_alarms_and_late_checks(self):
        self.assertIsNone(self._get_block())
        self._measure(25, 25, 25)
        self._measure(60, 60, 60, quantity="humidity", start=120)
        plans = self.env["vanthu.store.check.plan"].with_user(self.archivist).create([
            {
                "location_id": self.room.id, "next_date": self.today + timedelta(days=days),
                "kind_id": self.env.ref("vanthu_archive.store_check_kind_pest").id,
            } for days in (-1, 0, 5)
        ])
        figures = {one["key"]: one for one in self._get_block()["figures"]}
        self.assertEqual(figures["climate_alarms"]["count"], len(self._get_alarms(state="open")))
        self.assertGreater(figures["climate_alarms"]["count"], 0)
        self.assertEqual(figures["checks_overdue"]["count"], 1)
        overdue = self.env["vanthu.store.check"].with_user(self.archivist).search([
            ("is_overdue", "=", True)
        ])
        self.assertEqual(overdue.plan_id, plans[0])
        # A tap on the number lists these, not every check that is planned.
        self.assertEqual(
            HomeCommon._list_of(self, self.archivist, figures["checks_overdue"]), overdue)
        for user in (self.clerk, self.handler, self.other_archivist):
            self.assertIsNone(self._get_block(user))

    def test_map_says_the_climate_of_its_room(self):
        store = self.env["vanthu.store"].with_user(self.clerk)
        self.assertFalse(store.get_map(self.room.id)["climate"])
        self._measure(20, 25, 25, 25.5)
        climate = store.get_map(self.room.id)["climate"]
        self.assertEqual(
            (climate["temperature"], climate["humidity"], climate["outside"], climate["alarms"]),
            (25.5, 50, ["temperature"], 1),
        )
        empty = self.env["vanthu.store"].with_user(self.other_archivist).get_map()
        self.assertFalse(empty["climate"])

    def test_room_is_compared_with_the_circular(self):
        self.room.write({"area_m2": 200, "shelving": "fixed", "floor_load": 1700})
        self.assertFalse(self.room.room_advice)
        self.room.area_m2 = 200.5
        self.assertIn("200 m²", self.room.room_advice)
        self.room.write({"area_m2": 50, "shelving": "mobile"})
        self.assertIn("2.400 kg/m²", self.room.room_advice)
        self.room.floor_load = 0
        self.assertFalse(self.room.room_advice, "not known is not too little")
        self.room.parent_id.area_m2 = 5000
        self.assertFalse(self.room.parent_id.room_advice)

    def test_form_of_the_room_sets_the_climate(self):
        with Form(self.room) as form:
            form.climate_limit_id = self.env.ref("vanthu_archive.climate_limit_film").with_user(
                self.archivist
            )
            form.climate_user_id = self.archivist
        self.assertEqual(self.room.climate_limit_id.temperature_max, 18)
        self.assertEqual(self.room._get_keepers(), self.archivist)
        self.room.climate_user_id = False
        self.assertEqual(self.room._get_keepers(), self.archivist)
