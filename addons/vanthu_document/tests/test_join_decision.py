"""What administrators decide about requests for accounts, and who may not."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import html2plaintext

from .join_common import SCRIPT, JoinCommon


@tagged("post_install", "-at_install")
class TestJoinDecision(JoinCommon):
    # ---- DUPLICATES ----

    def test_duplicates_by_code_name_account_and_request_are_shown(self):
        self.assertFalse(self._waiting().findings)
        self.other_organisation.organ_code = "H41.07.50"
        same = self._waiting(self._typed(
            organ_name="TRUONG TRUNG HOC PHO THONG SO MOT", organ_code="H41.07.50",
            person_email="other_clerk@example.com", leader_email="clerk@example.com",
        ))
        found = same.findings
        for part in (
            "The code H41.07.50 belongs to Trường THPT Số Một",
            "An organisation of this name is here: Trường THPT Số Một",
            "other_clerk@example.com is here: Other Clerk, Trường THPT Số Một",
            "clerk@example.com is here: Clerk, Sở Giáo dục và Đào tạo",
        ):
            self.assertIn(part, found)
        again = self._waiting()
        self.assertIn("Another request waits: Trường THPT Kiểm Thử, Trần Thị Mai", again.findings)
        self.other_clerk.active = False
        same.invalidate_recordset()
        self.assertIn("other_clerk@example.com was closed", same.findings)

    def test_person_of_an_organisation_that_is_not_here_is_told(self):
        request = self._waiting(self._person(organ_name="Trường Không Có"))
        self.assertFalse(request.organisation_id)
        self.assertIn("No organisation of this name", request.findings)
        with self.assertRaisesRegex(UserError, "Choose the organisation"):
            request.action_approve()

    # ---- APPROVAL ----

    def test_approval_makes_what_the_template_says_and_the_first_accounts(self):
        request = self._waiting()
        request.action_approve()
        self.assertEqual(request.state, "approved")
        self.assertEqual(request.decided_by_id, self.manager)
        company = request.organisation_id.sudo()
        self.assertEqual(
            (company.name, company.organ_code, company.organ_abbreviation, company.street,
             company.phone, company.email, company.parent_id, company.organ_superior_name),
            ("Trường THPT Kiểm Thử", "H41.07.99", "THPTLL", "1 Lê Lợi", "0299 123 456",
             "leloi@example.com", self.organisation, "Sở Giáo dục và Đào tạo"),
        )
        self.assertEqual(set(company.vanthu_unit_ids.mapped("name")),
                         set(self.template.unit_ids.mapped("name")))
        self.assertTrue(self.env["vanthu.register"].sudo().search_count(
            [("company_id", "=", company.id), ("year", "=", self.today.year)]))
        clerk, leader = request.sudo().user_ids.sorted("id")
        self.assertEqual((clerk.login, clerk.function, clerk.phone), (
            "mai.join@example.com", "Nhân viên văn thư", "0912 345 678"))
        self.assertEqual(clerk.company_ids, company)
        self.assertTrue(clerk.has_group("vanthu_document.group_clerk"))
        self.assertTrue(clerk.has_group("vanthu_document.group_manager"))
        self.assertFalse(clerk.has_group("vanthu_document.group_leader"))
        self.assertFalse(clerk.has_group("base.group_system"))
        self.assertEqual(clerk.vanthu_unit_ids.name, "Tổ Văn phòng")
        self.assertTrue(leader.has_group("vanthu_document.group_leader"))
        self.assertFalse(leader.has_group("vanthu_document.group_manager"))
        self.assertEqual(leader.vanthu_unit_ids.head_id, leader)
        event = self.env["vanthu.event"].search([("kind", "=", "join_approved")], limit=1)
        self.assertEqual((event.company_id, event.user_id), (company, self.manager))

    def test_invitation_opens_the_account_and_advises_two_factors(self):
        request = self._waiting()
        request.action_approve()
        self.assertEqual(request.invitation_state, "waiting")
        mail = self.mails.search([("email_to", "=", "mai.join@example.com")], limit=1)
        text = html2plaintext(mail.body_html)
        self.assertIn("two-factor", text)
        self.assertIn("/web/signup?", str(mail.body_html))
        self.assertFalse(mail.model or mail.res_id)
        user = request.sudo().user_ids.sorted("id")[0]
        token = user.partner_id._generate_signup_token()
        self.env["res.users"].sudo().signup({"password": "a long password 1"}, token)
        self.assertTrue(user.with_user(user)._check_credentials(
            {"type": "password", "login": user.login, "password": "a long password 1"},
            {"interactive": True},
        ))

    def test_failed_letter_shows_and_the_link_can_be_handed_over(self):
        request = self._waiting()
        request.action_approve()
        mails = self.mails.search([("email_to", "in", request.user_ids.mapped("login"))])
        mails.write({"state": "exception", "failure_reason": "no server"})
        request.invalidate_recordset()
        self.assertEqual(request.invitation_state, "failed")
        self.assertIn("/web/signup?", request.invitation_text)
        self.assertEqual(len(request.invitation_text.splitlines()), 2)
        request.action_invite_again()
        request.invalidate_recordset()
        self.assertEqual(request.invitation_state, "waiting")
        request.sudo().invitation_ids.unlink()  # as Odoo does with what it has sent
        request.invalidate_recordset()
        self.assertEqual(request.invitation_state, "sent")
        self.assertFalse(request.invitation_text)

    def test_links_end_with_the_first_login(self):
        request = self._waiting()
        request.action_approve()
        for user in request.sudo().user_ids:
            self.env["res.users.log"].with_user(user).sudo().create({"create_uid": user.id})
        request.invalidate_recordset()
        request.sudo().user_ids.invalidate_recordset()
        self.assertFalse(request.invitation_text)
        with self.assertRaisesRegex(UserError, "signed in already"):
            request.action_invite_again()

    def test_leader_who_asks_leads_and_a_plain_request_makes_no_administrator(self):
        request = self._waiting(self._typed(role="leader"))
        self.assertFalse(request.leader_email)
        request.with_manager = False
        request.action_approve()
        user = request.sudo().user_ids
        self.assertTrue(user.has_group("vanthu_document.group_leader"))
        self.assertFalse(user.has_group("vanthu_document.group_manager"))
        self.assertEqual(user.vanthu_unit_ids.head_id, user)

    def test_approval_of_a_person_adds_one_account_to_the_organisation(self):
        request = self._waiting(self._person())
        request.unit_id = self.unit
        request.action_approve()
        user = request.user_ids
        self.assertEqual(user.sudo().company_ids, self.organisation)
        self.assertEqual(user.sudo().vanthu_unit_ids, self.unit)
        self.assertTrue(user.has_group("vanthu_document.group_user"))
        for group in ("clerk", "leader", "manager"):
            self.assertFalse(user.has_group(f"vanthu_document.group_{group}"))

    def test_taken_code_and_taken_login_make_nothing(self):
        self.other_organisation.organ_code = "H41.07.99"
        request = self._waiting()
        with self.assertRaisesRegex(UserError, "belongs to Trường THPT Số Một"):
            request.action_approve()
        request.organ_code = "H41.07.98"
        self.handler.login = "hung.join@example.com"
        with self.assertRaisesRegex(UserError, "hung.join@example.com exists already"):
            request.action_approve()
        self.assertEqual(request.state, "waiting")
        self.assertFalse(self.env["res.company"].search([("name", "=", "Trường THPT Kiểm Thử")]))

    # ---- REFUSAL ----

    def test_refusal_needs_a_reason_and_tells_the_person(self):
        request = self._waiting()
        with self.assertRaisesRegex(UserError, "Say why"):
            request.action_refuse("  ")
        wizard = Form(self.env["vanthu.join.refuse.wizard"].with_user(self.manager).with_context(
            active_ids=request.ids, lang="en_US"))
        wizard.reason = "Giấy đề nghị chưa đóng dấu & chưa ký"
        wizard.save().action_refuse()
        self.assertEqual((request.state, request.refuse_reason), (
            "refused", "Giấy đề nghị chưa đóng dấu & chưa ký"))
        mail = self.mails.search([("email_to", "=", request.person_email)], limit=1)
        self.assertIn("Giấy đề nghị chưa đóng dấu &amp; chưa ký", str(mail.body_html))
        self.assertEqual(self.env["vanthu.event"].search(
            [("kind", "=", "join_refused")], limit=1).detail["reason"], request.refuse_reason)
        for late in (request.action_approve, lambda: request.action_refuse("x")):
            with self.assertRaisesRegex(UserError, "decided by somebody else"):
                late()

    # ---- WHO MAY NOT ----

    def test_state_cannot_be_forged_by_anybody(self):
        request = self._waiting()
        for values in (
            {"state": "approved"}, {"company_id": self.other_organisation.id},
            {"user_ids": [Command.link(self.manager.id)]}, {"token_hash": "0" * 64},
            {"decided_by_id": self.leader.id}, {"letter_id": False}, {"refuse_reason": "x"},
            {"invitation_ids": [Command.clear()]},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                request.write(values)
        for user in (self.clerk, self.leader, self.handler, self.env.ref("base.public_user")):
            forged = request.with_user(user)
            for attempt in (
                lambda forged=forged: forged.read(["organ_name"]),
                lambda forged=forged: forged.write({"organ_name": "x"}),
                lambda forged=forged: forged.create(self._typed()),
                lambda forged=forged: forged.unlink(),
                forged.action_approve, lambda forged=forged: forged.action_refuse("x"),
                forged.action_invite_again, forged.action_confirm_by_hand,
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt()
        with self.assertRaises(AccessError):
            request.create(self._typed())
        with self.assertRaises(AccessError):
            request.unlink()
        self.assertEqual(request.state, "waiting")

    def test_decided_request_is_not_changed(self):
        request = self._waiting()
        request.organ_street = "2 Lê Lợi"
        request.action_refuse("Trùng")
        with self.assertRaisesRegex(UserError, "only while it waits"):
            request.organ_street = "3 Lê Lợi"

    def test_administrators_decide_for_their_own_organisations_only(self):
        foreign = self._create_person("foreign", "group_manager", self.other_organisation)
        request = self._waiting()
        with self.assertRaises(AccessError):
            request.with_user(foreign).with_context(
                allowed_company_ids=self.other_organisation.ids
            ).read(["organ_name"])
        own = self._waiting(self._person(organ_name=self.other_organisation.name))
        self.assertEqual(own.organisation_id, self.other_organisation)
        with self.assertRaisesRegex(AccessError, "Only an administrator who works in"):
            own.action_approve()
        seen = own.with_user(foreign).with_context(
            allowed_company_ids=self.other_organisation.ids
        )
        seen.action_approve()
        self.assertEqual(own.sudo().user_ids.company_ids, self.other_organisation)
        request.parent_id = self.other_organisation
        with self.assertRaisesRegex(AccessError, "Only an administrator who works in"):
            request.action_approve()

    # ---- ESCAPING ----

    def test_script_in_each_field_stays_text_in_letters_chatter_and_names(self):
        values = {
            name: SCRIPT for name in self._typed() if not name.endswith("email")
            and name not in ("kind", "role", "organ_code", "organ_abbreviation", "organ_phone",
                             "person_phone")
        }
        request = self.env["vanthu.join.request"].sudo().create({
            **self._typed(person_email="script.join@example.com"), **values,
            "company_id": self.organisation.id, "lang": "en_US",
            "template_id": self.template.id, "parent_id": self.organisation.id,
        })
        request._send_confirmation()
        request._enter_queue()
        request.with_user(self.manager).action_approve()
        other = self.env["vanthu.join.request"].sudo().create({
            **self._typed(person_email="script2.join@example.com"), **values,
            "company_id": self.organisation.id, "lang": "en_US", "state": "waiting",
        })
        other.with_user(self.manager).action_refuse(SCRIPT)
        letters = self.mails.search([("email_to", "=like", "%join@example.com")])
        self.assertGreaterEqual(len(letters), 4)
        messages = self.env["mail.message"].search([("model", "=", request._name)])
        self.assertTrue(messages)
        for html in (*letters.mapped("body_html"), *messages.mapped("body")):
            self.assertNotIn("<script", str(html))
        self.assertIn("&lt;script&gt;", str(letters[-1].body_html))

    def test_settings_open_the_page_and_the_home_page_counts_requests(self):
        administrator = new_test_user(
            self.env, "join_administrator", lang="en_US",
            groups="base.group_system,vanthu_document.group_manager",
            company_id=self.organisation.id, company_ids=[Command.set(self.organisation.ids)],
        )
        self.parameters.set_param("vanthu_document.join_open", False)
        with Form(self.env["res.config.settings"].with_user(administrator)) as form:
            self.assertFalse(form.join_open)
            form.join_open = True
            self.assertTrue(form.join_url.endswith("/vanthu/join"))
        form.record.execute()
        self.assertTrue(self.env["vanthu.join.request"]._is_open())
        self._waiting()
        home = self.env["vanthu.home"].with_user(self.manager).with_company(self.organisation)
        setup = next(b for b in home.get_home()["blocks"] if b["key"] == "setup")
        figure = next(f for f in setup["figures"] if f["key"] == "join_requests")
        self.assertEqual(figure["count"], 1)
