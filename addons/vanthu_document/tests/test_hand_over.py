import unicodedata
from io import BytesIO

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestHandOver(HandlingCommon):
    def _make(self, **values):
        return self.env["vanthu.hand.over"].with_user(self.clerk).create(
            {"company_id": self.organisation.id, **values}
        )

    def test_proposes_the_paper_of_the_day_that_is_still_here(self):
        registered = self._create_registered()
        directed = self._create_registered(code_number="328")
        self._direct(directed)
        self._create_registered(code_number="329", channel="email")
        self._create_incoming(code_number="330")
        handed = self._create_registered(code_number="331")
        earlier = self._make(line_ids=[Command.create({
            "document_id": handed.id, "unit_id": self.unit.id,
        })])
        earlier.action_confirm()
        hand_over = self._make()
        hand_over.action_fill()
        self.assertEqual(hand_over.line_ids.document_id, registered + directed)
        line = hand_over.line_ids.filtered(lambda row: row.document_id == directed)
        self.assertEqual(line.unit_id, self.unit)
        self.assertEqual(line.receiver_name, self.unit.name)
        hand_over.action_fill()
        self.assertEqual(len(hand_over.line_ids), 2)

    def test_confirming_fills_the_register_and_logs(self):
        document = self._create_registered()
        hand_over = self._make(line_ids=[
            Command.create({"document_id": document.id, "unit_id": self.unit.id}),
            Command.create({"document_id": document.id, "receiver_name": "Ông An"}),
        ])
        hand_over.action_confirm()
        self.assertEqual(hand_over.state, "done")
        self.assertEqual(document.transfer_date, self.today)
        self.assertEqual(document.receiver_name, "Văn phòng, Ông An")
        event = self._events(document, "transferred")
        self.assertEqual(event.detail["to"], "Văn phòng, Ông An")
        self._direct(document, [self._lead(self.second_unit)])
        self.assertEqual(document.receiver_name, "Văn phòng, Ông An", "paper was signed for")

    def test_a_line_without_receiver_is_named_in_the_refusal(self):
        document = self._create_registered()
        hand_over = self._make(line_ids=[Command.create({"document_id": document.id})])
        with self.assertRaisesRegex(UserError, "327/BGDĐT-VP"):
            hand_over.action_confirm()
        self.assertFalse(document.transfer_date)
        with self.assertRaises(UserError):
            self._make().action_confirm()

    def test_what_was_confirmed_stays(self):
        document = self._create_registered()
        hand_over = self._make(line_ids=[
            Command.create({"document_id": document.id, "unit_id": self.unit.id}),
        ])
        hand_over.action_confirm()
        other = self._create_registered(code_number="328")
        changes = {
            "write": lambda: hand_over.write({"date": "2026-01-01"}),
            "line": lambda: hand_over.line_ids.write({"note": "x"}),
            "new line": lambda: self.env["vanthu.hand.over.line"].with_user(self.clerk).create(
                {"hand_over_id": hand_over.id, "document_id": other.id}
            ),
            "unlink line": lambda: hand_over.line_ids.unlink(),
            "unlink": lambda: hand_over.unlink(),
            "again": lambda: hand_over.action_confirm(),
        }
        for name, change in changes.items():
            with self.subTest(name), self.assertRaises(UserError):
                change()

    def test_only_registered_documents_and_only_by_clerks(self):
        with self.assertRaises(ValidationError):
            self._make(line_ids=[Command.create({
                "document_id": self._create_incoming().id, "unit_id": self.unit.id,
            })])
        hand_over = self._make()
        for user in (self.leader, self.head, self.manager, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                hand_over.with_user(user).write({"date": "2026-01-01"})

    def test_the_list_has_own_sheets_for_each_unit(self):
        first = self._create_registered(subject="Kế hoạch năm học mới")
        second = self._create_registered(code_number="328", subject="Quyết toán ngân sách")
        hand_over = self._make(line_ids=[
            Command.create({"document_id": first.id, "unit_id": self.unit.id}),
            Command.create({"document_id": second.id, "unit_id": self.second_unit.id}),
        ])
        rows = hand_over._get_hand_over_rows()
        self.assertEqual(list(rows), sorted([self.unit.name, self.second_unit.name]))
        self.assertEqual(rows[self.unit.name][0][1:4], (
            first.arrival_number, "327/BGDĐT-VP", "Kế hoạch năm học mới",
        ))
        content, _kind = self.env["ir.actions.report"].with_user(self.clerk)._render_qweb_pdf(
            "vanthu_document.action_report_hand_over", hand_over.ids
        )
        pages = [
            " ".join(unicodedata.normalize("NFC", page.extract_text()).split())
            for page in PdfFileReader(BytesIO(content)).pages
        ]
        self.assertEqual(len(pages), 2)
        self.assertIn("Quyết toán ngân sách", pages[0])
        self.assertIn("Kế hoạch năm học mới", pages[1])
        for page in pages:
            for label in ("Ngày chuyển", "Số đến", "Đơn vị hoặc người nhận", "Ký nhận"):
                self.assertIn(label, page)
        self.assertTrue(self._events(first, "printed"))

    def test_list_button_takes_the_chosen_documents(self):
        documents = self._create_registered() + self._create_registered(code_number="328")
        action = documents.action_prepare_hand_over()
        hand_over = self.env["vanthu.hand.over"].browse(action["res_id"])
        self.assertEqual(hand_over.line_ids.document_id, documents)
