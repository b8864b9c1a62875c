"""Places in the store: the tree, room for boxes, how full it is (TT 09/2007, TCVN 9253)."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStorageLocation(StoreCommon):
    def _create_place(self, kind, parent=None, code="X", **values):
        return self.env["vanthu.storage.location"].with_user(self.archivist).create({
            "name": code, "code": code, "kind": kind, "parent_id": parent and parent.id,
            "company_id": self.organisation.id, **values,
        })

    def test_dialog_sets_a_room_up_with_all_its_parts(self):
        places = self.env["vanthu.storage.location"].search(
            [("company_id", "=", self.organisation.id)]
        )
        kinds = {kind: len(found) for kind, found in places.grouped("kind").items()}
        self.assertEqual(
            kinds, {"repository": 1, "room": 1, "row": 2, "shelf": 4, "compartment": 8}
        )
        self.assertEqual(
            (self.room.capacity, self.room.used, self.room.free), (32, 0, 32)
        )
        self.assertEqual(self._place("B-02-01").name, "Compartment 01")
        self.assertEqual(self._place("B-02-01").parent_id, self._place("B-02"))

    def test_second_room_joins_the_repository_and_needs_another_code(self):
        second = self._generate(rows=1)
        self.assertEqual((second.full_code, second.name), ("K-P2", "Room 2"))
        self.assertEqual(second.parent_id, self.room.parent_id)
        self.assertEqual(second.parent_id.capacity, 48)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._generate(code="P2")

    def test_dialog_refuses_what_no_room_holds(self):
        with self.assertRaisesRegex(UserError, "several parts"):
            self._generate(code="P3", rows=26, shelves=100, compartments=99)

    def test_what_can_be_a_part_of_what(self):
        cupboard = self._create_place("repository", code="T1")
        shelf = self._create_place("shelf", cupboard, "1")
        self.assertEqual(shelf.full_code, "T1-1")
        for kind, parent in (
            ("room", None), ("repository", cupboard), ("room", shelf), ("shelf", shelf),
            ("row", self._place("A-01-01")),
        ):
            with self.subTest(kind=kind, parent=parent), self.assertRaises(ValidationError):
                self._create_place(kind, parent, "N")

    def test_no_place_is_a_part_of_itself(self):
        with self.assertRaises(UserError):
            self._place("A").parent_id = self._place("A-01")

    def test_codes_follow_those_above(self):
        self._place("A").code = "C"
        self.assertEqual(
            self._place("C-01-02").display_name, "K-P1-C-01-02 · Compartment 02"
        )

    def test_length_of_a_board_says_how_many_boxes_stand_on_it(self):
        board = self._create_place("shelf", self.room, "S", length_mm=1230)
        self.assertEqual(board.box_capacity, 9)
        board.box_capacity = 7
        self.assertEqual(board.capacity, 7, "fewer may be wanted")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            board.box_capacity = -1

    def test_filling_counts_boxes_of_all_parts_in_one_query(self):
        self._create_boxes(3, self._place("A-01-01"))
        self._create_boxes(2, self._place("B-01"))
        places = self.room | self._place("A") | self._place("A-01-01") | self._place("B-02")
        places.invalidate_recordset()
        places.fetch(["company_id"])
        with self.assertQueryCount(1):
            figures = [(place.capacity, place.used, place.free) for place in places]
        self.assertEqual(figures, [(32, 5, 27), (16, 3, 13), (4, 3, 1), (8, 0, 8)])
        self.assertAlmostEqual(self.room.filling, 15.6, 1)
        self.assertAlmostEqual(self.room.shelf_metres, 0.625)

    def test_place_with_boxes_gets_no_parts_and_is_not_archived(self):
        place = self._place("A-01-01")
        self._create_boxes(1, place)
        with self.assertRaisesRegex(UserError, "move its boxes"), self.env.cr.savepoint():
            place.active = False
        with self.assertRaisesRegex(UserError, "room for 0 boxes"), self.env.cr.savepoint():
            place.box_capacity = 0
        shelf = self._create_place("shelf", self.room, "Z", box_capacity=3)
        self._create_boxes(2, shelf)
        with self.assertRaisesRegex(UserError, "before it gets parts"):
            self._create_place("compartment", shelf, "1")

    def test_place_that_the_history_names_is_archived_rather_than_deleted(self):
        place = self._place("A-01-01")
        box = self._create_boxes(1, place)
        box.action_take_off()
        with self.assertRaisesRegex(UserError, "archive it instead"):
            place.unlink()
        place.active = False
        self.assertEqual(self.room.capacity, 28)
        self._place("A-01-02").unlink()
        self.assertEqual(self.room.capacity, 32 - 8 + 0, "the shelf has no compartment left")

    def test_boxes_of_a_place_open_from_it(self):
        boxes = self._create_boxes(2, self._place("A-01"))
        action = self._place("A").action_open_boxes()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), boxes)

    def test_only_archivists_set_a_room_up(self):
        for user in (self.handler, self.clerk, self.leader, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["vanthu.storage.generate"].with_user(user).create({})
        wizard = self.env["vanthu.storage.generate"].with_user(self.archivist).create(
            {"code": "P9"}
        )
        with self.assertRaises(AccessError):
            wizard.with_user(self.other_archivist).action_generate()
