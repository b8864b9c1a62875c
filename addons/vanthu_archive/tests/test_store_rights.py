"""What nobody may do in the store, whatever door they try."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStoreRights(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.box = cls._create_boxes(1, cls._place("A-01-01"))
        cls.file = cls._create_paper_files(1, user_id=cls.handler.id)
        cls.box.action_put_files(cls.file.ids)

    def test_only_archivists_act(self):
        acts = {
            "move": lambda box: box.action_move(self._place("B").id),
            "take off": lambda box: box.action_take_off(),
            "put": lambda box: box.action_put_files(self.file.ids),
            "retire": lambda box: box.action_retire(),
            "order": lambda box: box.action_order_files(),
        }
        for user in (self.handler, self.clerk, self.leader, self.manager):
            for name, act in acts.items():
                with self.subTest(user=user.login, act=name), self.assertRaises(AccessError):
                    act(self.box.with_user(user))
        with self.assertRaises(AccessError):
            self.file.with_user(self.handler).action_unbox()

    def test_place_and_number_are_written_by_no_door(self):
        for values in ({"location_id": self._place("B-01-01").id}, {"number": 5},
                       {"state": "retired"}):
            with self.subTest(values), self.assertRaises(UserError):
                self.box.write(values)
        with self.assertRaises(UserError):
            self.file.with_user(self.handler).write({"box_id": False})
        with self.assertRaises(UserError):
            self._create_file(box_id=self.box.id)

    def test_handler_sees_where_an_own_file_stands_and_nothing_else_of_the_store(self):
        file = self.file.with_user(self.handler)
        self.assertEqual(file.store_place, "K-P1-A-01-01, Box 1")
        for model in ("vanthu.archive.box", "vanthu.storage.location", "vanthu.box.move"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.handler).search([])
        with self.assertRaises(AccessError):
            self.file.with_user(self.outsider).read(["store_place"])

    def test_other_organisation_sees_nothing(self):
        for user in (self.other_archivist, self.other_clerk):
            for record in (self.box, self.room, self.box.move_ids):
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(record.with_user(user).search([("id", "=", record.id)]))
                    with self.assertRaises(AccessError):
                        record.with_user(user).read(["display_name"])
        with self.assertRaises(AccessError):
            self.box.with_user(self.other_archivist).action_move(self.room.id)

    def test_restricted_files_are_counted_in_their_box_and_not_named(self):
        self.file.sudo().write({"restricted": True, "allowed_user_ids": [(6, 0, self.handler.ids)]})
        box = self.box.with_user(self.archivist)
        box.invalidate_recordset()
        self.assertEqual(box.file_count, 1)
        with self.assertRaises(AccessError):
            self.file.with_user(self.archivist).read(["name"])
        with self.assertRaises(AccessError):
            box.action_put_files(self.file.ids)

    def test_common_kinds_of_boxes_are_not_a_schools_to_change(self):
        school = self.env["res.company"].create({
            "name": "Trường THCS Hai", "parent_id": self.organisation.id,
        })
        person = self._create_archivist("school_archivist", school)
        profile = self.env.ref("vanthu_archive.box_profile_tcvn").with_user(person)
        self.assertTrue(profile.name)
        with self.assertRaises(AccessError):
            profile.thickness_mm = 100
        own = self.env["vanthu.box.profile"].with_user(person).create({
            "name": "Hộp của trường", "company_id": school.id,
        })
        self.assertEqual(own.sheet_capacity, 1000)
        self.assertFalse(
            self.env["vanthu.box.profile"].with_user(self.other_archivist).search(
                [("id", "=", own.id)]
            )
        )
