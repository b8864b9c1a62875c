import json
import os

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon
from .files import SECRET_WORDS, FileReading, make_docx, make_pdf, make_secret_pdf

ON_PAPER = "hand it over on paper"


class SecretCase(FileReading, VanthuCommon):
    """What every refusal leaves: an event without content, a sentence, nothing else."""

    def setUp(self):
        super().setUp()
        if not type(self)._registry_patched:
            # Refusals are logged through an own cursor.
            self.registry_enter_test_mode()

    def _get_refusals(self):
        return self.env["vanthu.event"].sudo().search([
            ("kind", "=", "secret_refused"), ("company_id", "=", self.organisation.id),
        ])

    def assertRefusedWithoutContent(self, count=1, fingerprint=True):
        refusals = self._get_refusals()
        self.assertEqual(len(refusals), count)
        for refusal in refusals:
            facts = json.dumps(refusal.detail, ensure_ascii=False)
            self.assertNotIn("trọng yếu", facts)
            self.assertNotIn(".pdf", facts)
            self.assertEqual("sha256" in refusal.detail, fingerprint)

    def assertNothingStored(self, *needles):
        """No table keeps the words or names of a secret, neither does a file of the store."""
        self.env.flush_all()
        for needle in needles:
            for table, column in [
                ("vanthu_document", "subject"), ("vanthu_document", "received_subject"),
                ("vanthu_document_file", "text"), ("vanthu_document_file", "name"),
                ("ir_attachment", "name"), ("ir_attachment", "index_content"),
                ("mail_message", "body"), ("mail_message", "subject"),
                ("mail_mail", "body_html"), ("vanthu_document_text", "head_words"),
                ("vanthu_document_text", "body_words"),
            ]:
                self.env.cr.execute(
                    f"SELECT count(*) FROM {table} WHERE {column} ILIKE %s",  # noqa: S608
                    (f"%{needle}%",),
                )
                self.assertFalse(self.env.cr.fetchone()[0], f"{needle} in {table}.{column}")


class TestSecretEntry(SecretCase):
    """Typed fields."""

    def test_marked_field_is_refused_at_entry_and_change(self):
        with self.assertRaisesRegex(UserError, ON_PAPER):
            self._create_incoming(subject="TUYỆT MẬT")
        document = self._create_incoming()
        for values in (
            {"subject": "TỐI MẬT"}, {"description": f"Độ mật: Tuyệt mật, {SECRET_WORDS}"},
            {"code_notation": "MẬT"},
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, ON_PAPER):
                document.write(values)
        self.assertRefusedWithoutContent(4, fingerprint=False)

    def test_directives_and_phrases_repeat_no_secret(self):
        document = self._create_incoming()
        for model, values in (
            ("vanthu.directive", {"document_id": document.id, "content": "TUYỆT MẬT"}),
            ("vanthu.phrase", {"text": "Độ mật: Tối mật"}),
        ):
            with self.subTest(model), self.assertRaisesRegex(UserError, ON_PAPER):
                self.env[model].create(values)

    def test_false_friends_pass(self):
        for subject in (
            "Quy chế bảo mật thông tin", "Đổi mật khẩu tài khoản",
            "Công tác bảo vệ bí mật nhà nước",
            "Mật độ xây dựng trường học", "Hướng dẫn nuôi ong lấy mật", "Quản lý khóa bí mật",
        ):
            with self.subTest(subject):
                self.assertEqual(self._create_incoming(subject=subject).subject, subject)
        self.assertFalse(self._get_refusals())


