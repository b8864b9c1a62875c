"""Side doors of the review of accounts and of the hand-over of the post."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestAccountDoors(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accounts = cls.env["vanthu.account"].with_user(cls.manager).with_context(
            allowed_company_ids=cls.organisation.ids, lang="en_US")
        cls.both = cls._create_person("both_account", "group_manager")
        cls.both.company_ids += cls.other_organisation

    def _of(self, users, accounts=None):
        accounts = self.accounts if accounts is None else accounts
        return accounts.search([("user_id", "in", users.ids)])

    def test_guests_and_closed_accounts_are_not_listed(self):
        guest = new_test_user(self.env, "guest_account", groups="base.group_portal",
                              company_id=self.organisation.id,
                              company_ids=[Command.set(self.organisation.ids)])
        closed = self._create_person("closed_account", "group_user")
        self.assertTrue(self._of(closed))
        closed.active = False
        self.env.flush_all()
        self.assertFalse(self._of(guest | closed))

    def test_administrator_of_both_organisations_reviews_both(self):
        accounts = self.env["vanthu.account"].with_user(self.both).with_context(
            allowed_company_ids=(self.organisation | self.other_organisation).ids, lang="en_US")
        listed = self._of(self.clerk | self.other_clerk, accounts)
        self.assertEqual(listed.user_id, self.clerk | self.other_clerk)
        listed.action_confirm()
        self.assertEqual(
            self.env["vanthu.account.review"].search([("user_id", "in", listed.user_id.ids)])
            .company_id, self.organisation | self.other_organisation)

    def test_roles_are_named_without_those_they_imply(self):
        for group, wanted in (("group_user", "Handler"), ("group_clerk", "Registry clerk"),
                              ("group_leader", "Leader"), ("group_manager", "Administrator")):
            person = self._create_person(f"role_{group}", group)
            self.env.flush_all()
            self.assertEqual(self._of(person).roles, wanted)
        person.group_ids += self.env.ref("vanthu_document.group_clerk")
        self.env.flush_all()
        self.accounts.invalidate_model()
        self.assertEqual(set(self._of(person).roles.split(", ")),
                         {"Administrator", "Registry clerk"})

    def test_accounts_are_a_list_and_no_door_to_users(self):
        account = self._of(self.clerk)
        for attempt in (
                lambda: account.write({"login": "x"}), account.unlink,
                lambda: self.accounts.create({"login": "x"}),
                lambda: account.with_user(self.clerk).read(["login"]),
                lambda: self.accounts.with_user(self.clerk).search([]),
                lambda: self.accounts.with_user(self.clerk)._read_group(
                    [], ["company_id"], ["__count"]),
                lambda: self.accounts.with_user(self.handler).name_search("a")):
            with self.assertRaises(AccessError):
                attempt()
        self.assertEqual(self.clerk.login, "vanthu_clerk")

    def test_foreign_accounts_are_reached_by_no_id(self):
        foreign = self._of(self.other_clerk, self.env["vanthu.account"].sudo())
        own = foreign.with_user(self.manager).with_context(
            allowed_company_ids=self.organisation.ids)
        for attempt in (own.action_confirm, own.action_deactivate, lambda: own.read(["login"])):
            with self.assertRaises(AccessError):
                attempt()
        self.assertTrue(self.other_clerk.active)
        self.assertFalse(self.env["vanthu.account.review"].search(
            [("user_id", "=", self.other_clerk.id)]))

    def test_closing_twice_is_no_second_review(self):
        account = self._of(self.handler)
        account.action_deactivate()
        self.env.flush_all()
        with self.assertRaises(UserError):
            account.with_env(self.accounts.env).action_deactivate()
        self.assertEqual(self.env["vanthu.account.review"].search_count(
            [("user_id", "=", self.handler.id)]), 1)

    def test_each_review_of_a_year_is_kept_and_the_last_one_shows(self):
        for decided_by in (self.manager, self.both):
            self._of(self.clerk, self.accounts.with_user(decided_by)).action_confirm()
        self.assertEqual(self._of(self.clerk).reviewer_id, self.both)
        rows = self.env["vanthu.account.review"].search([("user_id", "=", self.clerk.id)])
        self.assertEqual(rows.reviewer_id, self.manager | self.both)
        for user in (self.clerk, self.leader, self.handler):
            with self.assertRaises(AccessError):
                rows.with_user(user).read(["decision"])


@tagged("post_install", "-at_install")
class TestPostChangeDoors(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls._create_person("second_post", "group_user")
        cls.third = cls._create_person("third_post", "group_user")
        cls.changes = cls.env["vanthu.post.change"].with_user(cls.manager).with_context(
            allowed_company_ids=cls.organisation.ids, lang="en_US")

    def _change(self, giver, taker, **values):
        return self.changes.create({
            "from_user_id": giver.id, "to_user_id": taker.id, **values})

    def _run_job(self, *changes):
        for change in changes:
            self.env.flush_all()
            self.env.cr.execute("UPDATE vanthu_post_change SET date = %s WHERE id = %s",
                                (self.today, change.id))
        self.env.invalidate_all()
        with self.enter_registry_test_mode():
            self.env.ref("vanthu_document.ir_cron_post_change").method_direct_trigger()
        self.env.invalidate_all()

    def _clerks(self):
        self.env.invalidate_all()
        people = self.clerk | self.second | self.third
        return people.filtered(lambda user: user.has_group("vanthu_document.group_clerk"))

    def test_post_that_goes_on_the_same_day_reaches_the_last_one(self):
        self._change(self.clerk, self.second).action_plan()
        self._change(self.second, self.third).action_plan()
        self.assertEqual(self._clerks(), self.third)

    def test_cancelled_hand_over_never_happens(self):
        change = self._change(self.clerk, self.second, date=self.today + timedelta(days=2))
        change.action_plan()
        change.action_cancel()
        self._run_job(change)
        self.assertEqual((change.state, self._clerks()), ("cancelled", self.clerk))
        for attempt in (change.action_plan, change.action_cancel, change.action_refresh):
            with self.assertRaises(UserError):
                attempt()

    def test_hand_over_planned_anew_after_it_was_called_off(self):
        later = {"date": self.today + timedelta(days=2)}
        first = self._change(self.clerk, self.second, **later)
        first.action_plan()
        first.action_cancel()
        again = self._change(self.clerk, self.third, **later)
        again.action_plan()
        self._run_job(again)
        self.assertEqual((again.state, self._clerks()), ("done", self.third))

    def test_clerk_who_lost_the_role_meanwhile_gives_nothing(self):
        change = self._change(self.clerk, self.second, date=self.today + timedelta(days=2))
        change.action_plan()
        self.clerk.group_ids -= self.env.ref("vanthu_document.group_clerk")
        with self.assertLogs("odoo.addons.vanthu_document.models.vanthu_post_change_apply"):
            self._run_job(change)
        self.assertEqual(change.state, "planned")
        self.assertIn("no registry clerk here", change.problem)
        self.assertFalse(self._clerks())

    def test_done_hand_over_is_neither_done_nor_cancelled_again(self):
        change = self._change(self.clerk, self.second)
        change.action_plan()
        for attempt in (change.action_plan, change.action_cancel, change.action_refresh):
            with self.assertRaises(UserError):
                attempt()
        self._run_job(change)
        self.assertEqual(self._clerks(), self.second)

    def test_open_work_stays_with_the_person_who_has_it(self):
        work = self._direct(rows=[{"role": "lead", "user_id": self.clerk.id}])
        change = self._change(self.clerk, self.second, close_account=True)
        change.action_plan()
        self.assertEqual((work.user_id, work.state), (self.clerk, "new"))
        self.assertIn("work", change.line_ids.mapped("kind"))
        self.assertTrue(self.clerk.active)

    def test_lines_are_written_by_the_software_alone(self):
        self._direct(rows=[{"role": "lead", "user_id": self.clerk.id}])
        change = self._change(self.clerk, self.second, date=self.today + timedelta(days=2))
        change.action_plan()
        line = change.line_ids[:1]
        for user in (self.manager, self.clerk, self.second):
            own = line.with_user(user)
            for attempt in (lambda own=own: own.write({"name": "x"}), own.unlink,
                            lambda own=own: own.create({
                                "change_id": change.id, "kind": "work", "name": "x"})):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt()

    def test_foreign_administrator_reads_and_plans_nothing(self):
        foreign = self._create_person("foreign_post", "group_manager", self.other_organisation)
        change = self._change(self.clerk, self.second)
        far = change.with_user(foreign).with_context(
            allowed_company_ids=self.other_organisation.ids)
        for attempt in (far.action_plan, far.action_cancel, lambda: far.read(["note"]),
                        lambda: far.write({"to_user_id": foreign.id})):
            with self.assertRaises(AccessError):
                attempt()
        self.assertFalse(far.search([("id", "=", change.id)]))
        self.assertEqual(self._clerks(), self.clerk)
