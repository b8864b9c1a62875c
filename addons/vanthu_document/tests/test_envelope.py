"""Envelopes and slips for those who get paper."""

import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tools.printing.envelope import Envelope, Sender, write_envelopes

from .books_common import BooksCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


def flat(text):
    return " ".join(text.split())


@tagged("post_install", "-at_install")
class TestEnvelope(BooksCommon):
    def _wizard(self, documents, user=None, **values):
        return self.env["vanthu.envelope.print"].with_user(user or self.clerk).with_context(
            active_model="vanthu.document", active_ids=documents.ids
        ).create(values)

    def test_one_envelope_for_each_who_gets_paper_by_post(self):
        second = self.env["res.partner"].create({
            "name": "Trường THPT Buôn Ma Thuột", "street": "57 Bà Triệu", "city": "Đắk Lắk",
        })
        document = self._issue_paper(recipient_ids=[
            *self._paper_rows(), (0, 0, {"partner_id": second.id}),
        ])
        self.organisation.write({"street": "08 Nguyễn Tất Thành", "phone": "0262 3852 512"})
        wizard = self._wizard(document)
        self.assertEqual(wizard.document_ids, document)
        pages = [flat(page) for page in self._print("envelope", wizard)]
        self.assertEqual(len(pages), 2)
        for page in pages:
            places = [page.find(words) for words in (
                "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                "Địa chỉ: 08 Nguyễn Tất Thành", "Điện thoại: 0262 3852 512",
                "Số/ký hiệu văn bản: 01/SGDĐT-VP", "Kính gửi:",
            )]
            self.assertNotIn(-1, places)
            self.assertEqual(places, sorted(places))
        self.assertIn("Trường THPT Buôn Ma Thuột 57 Bà Triệu, Đắk Lắk", pages[0])
        self.assertIn("Ủy ban nhân dân xã Ea Kar", pages[1])
        self.assertEqual(self._events(document, "printed").detail["count"], 2)

    def test_documents_for_one_addressee_share_an_envelope(self):
        documents = self._issue_paper() | self._issue_paper(priority="2")
        pages = self._print("envelope", self._wizard(documents))
        self.assertEqual(len(pages), 1)
        self.assertIn("01/SGDĐT-VP; 02/SGDĐT-VP", flat(pages[0]))
        self.assertIn("THƯỢNG KHẨN", flat(pages[0]))

    def test_the_size_is_data(self):
        document = self._issue_paper()
        sizes = self.env["vanthu.envelope.size"].search([])
        self.assertEqual(
            sizes.mapped(lambda size: (size.width_mm, size.height_mm)),
            [(220, 110), (229, 162), (324, 229)],
        )
        own = self.env["vanthu.envelope.size"].with_user(self.manager).create({
            "name": "B5", "width_mm": 250, "height_mm": 176,
        })
        for size in sizes | own:
            wizard = self._wizard(document, size_id=size.id)
            content, _kind = self.env["ir.actions.report"].with_user(
                self.clerk
            )._render_qweb_pdf("vanthu_document.envelope", wizard.ids)
            box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
            self.assertAlmostEqual(float(box.width), size.width_mm * 72 / 25.4, 1)
            self.assertAlmostEqual(float(box.height), size.height_mm * 72 / 25.4, 1)

    def test_a_long_address_is_written_smaller_and_stays_on_the_envelope(self):
        lines = ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện " * 3,
                 "Tổ dân phố 5, đường Nguyễn Tất Thành " * 4)
        stream = write_envelopes(
            Sender(name="Sở Giáo dục và Đào tạo " * 4), [Envelope(("01/SGDĐT",), lines, "3")],
            220, 110,
        )
        (page,) = pypdf.PdfReader(stream).pages
        found = []
        page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: found.append(tm[5])
                          if text.strip() else None)
        self.assertGreater(min(found), 0)
        text = flat(page.extract_text())
        self.assertIn("HỎA TỐC", text)
        self.assertEqual(text.count("thường xuyên"), 3)

    def test_nobody_to_send_to_and_no_number_get_a_sentence(self):
        by_mail = self._bring_to("issued")
        with self.assertRaisesRegex(UserError, "at least one recipient"):
            self._wizard(by_mail).action_print()
        draft = self._create_draft(recipient_ids=self._paper_rows())
        with self.assertRaisesRegex(UserError, "has no number yet"):
            self._wizard(draft).action_print()

    def test_rows_of_other_documents_and_of_others_are_refused(self):
        document, other = self._issue_paper(), self._issue_paper()
        wizard = self._wizard(document)
        with self.assertRaisesRegex(AccessError, "recipients of the documents"):
            wizard.recipient_ids = other.recipient_ids
        self._restrict(other)
        with self.assertRaises(AccessError):
            wizard.document_ids = other
        with self.assertRaises(AccessError):
            wizard.onchange(
                {"document_ids": [[4, other.id]]}, ["document_ids"],
                {"document_ids": {"fields": {"display_name": {}}}},
            )

    def test_only_the_clerk_of_the_organisation_prints(self):
        document = self._issue_paper()
        wizard = self._wizard(document)
        for user in (self.leader, self.handler, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._wizard(document, user=user)
        with self.assertRaises(AccessError):
            self._print("envelope", wizard, user=self.other_clerk)


@tagged("post_install", "-at_install")
class TestTransferSlip(BooksCommon):
    def test_a_sheet_for_each_who_gets_paper_by_hand(self):
        rows = [*self._paper_rows(), (0, 0, {"user_id": self.head.id, "channel": "hand"})]
        documents = self._issue_paper(recipient_ids=rows) | self._issue_paper()
        pages = [flat(page) for page in self._print("transfer_slip", documents)]
        self.assertEqual(len(pages), 2)
        self.assertIn("PHIẾU GỬI VĂN BẢN Kính gửi: Head", pages[0])
        self.assertIn("Kính gửi: Phòng Kế hoạch - Tài chính", pages[1])
        self.assertNotIn("02/SGDĐT-VP", pages[0])
        for words in ("01/SGDĐT-VP", "02/SGDĐT-VP", "15/05/2026", "Tổ chức hội nghị"):
            self.assertIn(words, pages[1])
        self.assertEqual(self._events(documents[0], "printed").user_id, self.clerk)

    def test_what_has_no_slip_says_so(self):
        only_post = self._issue_paper(recipient_ids=[
            (0, 0, {"partner_id": self.post_office.id}),
        ])
        for document, words in (
            (only_post, "no slip to print"),
            (self._bring_to("signed").with_user(self.clerk), "no issued document"),
            (self._create_incoming(), "no issued document"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self._print("transfer_slip", document)

    def test_only_clerks_print_slips(self):
        document = self._issue_paper()
        for user in (self.leader, self.handler, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._print("transfer_slip", document, user=user)
