"""Boxes: numbers, filling, places, history."""

from psycopg2 import DatabaseError, IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestBoxes(StoreCommon):
    def test_numbers_run_through_the_fonds_without_gaps(self):
        self.assertEqual(self._create_boxes(3).mapped("number"), [1, 2, 3])
        other = self.env["vanthu.fonds"].create({
            "name": "Phông thứ hai", "company_id": self.organisation.id,
        })
        self.assertEqual(self._create_boxes(2, fonds_id=other.id).mapped("number"), [1, 2])
        self.assertEqual(self._create_boxes(1).number, 4)
        with self.assertRaisesRegex(UserError, "Box"):
            self._create_boxes(1, number=77)

    def test_only_the_last_unused_boxes_are_deleted(self):
        first, second, third = self._create_boxes(3)
        with self.assertRaisesRegex(UserError, "no number is missing"):
            second.unlink()
        (second | third).unlink()
        self.assertEqual(self._create_boxes(1).number, 2)
        first.action_move(self.room.id)
        with self.assertRaises(UserError):
            self.env["vanthu.archive.box"].with_user(self.archivist).search([]).unlink()

    def test_two_boxes_never_have_one_number(self):
        boxes = self._create_boxes(2)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            boxes.sudo().write({"number": 9})

    def test_box_stays_in_its_fonds(self):
        box = self._create_boxes(1)
        other = self.env["vanthu.fonds"].create({
            "name": "Phông thứ hai", "company_id": self.organisation.id,
        })
        with self.assertRaisesRegex(UserError, "stays in its fonds"):
            box.fonds_id = other

    def test_files_lie_in_the_box_in_the_order_in_which_they_came(self):
        files = self._create_paper_files(3)
        box = self._create_boxes(1)
        box.action_put_files(files[1:].ids)
        box.action_put_files(files[0].ids)
        self.assertEqual([f.box_sequence for f in files], [3, 1, 2])
        self.assertEqual((box.file_count, box.sheet_count, box.fill_percent), (3, 300, 30))
        self.assertEqual((box.notations, box.years), ("2.HG – 1.HG", "2024"))
        box.action_order_files()
        box.invalidate_recordset()
        self.assertEqual(box.notations, "1.HG – 3.HG")
        self.assertEqual(self._get_events(files, "file_boxed").mapped("detail"),
                         [{"box": box.number}] * 3)

    def test_archived_file_changes_its_box_and_nothing_else(self):
        file = self._create_archived(medium="paper", sheet_count=50)
        first, second = self._create_boxes(2)
        first.action_put_files(file.ids)
        second.action_put_files(file.ids)
        self.assertEqual((file.box_id, first.file_count), (second, 0))
        file.action_unbox()
        self.assertFalse(file.box_id)
        self.assertEqual(len(self._get_events(file, "file_unboxed")), 1)
        with self.assertRaises(UserError):
            file.sheet_count = 1
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError):
            file.sudo()._write_step({"sheet_count": 1})

    def test_what_does_not_belong_into_a_box(self):
        box = self._create_boxes(1)
        other_fonds = self.env["vanthu.fonds"].create({
            "name": "Phông thứ hai", "company_id": self.organisation.id,
        })
        cases = {
            "is open": self._create_file(self.archivist),
            "electronic only": self._create_archived(notation="1.E"),
            "another fonds": self._create_paper_files(1, fonds_id=other_fonds.id),
            "Choose the files": self.env["vanthu.file"],
        }
        for message, files in cases.items():
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                box.action_put_files(files.ids)

    def test_file_that_leaves_the_archive_leaves_its_box(self):
        file = self._create_archived(medium="paper", sheet_count=50, term="permanent")
        box = self._create_boxes(1)
        box.action_put_files(file.ids)
        file.sudo()._write_step({"state": "transferred"})
        self.assertFalse(file.box_id)
        self.assertEqual(len(self._get_events(file, "file_unboxed")), 1)

    def test_boxes_are_set_aside_when_they_are_empty(self):
        box = self._create_boxes(1, self.room)
        file = self._create_paper_files(1)
        box.action_put_files(file.ids)
        with self.assertRaisesRegex(UserError, "has files"):
            box.action_retire()
        file.action_unbox()
        box.action_retire()
        self.assertEqual((box.state, box.location_id.id), ("retired", False))
        for act in (lambda: box.action_move(self.room.id), lambda: box.action_put_files(file.ids)):
            with self.assertRaisesRegex(UserError, "no longer used"):
                act()


