"""The public catalogue and requests from outside, as visitors and attackers use them."""

import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .outside_common import SCRIPT, OutsideCase


@tagged("post_install", "-at_install")
class TestPublicCatalogue(OutsideCase):
    def test_pages_are_absent_until_an_organisation_opens_its_catalogue(self):
        token = self._csrf()
        self._send()
        path = self._confirm_path()
        self.organisation.vanthu_archive_open = False
        self.env.flush_all()
        for closed in ("/vanthu/archive", "/vanthu/archive/request", "/vanthu/archive/sent", path):
            self.assertEqual(self._open(closed).status_code, 404, closed)
        self.assertEqual(self._send(token=token).status_code, 404)
        self.assertEqual(self.url_open(path, data={"csrf_token": token}).status_code, 404)
        self.assertFalse(self._requests().loan_id)

    def test_only_the_administrator_opens_it(self):
        for user in (self.archivist, self.handler, self.leader):
            with self.assertRaises(AccessError):
                self.organisation.with_user(user).vanthu_archive_open = True
        self.organisation.with_user(self.manager).vanthu_archive_open = False
        self.assertFalse(self.organisation.vanthu_archive_open)
        self.assertTrue(self.organisation.vanthu_archive_url.endswith("/vanthu/archive"))

    def test_only_open_archived_unrestricted_files_are_found(self):
        text = self._open("/vanthu/archive?q=Hồ sơ").text
        self.assertIn("Hồ sơ mở", text)
        self.assertIn(self.open_file.notation, text)
        for file in (self.closed_file, self.hidden_file, self.foreign_file, self.current_file):
            self.assertNotIn(file.name, text)
            # By a guessed reference neither.
            for path in ("", "/request"):
                guessed = self._open(f"/vanthu/archive{path}?q=zz&file={file.label_code}").text
                self.assertNotIn(file.name, guessed)
                self.assertNotIn(file.label_code, guessed)
        self.other_organisation.vanthu_archive_open = True
        self.env.flush_all()
        self.assertIn("Hồ sơ nơi khác", self._open("/vanthu/archive?q=9.KHAC").text)

    def test_catalogue_is_searched_by_words_and_shown_page_by_page(self):
        self._create_public([f"{number:02}.SD" for number in range(23)], "Sổ điểm lớp")
        first = self._open("/vanthu/archive?q=điểm Sổ")
        second = self._open("/vanthu/archive?q=điểm Sổ&page=1")
        self.assertEqual(first.text.count('name="file"'), 20)
        self.assertEqual(second.text.count('name="file"'), 3)
        self.assertIn('name="page" value="1"', first.text)
        self.assertNotIn('name="page" value="2"', second.text)
        self.assertNotIn("23", re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", first.text,
                                      flags=re.S), "no total is told")
        one = self._open("/vanthu/archive?q=07.SD").text
        self.assertEqual(one.count('name="file"'), 1)
        kept = self._open(f"/vanthu/archive?q=07.SD&file={self.open_file.label_code}").text
        self.assertIn("Hồ sơ mở", kept, "what is chosen stays chosen")

    def test_odd_addresses_give_a_page_and_scripts_stay_text(self):
        for query in ("q=%00%01&page=-1", "page=99999999999", "page=²", "q='%22--", "lang=../x",
                      "file=%00&file=%25"):
            self.assertEqual(self._open(f"/vanthu/archive?{query}").status_code, 200, query)
        page = self._open(f'/vanthu/archive?q={SCRIPT}" onfocus="x')
        self.assertNotIn(SCRIPT, page.text)
        self.assertNotIn('" onfocus="', page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")


@tagged("post_install", "-at_install")
class TestOutsideRequest(OutsideCase):
    def test_request_becomes_a_loan_only_after_the_press_in_the_letter(self):
        answer = self._send()
        self.assertEqual(answer.status_code, 303)
        self.assertIn('name="sent"', self._open("/vanthu/archive/sent").text)
        request = self._requests()
        self.assertFalse(request.loan_id)
        path = self._confirm_path()
        self.assertNotIn(path.rsplit("/", 1)[1], (request.token_hash, request.page_hash))
        self.assertIn('name="confirm"', self._open(path).text)
        self.assertFalse(self._requests().loan_id, "opening alone does nothing")
        self.url_open(path, data={"csrf_token": self._csrf(path)})
        loan = self._requests().loan_id
        self.assertEqual(
            (loan.state, loan.source, loan.kind, loan.purpose, loan.reader_name,
             loan.reader_number, loan.reader_organ, loan.topic, loan.company_id),
            ("asked", "outside", "read", "01", "Ngô Thị Khách", "012345678901", "Thị trấn Lâm",
             "Xác minh quá trình công tác", self.organisation),
        )
        self.assertFalse(loan.reader_id)
        self.assertTrue(loan.asked_date)
        self.assertEqual(loan.line_ids.file_id, self.open_file)
        self.assertTrue(loan.with_user(self.archivist).has_access("read"))
        self.assertFalse(loan.with_user(self.other_archivist).has_access("read"))
        self.assertIn(self.archivist, loan.activity_ids.user_id)

    def test_link_works_once_and_for_two_days(self):
        self._send()
        path = self._confirm_path()
        token = self._csrf(path)
        request = self._requests()
        request.token_until = fields.Datetime.now() - timedelta(seconds=1)
        self.env.flush_all()
        for method in ({}, {"data": {"csrf_token": token}}):
            self.assertEqual(self.url_open(path, **method).status_code, 404)
        self.assertFalse(self._requests().loan_id)
        request.token_until = fields.Datetime.now() + timedelta(hours=1)
        self.env.flush_all()
        self.assertEqual(self.url_open(path, data={"csrf_token": token}).status_code, 200)
        loan = self._requests().loan_id
        self.assertTrue(loan)
        for method in ({}, {"data": {"csrf_token": token}}):
            self.assertEqual(self.url_open(path, **method).status_code, 404)
        self.assertEqual(self.open_file.sudo().loan_line_ids.loan_id, loan, "asked for once")

    def test_files_outside_the_catalogue_are_refused_whatever_reference_is_sent(self):
        for file in (self.closed_file, self.hidden_file, self.foreign_file, self.current_file):
            for files in (file, self.open_file | file):
                self.assertEqual(self._send(files).status_code, 422, file.name)
            self.assertEqual(self._send(file=str(file.id)).status_code, 422)
            self.env["vanthu.outside.attempt"].search([]).unlink()
        self.assertEqual(self._send(file=[]).status_code, 422)
        self.assertFalse(self._requests())

    def test_files_of_two_organisations_are_asked_for_separately(self):
        self.other_organisation.vanthu_archive_open = True
        self.env.flush_all()
        answer = self._send(self.open_file | self.foreign_file)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("several organisations", answer.text)

    def test_at_most_ten_files(self):
        more = self._create_public([f"{number}.MORE" for number in range(10)], "Thêm")
        self.assertEqual(self._send(more).status_code, 303)
        answer = self._send(more | self.open_file)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("at most 10", answer.text)

    def test_files_that_left_the_catalogue_meanwhile_are_not_asked_for(self):
        self._send()
        path = self._confirm_path()
        token = self._csrf(path)
        self.open_file.sudo().access_mode = "02"
        self.env.flush_all()
        self.assertEqual(self.url_open(path, data={"csrf_token": token}).status_code, 404)
        self.assertFalse(self._requests().loan_id)

    def test_wrong_entries_are_told_and_scripts_come_back_as_text(self):
        self.parameters.set_param("vanthu_archive.outside_address_hour", "99")
        for name in ("topic", "reader_name", "reader_number", "reader_organ", "email"):
            for value in ("", SCRIPT, "x" * 501):
                answer = self._send(**{name: value})
                self.assertEqual(answer.status_code, 422, (name, value))
                self.assertNotIn(SCRIPT, answer.text)
                if name != "reader_name":
                    self.assertIn('value="Ngô Thị Khách"', answer.text, "typed text stays")
        for name in ("kind", "purpose"):
            self.assertEqual(self._send(**{name: "x"}).status_code, 422)
        quoted = self._send(reader_name='x" onfocus="alert(1)', topic="")
        self.assertNotIn('" onfocus="', quoted.text)
        self.assertFalse(self._requests())

    def test_state_secrets_are_refused(self):
        answer = self._send(topic="TUYỆT MẬT")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("state secret", answer.text)
        self.assertFalse(self._requests())

    def test_fields_of_the_software_cannot_be_sent_along(self):
        self._send(
            company_id=str(self.other_organisation.id), loan_id="1", page_salt="x",
            page_hash="0" * 64, token_hash="0" * 64,
        )
        request = self._requests()
        self.assertEqual(request.company_id, self.organisation)
        self.assertFalse(request.loan_id or request.page_hash or request.page_salt)
        self.assertNotEqual(request.token_hash, "0" * 64)

    def test_programs_and_other_sites_come_to_nothing(self):
        self.assertEqual(self._send(website="http://example.com").status_code, 303)
        for token in ("", "0" * 40):
            with mute_logger("odoo.http"):
                self.assertEqual(self._send(token=token).status_code, 400)
        with patch.object(
            type(self.env["ir.http"]), "_verify_request_recaptcha_token"
        ) as verify:
            self._send(topic="")
        verify.assert_called_once_with("vanthu_archive")
        self.assertFalse(self._requests())

    def test_floods_end(self):
        self.parameters.set_param("vanthu_archive.outside_address_hour", "2")
        codes = [self._send().status_code for _ in range(4)]
        self.assertEqual(codes, [303, 303, 429, 429])
        self.assertEqual(self.env["vanthu.outside.attempt"].search_count([]), 2)
        self.assertEqual(len(self._requests()), 2)

    def test_one_address_gets_three_letters_a_day_and_the_queue_ends(self):
        for _ in range(5):
            self.assertEqual(self._send().status_code, 303)
        self.assertEqual(len(self._requests()), 3)
        self.assertEqual(len(self._mails()), 3)
        self.parameters.set_param("vanthu_archive.outside_open_requests", "3")
        self.assertEqual(self._send(email="other.outside@example.com").status_code, 422)

    # ---- THE PERSON'S OWN PAGE ----

    def test_own_page_shows_decision_and_reason_and_nothing_of_others(self):
        loan, path = self._confirmed()
        page = self._open(path)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn('data-state="asked"', page.text)
        self.assertIn("Hồ sơ mở", page.text)
        self.assertNotIn("012345678901", page.text)
        self.assertIn(path, str(self._mails()[0].body_html), "the letter leads here")
        for wrong in (path[:-1] + "x", "/vanthu/archive/mine/" + self._requests().page_hash,
                      "/vanthu/archive/mine/" + self._requests().page_salt,
                      f"/vanthu/archive/mine/{loan.id}"):
            self.assertEqual(self._open(wrong).status_code, 404, wrong)
        loan.with_user(self.archivist).decision_note = "Cân nhắc <b>thêm</b>"
        self.env.flush_all()
        self.assertNotIn("Cân nhắc", self._open(path).text, "not before the decision")
        loan.with_user(self.archivist).action_refuse()
        self.env.flush_all()
        page = self._open(path).text
        self.assertIn('data-state="refused"', page)
        self.assertIn("Cân nhắc &lt;b&gt;thêm&lt;/b&gt;", page)
        letter = str(self._mails()[0].body_html)
        self.assertIn("Cân nhắc &lt;b&gt;thêm", letter)
        self.assertIn(path, letter)
        self.organisation.vanthu_archive_open = False
        self.env.flush_all()
        own = self._open(path)
        self.assertEqual(own.status_code, 200, "the decision is still told")
        self.assertNotIn("Hồ sơ mở", own.text)

    def test_withdrawing_works_while_nobody_has_decided(self):
        loan, path = self._confirmed()
        token = self._csrf(path)
        for wrong in (path[:-1] + "x", path + "0"):
            answer = self.url_open(f"{wrong}/withdraw", data={"csrf_token": token})
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(loan.state, "asked")
        answer = self.url_open(f"{path}/withdraw", data={"csrf_token": token})
        self.assertIn('data-state="cancelled"', answer.text)
        other, path = self._confirmed()
        token = self._csrf(path)
        self._approve(other)
        self.env.flush_all()
        self.assertIn("approved", str(self._mails()[0].body_html))
        answer = self.url_open(f"{path}/withdraw", data={"csrf_token": token})
        self.assertEqual(answer.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual((loan.state, other.state), ("cancelled", "approved"))
        self.assertNotIn('name="withdraw"', self._open(path).text)

    def test_letters_speak_the_language_of_the_organisation(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.organisation.partner_id.lang = "vi_VN"
        request = self.env["vanthu.outside.request"].sudo()
        seen = []
        self._send()
        self._requests()._send_mail(
            "outside_mail_confirm", lambda env: seen.append(env.lang) or "x", url="u", hours=1
        )
        self.assertEqual(seen, ["vi_VN"])
        self.assertFalse(request.env.context.get("lang") == "vi_VN")

    def test_source_is_not_typed_and_old_requests_are_deleted(self):
        with self.assertRaises(UserError):
            self._create_outside(self.open_file, source="outside")
        self.assertEqual(self._create_outside(self.open_file).source, "office")
        self._send()
        kept, _path = self._confirmed()
        self.assertEqual(len(self._requests()), 2)
        self.env.cr.execute(
            "UPDATE vanthu_outside_request SET create_date = create_date - interval '5 days'"
        )
        self.env["vanthu.outside.request"]._gc_requests()
        self.assertEqual(self._requests().loan_id, kept)
        self.assertEqual(len(self._requests()), 1, "never confirmed: gone")
        kept.with_user(self.archivist).action_refuse("Không")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_loan SET write_date = now() - interval '366 days' WHERE id = %s",
            (kept.id,),
        )
        self.env["vanthu.outside.request"]._gc_requests()
        self.assertFalse(self._requests())
        self.assertTrue(kept.exists())

    def test_nobody_reads_what_strangers_typed_before_they_confirmed(self):
        self._send()
        request = self._requests()
        for user in (
            self.archivist, self.leader, self.manager, self.env.ref("base.public_user"),
        ):
            with self.assertRaises(AccessError):
                request.with_user(user).read(["reader_name", "token_hash"])
            with self.assertRaises(AccessError):
                self.env["vanthu.outside.request"].with_user(user).search([])
        letter = self._mails()
        self.assertFalse(letter.model or letter.res_id, "bound to no record")
        self.assertFalse(self.env["vanthu.loan"].with_user(self.archivist).search(
            [("source", "=", "outside"), ("company_id", "=", self.organisation.id)]
        ))

    def test_own_page_follows_the_files_until_they_are_back(self):
        loan, path = self._confirmed()
        loan = self._hand_out(loan)
        self.env.flush_all()
        page = self._open(path).text
        self.assertIn('data-state="handed_out"', page)
        self.assertNotIn('name="withdraw"', page)
        loan.line_ids.sheets_back = 20
        loan.action_return()
        self.env.flush_all()
        self.assertIn('data-state="returned"', self._open(path).text)
        self.open_file.sudo().access_mode = "02"
        self.env.flush_all()
        page = self._open(path).text
        self.assertNotIn("Hồ sơ mở", page)
        self.assertIn('name="hidden"', page)

    def test_two_requests_of_one_person_have_links_of_their_own(self):
        first, one = self._confirmed()
        second, two = self._confirmed(topic="Việc thứ hai")
        self.assertNotEqual(first, second)
        self.assertNotEqual(one, two)
        self.assertNotIn("Việc thứ hai", self._open(one).text)
        self.assertIn("Việc thứ hai", self._open(two).text)
        self.assertNotIn(one.rsplit("/", 1)[1], str(self._requests().read()))
