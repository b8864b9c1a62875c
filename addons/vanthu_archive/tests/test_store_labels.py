"""Labels and box inventories as the archivist prints them."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..tools.printing.box_inventory import BOX_INVENTORY
from .label_reader import read_codes
from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStoreLabels(StoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boxes = cls._create_boxes(2, cls._place("A-01-01"))
        cls.files = cls._create_paper_files(3)
        cls.boxes[0].action_put_files(cls.files.ids)

    def _print(self, records, user=None, **values):
        wizard = self.env["vanthu.label.print"].with_user(user or self.archivist).with_context(
            active_model=records._name, active_ids=records.ids
        )
        form = Form(wizard)
        for name, value in values.items():
            setattr(form, name, value)
        made = form.save()
        self.assertTrue(made.action_print()["is_drawn"])
        return self._render("vanthu_archive.labels", made)

    def _render(self, name, records):
        return self.env["ir.actions.report"].with_user(records.env.user)._render_qweb_pdf(
            name, records.ids
        )[0]

    def _get_text(self, pdf):
        return " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages
        )

    def test_labels_of_boxes_scan_from_the_printed_sheet(self):
        pdf = self._print(self.boxes)
        self.assertEqual(read_codes(pdf), self.boxes.mapped("qr_code"))
        text = self._get_text(pdf)
        self.assertIn("Từ hồ sơ số: 1.HG Đến hồ sơ số: 3.HG Vị trí: K-P1-A-01-01", text)
        self.assertEqual(self._get_events(self.boxes, "printed").mapped("detail"),
                         [{"form": "Nhãn hộp"}] * 2)

    def test_labels_of_a_shelf_and_its_parts(self):
        pdf = self._print(self._place("A-01"), with_parts=True, start=3)
        places = self._place("A-01") | self._place("A-01-01") | self._place("A-01-02")
        self.assertEqual(read_codes(pdf), places.mapped("qr_code"))
        self.assertEqual(len(self._get_events(places, "printed")), 3)

    def test_labels_of_files_in_the_order_of_their_numbers(self):
        pdf = self._print(self.files[::-1])
        self.assertEqual(read_codes(pdf), self.files.mapped("qr_code"))
        self.assertIn("Thời hạn: 10 năm", self._get_text(pdf))
        self.assertEqual(self._get_events(self.files, "printed").mapped("detail"),
                         [{"form": "Nhãn hồ sơ"}] * 3)

    def test_dialog_prints_what_is_possible_only(self):
        wizard = self.env["vanthu.label.print"].with_user(self.archivist)
        with self.assertRaisesRegex(UserError, "Choose what"):
            wizard.create({"kind": "box"}).action_print()
        for values in (
            {"start": 5}, {"start": 0},
            {"sheet_id": self.env.ref("vanthu_archive.label_sheet_file").id},
        ):
            made = wizard.create({"kind": "box", "box_ids": self.boxes.ids, **values})
            with self.subTest(values), self.assertRaisesRegex(UserError, "from 1 to"):
                made.action_print()

    def test_who_prints_labels(self):
        self.assertTrue(self._print(self.boxes, self.clerk))
        for user in (self.handler, self.leader):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._print(self.boxes, user)
        theirs = self.env["vanthu.label.print"].with_user(self.other_archivist).create({
            "kind": "box",
        })
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            theirs.box_ids = self.boxes.with_env(theirs.env)
            theirs.action_print()
        theirs.sudo().box_ids = self.boxes
        theirs.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "Choose what"):
            theirs.action_print()  # they are not even seen

    def test_sheet_that_is_larger_than_the_page_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "do not fit"):
            self.env["vanthu.label.sheet"].with_user(self.archivist).create({
                "name": "Quá lớn", "kind": "box", "width_mm": 120, "height_mm": 100,
                "company_id": self.organisation.id,
            })

    def test_inventory_lists_the_files_in_the_order_of_the_box(self):
        self.assertEqual(
            BOX_INVENTORY.labels,
            ("Hộp số", "Hồ sơ số", "Tiêu đề hồ sơ", "Thời gian bắt đầu và kết thúc", "Số tờ",
             "Thời hạn", "Ghi chú"),
        )
        text = self._get_text(self._render("vanthu_archive.box_inventory", self.boxes[0]))
        self.assertIn("MỤC LỤC HỒ SƠ", text)
        self.assertIn("Hộp số 1", text)
        self.assertIn("1 1.HG Hồ sơ giấy 1 02/01/2024 – 20/12/2024 100 10 năm", text)
        self.assertLess(text.index("1.HG"), text.index("3.HG"))

    def test_inventory_does_not_name_what_its_reader_may_not_see(self):
        self.files[1].sudo().write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.handler.ids)],
        })
        text = self._get_text(self._render("vanthu_archive.box_inventory", self.boxes[0]))
        self.assertIn("2.HG", text)
        self.assertNotIn("Hồ sơ giấy 2", text)
        self.assertIn("Hạn chế tiếp cận", text)