class TestSecretFiles(SecretCase):
    """Attachments, chatter, background."""

    def test_attachment_is_refused_before_anything_is_kept(self):
        document = self._create_incoming()
        for name, data in (
            ("quet.pdf", make_secret_pdf()), ("bao-cao (MẬT).pdf", make_pdf("Không dấu")),
            ("CV_TUYET_MAT.docx", make_docx("Không dấu")),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, ON_PAPER):
                self.env["ir.attachment"].with_user(self.clerk).create({
                    "name": name, "raw": data, "res_model": document._name,
                    "res_id": document.id,
                })
        self.assertFalse(document.file_ids)
        self.assertRefusedWithoutContent(3)

    def test_content_put_into_an_existing_attachment_is_refused(self):
        document = self._create_incoming()
        attachment = self.env["ir.attachment"].create({
            "name": "a.pdf", "raw": make_pdf(), "res_model": document._name,
            "res_id": document.id,
        })
        with self.assertRaisesRegex(UserError, ON_PAPER):
            attachment.raw = make_secret_pdf()

    def test_false_friends_pass(self):
        document = self._create_incoming()
        self.env["ir.attachment"].create([
            {
                "name": name, "raw": make_pdf("QUY CHẾ\nBẢO MẬT\nvà mật khẩu, bảo vệ bí mật"),
                "res_model": document._name, "res_id": document.id,
            }
            for name in ("quy-che-bao-mat.pdf", "doi mat khau.pdf", "le ra mat.pdf")
        ])
        self._read_files()
        self.assertEqual(document.file_ids.mapped("state"), ["done"] * 3)

    def test_chatter_message_goes_on_without_the_secret(self):
        document = self._create_incoming()
        document.message_post(
            body="Xem tệp", attachments=[("q7x.pdf", make_secret_pdf()), ("b.txt", b"khong dau")]
        )
        self.assertEqual(document.file_ids.mapped("name"), ["b.txt"])
        bodies = "".join(document.message_ids.mapped("body"))
        self.assertIn("Xem tệp", bodies)
        self.assertIn("was removed", bodies)
        self.assertRefusedWithoutContent()
        self.assertNothingStored("trọng yếu", "q7x.pdf")

    def test_file_waiting_in_the_composer_is_deleted(self):
        document = self._create_incoming()
        pending = self.env["ir.attachment"].with_user(self.clerk).create({
            "name": "cho.pdf", "raw": make_secret_pdf(), "res_model": "mail.compose.message",
            "res_id": 0,
        })
        document.message_post(body="Kèm", attachment_ids=pending.ids)
        self.assertFalse(pending.exists())
        self.assertFalse(document.file_ids)
        self.assertRefusedWithoutContent()

    def test_marked_message_takes_no_file_away_that_is_in_place(self):
        document = self._create_incoming()
        kept = self.env["ir.attachment"].create({
            "name": "giu.pdf", "raw": make_pdf(), "res_model": document._name,
            "res_id": document.id,
        })
        document.with_user(self.leader).message_post(
            body="Độ mật: Mật", attachment_ids=kept.ids
        )
        self.assertTrue(kept.exists())

    def test_text_of_a_message_is_not_kept(self):
        document = self._create_incoming()
        document.message_post(body=f"Độ mật: Tối mật\n{SECRET_WORDS}", subject=SECRET_WORDS)
        self.assertNothingStored("trọng yếu")
        self.assertIn("was not kept", "".join(document.message_ids.mapped("body")))

    def test_mark_on_a_later_page_is_found_in_the_background_and_removed(self):
        document = self._create_incoming()
        attachment = self.env["ir.attachment"].create({
            "name": f"{SECRET_WORDS}.pdf", "raw": make_secret_pdf(at_page=2),
            "res_model": document._name, "res_id": document.id,
        })
        path = attachment._full_path(attachment.store_fname)
        self.assertTrue(os.path.exists(path))
        self._read_files()
        row = document.file_ids
        self.assertEqual(row.state, "secret")
        self.assertIn(ON_PAPER, row.message)
        self.assertFalse(row.attachment_id or row.text)
        self.assertEqual(document.intake_hint, "Removed file")
        self.assertFalse(attachment.exists())
        self.assertRefusedWithoutContent()
        self.assertNothingStored("trọng yếu")
        told = document.message_ids.filtered(lambda m: "was removed" in m.body)
        self.assertIn(self.clerk.partner_id, told.notified_partner_ids)
        self.assertNotIn(self.other_clerk.partner_id, told.notified_partner_ids)

    def test_file_of_the_store_goes_unless_another_record_needs_it(self):
        raw = make_secret_pdf()
        first, second = self.env["ir.attachment"].create([
            {"name": "1", "raw": raw}, {"name": "2", "raw": raw},
        ])
        path = first._full_path(first.store_fname)
        first._erase_for_good()
        self.env.cr.postcommit.run()
        self.assertTrue(os.path.exists(path))
        second._erase_for_good()
        self.env.cr.postcommit.run()
        self.assertFalse(os.path.exists(path))

    def test_clerk_not_named_on_a_restricted_document_is_not_told(self):
        second_clerk = self._create_person("second_clerk", "group_clerk")
        document = self._create_incoming()
        self.assertIn(second_clerk, document.sudo()._get_clerks())
        document.sudo().write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.clerk.ids)],
        })
        self.assertEqual(document.sudo()._get_clerks(), self.clerk)


