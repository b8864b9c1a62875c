from odoo.tests import tagged

from .files import make_docx, make_pdf
from .mail_common import MailCommon


@tagged("post_install", "-at_install")
class TestIntakeMail(MailCommon):
    """E-mail to an organisation's address becomes a document that waits."""

    # ---- ADDRESSES ----

    def test_each_organisation_has_an_own_address(self):
        self.assertEqual(self.organisation.intake_alias_name[:17], "congvanden-sgddt")
        self.assertEqual(self.address.split("@")[1], "so.example.vn")
        twin = self._create_organisation("Sở khác", "SGDĐT")
        self.assertNotEqual(twin.intake_alias_name, self.organisation.intake_alias_name)
        plain = self.env["res.company"].create({"name": "Không viết tắt"})
        self.assertTrue(plain.intake_alias_name.startswith("congvanden"))

    def test_organisation_without_alias_domain_is_created(self):
        self.env["ir.config_parameter"].sudo().set_param("mail.catchall.domain", False)
        company = self.env["res.company"].create({"name": "Không tên miền"})
        company.alias_domain_id = False
        self.assertTrue(company.intake_alias_id)
        self.assertFalse(company.intake_alias_id.alias_domain_id)

    # ---- DOCUMENTS ----

    def test_mail_becomes_a_document_of_the_addressed_organisation(self):
        document = self._process(self._mail(
            "Fwd: V/v báo cáo", [("327.pdf", make_pdf()), ("bieu.docx", make_docx("Biểu"))]
        ))
        self.assertEqual(document.company_id, self.organisation)
        self.assertEqual((document.state, document.channel), ("arrived", "email"))
        self.assertEqual(document.sender_email, "pgd@huyen.example.vn")
        self.assertEqual(document.received_subject, "V/v báo cáo")
        self.assertEqual(document.file_ids.mapped("name"), ["327.pdf", "bieu.docx"])
        self.assertEqual(document.message_main_attachment_id.name, "327.pdf")
        self.assertIn("Kính gửi", "".join(document.message_ids.mapped("body")))
        other = self._process(self._mail(to=self.other_organisation.intake_email))
        self.assertEqual(other.company_id, self.other_organisation)

    def test_subject_of_the_mail_stands_back_behind_the_file(self):
        document = self._process(self._mail("Gửi anh chị", [("327.pdf", make_pdf())]))
        self.assertFalse(document.subject)
        self._read_files()
        self.assertTrue(document.proposals["subject"]["value"])
        self.assertFalse(document.subject)

    def test_subject_of_the_mail_serves_where_the_file_proposes_none(self):
        document = self._process(self._mail("Lịch họp tuần", [("a.docx", make_docx("Lịch"))]))
        self._read_files()
        self.assertEqual(document.subject, "Lịch họp tuần")

    def test_mail_without_file_is_a_document_with_a_note(self):
        document = self._process(self._mail("Giấy mời họp", body="Mời dự họp lúc 8 giờ"))
        self.assertEqual(document.subject, "Giấy mời họp")
        bodies = "".join(document.message_ids.mapped("body"))
        self.assertIn("without a file", bodies)
        self.assertIn("Mời dự họp", bodies)

    def test_answer_joins_the_thread(self):
        document = self._process(self._mail("V/v báo cáo", [("1.pdf", make_pdf())]))
        first = document.message_ids.filtered(lambda m: m.message_type == "email")
        before = self.env["vanthu.document"].search_count([])
        answer = self._process(self._mail(
            "Re: V/v báo cáo", [("2.docx", make_docx("Bổ sung"))],
            headers={"In-Reply-To": first.message_id, "References": first.message_id},
        ))
        self.assertEqual(answer, document)
        self.assertEqual(self.env["vanthu.document"].search_count([]), before)
        self.assertEqual(document.file_ids.mapped("name"), ["1.pdf", "2.docx"])

    def test_damaged_file_is_kept_marked_and_explained(self):
        document = self._process(self._mail(files=[("hong.pdf", b"%PDF-1.7 broken")]))
        self._read_files()
        self.assertEqual(document.file_ids.state, "damaged")
        self.assertEqual(document.file_ids.attachment_id.raw, b"%PDF-1.7 broken")

    # ---- MACHINES ----

    def test_answers_of_machines_make_no_document(self):
        before = self.env["vanthu.document"].search_count([])
        for headers in (
            {"Auto-Submitted": "auto-replied"},
            {"Auto-Submitted": "auto-generated"},
            {"Precedence": "junk"},
            {"Precedence": "bulk"},
            {"X-Autoreply": "yes"},
            {"Return-Path": "<>"},
        ):
            with self.subTest(headers):
                self.assertFalse(self._process(self._mail("Vắng mặt", headers=headers)))
        mail = self._mail("Undelivered", files=[("a.pdf", make_pdf())])
        mail.replace_header("From", self.address)
        self.assertFalse(self._process(mail))
        self.assertEqual(self.env["vanthu.document"].search_count([]), before)
        self.assertFalse(self._get_receipts())

    def test_bounce_makes_no_document(self):
        mail = self._mail("Delivery failure")
        mail.replace_header("From", "MAILER-DAEMON@huyen.example.vn")
        self.assertFalse(self._process(mail))

    def test_documents_sent_by_other_offices_software_are_taken(self):
        for headers in ({"Auto-Submitted": "auto-generated"}, {"Precedence": "bulk"}):
            with self.subTest(headers):
                self.assertTrue(self._process(
                    self._mail(files=[("1.pdf", make_pdf())], headers=headers)
                ))

    def test_same_mail_twice_is_one_document(self):
        mail = self._mail(files=[("1.pdf", make_pdf())])
        self.assertTrue(self._process(mail))
        self.assertFalse(self._process(mail))

    def test_flood_of_empty_mails_is_taken_for_a_loop_but_files_are_not(self):
        self.env["ir.config_parameter"].sudo().set_param("mail.gateway.loop.threshold", "3")
        for _mail in range(4):
            self.assertTrue(self._process(self._mail(files=[("1.pdf", make_pdf("Số: 1/A"))])))
        made = [bool(self._process(self._mail("Vòng lặp"))) for _mail in range(5)]
        self.assertEqual(made, [True, True, True, False, False])

    # ---- RECEIPT ----

    def test_sender_is_told_of_the_receipt_by_a_mail_no_machine_answers(self):
        document = self._process(self._mail("V/v báo cáo", [("1.pdf", make_pdf())]))
        receipt = self._get_receipts()
        self.assertEqual(len(receipt), 1)
        self.assertIn("V/v báo cáo", receipt.body_html)
        self.assertIn("auto-replied", receipt.headers)
        self.assertEqual((receipt.model, receipt.res_id), (document._name, document.id))

    def test_organisation_may_turn_the_receipt_off(self):
        self.organisation.intake_acknowledge = False
        self._process(self._mail("V/v báo cáo", [("1.pdf", make_pdf())]))
        self.assertFalse(self._get_receipts())
