"""Requests for accounts in hostile hands: forged fields, tokens, names, and second attempts."""

from datetime import timedelta
from email import message_from_string

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from ..models.vanthu_join_request import LENGTH, TYPED
from .files import make_image, make_pdf
from .join_common import SCRIPT, JoinCommon

_TEXTS = tuple(name for name in TYPED if not name.endswith("email"))


@tagged("post_install", "-at_install")
class TestJoinTyped(JoinCommon):
    """What a program sends that has never seen the page."""

    def test_second_lines_become_blanks_in_every_field(self):
        for name in _TEXTS:
            for ending in ("\r\n", "\n", "\r", "\u2028", "\x0b", "\x00", "\x1b"):
                with self.subTest(name, ending=ending):
                    values = self.env["vanthu.join.request"]._read_typed(
                        self._typed(**{name: f"A{ending}Bcc: x@y.vn"}))
                    self.assertNotRegex(values[name], r"[\x00-\x1f\u2028]")

    def test_addresses_take_no_second_receiver(self):
        requests = self.env["vanthu.join.request"].with_context(lang="en_US")
        for name in ("person_email", "leader_email", "organ_email"):
            for value in ("a@b.vn, x@y.vn", "a@b.vn; x@y.vn", "a@b.vn\nBcc: x@y.vn", "@b.vn",
                          "a@b.vn x@y.vn", "a@", "a@.vn", "a b@c.vn", "ä@b.vn", "a@b",
                          "a@b.vn\x00x", "javascript:alert(1)"):
                with self.subTest(name, value=value), self.assertRaisesRegex(
                        UserError, "no e-mail address|leave out"):
                    requests._read_typed(self._typed(**{name: value}))

    def test_usual_addresses_are_taken_in_small_letters(self):
        requests = self.env["vanthu.join.request"]
        for value in ("Mai@Truong.edu.vn", "mai.tran+vt@so-gd.gov.vn", "m'a_i@a.b.c", "1@2.vn"):
            self.assertEqual(requests._read_email("person_email", value), value.lower())

    def test_letters_go_to_one_address_and_have_one_subject(self):
        request = self._receive(self._typed(
            person_name="Mai\r\nBcc: x@y.vn", organ_name="Trường\nSubject: Khác"))
        mail = self.mails.search([("email_to", "=", "mai.join@example.com")], limit=1)
        for value in (mail.email_to, mail.subject, mail.email_from):
            self.assertNotRegex(value, r"[\r\n]")
        raw = message_from_string(f"To: {mail.email_to}\nSubject: {mail.subject}\n\nx")
        self.assertFalse(raw["Bcc"])
        self.assertEqual(request.person_name, "Mai Bcc: x@y.vn")

    def test_lengths_are_counted_in_letters_and_one_more_is_refused(self):
        requests = self.env["vanthu.join.request"].with_context(lang="en_US")
        for name in _TEXTS:
            size = requests._fields[name].size
            self.assertLessEqual(size, LENGTH)
            values = requests._read_typed(self._typed(**{name: "ệ" * size}))
            self.assertEqual(len(values[name]), size)
            with self.subTest(name), self.assertRaisesRegex(UserError, f"at most {size} char"):
                requests._read_typed(self._typed(**{name: "ệ" * (size + 1)}))

    def test_signs_of_markup_are_refused_in_every_field(self):
        requests = self.env["vanthu.join.request"].with_context(lang="en_US")
        for name in TYPED:
            for value in (SCRIPT, "a<b", "a>b", "<img src=x onerror=alert(1)>", "&lt;<"):
                with self.subTest(name, value=value), self.assertRaisesRegex(
                        UserError, "leave out the signs"):
                    requests._read_typed(self._typed(**{name: value}))

    def test_kind_and_role_are_taken_from_the_list_only(self):
        requests = self.env["vanthu.join.request"]
        for kind, role, wanted in (
                ("organisation", "clerk", ("organisation", "clerk")),
                ("person", "leader", ("person", "leader")), ("x", "x", ("organisation", "clerk")),
                ("", "", ("organisation", "clerk")), ("PERSON", "manager", (
                    "organisation", "clerk")), (SCRIPT[1:-1], "handler", None)):
            if wanted is None:
                with self.assertRaises(UserError):
                    requests._read_typed(self._typed(organ_street=kind))
                continue
            values = requests._read_typed(self._typed(kind=kind, role=role))
            self.assertEqual((values["kind"], values["role"]), wanted)
            self.assertLessEqual(set(values), {*TYPED, "kind", "role"})

    def test_what_must_be_filled_in(self):
        requests = self.env["vanthu.join.request"].with_context(lang="en_US")
        for name in ("organ_name", "person_name", "person_function", "person_email"):
            for value in ("", "   ", None, "\u00a0\u200b"[:1]):
                with self.subTest(name, value=value), self.assertRaisesRegex(
                        UserError, "please fill this in"):
                    requests._read_typed(self._typed(**{name: value}))
        requests._read_typed(self._typed(organ_code="", organ_email="", leader_email=""))

    def test_names_of_files_do_no_harm(self):
        for number, (name, kept) in enumerate((
                ("../../etc/passwd", "passwd.pdf"), ("C:\\x\\Đơn xin.PDF", "Đơn xin.pdf"),
                (f"{SCRIPT}.pdf", "script_.pdf"), ('a"\r\nSet-Cookie: b.pdf', None),
                ("a\x00b.pdf", None), ("con.exe", "con.pdf"), ("a" * 400 + ".pdf", None))):
            request = self._receive(self._typed(
                person_email=f"file{number}@example.com"), name=name)
            with self.subTest(name[:30]):
                stored = request.letter_id.name
                self.assertNotRegex(stored, r'[\r\n\x00"<>/\\]')
                self.assertTrue(stored.endswith(".pdf"))
                self.assertLessEqual(len(stored), 110)
                if kept:
                    self.assertEqual(stored, kept)
                self.assertEqual(request.letter_id.mimetype, "application/pdf")

    def test_files_are_taken_by_content_and_size(self):
        requests = self.env["vanthu.join.request"].with_context(lang="en_US")
        limit = 5 * 1024 ** 2
        for name, data, sentence in (
                ("a.pdf", b"PK\x03\x04" + bytes(50), "must be a PDF"),
                ("a.svg", b"<svg onload='alert(1)'/>", "must be a PDF"),
                ("a.html", b"<html>", "must be a PDF"), ("a.gif", b"GIF89a", "must be a PDF"),
                ("a.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "must be a PDF"),
                ("a.png", make_image()[:50], "damaged"), ("a.pdf", b"", "empty"),
                ("a.pdf", b"%PDF-1.4" + bytes(limit), "larger than 5 MB"),
                ("", b"", "Attach the letter")):
            with self.subTest(name, sentence=sentence), self.assertRaisesRegex(
                    UserError, sentence):
                requests._read_letter(name, data, "organisation")
        self.assertIsNone(requests._read_letter("", b"", "person"))
        with self.assertRaises(UserError):
            requests._read_letter("a.html", b"<html>", "person")
        self.assertEqual(requests._read_letter("a.txt", make_pdf("x"), "person"),
                         ("a.pdf", "application/pdf"))

    def test_letters_of_requests_hang_on_them_and_are_private(self):
        request = self._receive()
        letter = request.letter_id
        self.assertEqual((letter.res_model, letter.res_id), (request._name, request.id))
        self.assertFalse(letter.public or letter.access_token)
        for user in (self.clerk, self.leader, self.handler, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                letter.with_user(user).read(["raw"])


@tagged("post_install", "-at_install")
class TestJoinTokens(JoinCommon):
    """The link in the letter is the only thing that proves an address."""

    def test_each_request_has_its_own_link(self):
        first = self._receive()
        token = self._token_of(first)
        second = self._receive(self._person())
        other = self._token_of(second)
        self.assertNotEqual(token, other)
        self.assertGreaterEqual(len(token), 43, "256 bits are not guessed")
        self.assertTrue(first._confirm(token))
        self.assertEqual((first.state, second.state), ("waiting", "unconfirmed"))
        self.assertFalse(second._confirm(token), "used")
        self.assertTrue(second._confirm(other))

    def test_new_letter_ends_the_old_link(self):
        request = self._receive()
        old = self._token_of(request)
        request._send_confirmation()
        self.assertFalse(request._confirm(old))
        self.assertEqual(request.state, "unconfirmed")

    def test_link_of_a_request_that_was_decided_does_nothing(self):
        for number, decide in enumerate((
                lambda request: request.action_approve(),
                lambda request: request.action_refuse("Trùng"))):
            request = self._receive(self._typed(
                person_email=f"late{number}@example.com", organ_code=f"H41.07.9{number}",
                organ_name=f"Trường THPT Muộn {number}", leader_email=""))
            token = self._token_of(request)
            request._confirm(token)
            decide(request.with_user(self.manager).with_company(self.organisation))
            state = request.state
            self.assertFalse(request._confirm(token))
            self.assertEqual(request.state, state)

    def test_link_ends_after_two_days_and_with_the_request(self):
        request = self._receive()
        token = self._token_of(request)
        left = request.token_until - fields.Datetime.now()
        self.assertAlmostEqual(left, timedelta(hours=48), delta=timedelta(minutes=5))
        request.token_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertFalse(request._find_by_token(token))
        request.token_until = fields.Datetime.now() + timedelta(hours=1)
        self.assertTrue(request._find_by_token(token))
        request.unlink()
        self.assertFalse(self.env["vanthu.join.request"]._find_by_token(token))

    def test_strange_links_find_nothing(self):
        request = self._receive()
        token = self._token_of(request)
        requests = self.env["vanthu.join.request"]
        for wrong in ("", " ", token.upper(), token[::-1], token + " ", "%", "_" * 43, "x" * 101,
                      "' OR 1=1 --", "\x00", request.token_hash, None):
            with self.subTest(str(wrong)[:20]):
                self.assertFalse(requests._find_by_token(wrong))
        self.assertEqual(request.state, "unconfirmed")

    def test_request_confirmed_by_phone_needs_its_link_no_more(self):
        request = self._receive()
        token = self._token_of(request)
        request.with_user(self.manager).action_confirm_by_hand()
        self.assertFalse(request._confirm(token))
        with self.assertRaisesRegex(UserError, "decided by somebody else"):
            request.with_user(self.manager).action_confirm_by_hand()


@tagged("post_install", "-at_install")
class TestJoinTwice(JoinCommon):
    """Duplicates, and decisions that come second."""

    def test_same_organisation_is_found_however_it_is_written(self):
        self.other_organisation.write({"organ_code": "H41.07.50"})
        for number, (name, code, found) in enumerate((
                ("Trường THPT Số Một", "", ["of this name"]),
                ("TRƯỜNG THPT SỐ MỘT", "", ["of this name"]),
                ("truong thpt so mot", "", ["of this name"]),
                ("Trường Trung học phổ thông Số Một", "", ["of this name"]),
                ("Trường THPT  Số   Một", "", ["of this name"]),
                ("Trường Khác Hẳn", "H41.07.50", ["The code H41.07.50 belongs"]),
                ("Trường THPT Số Một", "H41.07.50", ["The code", "of this name"]),
                ("Trường Khác Hẳn", "ABC", ["unusual form"]),
                ("Trường THPT Số Mười", "H41.07.51", []), ("Trường THCS Số Một", "", []))):
            request = self._waiting(self._typed(
                organ_name=name, organ_code=code, person_email=f"same{number}@example.com",
                person_name=f"Người {number}", leader_email=""))
            with self.subTest(name, code=code):
                rows = [row for row in (request.findings or "").splitlines()
                        if "Another request" not in row]
                self.assertEqual(len(rows), len(found), rows)
                for row, part in zip(rows, found, strict=True):
                    self.assertIn(part, row)

    def test_person_with_an_account_is_found_and_gets_no_second_one(self):
        self.handler.email = "Handler.Mail@example.com"
        for number, email in enumerate((
                "handler.mail@example.com", "HANDLER.MAIL@EXAMPLE.COM")):
            request = self._waiting(self._person(
                person_email=email, person_name=f"Người {number}"))
            self.assertIn("An account with the e-mail", request.findings)
            request.action_refuse("Đã có tài khoản")
        for active in (True, False):
            self.handler.write({"login": "taken.join@example.com", "active": active})
            request = self._waiting(self._person(person_email="Taken.Join@example.com"))
            count = self.env["res.users"].with_context(active_test=False).search_count([])
            with self.assertRaisesRegex(UserError, "exists already"):
                request.action_approve()
            self.assertEqual(request.state, "waiting")
            self.assertEqual(
                self.env["res.users"].with_context(active_test=False).search_count([]), count)
            request.action_refuse("Đã có tài khoản")

    def test_second_of_two_decisions_finds_the_first(self):
        colleague = self._create_person("colleague_join", "group_manager")
        decisions = {
            "approve": lambda request: request.action_approve(),
            "refuse": lambda request: request.action_refuse("Trùng"),
        }
        number = 0
        for first in decisions:
            for second in decisions:
                number += 1
                request = self._waiting(self._typed(
                    person_email=f"twice{number}@example.com", organ_code=f"H41.08.{number:02}",
                    organ_name=f"Trường THPT Hai Lần {number}", leader_email=""))
                other = request.with_user(colleague).with_company(self.organisation)
                self.assertEqual(other.state, "waiting")
                decisions[first](request)
                state = request.state
                with self.subTest(first, second=second), self.assertRaisesRegex(
                        UserError, "decided by somebody else"):
                    decisions[second](other)
                self.assertEqual((request.state, request.decided_by_id), (state, self.manager))
        made = self.env["res.company"].sudo().search([("name", "like", "Trường THPT Hai Lần")])
        self.assertEqual(len(made), 2, "one for each approval that came first")

    def test_one_wrong_among_many_approves_none(self):
        good = self._waiting()
        bad = self._waiting(self._person(organ_name="Trường Không Có"))
        with self.assertRaisesRegex(UserError, "Choose the organisation"), \
                self.env.cr.savepoint():
            (good | bad).action_approve()
        self.env.invalidate_all()
        self.assertEqual((good.state, bad.state), ("waiting", "waiting"))
        self.assertFalse(self.env["res.users"].search([("login", "=", "mai.join@example.com")]))

    def test_refused_person_may_ask_again_and_is_told_each_reason(self):
        for reason in ("Thiếu dấu", "Sai mã"):
            request = self._waiting()
            self.assertFalse(request.findings, "what was refused is no duplicate")
            request.action_refuse(reason)
            mail = self.mails.search([("email_to", "=", request.person_email)], limit=1)
            self.assertIn(reason, html2plaintext(mail.body_html))
        self.assertFalse(self.env["res.users"].search([("login", "=", "mai.join@example.com")]))

    def test_new_accounts_hold_what_was_decided_and_nothing_of_odoo(self):
        roles = {"clerk": "group_clerk", "leader": "group_leader", "handler": "group_user"}
        for role, group in roles.items():
            request = self._waiting(self._person(
                role=role, person_email=f"{role}.join@example.com", person_name=role))
            request.action_approve()
            user = request.sudo().user_ids
            self.assertTrue(user.has_group(f"vanthu_document.{group}"))
            for other in ("base.group_system", "base.group_erp_manager",
                          "vanthu_document.group_manager"):
                self.assertFalse(user.has_group(other), (role, other))
            self.assertEqual((user.company_ids, user.share), (self.organisation, False))
            self.assertFalse(user.password or user.login_date)

    def test_queue_is_read_by_its_administrators_alone(self):
        request = self._waiting()
        foreign = self._create_person("far_join", "group_manager", self.other_organisation)
        requests = self.env["vanthu.join.request"]
        for user in (foreign, self.clerk, self.leader, self.handler):
            own = requests.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids)
            if user == foreign:
                self.assertFalse(own.search([("id", "=", request.id)]))
                self.assertFalse(own.name_search("Kiểm Thử"))
            else:
                for attempt in (lambda own=own: own.search([]),
                                lambda own=own: own.name_search("a"),
                                lambda own=own: own._read_group([], ["state"], ["__count"])):
                    with self.assertRaises(AccessError):
                        attempt()
        with self.assertRaises(AccessError):
            self.env["vanthu.join.attempt"].with_user(self.manager).search([])
        request.message_subscribe(self.clerk.partner_id.ids)
        with self.assertRaises(AccessError):
            request.with_user(self.clerk).read(["organ_name"])

    def test_values_of_a_decision_cannot_reach_into_other_organisations(self):
        request = self._waiting(self._person())
        request.organisation_id = self.other_organisation
        with self.assertRaisesRegex(AccessError, "Only an administrator who works in"):
            request.action_approve()
        request.organisation_id = self.organisation
        with self.assertRaises(UserError):
            request.write({"user_ids": [Command.set(self.clerk.ids)]})
        request.action_approve()
        self.assertFalse(request.sudo().user_ids & self.clerk)
