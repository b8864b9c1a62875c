import base64
import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import VanthuCommon
from .files import FileReading, make_docx, make_image, make_pdf, make_secret_pdf


class TestIntakeFile(VanthuCommon):
    """One file comes in: what the rules are, whoever calls."""

    def _take_in(self, name, data, user=None, document_id=0):
        Document = self.env["vanthu.document"].with_user(user or self.clerk)
        return Document.intake_file(name, base64.b64encode(data).decode(), document_id)

    def test_scan_becomes_a_document_that_waits_with_its_page_beside_the_form(self):
        result = self._take_in("quet.pdf", make_pdf())
        document = self.env["vanthu.document"].browse(result["document_id"])
        self.assertEqual(document.state, "arrived")
        self.assertEqual(document.direction, "incoming")
        self.assertEqual(document.channel, "upload")
        self.assertEqual(document.company_id, self.organisation)
        self.assertEqual(document.message_main_attachment_id.name, "quet.pdf")
        self.assertEqual(document.arrival_date, self.today)
        self.assertEqual((document.intake_hint, document.display_name), ("quet.pdf", "quet.pdf"))

    def test_list_of_what_waits_tells_what_was_read_until_the_clerk_has_entered_it(self):
        document = self.env["vanthu.document"].browse(
            self._take_in("quet.pdf", make_pdf())["document_id"]
        )
        self.assertEqual(document.intake_summary, "[quet.pdf]")
        document._store_proposals({
            "code_number": {"value": "529"}, "code_notation": {"value": "STC-GCS"},
            "subject": {"value": "báo cáo tài sản công"},
        })
        self.assertEqual(document.intake_summary, "[529/STC-GCS – báo cáo tài sản công]")
        self.assertFalse(document.subject or document.reference)
        document.subject = "Báo cáo"
        self.assertEqual(document.intake_summary, "Báo cáo")

    def test_second_file_joins_the_document_that_waits(self):
        document_id = self._take_in("1.pdf", make_pdf())["document_id"]
        self._take_in("2.docx", make_docx("Phụ lục"), document_id=document_id)
        document = self.env["vanthu.document"].browse(document_id)
        self.assertEqual(document.file_ids.mapped("name"), ["1.pdf", "2.docx"])
        self.assertEqual(document.message_main_attachment_id.name, "1.pdf")

    def test_registered_document_takes_no_more_scans(self):
        document = self._create_incoming()
        document.action_register()
        with self.assertRaisesRegex(UserError, "waits for registration"):
            self._take_in("2.pdf", make_pdf(), document_id=document.id)

    def test_document_of_another_organisation_takes_none(self):
        document = self._create_incoming(self.other_clerk)
        with self.assertRaises(AccessError):
            self._take_in("2.pdf", make_pdf(), document_id=document.id)

    def test_only_clerks_take_in(self):
        for user in (self.leader, self.manager, self.head, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._take_in("1.pdf", make_pdf(), user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.document"].with_user(user).get_intake_settings()

    def test_accepted_kinds(self):
        for name, data in [
            ("a.pdf", make_pdf()), ("b.png", make_image()), ("c.docx", make_docx("x")),
            ("d.txt", b"xin chao"), ("khong-duoi", make_pdf()),
        ]:
            with self.subTest(name):
                self.assertTrue(self._take_in(name, data)["document_id"])

    def test_other_kinds_are_refused_with_a_sentence(self):
        # A program's beginning is mostly empty bytes, as text of two bytes a letter nearly is.
        for data in (b"MZ\0\0\x90\x01\x02\x00binary" * 40, b"MZ\x90\0\x03" + b"\0" * 9_000):
            with self.assertRaisesRegex(UserError, "save it as PDF"):
                self._take_in("chay.exe", data)

    def test_empty_and_oversized_files_are_refused_with_a_sentence(self):
        self.env["ir.config_parameter"].set_param("vanthu_document.upload_limit_mb", "1")
        with self.assertRaisesRegex(UserError, "is empty"):
            self._take_in("rong.pdf", b"")
        with self.assertRaisesRegex(UserError, "2 MB and the limit is 1 MB"):
            self._take_in("to.pdf", make_pdf() + b" " * 1024 * 1024)
        self.assertEqual(
            self.env["vanthu.document"].with_user(self.clerk).get_intake_settings()["limit"],
            1024 * 1024,
        )

    def test_unreadable_limit_falls_back_to_the_default(self):
        self.env["ir.config_parameter"].set_param("vanthu_document.upload_limit_mb", "nhiều")
        self.assertEqual(self.env["vanthu.document"]._get_intake_limit(), 100 * 1024 ** 2)

    def test_what_is_not_base64_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "base64"):
            self.env["vanthu.document"].with_user(self.clerk).intake_file("a.pdf", "@@@")


@tagged("post_install", "-at_install")
class TestIntakeUpload(FileReading, VanthuCommon, HttpCase):
    """The door of the drop zone, over HTTP."""

    def _post(self, files, login="vanthu_clerk", **data):
        self.authenticate(login, login)
        response = self.url_open(
            "/vanthu/intake", data={"csrf_token": http.Request.csrf_token(self), **data},
            files=[("ufile", (name, content)) for name, content in files],
        )
        self.assertEqual(response.status_code, 200, response.text[:500])
        return json.loads(response.text)

    def test_each_file_becomes_a_document(self):
        results = self._post([("1.pdf", make_pdf()), ("2.docx", make_docx("Hai"))])
        self.assertEqual([result["name"] for result in results], ["1.pdf", "2.docx"])
        documents = self.env["vanthu.document"].browse(r["document_id"] for r in results)
        self.assertEqual(len(documents), 2)
        self.assertEqual(set(documents.mapped("state")), {"arrived"})
        self._read_files()
        self.assertEqual(documents[0].proposals["code_notation"]["value"], "SGDĐT-KHTC")

    def test_all_files_become_one_document(self):
        results = self._post([("1.pdf", make_pdf()), ("2.png", make_image())], document_id="new")
        self.assertEqual(results[0]["document_id"], results[1]["document_id"])
        document = self.env["vanthu.document"].browse(results[0]["document_id"])
        self.assertEqual(len(document.file_ids), 2)

    def test_failed_file_gets_its_sentence_and_the_others_go_on(self):
        before = self.env["vanthu.document"].search_count([])
        results = self._post([
            ("rong.pdf", b""), ("mat.pdf", make_secret_pdf()), ("tot.pdf", make_pdf()),
        ])
        self.assertIn("is empty", results[0]["error"])
        self.assertIn("on paper", results[1]["error"])
        self.assertTrue(results[2]["document_id"])
        self.assertEqual(self.env["vanthu.document"].search_count([]), before + 1)

    def test_oversized_file_gets_one_sentence_without_being_loaded(self):
        self.env["ir.config_parameter"].set_param("vanthu_document.upload_limit_mb", "100")
        results = self._post([("to.pdf", b"\0" * (200 * 1024 * 1024))])
        self.assertEqual(len(results), 1)
        self.assertIn("200 MB and the limit is 100 MB", results[0]["error"])

    def test_other_roles_are_refused_and_nothing_is_kept(self):
        for user in (self.leader, self.handler, self.manager):
            before = self.env["ir.attachment"].search_count([])
            results = self._post([("1.pdf", make_pdf())], login=user.login)
            self.assertIn("Your role", results[0]["error"])
            self.assertEqual(self.env["ir.attachment"].search_count([]), before)

    def test_document_that_is_gone_is_told(self):
        document = self._create_incoming()
        gone = document.id
        document.unlink()
        results = self._post([("1.pdf", make_pdf())], document_id=str(gone))
        self.assertIn("no longer there", results[0]["error"])

    def test_visitors_without_login_are_sent_away(self):
        self.authenticate(None, None)
        response = self.url_open(
            "/vanthu/intake", data={"csrf_token": http.Request.csrf_token(self)},
            files=[("ufile", ("1.pdf", make_pdf()))], allow_redirects=False,
        )
        self.assertEqual(response.status_code, 303)
