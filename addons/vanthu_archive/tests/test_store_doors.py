"""The store through its other doors: dialogs of others, machines, edges of the rules."""

import json
from datetime import timedelta

from psycopg2 import DatabaseError, IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStoreDialogs(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._create_archivist("colleague")
        cls.box = cls._create_boxes(1, cls._place("A-01-01"))
        cls.file = cls._create_paper_files(1)

    def test_dialogs_of_a_colleague_are_closed(self):
        dialogs = {
            "vanthu.box.fill": ({"file_ids": self.file.ids}, "action_fill"),
            "vanthu.box.place": ({"box_ids": self.box.ids}, "action_place"),
            "vanthu.label.print": ({"kind": "box", "box_ids": self.box.ids}, "action_print"),
            "vanthu.storage.generate": ({"code": "P7"}, "action_generate"),
        }
        for model, (values, act) in dialogs.items():
            dialog = self.env[model].with_user(self.archivist).create(values)
            with self.subTest(model), self.assertRaises(AccessError):
                getattr(dialog.with_user(self.colleague), act)()

    def test_dialogs_bring_no_box_of_another_organisation(self):
        theirs = self.env["vanthu.box.place"].with_user(self.other_archivist)
        with self.assertRaises(AccessError):
            theirs.with_context(
                active_model="vanthu.archive.box", active_ids=self.box.ids
            ).create({}).action_place()
        filling = self.env["vanthu.box.fill"].with_user(self.other_archivist).with_context(
            active_model="vanthu.file", active_ids=self.file.ids
        ).create({})
        self.assertFalse(filling.file_ids)
        with self.assertRaisesRegex(UserError, "Choose the files"):
            filling.action_fill()

    def test_first_proposal_is_taken_where_nothing_is_chosen(self):
        dialog = self.env["vanthu.box.place"].with_user(self.archivist).create({
            "box_ids": self._create_boxes(2).ids, "reason": "Nhập kho",
        })
        self.assertEqual(dialog.action_place()["type"], "ir.actions.act_window_close")
        self.assertEqual(dialog.box_ids.location_id, self._place("A-01-01"))
        self.assertEqual(dialog.box_ids.move_ids.mapped("reason"), ["Nhập kho"] * 2)

    def test_store_without_room_proposes_nothing_and_says_so(self):
        dialog = self.env["vanthu.box.place"].with_user(self.archivist).create(
            {"box_ids": self._create_boxes(33).ids}
        )
        self.assertTrue(dialog.proposal_ids)
        with self.assertRaisesRegex(ValidationError, "of the 33 boxes only"):
            dialog.location_id = self.room
            dialog.action_place()

    def test_filling_keeps_the_order_of_years_and_numbers(self):
        old = self._create_paper_files(2, catalog=2019, start_date="2019-01-02",
                                       end_date="2019-12-01")
        form = Form(self.env["vanthu.box.fill"].with_user(self.archivist).with_context(
            active_model="vanthu.file", active_ids=(self.file | old).ids
        ))
        form.save().action_fill()
        self.assertEqual(
            [(file.catalog, file.box_sequence) for file in (old | self.file)],
            [(2019, 1), (2019, 2), (2024, 3)],
        )
        self.assertEqual(self.file.box_id.years, "2019–2024")


@tagged("post_install", "-at_install")
class TestStoreEdges(StoreCommon):
    def test_place_that_is_no_longer_used_takes_nothing(self):
        place = self._place("A-01-01")
        place.active = False
        with self.assertRaisesRegex(UserError, "no longer used"):
            self._create_boxes(1, place)

    def test_boxes_off_the_shelf_are_listed_as_unplaced(self):
        boxes = self._create_boxes(2, self.room)
        boxes[0].action_take_off("Sửa giá")
        self.assertFalse(boxes[0].location_id)
        self.assertEqual(boxes[0].move_ids[0].to_name, False)
        boxes[0].action_take_off()
        self.assertEqual(len(boxes[0].move_ids), 2, "nothing to take off twice")

    def test_box_with_files_is_never_deleted(self):
        box = self._create_boxes(1)
        box.action_put_files(self._create_paper_files(1).ids)
        with self.assertRaises(UserError):
            box.unlink()

    def test_kind_of_box_in_use_is_not_deleted(self):
        profile = self.env["vanthu.box.profile"].create({
            "name": "Hộp riêng", "company_id": self.organisation.id, "thickness_mm": 100,
            "sheets_per_mm": 7.5,
        })
        self.assertEqual(profile.sheet_capacity, 750)
        self._create_boxes(1, profile_id=profile.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            profile.unlink()

    def test_file_that_may_not_be_destroyed_stays_in_its_box(self):
        file = self._create_archived(medium="paper", sheet_count=20)
        box = self._create_boxes(1)
        box.action_put_files(file.ids)
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), \
                self.env.cr.savepoint():
            file.sudo()._write_step({"state": "disposed"})
            self.env.flush_all()
        self.assertEqual((file.state, file.box_id, box.file_count), ("archived", box, 1))

    def test_progress_of_a_large_room_stays_small(self):
        room = self._generate(rows=2, shelves=5, compartments=5, boxes=8)
        self._create_boxes(320).action_move(room.id)
        progress = self.env["vanthu.stocktake"].with_user(self.archivist).begin(room.id)
        self.assertEqual((progress["expected"], len(progress["lines"])), (320, 300))


@tagged("post_install", "-at_install")
class TestStoreMachines(HttpCase, StoreCommon):
    """JSON-2, as a fixed scanner at the door of the store calls it."""

    _registry_readonly_enabled = False

    def _call(self, user, model, method, **arguments):
        key = self.env["res.users.apikeys"].with_user(user)._generate(
            "rpc", "test", fields.Datetime.now() + timedelta(days=1)
        )
        return self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    def test_scanner_puts_a_box_away(self):
        box = self._create_boxes(1)
        place = self._place("B-01-01")
        found = self._call(self.archivist, "vanthu.store", "scan", code=box.qr_code).json()
        self.assertEqual((found["kind"], found["id"]), ("box", box.id))
        answer = self._call(
            self.archivist, "vanthu.store", "put_away", box_ids=box.ids, location_id=place.id
        )
        self.assertEqual(answer.json()["used"], 1)
        self.assertEqual(box.location_id, place)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_strangers_get_a_refusal_and_no_name(self):
        box = self._create_boxes(1, self.room)
        for user in (self.handler, self.other_archivist):
            for method, arguments in (
                ("get_map", {"room_id": self.room.id}), ("scan", {"code": box.qr_code}),
                ("put_away", {"box_ids": box.ids, "location_id": self.room.id}),
            ):
                with self.subTest(user=user.login, method=method):
                    answer = self._call(user, "vanthu.store", method, **arguments)
                    self.assertGreaterEqual(answer.status_code, 400)
                    self.assertNotIn("Compartment", answer.text)
