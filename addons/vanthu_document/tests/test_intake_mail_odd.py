"""E-mails as they really come: without subject, nested, torn, mistaken, repeated."""

from email.encoders import encode_base64
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from odoo.tests import tagged

from .files import make_docx, make_encrypted_pdf, make_pdf, make_secret_pdf, make_zip_bomb
from .mail_common import MailCommon

# What Outlook sends instead of attachments when it is set up badly.
TNEF = b"\x78\x9f\x3e\x22" + b"\x00\x01\x00" * 200


@tagged("post_install", "-at_install")
class TestOddMail(MailCommon):
    """Nothing that arrives is lost, and nothing of it breaks the gateway."""

    def _make_multipart(self, *parts, **headers):
        """A mail put together by hand, as odd programs do."""
        plain = self._mail()
        mail = MIMEMultipart("mixed")
        for name in ("From", "To", "Subject", "Message-Id"):
            mail[name] = headers.get(name, plain[name])
        for part in parts:
            mail.attach(part)
        return mail

    def _make_part(self, kind, data, **headers):
        part = MIMEBase(*kind.split("/"))
        part.set_payload(data)
        for name, value in headers.items():
            part[name.replace("_", "-")] = value
        return part

    # ---- SUBJECT AND SENDER ----

    def test_mail_without_subject_is_named_after_its_file(self):
        mail = self._mail(files=[("quet 12.pdf", make_pdf())])
        del mail["Subject"]
        document = self._process(mail)
        self.assertFalse(document.subject)
        self.assertFalse(document.received_subject)
        self.assertEqual(document.intake_hint, "quet 12.pdf")

    def test_mail_with_neither_subject_nor_file_nor_text_still_waits(self):
        mail = self._mail(subject="", body="")
        document = self._process(mail)
        self.assertEqual(document.state, "arrived")
        self.assertTrue(document.display_name)

    def test_answer_marks_pile_up_and_all_go(self):
        for subject in ("Re: Fwd: V/v họp", "TR:  re: V/v họp", "Chuyển tiếp: Trả lời: V/v họp"):
            with self.subTest(subject):
                document = self._process(self._mail(subject))
                self.assertEqual(document.subject, "V/v họp")

    def test_word_that_only_begins_like_an_answer_mark_stays(self):
        document = self._process(self._mail("Relay: thiết bị trường học"))
        self.assertEqual(document.subject, "Relay: thiết bị trường học")

    def test_subject_in_an_old_encoding_is_read(self):
        mail = self._mail()
        raw = mail.as_bytes()
        header = next(line for line in raw.split(b"\n") if line.startswith(b"Subject:"))
        encoded = b"Subject: =?windows-1258?Q?B=E1o_c=E1o_th=E1ng_12?="
        document = self._process(_Raw(raw.replace(header, encoded)))
        self.assertEqual(document.subject, "Báo cáo tháng 12")

    def test_sender_without_a_usable_address_gets_no_receipt(self):
        mail = self._mail("V/v báo cáo", [("1.pdf", make_pdf())])
        mail.replace_header("From", "Phòng máy quét")
        before = self.env["mail.mail"].sudo().search_count([])
        document = self._process(mail)
        self.assertTrue(document)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)

    def test_mail_to_several_organisations_is_a_document_of_each(self):
        both = f"{self.address}, {self.other_organisation.intake_email}"
        before = self.env["vanthu.document"].search([])
        self._process(self._mail("V/v chung", [("1.pdf", make_pdf())], to=both))
        made = self.env["vanthu.document"].search([]) - before
        self.assertEqual(len(made), len(made.company_id), made.mapped("company_id.name"))
        self.assertEqual(made.company_id, self.organisation | self.other_organisation)

    # ---- FILES ----

    def test_name_of_a_file_keeps_its_letters(self):
        names = ["Công văn số 12 (bản ký).pdf", "Phụ lục; a, b.docx", "Báo\u0300 cáo.pdf"]
        document = self._process(self._mail(files=[(name, make_pdf()) for name in names]))
        self.assertEqual(len(document.file_ids), 3)
        for name in names[:2]:
            self.assertIn(name, document.file_ids.mapped("name"))

    def test_file_without_a_name_is_kept(self):
        content = make_pdf()
        part = self._make_part("application/pdf", content, Content_Disposition="attachment")
        encode_base64(part)
        document = self._process(self._make_multipart(MIMEText("Gửi"), part))
        self.assertEqual(document.file_ids.attachment_id.mapped("raw"), [content])

    def test_winmail_dat_is_kept_and_said_to_be_unreadable(self):
        document = self._process(self._mail(files=[("winmail.dat", TNEF)]))
        self._read_files()
        self.assertEqual(document.file_ids.attachment_id.raw, TNEF)
        self.assertEqual(document.file_ids.state, "unsupported")
        self.assertIn("winmail.dat", document.file_note)
        self.assertEqual(document.file_state, "attention")

    def test_forwarded_message_inside_keeps_its_files(self):
        inner = EmailMessage()
        inner["From"], inner["To"], inner["Subject"] = "a@b.vn", "c@d.vn", "Bản gốc"
        inner.set_content("Kính chuyển")
        inner.add_attachment(make_pdf(), "application", "pdf", filename="goc.pdf")
        outer = self._mail("Fwd: Bản gốc")
        outer.add_attachment(inner)
        document = self._process(outer)
        contents = document.file_ids.attachment_id.mapped("raw")
        self.assertTrue(
            any(content.startswith(b"%PDF") or b"goc.pdf" in content for content in contents),
            document.file_ids.mapped("name"),
        )

    def test_encrypted_file_and_bomb_are_kept_with_a_sentence(self):
        bomb = make_zip_bomb()
        document = self._process(self._mail(files=[
            ("khoa.pdf", make_encrypted_pdf()), ("bom.docx", bomb), ("tot.pdf", make_pdf()),
        ]))
        self._read_files()
        states = {row.name: row.state for row in document.file_ids}
        self.assertEqual(
            states, {"khoa.pdf": "encrypted", "bom.docx": "too_large", "tot.pdf": "done"}
        )
        self.assertIn("password", document.file_note)
        self.assertTrue(document.proposals["code_notation"]["value"], "the good file is used")
        kept = document.file_ids.filtered(lambda row: row.name == "bom.docx")
        self.assertEqual(kept.attachment_id.raw, bomb)

    def test_empty_file_breaks_nothing(self):
        document = self._process(self._mail("Rỗng", [("rong.pdf", b"")]))
        self._read_files()
        self.assertEqual(document.state, "arrived")
        self.assertNotIn("todo", document.file_ids.mapped("state"))

    def test_same_file_twice_in_a_mail_is_shown_twice_and_read_twice(self):
        pdf = make_pdf()
        document = self._process(self._mail(files=[("a.pdf", pdf), ("b.pdf", pdf)]))
        self._read_files()
        self.assertEqual(document.file_ids.mapped("state"), ["done", "done"])
        self.assertEqual(len(set(document.file_ids.mapped("sha256"))), 1)

    def test_calendar_and_signature_parts_do_not_hide_the_letter(self):
        mail = self._make_multipart(
            MIMEText("Kính gửi"),
            self._make_part("text/calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
            self._make_part("application/pgp-signature", "-----BEGIN PGP SIGNATURE-----"),
        )
        document = self._process(mail)
        self.assertEqual(document.company_id, self.organisation)
        self.assertIn("Kính gửi", "".join(document.message_ids.mapped("body")))

    def test_one_secret_among_several_files_leaves_none_of_it(self):
        secret = make_secret_pdf()
        document = self._process(self._mail("V/v gửi", [
            ("thuong.pdf", make_pdf()), ("la.pdf", secret),
        ]))
        self._read_files()
        self.env["ir.attachment"].flush_model()
        kept = self.env["ir.attachment"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document.id),
        ])
        self.assertNotIn("la.pdf", kept.mapped("name"))
        self.assertIn("thuong.pdf", kept.mapped("name"))
        self.assertFalse(any(secret in (item.raw or b"") for item in kept))

    # ---- TEXT ----

    def test_text_with_a_script_is_kept_without_it(self):
        mail = self._mail("Thông báo")
        mail.set_content(
            "<p>Nội dung <b>quan trọng</b></p><script>alert(1)</script>"
            '<img src="x" onerror="alert(2)">', subtype="html",
        )
        body = "".join(self._process(mail).message_ids.mapped("body"))
        self.assertIn("quan trọng", body)
        self.assertNotIn("alert", body)

    def test_torn_mail_is_still_a_document(self):
        raw = self._mail(files=[("1.docx", make_docx("Nội dung"))]).as_bytes()
        torn = raw[: len(raw) * 2 // 3]
        document = self._process(_Raw(torn))
        self.assertEqual(document.company_id, self.organisation)
        self._read_files()
        self.assertNotIn("todo", document.file_ids.mapped("state"))

    # ---- REPETITION AND MACHINES ----

    def test_mail_without_number_of_its_own_is_taken(self):
        first, second = self._mail("Một"), self._mail("Hai")
        for mail in (first, second):
            del mail["Message-Id"]
        self.assertNotEqual(self._process(first), self._process(second))

    def test_same_number_from_another_office_is_taken_for_the_same_mail(self):
        first = self._mail("Một", [("1.pdf", make_pdf())])
        again = self._mail("Một", [("1.pdf", make_pdf())])
        again.replace_header("Message-Id", first["Message-Id"])
        self.assertTrue(self._process(first))
        self.assertFalse(self._process(again))

    def test_reasons_name_the_header_that_says_so(self):
        find = self.env["vanthu.document"]._find_automatic_reason
        for header, value, reason in (
            ("Auto-Submitted", "AUTO-REPLIED; owner=x", "Auto-Submitted: auto-replied"),
            ("Precedence", " Junk ", "Precedence: junk"),
            ("X-Autorespond", "1", "X-Autorespond"),
            ("Auto-Submitted", "no", ""),
            ("Precedence", "first-class", ""),
        ):
            with self.subTest(header=header, value=value):
                mail = EmailMessage()
                mail[header] = value
                self.assertEqual(find(mail, {"email_from": "a@b.vn"}), reason)

    def test_report_of_delivery_is_known_by_its_kind(self):
        report = MIMEMultipart("report")
        find = self.env["vanthu.document"]._find_automatic_reason
        self.assertEqual(find(report, {"email_from": "a@b.vn"}), "multipart/report")

    def test_own_address_is_known_whatever_its_capitals_and_name(self):
        find = self.env["vanthu.document"]._find_own_address
        for sender in (self.address, self.address.upper(), f'"Sở" <{self.address}>'):
            self.assertIn("itself", find({"email_from": sender}))
        for sender in ("", None, "a@b.vn", f"x{self.address}"):
            self.assertEqual(find({"email_from": sender}), "")


class _Raw:
    """Bytes that are sent as they are."""

    def __init__(self, data):
        self._data = data

    def as_bytes(self):
        return self._data
