"""The yearly review of accounts."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestAccountReview(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accounts = cls.env["vanthu.account"].with_user(cls.manager).with_company(
            cls.organisation).with_context(lang="en_US")
        cls.colleague = cls._create_person("colleague", "group_manager")

    def _account(self, user, accounts=None):
        return (accounts if accounts is not None else self.accounts).search(
            [("user_id", "=", user.id)])

    def _age(self, user, days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_users SET create_date = create_date - %s * interval '1 day'"
            " WHERE id = %s", (days, user.id),
        )
        self.env.invalidate_all()

    def test_each_account_stands_there_with_login_role_and_organisation(self):
        self.env["res.users.log"].with_user(self.clerk).sudo().create(
            {"create_uid": self.clerk.id})
        self.env.flush_all()
        account = self._account(self.clerk)
        self.assertEqual(
            (account.name, account.login, account.company_id, account.roles),
            ("Clerk", "vanthu_clerk", self.organisation, "Registry clerk"),
        )
        self.assertTrue(account.last_login)
        self.assertFalse(account.review_due or account.reviewed_on)
        listed = self.accounts.search([])
        self.assertNotIn(self.other_clerk, listed.user_id, "of another organisation")
        employee = self._create_person("employee", "group_user")
        employee.group_ids = self.env.ref("base.group_user")
        self.assertFalse(self._account(employee), "no account of the records office")

    def test_what_nobody_reviewed_for_a_year_shows_until_it_is_confirmed(self):
        self._age(self.clerk, 364)
        self.assertFalse(self._account(self.clerk).review_due)
        self._age(self.clerk, 1)
        account = self._account(self.clerk)
        self.assertTrue(account.review_due)
        self.assertEqual(self.accounts.search([("review_due", "=", True)]), account)
        account.action_confirm()
        self.assertFalse(account.review_due)
        self.assertEqual(account.reviewed_on, self.today)
        self.assertEqual(account.reviewer_id, self.manager)
        self.env.cr.execute(
            "UPDATE vanthu_account_review SET date = date - 365 WHERE user_id = %s",
            (self.clerk.id,),
        )
        self.env.invalidate_all()
        self.assertTrue(self._account(self.clerk).review_due)

    def test_home_page_counts_them(self):
        self._age(self.clerk, 400)
        home = self.env["vanthu.home"].with_user(self.manager).with_company(self.organisation)
        setup = next(b for b in home.get_home()["blocks"] if b["key"] == "setup")
        figure = next(f for f in setup["figures"] if f["key"] == "accounts")
        self.assertEqual(figure["count"], 1)

    def test_closing_takes_the_login_and_stays_written_down(self):
        account = self._account(self.handler)
        account.action_deactivate()
        self.assertFalse(self.handler.active)
        self.assertFalse(self._account(self.handler))
        review = self.env["vanthu.account.review"].search([("user_id", "=", self.handler.id)])
        self.assertEqual(
            (review.decision, review.name, review.login, review.roles, review.date,
             review.reviewer_id),
            ("deactivated", "Handler", "vanthu_handler", "Handler", self.today, self.manager),
        )
        event = self.env["vanthu.event"].search([("kind", "=", "account_reviewed")], limit=1)
        self.assertEqual(event.user_id, self.manager)
        self.assertIn("Closed", event.with_context(lang="en_US").detail_text)
        with self.assertRaisesRegex(UserError, "stays as written"):
            review.name = "x"
        with self.assertRaisesRegex(UserError, "stays as written"):
            review.unlink()

    def test_many_are_confirmed_at_once_and_all_or_none_are_closed(self):
        people = self.clerk | self.leader | self.handler
        accounts = self.accounts.search([("user_id", "in", people.ids)])
        accounts.action_confirm()
        self.assertEqual(self.env["vanthu.account.review"].search_count(
            [("user_id", "in", people.ids), ("decision", "=", "confirmed")]), 3)
        with self.assertRaises(UserError):
            (accounts | self._account(self.manager)).action_deactivate()
        self.assertTrue(all(people.mapped("active")))
        self.assertFalse(self.env["vanthu.account.review"].search_count(
            [("decision", "=", "deactivated")]))

    def test_accounts_that_must_stay_are_not_closed(self):
        with self.assertRaisesRegex(UserError, "own account"):
            self._account(self.manager).action_deactivate()
        self._direct(rows=[{"role": "lead", "user_id": self.handler.id}])
        with self.assertRaisesRegex(UserError, "Handler has 1 pieces of open work"):
            self._account(self.handler).action_deactivate()
        self.colleague.group_ids += self.env.ref("base.group_system")
        with self.assertRaisesRegex(UserError, "whole database"):
            self._account(self.colleague).action_deactivate()
        self.clerk.company_ids += self.other_organisation
        with self.assertRaisesRegex(UserError, "do not look after"):
            self._account(self.clerk).action_deactivate()
        self.assertTrue(self.clerk.active and self.handler.active and self.colleague.active)

    def test_only_administrators_of_the_organisation_see_and_decide(self):
        account = self._account(self.clerk)
        for user in (self.clerk, self.leader, self.handler):
            for attempt in (
                lambda user=user: account.with_user(user).read(["login"]),
                account.with_user(user).action_confirm,
                account.with_user(user).action_deactivate,
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt()
        foreign = self._create_person("foreign", "group_manager", self.other_organisation)
        far = account.with_user(foreign).with_context(
            allowed_company_ids=self.other_organisation.ids)
        for attempt in (far.action_confirm, far.action_deactivate):
            with self.assertRaises(AccessError):
                attempt()
        with self.assertRaises(AccessError):
            self.env["vanthu.account.review"].with_user(self.manager).create({
                "user_id": self.clerk.id, "company_id": self.organisation.id, "name": "x",
                "decision": "confirmed", "date": self.today, "reviewer_id": self.manager.id,
            })
        self.assertTrue(self.clerk.active)

    def test_record_of_the_review_is_printed(self):
        (self._account(self.clerk) | self._account(self.leader)).action_confirm()
        self._account(self.handler).action_deactivate()
        reviews = self.env["vanthu.account.review"].with_user(self.manager).search([])
        content, kind = self.env["ir.actions.report"].with_user(self.manager)._render_qweb_pdf(
            "vanthu_document.account_review", reviews.ids)
        self.assertEqual(kind, "pdf")
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        for part in ("RÀ SOÁT TÀI KHOẢN", "vanthu_clerk", "Leader", "Ngừng sử dụng", "Manager",
                     "NGƯỜI RÀ SOÁT"):
            self.assertIn(part, text)

    def test_list_costs_the_same_for_many(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.accounts.search([]).read(["name", "roles", "last_login", "review_due"])
            return self.env.cr.sql_log_count - before

        cost()
        few = cost()
        for number in range(10):
            self._create_person(f"many{number}", "group_user")
        cost()
        self.assertLessEqual(cost(), few + 1)
