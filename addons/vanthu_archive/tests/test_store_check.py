"""Checks of rooms and equipment: always one ahead, done with a result for each item."""

import base64
from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.vanthu_document.models.local_time import local_today

from .climate_common import ClimateCommon


@tagged("post_install", "-at_install")
class TestStoreCheck(ClimateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("vanthu_archive.store_check_kind_fire").with_user(cls.archivist)
        cls.plan_fire = cls._plan_check()

    @classmethod
    def _plan_check(cls, user=None, **values):
        return cls.env["vanthu.store.check.plan"].with_user(user or cls.archivist).create({
            "location_id": cls.room.id, "kind_id": cls.kind.id, "next_date": cls.today,
            **values,
        })

    def _get_check(self, plan=None):
        return (plan or self.plan_fire).check_ids.filtered(lambda one: one.state == "planned")

    def test_plan_has_one_check_ahead_with_its_items_and_an_activity(self):
        check = self._get_check()
        self.assertEqual(len(check), 1)
        self.assertEqual(check.line_ids.mapped("name"), self.kind.item_ids.mapped("name"))
        self.assertEqual((check.user_id, check.due_date), (self.archivist, self.today))
        activity = check.activity_ids
        self.assertEqual(
            (activity.user_id, activity.date_deadline), (self.archivist, self.today)
        )

    def test_check_is_done_and_the_next_one_planned(self):
        check = self._get_check()
        check.line_ids[0].write({"result": "defect", "note": "Lối ra bị chắn"})
        check.action_all_good()
        check.action_done()
        today = local_today(self.env)
        self.assertEqual(
            (check.state, check.result, check.done_date, check.done_by_id),
            ("done", "defect", today, self.archivist),
        )
        self.assertFalse(check.activity_ids)
        following = self._get_check()
        self.assertEqual(following.due_date, self.kind._get_next(today))
        self.assertEqual(self.plan_fire.next_date, following.due_date)
        self.assertFalse(any(following.line_ids.mapped("result")))
        [event] = self._get_events(self.room, "store_checked")
        self.assertEqual(event.detail["result"], "defect")

    def test_every_item_needs_a_result_and_a_defect_its_words(self):
        check = self._get_check()
        with self.assertRaises(UserError) as caught:
            check.action_done()
        self.assertIn(check.line_ids[0].name, str(caught.exception))
        check.line_ids.write({"result": "none"})
        check.line_ids[1].result = "defect"
        with self.assertRaises(UserError) as caught:
            check.action_done()
        self.assertIn(check.line_ids[1].name, str(caught.exception))
        self.assertEqual(check.state, "planned")

    def test_photo_is_kept_and_made_smaller(self):
        stream = BytesIO()
        Image.new("RGB", (3000, 1500), "red").save(stream, "JPEG")
        line = self._get_check().line_ids[0]
        line.write({"result": "defect", "note": "x", "photo": base64.b64encode(stream.getvalue())})
        photo = Image.open(BytesIO(base64.b64decode(line.photo)))
        self.assertEqual(photo.size, (1600, 800))
        self.assertFalse(self.env["ir.attachment"].sudo().search([
            ("res_model", "=", line._name), ("res_field", "=", "photo"), ("public", "=", True),
        ]))

    def test_what_was_found_stays(self):
        check = self._get_check()
        check.action_all_good()
        check.action_done()
        self.assertEqual(check.result, "good")
        acts = (
            lambda: check.write({"note": "x"}), lambda: check.line_ids[0].write({"note": "x"}),
            check.action_done, check.action_all_good, lambda: check.sudo().unlink(),
            lambda: check.line_ids.with_user(self.archivist).unlink(),
        )
        for act in acts:
            with self.assertRaises(UserError):
                act()

    def test_of_a_planned_check_only_the_findings_are_written(self):
        check = self._get_check()
        check.note = "Kiểm tra cùng Công an phường"
        for values in ({"state": "done"}, {"due_date": "2030-01-01"}, {"done_date": self.today},
                       {"user_id": self.clerk.id}, {"result": "good"},
                       {"location_id": self.room.id}):
            with self.subTest(values), self.assertRaises(UserError):
                check.write(values)
        for values in ({"name": "x"}, {"check_id": check.id}):
            with self.subTest(values), self.assertRaises(UserError):
                check.line_ids[0].write(values)
        for model, values in (
            ("vanthu.store.check", {"plan_id": self.plan_fire.id}),
            ("vanthu.store.check.line", {"check_id": check.id, "name": "x"}),
        ):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.archivist).create(values)

    def test_plan_that_changes_moves_what_is_ahead(self):
        colleague = self._create_archivist("colleague")
        later = self.today + timedelta(days=9)
        self.plan_fire.write({"user_id": colleague.id, "next_date": later})
        check = self._get_check()
        self.assertEqual((check.user_id, check.due_date), (colleague, later))
        self.assertEqual(check.activity_ids.user_id, colleague)
        self.plan_fire.active = False
        self.assertFalse(self._get_check())
        self.plan_fire.active = True
        self.assertEqual(len(self._get_check()), 1)

    def test_equipment_has_its_own_checks(self):
        plan = self._plan_check(
            kind_id=self.env.ref("vanthu_archive.store_check_kind_extinguisher").id,
            subject="Bình CO2 số 3", next_date=self.today - timedelta(days=1),
        )
        check = self._get_check(plan)
        self.assertIn("Bình CO2 số 3", check.display_name)
        self.assertTrue(check.is_overdue)
        late = self.env["vanthu.store.check"].with_user(self.archivist).search([
            ("is_overdue", "=", True), ("location_id", "=", self.room.id),
        ])
        self.assertEqual(late, check)
        self.assertIn(self._get_check(), self.env["vanthu.store.check"].with_user(
            self.archivist
        ).search([("is_overdue", "=", False)]))
        self.assertEqual(plan.action_open_check()["res_id"], check.id)

    def test_intervals(self):
        day = date(2026, 1, 31)
        for number, unit, expected in (
            (1, "months", date(2026, 2, 28)), (6, "months", date(2026, 7, 31)),
            (2, "weeks", date(2026, 2, 14)), (10, "days", date(2026, 2, 10)),
            (1, "years", date(2027, 1, 31)),
        ):
            kind = self.env["vanthu.store.check.kind"].create({
                "name": "Kiểm tra", "interval_number": number, "interval_unit": unit,
            })
            with self.subTest(number=number, unit=unit):
                self.assertEqual(kind._get_next(day), expected)

    def test_only_archivists_of_the_organisation_check(self):
        check = self._get_check()
        for user in (self.clerk, self.leader):
            self.assertTrue(check.with_user(user).display_name)
            for act in (
                lambda user=user: check.with_user(user).action_done(),
                lambda user=user: check.with_user(user).action_all_good(),
                lambda user=user: check.with_user(user).write({"note": "x"}),
                lambda user=user: check.line_ids.with_user(user).write({"result": "good"}),
                lambda user=user: self._plan_check(user),
            ):
                with self.assertRaises(AccessError):
                    act()
        with self.assertRaises(AccessError):
            self.env["vanthu.store.check"].with_user(self.handler).search([])
        for record in (check, check.line_ids, self.plan_fire):
            self.assertFalse(record.with_user(self.other_archivist).search([
                ("id", "in", record.ids)
            ]))
        with self.assertRaises(AccessError):
            check.with_user(self.other_archivist).action_done()
        with self.assertRaises(UserError):
            self._plan_check(self.other_archivist)

    def test_responsible_is_an_archivist_and_the_place_a_room(self):
        for user in (self.clerk, self.other_archivist):
            with self.subTest(user.login), self.assertRaises(ValidationError):
                self.plan_fire.user_id = user
        with self.assertRaises(ValidationError):
            self._plan_check(location_id=self._place_of_kind("shelf").id)

    def test_common_kinds_are_not_a_schools_to_change(self):
        school = self.env["res.company"].create({
            "name": "Trường THCS Hai", "parent_id": self.organisation.id,
        })
        person = self._create_archivist("check_school", school)
        with self.assertRaises(AccessError):
            self.kind.with_user(person).interval_number = 12
        with self.assertRaises(AccessError):
            self.kind.item_ids[0].with_user(person).unlink()
        own = self.env["vanthu.store.check.kind"].with_user(person).create({"name": "Riêng"})
        with self.assertRaises(UserError):
            self._plan_check(kind_id=own.id)