@tagged("post_install", "-at_install")
class TestSecretMail(SecretCase):
    """E-mail to the intake address."""

    def _receive(self, subject, body, files=()):
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            return self.env["vanthu.document"].with_context(
                mail_create_nosubscribe=True
            ).message_new({
                "subject": subject, "body": body, "email_from": "Gửi <gui@example.vn>",
                "attachments": list(files), "message_id": "<secret@example.vn>",
            }, {"company_id": self.organisation.id})

    def test_marked_file_is_removed_and_the_clerk_told(self):
        mail = (
            "From: gui@example.vn\nTo: %s\nSubject: %s\nMessage-Id: <s1@example.vn>\n"
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            "--b\nContent-Type: text/plain\n\nKem tep\n"
            "--b\nContent-Type: text/plain; charset=utf-8; name=a.txt\n"
            "Content-Disposition: attachment; filename=a.txt\n\nTUYỆT MẬT\n%s\n--b--\n"
        )
        self.organisation.alias_domain_id = self.env["mail.alias.domain"].create(
            {"name": "mat.example.vn", "bounce_alias": "b", "catchall_alias": "c"}
        )
        text = mail % (self.organisation.intake_email, "Gui bao cao trong yeu", SECRET_WORDS)
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            thread_id = self.env["mail.thread"].message_process(False, text.encode())
        document = self.env["vanthu.document"].browse(thread_id)
        self.assertEqual(document.state, "arrived")
        self.assertFalse(document.file_ids)
        self.assertNothingStored("trọng yếu", "trong yeu")
        self.assertIn("was removed", "".join(document.message_ids.mapped("body")))
        self.assertRefusedWithoutContent()
        self.assertFalse(
            self.env["mail.mail"].sudo().search([("email_to", "=", "gui@example.vn")])
        )

    def test_marked_subject_and_body_are_not_kept(self):
        document = self._receive(f"Độ mật: Tuyệt mật - {SECRET_WORDS}", "<p>Nội dung</p>")
        self.assertFalse(document.subject or document.received_subject)
        document = self._receive(SECRET_WORDS, "<p>Độ mật: Mật</p>")
        self.assertFalse(document.subject or document.received_subject)


@tagged("post_install", "-at_install")
class TestSecretDoors(SecretCase, HttpCase):
    """Over HTTP."""

    def test_upload_in_the_chatter_is_refused_before_it_is_stored(self):
        document = self._create_incoming()
        self.authenticate("vanthu_clerk", "vanthu_clerk")
        before = self.env["ir.attachment"].search_count([])
        for name, data, words in (
            ("quet.pdf", make_secret_pdf(), ON_PAPER), ("rong.pdf", b"", "is empty"),
        ):
            response = self.url_open("/mail/attachment/upload", data={
                "csrf_token": http.Request.csrf_token(self), "thread_id": document.id,
                "thread_model": "vanthu.document", "is_pending": "true",
            }, files=[("ufile", (name, data))])
            self.assertIn(words, response.json()["error"])
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)
        response = self.url_open("/mail/attachment/upload", data={
            "csrf_token": http.Request.csrf_token(self), "thread_id": document.id,
            "thread_model": "vanthu.document",
        }, files=[("ufile", ("tot.pdf", make_pdf()))])
        self.assertTrue(response.json()["data"]["attachment_id"])
        self.assertEqual(document.file_ids.mapped("name"), ["tot.pdf"])
