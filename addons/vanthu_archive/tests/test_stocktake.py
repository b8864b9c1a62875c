"""Taking stock of a shelf: expected, found, misplaced, missing; the record on paper."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.printing.stocktake import STOCKTAKE
from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStocktake(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boxes = cls._create_boxes(6, cls._place("A-01"))  # four and two
        cls.stray = cls._create_boxes(1, cls._place("B-01"))
        cls.loose = cls._create_boxes(1)
        cls.model = cls.env["vanthu.stocktake"].with_user(cls.archivist)

    def _begin(self, code="A-01"):
        return self.model.browse(self.model.begin(self._place(code).id)["id"])

    def _results(self, stocktake):
        return {line.box_id.number: line.result for line in stocktake.line_ids}

    def test_shelf_is_counted_box_by_box(self):
        stocktake = self._begin()
        progress = stocktake.get_progress()
        self.assertEqual(
            (progress["expected"], progress["found"], progress["name"]),
            (6, 0, "K-P1-A-01 · Shelf 01"),
        )
        for box in self.boxes[:4]:
            progress = stocktake.count_box(box.qr_code)
        self.assertEqual(progress["found"], 4)
        progress = stocktake.count_box(str(self.stray.number))
        self.assertEqual((progress["misplaced"], progress["expected"]), (1, 6))
        self.assertEqual(progress["lines"][0]["name"], "Box 7", "what is wrong comes first")
        self.assertEqual(progress["lines"][0]["expected_place"], "K-P1-B-01-01")
        stocktake.count_box(self.loose.qr_code)
        stocktake.action_finish()
        self.assertEqual(self._results(stocktake), {
            1: "found", 2: "found", 3: "found", 4: "found", 5: "missing", 6: "missing",
            7: "misplaced", 8: "misplaced",
        })
        self.assertEqual(stocktake.missing_count, 2)
        self.assertTrue(stocktake.finished_at)

    def test_box_is_counted_once_however_often_it_is_scanned(self):
        stocktake = self._begin()
        for _time in range(3):
            progress = stocktake.count_box(self.boxes[0].qr_code)
        self.assertEqual((progress["found"], len(progress["lines"])), (1, 6))

    def test_box_in_the_wrong_compartment_is_misplaced_until_it_is_seen_in_the_right_one(self):
        stocktake = self._begin()
        first, second = self._place("A-01-01"), self._place("A-01-02")
        box = self.boxes[0]
        stocktake.count_box(box.qr_code, second.id)
        self.assertEqual(self._results(stocktake)[1], "misplaced")
        stocktake.count_box(box.qr_code, first.id)
        self.assertEqual(self._results(stocktake)[1], "found")
        with self.assertRaisesRegex(UserError, "not a part of"):
            stocktake.count_box(box.qr_code, self._place("B-01-01").id)

    def test_interrupted_counting_goes_on(self):
        stocktake = self._begin()
        stocktake.count_box(self.boxes[0].qr_code)
        self.assertEqual(self._begin(), stocktake)
        stocktake.action_finish()
        self.assertNotEqual(self._begin(), stocktake)
        for act in (stocktake.action_finish, lambda: stocktake.count_box("1")):
            with self.assertRaisesRegex(UserError, "finished"):
                act()

    def test_only_boxes_are_counted(self):
        stocktake = self._begin()
        file = self._create_paper_files(1)
        for code in (file.qr_code, self.room.qr_code):
            with self.subTest(code), self.assertRaisesRegex(UserError, "is no box"):
                stocktake.count_box(code)
        with self.assertRaisesRegex(UserError, "no label"):
            stocktake.count_box("VT:B:99999999")

    def test_misplaced_boxes_are_registered_where_they_were_found(self):
        stocktake = self._begin()
        stocktake.count_box(self.stray.qr_code, self._place("A-01-02").id)
        with self.assertRaisesRegex(UserError, "Finish the counting"):
            stocktake.action_put_right()
        stocktake.action_finish()
        stocktake.action_put_right()
        self.assertEqual(self.stray.location_id, self._place("A-01-02"))
        self.assertEqual(self.stray.move_ids[0].reason, "Stock-taking")
        self.assertEqual(self._results(stocktake)[7], "misplaced", "what was seen stays")

    def test_what_was_counted_is_kept(self):
        stocktake = self._begin()
        self._begin("B").unlink()
        stocktake.count_box(self.boxes[0].qr_code)
        with self.assertRaisesRegex(UserError, "is kept"):
            stocktake.unlink()
        with self.assertRaisesRegex(UserError, "another place"):
            stocktake.location_id = self.room
        with self.assertRaises(UserError):
            stocktake.state = "done"
        with self.assertRaises(AccessError):
            stocktake.line_ids[0].result = "found"

    def test_only_archivists_of_the_organisation_count(self):
        stocktake = self._begin()
        for user in (self.handler, self.clerk, self.leader, self.other_archivist):
            mine = stocktake.with_user(user)
            for act in (
                lambda mine=mine: mine.begin(self.room.id), mine.action_finish,
                lambda mine=mine: mine.count_box("1"), mine.action_put_right,
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    act()
        self.assertFalse(
            self.env["vanthu.stocktake.line"].with_user(self.other_archivist).search([])
        )

    def test_record_lists_every_box_and_its_result(self):
        self.assertEqual(STOCKTAKE.labels, (
            "STT", "Hộp số", "Số hồ sơ", "Vị trí theo sổ", "Kết quả", "Vị trí thực tế", "Ghi chú",
        ))
        stocktake = self._begin()
        stocktake.count_box(self.boxes[0].qr_code, self._place("A-01-01").id)
        stocktake.count_box(self.stray.qr_code)
        stocktake.action_finish()
        pdf = self.env["ir.actions.report"].with_user(self.archivist)._render_qweb_pdf(
            "vanthu_archive.stocktake", stocktake.ids
        )[0]
        text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
        for words in (
            "BIÊN BẢN KIỂM KÊ HỘP HỒ SƠ", "K-P1-A-01",
            "1 1 0 K-P1-A-01-01 Đúng vị trí K-P1-A-01-01", "Sai vị trí", "Thiếu",
            "Theo sổ: 6 hộp; đúng vị trí: 1; sai vị trí: 1; thiếu: 5.", "NGƯỜI KIỂM KÊ",
        ):
            self.assertIn(words, text)
