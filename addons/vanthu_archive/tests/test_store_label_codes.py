"""Labels outlive databases: their codes are drawn once, stay, and are found anywhere."""

import time

from psycopg2 import DatabaseError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.store_code import is_label
from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestLabelCodes(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = cls._place("A-01-01")
        cls.box = cls._create_boxes(1, cls.place)
        cls.file = cls._create_paper_files(1)
        cls.box.action_put_files(cls.file.ids)
        cls.things = (cls.place, cls.box, cls.file)
        cls.store = cls.env["vanthu.store"].with_user(cls.archivist)

    def test_everything_with_a_label_has_its_own_code(self):
        boxes = self._create_boxes(300)
        codes = boxes.mapped("label_code") + [thing.label_code for thing in self.things]
        self.assertEqual(len(set(codes)), 303)
        self.assertTrue(all(map(is_label, codes)))
        for kind, thing in zip("LBF", self.things, strict=True):
            self.assertEqual(thing.qr_code, f"VT:{kind}:{thing.label_code}")

    def test_code_leads_to_the_thing_and_so_does_a_label_of_the_first_kind(self):
        for kind, thing in zip("LBF", self.things, strict=True):
            for code in (thing.qr_code, thing.qr_code.lower(), f"VT:{kind}:{thing.id}"):
                with self.subTest(code):
                    self.assertEqual(self.store.scan(code)["id"], thing.id)
        for thing in (self.box, self.file):
            self.assertEqual([hit["id"] for hit in self.store.find(thing.qr_code)], thing.ids)

    def test_misread_code_finds_nothing_else(self):
        code = self.box.qr_code
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        with self.assertRaisesRegex(UserError, "is no label of this store; scan again"):
            self.store.scan(wrong)
        with self.assertRaisesRegex(UserError, "no label"):
            self.store.scan(code.replace("VT:B", "VT:F"))
        self.assertEqual(self.store.find(wrong), [])

    def test_label_is_found_after_the_data_have_moved(self):
        """As in another database: other ids, the same codes, brought along with all rights."""
        moved = self.env["vanthu.archive.box"].sudo().create({
            "company_id": self.organisation.id, "profile_id": self.profile.id,
            "label_code": "0123456788",
        })
        self.assertEqual(moved.label_code, "0123456788")

    def test_copy_has_its_own_label_and_number(self):
        for thing in self.things:
            copy = thing.copy()
            self.assertTrue(is_label(copy.label_code))
            self.assertNotEqual(copy.label_code, thing.label_code)
        self.assertFalse(self.file.copy().notation)

    def test_nobody_chooses_or_changes_a_code(self):
        chosen = self._create_boxes(1, label_code=self.box.label_code)
        self.assertNotEqual(chosen.label_code, self.box.label_code)
        from_context = self.env["vanthu.archive.box"].with_user(self.archivist).with_context(
            default_label_code="0123456788"
        ).create({"company_id": self.organisation.id, "profile_id": self.profile.id})
        self.assertNotEqual(from_context.label_code, "0123456788")
        for thing in self.things:
            for mode in (thing, thing.sudo()):
                with self.subTest(thing._name, su=mode.env.su), self.assertRaises(UserError):
                    mode.write({"label_code": chosen.label_code})
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), (
            self.env.cr.savepoint()
        ):
            self.env.cr.execute(
                "UPDATE vanthu_file SET label_code = '0123456788' WHERE id = %s", self.file.ids
            )

    def test_things_of_an_older_version_get_their_codes_at_the_update(self):
        boxes = self._create_boxes(1000)
        kept = self.box.label_code
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_archive_box SET label_code = NULL WHERE id = ANY(%s)", [boxes.ids]
        )
        boxes.invalidate_recordset()
        self.assertEqual(boxes[0].qr_code, f"VT:B:{boxes[0].id}", "no label yet, but a code")
        started = time.monotonic()
        self.env["vanthu.archive.box"]._init_column("label_code")
        self.assertLess(time.monotonic() - started, 2)
        boxes.invalidate_recordset()
        self.assertEqual(len(set(boxes.mapped("label_code"))), 1000)
        self.assertTrue(all(map(is_label, boxes.mapped("label_code"))))
        self.assertEqual(self.box.label_code, kept)
