"""The map of the store, finding things, and what a scanned label means."""

import time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .store_browser import StoreBrowserCase
from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStoreMap(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boxes = cls._create_boxes(3, cls._place("A-01-01"))
        cls.files = cls._create_paper_files(2)
        cls.boxes[1].action_put_files(cls.files.ids)
        cls.store = cls.env["vanthu.store"].with_user(cls.archivist)

    def test_map_has_rows_shelves_and_places_with_their_filling(self):
        data = self.store.get_map()
        self.assertEqual(data["room"], self.room.id)
        self.assertEqual([block["code"] for block in data["blocks"]], ["A", "B"])
        shelf = data["blocks"][0]["shelves"][0]
        self.assertEqual(
            [(p["name"], p["used"], p["capacity"]) for p in shelf["places"]],
            [("K-P1-A-01-01", 3, 4), ("K-P1-A-01-02", 0, 4)],
        )

    def test_cupboard_without_rows_has_a_map_too(self):
        places = self.env["vanthu.storage.location"].with_user(self.archivist)
        cupboard = places.create({
            "name": "Tủ", "code": "T", "kind": "repository", "company_id": self.organisation.id,
        })
        places.create([
            {"name": f"Ngăn {n}", "code": str(n), "kind": "shelf", "parent_id": cupboard.id,
             "box_capacity": 6, "company_id": self.organisation.id} for n in (1, 2)
        ])
        data = self.store.get_map(cupboard.id)
        self.assertEqual(
            [room["id"] for room in data["rooms"]], [self.room.id, cupboard.id]
        )
        self.assertEqual(
            [place["name"] for block in data["blocks"] for shelf in block["shelves"]
             for place in shelf["places"]], ["T-1", "T-2"],
        )

    def test_office_without_a_store_gets_an_empty_map(self):
        data = self.env["vanthu.store"].with_user(self.other_archivist).get_map()
        self.assertEqual((data["rooms"], data["room"], data["blocks"]), ([], False, []))

    def test_room_of_two_thousand_boxes_is_drawn_within_a_second(self):
        room = self._generate(code="P2", rows=10, shelves=5, compartments=5, boxes=8)
        self._create_boxes(2000).action_move(room.id)
        self.env.flush_all()
        self.env.invalidate_all()
        started = time.monotonic()
        data = self.store.get_map(room.id)
        self.assertLess(time.monotonic() - started, 1)
        used = sum(
            place["used"] for block in data["blocks"] for shelf in block["shelves"]
            for place in shelf["places"]
        )
        self.assertEqual(used, 2000)

    def test_place_lists_its_boxes(self):
        data = self.store.get_place(self._place("A-01-01").id)
        self.assertEqual((data["used"], data["capacity"]), (3, 4))
        self.assertEqual([box["name"] for box in data["boxes"]], ["Box 1", "Box 2", "Box 3"])
        self.assertEqual(data["boxes"][1]["notations"], "1.HG – 2.HG")
        self.assertEqual(data["boxes"][1]["room_id"], self.room.id)

    def test_what_is_found_by_which_words(self):
        cases = {
            "2": ["Box 2", "2.HG – Hồ sơ giấy 2"], "1.HG": ["1.HG – Hồ sơ giấy 1"],
            "ho so giay": ["1.HG – Hồ sơ giấy 1", "2.HG – Hồ sơ giấy 2"],
            self.boxes[2].qr_code: ["Box 3"], self.files[0].qr_code: ["1.HG – Hồ sơ giấy 1"],
            self.room.qr_code: [], "": [], "nichts": [],
        }
        for text, names in cases.items():
            with self.subTest(text):
                found = [hit["name"] for hit in self.store.find(text)]
                self.assertEqual(sorted(found), sorted(names))
        self.assertEqual(self.store.find("1.HG")[0]["box"]["place"], "K-P1-A-01-01")

    def test_whole_number_of_a_file_finds_that_file_only(self):
        more = self._create_paper_files(1, notation="21.HG")
        self.boxes[0].action_put_files(more.ids)
        self.assertEqual([hit["id"] for hit in self.store.find("1.HG")], self.files[0].ids)
        self.assertEqual(len(self.store.find(".HG")), 3)

    def test_labels_are_understood(self):
        place = self._place("A-01-01")
        cases = {
            self.boxes[0].qr_code: ("box", self.boxes[0].id), "3": ("box", self.boxes[2].id),
            place.qr_code: ("place", place.id), "k-p1-a-01-01": ("place", place.id),
            self.files[0].qr_code: ("file", self.files[0].id), "2.HG": ("file", self.files[1].id),
        }
        for code, expected in cases.items():
            with self.subTest(code):
                found = self.store.scan(code)
                self.assertEqual((found["kind"], found["id"]), expected)
        loose = self._create_paper_files(1, notation="9.HG")
        self.assertFalse(self.store.scan(loose.qr_code)["box"])
        for code in ("", "VT:B:999999", "99", "nichts"):
            with self.subTest(code), self.assertRaisesRegex(UserError, "no label of this store"):
                self.store.scan(code)

    def test_number_of_two_boxes_is_not_guessed(self):
        fonds = self.env["vanthu.fonds"].create({
            "name": "Phông thứ hai", "company_id": self.organisation.id,
        })
        self._create_boxes(1, fonds_id=fonds.id)
        with self.assertRaisesRegex(UserError, "Several things"):
            self.store.scan("1")

    def test_box_is_put_away(self):
        found = self.store.put_away(self.boxes[:2].ids, self._place("B-02-01").id)
        self.assertEqual((found["kind"], found["used"], found["capacity"]), ("place", 2, 4))
        self.assertEqual(self.boxes[0].move_ids[0].to_id, self._place("B-02-01"))

    def test_buttons_lead_to_the_map(self):
        params = self.files[0].action_show_on_map()["params"]
        self.assertEqual(params, {
            "lit": self._place("A-01-01").id, "box": self.boxes[1].id, "room": self.room.id,
        })
        with self.assertRaisesRegex(UserError, "no place"):
            self._create_boxes(1).action_show_on_map()
        with self.assertRaisesRegex(UserError, "in no box"):
            self._create_paper_files(1, notation="8.HG").action_show_on_map()

    def test_who_sees_the_store(self):
        store = self.env["vanthu.store"]
        for user in (self.clerk, self.leader):
            self.assertTrue(store.with_user(user).get_map()["blocks"])
            with self.assertRaises(AccessError):
                store.with_user(user).put_away(self.boxes.ids, self._place("B").id)
        place = self._place("A-01-01")
        acts = (
            lambda user: store.with_user(user).get_map(self.room.id),
            lambda user: store.with_user(user).get_place(place.id),
        )
        for user in (self.handler, self.other_archivist):
            for act in acts:
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    act(user)
        for act in ("find", "scan"):
            with self.subTest(act), self.assertRaises(AccessError):
                getattr(store.with_user(self.handler), act)("1")
        self.assertEqual(store.with_user(self.other_archivist).find(self.boxes[0].qr_code), [])
        with self.assertRaises(UserError):
            store.with_user(self.other_archivist).scan(self.boxes[0].qr_code)


@tagged("post_install", "-at_install")
class TestStoreMapBrowser(StoreBrowserCase):
    def test_the_page_of_the_map(self):
        self._run_archive_unit_tests("store_map")