@tagged("post_install", "-at_install")
class TestFilling(StoreCommon):
    def _fill(self, files, **values):
        form = Form(self.env["vanthu.box.fill"].with_user(self.archivist).with_context(
            active_model="vanthu.file", active_ids=files.ids
        ))
        for name, value in values.items():
            setattr(form, name, value)
        self.plan = form.plan
        action = form.save().action_fill()
        return self.env["vanthu.archive.box"].with_user(self.archivist).search(action["domain"])

    def test_many_files_fill_boxes_in_order(self):
        files = self._create_paper_files(23, sheets=100)
        boxes = self._fill(files, location_id=self.room)
        self.assertEqual(self.plan, "23 files in 3 boxes")
        self.assertEqual(boxes.mapped("file_count"), [10, 10, 3])
        self.assertEqual(boxes.mapped("notations"), ["1.HG – 10.HG", "11.HG – 20.HG",
                                                     "21.HG – 23.HG"])
        self.assertEqual(set(boxes.location_id.mapped("full_code")), {"K-P1-A-01-01"})
        self.assertEqual(files[22].store_place, "K-P1-A-01-01, Box 3")

    def test_filling_goes_on_with_a_box_that_has_room(self):
        files = self._create_paper_files(12, sheets=100)
        begun = self._create_boxes(1)
        begun.action_put_files(files[:7].ids)
        boxes = self._fill(files, box_id=begun)
        self.assertEqual(self.plan, "5 files in 2 boxes", "those in a box are left out")
        self.assertEqual(boxes.mapped("file_count"), [10, 2])

    def test_files_of_two_fonds_are_not_mixed(self):
        other = self.env["vanthu.fonds"].create({
            "name": "Phông thứ hai", "company_id": self.organisation.id,
        })
        files = self._create_paper_files(1) | self._create_paper_files(
            1, fonds_id=other.id, notation="1.KH"
        )
        with self.assertRaisesRegex(UserError, "one fonds"):
            self._fill(files)

    def test_thousand_files_are_boxed_with_few_queries(self):
        files = self._create_paper_files(300, sheets=100)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        boxes = self.env["vanthu.archive.box"].with_user(self.archivist)._fill(
            files._in_order(), self.profile
        )
        self.assertEqual(len(boxes), 30)
        self.assertLess(self.env.cr.sql_log_count - before, 30 * 8)


@tagged("post_install", "-at_install")
class TestMoves(StoreCommon):
    def _get_dialog(self, boxes):
        return self.env["vanthu.box.place"].with_user(self.archivist).with_context(
            active_model="vanthu.archive.box", active_ids=boxes.ids
        ).create({})

    def test_boxes_fill_the_free_places_of_a_shelf_in_order(self):
        self._create_boxes(3, self._place("A-01-01"))
        boxes = self._create_boxes(4, self._place("A-01"))
        self.assertEqual(
            [box.location_id.full_code[-2:] for box in boxes], ["01", "02", "02", "02"]
        )
        with self.assertRaisesRegex(ValidationError, "room for 1 of the 2 boxes"):
            self._create_boxes(2, self._place("A-01"))

    def test_wide_boxes_take_more_of_a_board(self):
        board = self.env["vanthu.storage.location"].with_user(self.archivist).create({
            "name": "Đợt", "code": "D", "kind": "shelf", "parent_id": self.room.id,
            "length_mm": 500, "company_id": self.organisation.id,
        })
        wide = self.env.ref("vanthu_archive.box_profile_flat")
        box = self._create_boxes(1, board, profile_id=wide.id)
        with self.assertRaises(ValidationError):
            self._create_boxes(1, board)
        box.profile_id = self.profile
        self._create_boxes(3, board)
        with self.assertRaisesRegex(ValidationError, "room for 4 boxes"):
            box.profile_id = wide

    def test_history_tells_from_where_to_where_and_by_whom(self):
        box = self._create_boxes(1, self._place("A-01-01"))
        box.action_move(self._place("B-02-02").id, "Dồn kho")
        box.action_move(self._place("B-02").id)
        self.assertEqual(len(box.move_ids), 2, "it stands on that shelf already")
        last = box.move_ids[0]
        self.assertEqual(
            (last.from_name, last.to_name, last.reason, last.user_id),
            ("K-P1-A-01-01 · Compartment 01", "K-P1-B-02-02 · Compartment 02", "Dồn kho",
             self.archivist),
        )
        for act in (lambda: last.sudo().write({"reason": "x"}), last.sudo().unlink):
            with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), \
                    self.env.cr.savepoint():
                act()
                self.env.flush_all()

    def test_dialog_proposes_the_neighbourhood_of_the_same_unit_and_year(self):
        files = self._create_paper_files(3)
        standing = self._create_boxes(1, self._place("B-01-01"))
        files[0].sudo()._write_step({"box_id": standing.id})
        box = self._create_boxes(1)
        box.action_put_files(files[1].ids)
        wizard = self._get_dialog(box)
        first = wizard.proposal_ids[0]
        self.assertEqual(first.location_id, self._place("B-01"))
        self.assertEqual((first.free, first.same_year), (7, 1))
        self.assertEqual(wizard.proposal_ids[1].location_id, self._place("A-01"))
        first.action_choose()
        self.assertEqual(box.location_id, self._place("B-01-01"))

    def test_shelf_without_room_for_all_comes_last(self):
        self._create_boxes(5, self._place("A-01"))
        proposals = self._get_dialog(self._create_boxes(4)).proposal_ids
        self.assertEqual(
            [row.location_id.full_code for row in proposals],
            ["K-P1-A-02", "K-P1-B-01", "K-P1-B-02", "K-P1-A-01"],
        )

    def test_many_boxes_are_placed_with_few_queries(self):
        room = self._generate(code="P5", rows=2, shelves=10, compartments=4, boxes=8)
        boxes = self._create_boxes(500)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        boxes.action_move(room.id)
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 250)
        self.assertEqual((room.used, room.free), (500, 140))

    def test_boxes_stand_at_their_own_organisation_only(self):
        theirs = self._generate(self.other_archivist)
        box = self._create_boxes(1)
        with self.assertRaises(AccessError):
            box.action_move(theirs.id)
        with self.assertRaisesRegex(UserError, "organisation that keeps"):
            both = self.archivist
            both.company_ids += self.other_organisation
            box.with_context(
                allowed_company_ids=both.company_ids.ids
            ).action_move(theirs.id)
