"""Every address of the add-on with every role and with arguments that make no sense."""

import json

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon
from .files import make_docx, make_pdf, make_secret_pdf

# Beyond what a number of a record can be in the database.
HUGE = 10 ** 20
SECRET_WORD = "kyluatnoibo"


@tagged("post_install", "-at_install")
class TestRoutes(VanthuCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming(subject=SECRET_WORD)
        cls.document.action_register()
        cls.wizard = cls.env["vanthu.register.print"].with_user(cls.clerk).create({})
        cls.env.flush_all()

    def _get(self, user, path, allow_redirects=False):
        login = user.login if user else None
        self.authenticate(login, login)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_http"):
            return self.url_open(path, allow_redirects=allow_redirects)

    def _post(self, path, files=(), token=True, **data):
        self.authenticate(self.clerk.login, self.clerk.login)
        if token:
            data["csrf_token"] = http.Request.csrf_token(self)
        with mute_logger("odoo.http"):
            return self.url_open(path, data=data or {"x": "1"}, files=[
                ("ufile", (name, content)) for name, content in files
            ] or None)

    # ---- WHO ----

    def test_visitors_are_sent_to_the_login_from_every_address(self):
        for path in (
            f"/vanthu/document/{self.document.id}/sticker",
            f"/vanthu/register/{self.wizard.id}.xlsx",
            f"/report/pdf/vanthu_document.handling_slip/{self.document.id}",
        ):
            answer = self._get(None, path)
            with self.subTest(path):
                self.assertIn(answer.status_code, (303, 403, 404))
                self.assertNotIn(SECRET_WORD, answer.text)
                self.assertFalse(answer.content.startswith((b"%PDF", b"PK")))

    def test_each_role_gets_what_its_screen_offers_and_nothing_else(self):
        sticker = f"/vanthu/document/{self.document.id}/sticker"
        workbook = f"/vanthu/register/{self.wizard.id}.xlsx"
        allowed = {(self.clerk, sticker), (self.clerk, workbook)}
        for user in (
            self.clerk, self.leader, self.manager, self.head, self.handler, self.other_clerk,
        ):
            for path in (sticker, workbook):
                answer = self._get(user, path)
                with self.subTest(user=user.login, path=path):
                    self.assertEqual(answer.status_code == 200, (user, path) in allowed)
                    if answer.status_code != 200:
                        self.assertEqual(answer.status_code, 404, "no hint that there is one")
                        self.assertNotIn(SECRET_WORD, answer.text)

    def test_label_of_a_restricted_document_is_for_the_named_only(self):
        self.document.write({"restricted": True})
        other = self._create_person("second_clerk", "group_clerk")
        self.env.flush_all()
        path = f"/vanthu/document/{self.document.id}/sticker"
        named = self.document.with_user(other).has_access("read")
        self.assertEqual(self._get(other, path).status_code, 200 if named else 404)
        self.assertEqual(self._get(self.clerk, path).status_code, 200)

    # ---- WHAT ----

    def test_numbers_of_nothing_are_not_found(self):
        for number in (0, 2_147_483_647):
            for path in (f"/vanthu/document/{number}/sticker", f"/vanthu/register/{number}.xlsx"):
                with self.subTest(path):
                    self.assertEqual(self._get(self.clerk, path).status_code, 404)

    def test_numbers_that_are_none_are_not_found(self):
        for word in ("-1", "abc", "1%2F2", "1;2"):
            for path in (f"/vanthu/document/{word}/sticker", f"/vanthu/register/{word}.xlsx"):
                with self.subTest(path):
                    # Where pages have languages in their address, Odoo asks there once more.
                    found = self._get(self.clerk, path, allow_redirects=True)
                    self.assertEqual(found.status_code, 404)

    def test_number_beyond_the_database_is_not_found(self):
        for path in (f"/vanthu/document/{HUGE}/sticker", f"/vanthu/register/{HUGE}.xlsx"):
            with self.subTest(path):
                self.assertEqual(self._get(self.clerk, path).status_code, 404)

    def test_range_that_ends_before_it_begins_is_told_in_a_sentence(self):
        self.wizard.write({"range_kind": "numbers", "number_from": 9, "number_to": 1})
        self.env.flush_all()
        answer = self._get(self.clerk, f"/vanthu/register/{self.wizard.id}.xlsx")
        self.assertNotEqual(answer.status_code, 500)
        self.assertIn("smaller number first", answer.text)

    def test_downloads_are_not_kept_by_browsers_and_have_their_length(self):
        answer = self._get(self.clerk, f"/vanthu/document/{self.document.id}/sticker")
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(int(answer.headers["Content-Length"]), len(answer.content))
        answer = self._get(self.clerk, f"/vanthu/register/{self.wizard.id}.xlsx")
        self.assertEqual(int(answer.headers["Content-Length"]), len(answer.content))
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    # ---- INTAKE ----

    def test_intake_is_posted_with_the_token_of_the_page(self):
        before = self.env["vanthu.document"].search_count([])
        self.assertIn(self._get(self.clerk, "/vanthu/intake").status_code, (404, 405))
        answer = self._post("/vanthu/intake", [("1.pdf", make_pdf())], token=False)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.env["vanthu.document"].search_count([]), before)

    def test_intake_without_a_file_takes_nothing(self):
        before = self.env["vanthu.document"].search_count([])
        self.assertEqual(json.loads(self._post("/vanthu/intake").text), [])
        self.assertEqual(self.env["vanthu.document"].search_count([]), before)

    def test_document_numbers_that_make_no_sense_lose_no_file(self):
        for word in (HUGE, "²", "0", "abc", "-1"):
            answer = self._post("/vanthu/intake", [("1.pdf", make_pdf())], document_id=str(word))
            with self.subTest(word):
                self.assertEqual(answer.status_code, 200)
                (result,) = json.loads(answer.text)
                self.assertIn("no longer there", result["error"])

    def test_file_for_a_document_of_others_is_refused_with_a_sentence(self):
        foreign = self._create_incoming(self.other_clerk, subject=SECRET_WORD)
        answer = self._post(
            "/vanthu/intake", [("1.pdf", make_pdf())], document_id=str(foreign.id)
        )
        (result,) = json.loads(answer.text)
        self.assertTrue(result["error"])
        self.assertNotIn(SECRET_WORD, answer.text)
        self.assertFalse(foreign.file_ids)

    def test_odd_names_of_files_are_kept_as_names(self):
        names = ["../../etc/passwd.pdf", "a\"b.pdf", "Tờ trình.pdf", ".pdf"]
        answer = self._post("/vanthu/intake", [(name, make_pdf()) for name in names])
        results = json.loads(answer.text)
        made = self.env["vanthu.document"].browse(
            result["document_id"] for result in results if "document_id" in result
        )
        self.assertEqual(len(made), len(names), results)
        self.assertEqual(made.file_ids.mapped("state"), ["todo"] * len(names))

    # ---- CHATTER ----

    def _attach(self, name, data, thread_id):
        return self._post(
            "/mail/attachment/upload", [(name, data)], thread_model="vanthu.document",
            thread_id=str(thread_id), is_pending="false",
        )

    def test_chatter_takes_a_plain_file_and_refuses_what_the_intake_refuses(self):
        answer = self._attach("bieu.docx", make_docx("Biểu"), self.document.id)
        self.assertNotIn("error", json.loads(answer.text))
        for name, data, words in (
            ("rong.pdf", b"", "is empty"), ("la.pdf", make_secret_pdf(), "on paper"),
        ):
            answer = self._attach(name, data, self.document.id)
            self.assertIn(words, json.loads(answer.text)["error"])
        self.env.invalidate_all()
        kept = self.env["ir.attachment"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id),
        ])
        self.assertEqual(kept.mapped("name"), ["bieu.docx"])

    def test_chatter_of_a_document_that_is_not_theirs_tells_nothing(self):
        foreign = self._create_incoming(self.other_clerk, subject=SECRET_WORD)
        for thread_id in (foreign.id, 2_147_483_647):
            answer = self._attach("la.pdf", make_secret_pdf(), thread_id)
            with self.subTest(thread_id):
                self.assertNotIn(SECRET_WORD, answer.text)
                self.assertNotIn("on paper", answer.text)
                self.assertFalse(self.env["ir.attachment"].search([
                    ("res_model", "=", "vanthu.document"), ("res_id", "=", thread_id),
                ]))
