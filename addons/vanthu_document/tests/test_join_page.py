"""The public page, as visitors and attackers use it."""

import re
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .files import make_docx, make_encrypted_pdf, make_image, make_secret_pdf
from .join_common import SCRIPT, JoinHttpCase


@tagged("post_install", "-at_install")
class TestJoinPage(JoinHttpCase):
    def test_page_is_off_unless_the_administrator_switches_it_on(self):
        page = self._open()
        self.assertEqual(page.status_code, 200)
        self.assertIn('href="/vanthu/join"', self._open("/web/login").text)
        token = re.search(r'name="csrf_token" value="(\w+)"', page.text)[1]
        self.parameters.set_param("vanthu_document.join_open", False)
        self.assertEqual(self._open().status_code, 404)
        self.assertEqual(self._send(token=token).status_code, 404)
        self.assertFalse(self._requests())
        self.assertNotIn('href="/vanthu/join"', self._open("/web/login").text)

    def test_page_speaks_the_chosen_language_and_vietnamese_otherwise(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.assertIn('lang="vi-VN"', self._open().text)
        english = {"Accept-Language": "en-GB,en;q=0.8"}
        self.assertIn('lang="en-US"', self._open(headers=english).text)
        mixed = {"Accept-Language": "en;q=0.5,vi;q=0.9"}
        self.assertIn('lang="vi-VN"', self._open(headers=mixed).text)
        self.assertIn('lang="en-US"', self._open("/vanthu/join?lang=en_US").text)
        self.assertIn('lang="en-US"', self._open().text, "remembered")
        self.assertIn('lang="vi-VN"', self._open("/vanthu/join?lang=vi_VN").text)
        self.assertEqual(self._open("/vanthu/join?lang=../../x").status_code, 200)

    def test_request_of_an_organisation_is_kept_and_waits_for_its_confirmation(self):
        answer = self._send()
        self.assertEqual((answer.status_code, answer.headers["Location"][-17:]), (
            303, "/vanthu/join/sent"))
        request = self._requests()
        self.assertEqual(request.state, "unconfirmed")
        self.assertEqual(request.company_id, self.organisation)
        self.assertEqual(request.template_id, self.template)
        for name, value in self._typed(person_email="mai.join@example.com").items():
            self.assertEqual(request[name], value, name)
        self.assertEqual(request.letter_id.raw, self.letter)
        self.assertEqual(request.letter_id.name, "de nghi.pdf")
        self.assertFalse(request.letter_id.public)

    def test_link_in_the_letter_confirms_once_and_only_by_a_press(self):
        self._send()
        request = self._requests()
        path = f"/vanthu/join/confirm/{self._token_of(request)}"
        page = self._open(path)
        self.assertIn('name="confirm"', page.text)
        self.assertEqual(self._requests().state, "unconfirmed", "opening alone does nothing")
        token = re.search(r'name="csrf_token" value="(\w+)"', page.text)[1]
        done = self.url_open(path, data={"csrf_token": token})
        self.assertIn('name="confirmed"', done.text)
        self.assertEqual(self._requests().state, "waiting")
        for again in (self._open(path), self.url_open(path, data={"csrf_token": token})):
            self.assertEqual(again.status_code, 404)
            self.assertIn('name="gone"', again.text)

    def test_forms_of_other_sites_are_refused(self):
        self._open()
        for token in ("", "0" * 40):
            with mute_logger("odoo.http"):
                self.assertEqual(self._send(token=token).status_code, 400)
        self.assertFalse(self._requests())

    def test_programs_that_fill_in_everything_are_thanked_and_forgotten(self):
        answer = self._send(website="http://example.com")
        self.assertEqual(answer.status_code, 303)
        self.assertFalse(self._requests())

    def test_fields_of_the_software_cannot_be_sent_along(self):
        self._send(
            state="approved", company_id=str(self.other_organisation.id), with_manager="",
            organisation_id=str(self.other_organisation.id), user_ids="1", token_hash="0" * 64,
            template_id="1", decided_by_id="1",
        )
        request = self._requests()
        self.assertEqual(request.state, "unconfirmed")
        self.assertEqual(request.company_id, self.organisation)
        self.assertFalse(request.organisation_id | request.user_ids.company_id)
        self.assertNotEqual(request.sudo().token_hash, "0" * 64)
        self.assertEqual(self._send(role="manager", kind="x").status_code, 303)
        self.assertEqual(set(self._requests().mapped("role")), {"clerk"})

    def test_answer_is_the_same_whether_an_account_exists_or_not(self):
        known = self._send(self._typed(person_email=self.clerk.email))
        unknown = self._send()
        self.assertEqual(known.status_code, unknown.status_code)
        self.assertEqual(known.headers["Location"], unknown.headers["Location"])
        self.assertEqual(known.text, unknown.text)
        self.assertEqual(len(self._requests(self.clerk.email)), 1)

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self):
        for typed, sentence in (
            ({"organ_name": " "}, "Name of the organisation: please fill this in"),
            ({"person_email": "mai"}, "no e-mail address"),
            ({"person_email": "a@b.vn\nBcc: x@y.vn"}, "no e-mail address"),
            ({"organ_code": "H" * 36}, "at most 35 characters"),
            ({"leader_email": "mai.join@example.com"}, "of his or her own"),
        ):
            with self.subTest(typed):
                answer = self._send(self._typed(**typed), lang="en_US")
                self.assertEqual(answer.status_code, 422)
                self.assertIn(sentence, answer.text)
                self.assertIn('value="Trần Thị Mai"', answer.text)
        self.assertFalse(self._requests())

    def test_letter_is_judged_by_its_content(self):
        for name, content, sentence in (
            ("a.pdf", b"<html><script>alert(1)</script></html>", "must be a PDF"),
            ("a.pdf", make_docx("x"), "must be a PDF"),
            ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
            ("a.pdf", make_encrypted_pdf(), "damaged"),
            ("a.png", make_image()[:40], "damaged"),
            ("a.pdf", b"", "empty"),
            ("a.pdf", b"%PDF-" + b"0" * 5 * 1024 ** 2, "larger than 5 MB"),
            ("a.pdf", make_secret_pdf(), "state secret"),
            (None, None, "Attach the letter"),
        ):
            with self.subTest(name=name, sentence=sentence):
                letter = (name, content) if name else None
                answer = self._send(letter=letter, lang="en_US")
                self.assertEqual(answer.status_code, 422)
                self.assertIn(sentence, answer.text)
        self.assertFalse(self._requests())
        self.assertEqual(self._send(letter=("../../x.exe", make_image())).status_code, 303)
        self.assertEqual(self._requests().letter_id.name, "x.png")
        self.assertEqual(self._requests().letter_id.mimetype, "image/png")

    def test_person_of_an_organisation_needs_no_letter(self):
        self._send(self._person(), letter=None)
        request = self._requests("nam.join@example.com")
        self.assertEqual(request.kind, "person")
        self.assertEqual(request.organisation_id, self.organisation)
        self.assertFalse(request.letter_id or request.template_id)
        self.assertFalse(request.leader_email)

    # ---- ATTACKS ----

    def test_script_in_any_field_is_refused_and_comes_back_as_text(self):
        for name in self._typed():
            with self.subTest(name):
                answer = self._send(self._typed(**{name: SCRIPT}))
                self.assertNotIn(SCRIPT, answer.text)
                if name in ("kind", "role"):
                    continue
                self.assertEqual(answer.status_code, 422)
                self.assertIn("&lt;script&gt;", answer.text)
        quoted = self._typed(person_name='x" autofocus onfocus="alert(1)', organ_name="")
        answer = self._send(quoted)
        self.assertNotIn('" onfocus="', answer.text)
        self.assertFalse(self._requests().filtered(
            lambda request: any("<" in str(request[name]) for name in self._typed())
        ))

    def test_flood_from_one_address_ends_and_comes_to_nothing(self):
        self.parameters.set_param("vanthu_document.join_address_hour", "5")
        token = re.search(r'name="csrf_token" value="(\w+)"', self._open().text)[1]
        codes = [
            self._send(self._typed(person_email=f"flood{number}@example.com"), token=token)
            .status_code for number in range(12)
        ]
        self.assertEqual(codes, [303] * 5 + [429] * 7)
        self.env.invalidate_all()
        self.assertEqual(self.env["vanthu.join.request"].search_count(
            [("person_email", "=like", "flood%")]), 5)
        self.assertEqual(self.env["vanthu.join.attempt"].search_count([]), 5,
                         "a flood does not fill the table")
        self.assertIn("Trần Thị Mai", self._send(token=token).text, "nothing typed is lost")

    def test_wrong_requests_count_like_good_ones(self):
        self.parameters.set_param("vanthu_document.join_address_hour", "3")
        codes = [self._send(self._typed(person_email="no")).status_code for _ in range(5)]
        self.assertEqual(codes, [422] * 3 + [429] * 2)

    def test_captcha_of_odoo_is_asked_before_anything_is_read(self):
        with patch.object(
            type(self.env["ir.http"]), "_verify_request_recaptcha_token"
        ) as verify:
            self._send()
        verify.assert_called_once_with("vanthu_join")
        self.assertIn('data-captcha="vanthu_join"', self._open().text)

    def test_visitors_and_portal_users_read_nothing(self):
        self._send()
        request = self._requests()
        for path in (
            f"/web/content/{request.letter_id.id}", "/odoo/account-requests",
            f"/web/content/vanthu.join.request/{request.id}/letter_id",
        ):
            answer = self.url_open(path, allow_redirects=False)
            self.assertIn(answer.status_code, (303, 403, 404), path)
            self.assertFalse(answer.content.startswith(b"%PDF"))
        page = self._open()
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertNotIn("Trần Thị Mai", page.text)
