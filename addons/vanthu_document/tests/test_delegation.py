"""Who may delegate what to whom, how it is narrowed, ended, logged and told."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestDelegation(DelegationCommon):
    def _delegation_events(self, delegation):
        return self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.delegation"), ("res_id", "=", delegation.id),
        ], order="id")

    def _told(self, user):
        return self.env["mail.message"].sudo().search([
            ("model", "=", "vanthu.delegation"),
            ("notified_partner_ids", "in", user.partner_id.ids),
        ], order="id desc").mapped("subject")

    # ---- GIVING ----

    def test_a_leader_delegates_and_both_the_log_and_the_delegate_know_all_terms(self):
        delegation = self._delegate(
            max_priority="1", unit_ids=[Command.set(self.unit.ids)], reason="Đi công tác"
        )
        self.assertEqual(delegation.state, "active")
        event = self._delegation_events(delegation)
        self.assertEqual((event.kind, event.user_id), ("delegated", self.leader))
        self.assertEqual(event.detail["leader"], self.leader.name)
        self.assertEqual(event.detail["delegate"], self.deputy.name)
        self.assertEqual(event.detail["capacity"], "KT.")
        self.assertEqual(event.detail["scope_units"], self.unit.name)
        self.assertEqual(event.detail["max_priority"], "Urgent")
        self.assertIn("Written basis", self.env["vanthu.event"]._get_detail_labels().values())
        self.assertTrue(self._told(self.deputy)[0].startswith("Delegated: KT. Leader → Deputy"))
        self.assertFalse(self._told(self.leader))

    def test_states_follow_the_clock_and_can_be_searched(self):
        delegation = self._delegate(date_from=self.today + timedelta(days=1))
        for day, state in ((0, "planned"), (1, "active"), (5, "ended")):
            with freeze_time(f"{self.today + timedelta(days=day)} 05:00:00"):
                delegation.invalidate_recordset()
                self.assertEqual(delegation.state, state)
                for asked in ("planned", "active", "ended", "revoked"):
                    found = delegation.search([
                        ("state", "=", asked), ("id", "=", delegation.id)
                    ])
                    self.assertEqual(bool(found), asked == state)

    def test_nobody_takes_the_authority_of_another(self):
        """Forged values at every role that has no paper to record."""
        for user in (self.deputy, self.handler, self.outsider, self.second_leader, self.head):
            for target in (user, self.handler):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    self._delegate(user, delegate_id=target.id, basis="12/GUQ")
        mine = self._delegate(self.second_leader, principal_id=self.second_leader.id,
                              date_from=self.today + timedelta(days=1))
        for vals in ({"principal_id": self.leader.id}, {"company_id": self.other_organisation.id},
                     {"parent_id": self._delegate().id}, {"revoked_at": False},
                     {"ends_at": "2099-01-01", "revoked_at": "2099-01-01"}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                mine.write(vals)
        with self.assertRaises(UserError):
            self._delegate(revoked_by_id=self.clerk.id)
        with self.assertRaises(AccessError):
            mine.with_user(self.deputy).write({"date_to": self.today + timedelta(days=99)})

    def test_the_stored_moments_are_nobodys_to_write(self):
        delegation = self._delegate(date_from=self.today + timedelta(days=1))
        ends_at = delegation.ends_at
        for vals in ({"ends_at": "2099-01-01 00:00:00"}, {"starts_at": "2001-01-01 00:00:00"}):
            with self.assertRaises(UserError):
                delegation.write(vals)
        forged = self._delegate(
            date_from=self.today + timedelta(days=1), starts_at="2001-01-01 00:00:00",
            ends_at="2099-01-01 00:00:00",
        )
        self.assertEqual(forged.ends_at, ends_at)
        self.assertEqual(forged.state, "planned")

    def test_an_administrator_or_clerk_records_a_paper_openly_and_never_to_himself(self):
        for user in (self.manager, self.clerk):
            with self.subTest(user=user.login):
                with self.assertRaises(UserError):
                    self._delegate(user)
                with self.assertRaises(AccessError):
                    self._delegate(user, delegate_id=user.id, basis="12/GUQ-SGDĐT")
                delegation = self._delegate(user, basis="12/GUQ-SGDĐT ngày 20/11/2026")
                event = self._delegation_events(delegation)
                self.assertEqual((event.kind, event.user_id), ("delegated", user))
                self.assertIn("12/GUQ", event.detail["basis"])
                self.assertTrue(self._told(self.leader)[0].startswith("Delegated:"))
                message = self.env["mail.message"].sudo().search([
                    ("model", "=", "vanthu.delegation"), ("res_id", "=", delegation.id),
                    ("notified_partner_ids", "in", self.leader.partner_id.ids),
                ])
                self.assertIn(user.name, message.body)

    def test_the_two_persons_must_fit(self):
        for values in (
            {"delegate_id": self.leader.id},
            {"delegate_id": self.other_clerk.id},
        ):
            error = IntegrityError if values["delegate_id"] == self.leader.id else UserError
            with self.subTest(values=values), mute_logger("odoo.sql_db"), self.assertRaises(
                error
            ), self.env.cr.savepoint():
                self._delegate(**values)
        with self.assertRaises(ValidationError):
            self._delegate(self.manager, principal_id=self.head.id, basis="1/QĐ")
        with self.assertRaises(UserError):
            self._delegate(date_from=self.today - timedelta(days=1))

    def test_tuq_is_written_and_limited_in_content(self):
        limits = {"max_priority": "1"}
        for values in ({}, {"basis": "12/GUQ"}, limits, {"basis": "  ", **limits}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._delegate(kind="tuq", **values)
        self.assertTrue(self._delegate(kind="tuq", basis="12/GUQ", **limits))
        paper = self._create_registered()
        self.assertTrue(self._delegate(kind="tuq", basis_document_id=paper.id, **limits))

    def test_a_paper_that_one_may_not_read_is_not_named(self):
        paper = self._create_registered(restricted=True)
        with self.assertRaises(AccessError):
            self._delegate(basis_document_id=paper.id)
        with self.assertRaises(AccessError):
            self.env["vanthu.delegation"].with_user(self.leader).onchange(
                {"basis_document_id": paper.id}, ["basis_document_id"],
                {"basis_document_id": {"fields": {"display_name": {}}}},
            )
        delegation = self._delegate(basis_document_id=self._create_registered().id)
        with self.assertRaises(AccessError):
            delegation.with_user(self.deputy).read(["basis_document_id"])

    def test_no_state_secret_in_the_reason(self):
        # Refusals are logged through an own cursor.
        self.registry_enter_test_mode()
        with self.assertRaisesRegex(UserError, "hand it over on paper"):
            self._delegate(reason="Độ mật: TỐI MẬT")

    # ---- PASSING ON ----

    def test_what_is_passed_on_is_narrower(self):
        parent = self._delegate(
            max_priority="2", unit_ids=[Command.set(self.unit.ids)], kind="tl",
            date_from=self.today + timedelta(days=1),
        )
        good = {
            "parent_id": parent.id, "delegate_id": self.handler.id, "max_priority": "1",
            "unit_ids": [Command.set(self.unit.ids)], "date_from": parent.date_from,
            "date_to": parent.date_to,
        }
        for worse in (
            {"date_to": parent.date_to + timedelta(days=1)}, {"date_from": self.today},
            {"max_priority": "3"}, {"max_priority": False},
            {"unit_ids": [Command.set(self.second_unit.ids)]}, {"unit_ids": False},
            {"kind": "tuq", "basis": "1/GUQ"}, {"delegate_id": self.leader.id},
            {"delegate_id": self.deputy.id},
        ):
            # The database refuses the leader as the own delegate.
            error = IntegrityError if worse.get("delegate_id") == self.leader.id else UserError
            with self.subTest(worse=worse), mute_logger("odoo.sql_db"), self.assertRaises(
                error
            ), self.env.cr.savepoint():
                self._delegate(self.deputy, **{**good, **worse})
        child = self._delegate(self.deputy, **good)
        self.assertEqual(child.principal_id, self.leader)
        with self.assertRaises(ValidationError):
            parent.max_priority = "0"
        with self.assertRaises(AccessError):
            self._delegate(self.outsider, **good)

    def test_kinds_and_chains(self):
        """KT and TL are passed on, TUQ never, neither from nor as one."""
        limits = {"max_priority": "1", "basis": "12/GUQ"}
        for first in ("kt", "tl", "tuq"):
            parent = self._delegate(kind=first, **limits)
            for second in ("kt", "tl", "tuq"):
                with self.subTest(first=first, second=second):
                    allowed = "tuq" not in (first, second)
                    values = {
                        "parent_id": parent.id, "delegate_id": self.handler.id,
                        "kind": second, **limits,
                    }
                    if allowed:
                        child = self._delegate(self.deputy, **values)
                        document = self._create_submitted()
                        self.assertTrue(self._sees(self.handler, document))
                        child.action_revoke()
                    else:
                        with self.assertRaisesRegex(ValidationError, "TUQ"):
                            self._delegate(self.deputy, **values)
            parent.action_revoke()

    def test_what_was_passed_on_ends_with_what_it_came_from(self):
        parent = self._delegate(kind="tl")
        child = self._delegate(
            self.deputy, parent_id=parent.id, delegate_id=self.handler.id
        )
        document = self._create_submitted()
        self.assertTrue(self._sees(self.handler, document))
        parent.action_revoke("Đã về")
        self.assertFalse(self._sees(self.handler, document))
        self.assertEqual(child.state, "ended")
        self.assertTrue(self._told(self.handler)[0].startswith("Revoked"))

    def test_the_form_is_filled_by_a_leader_and_by_who_records_a_paper(self):
        for user, paper in ((self.leader, ""), (self.manager, "12/QĐ"), (self.clerk, "12/QĐ")):
            with self.subTest(user=user.login):
                form = Form(self.env["vanthu.delegation"].with_user(user))
                self.assertEqual(form.state, "planned")
                if paper:
                    form.principal_id = self.leader
                    form.basis = paper
                form.delegate_id = self.deputy
                form.date_to = self.today + timedelta(days=1)
                self.assertEqual(form.save().principal_id, self.leader)

    def test_the_form_of_passing_on_begins_with_what_was_received(self):
        parent = self._delegate(kind="tl", max_priority="1")
        action = parent.with_user(self.deputy).action_pass_on()
        with Form(self.env["vanthu.delegation"].with_user(self.deputy).with_context(
            **action["context"]
        )) as form:
            self.assertEqual(form.principal_id, self.leader)
            self.assertEqual(form.max_priority, "1")
            form.delegate_id = self.handler
        self.assertEqual(form.record.parent_id, parent)
        self.assertTrue(self._told(self.leader))

    # ---- CHANGING AND ENDING ----

    def test_terms_are_mended_before_and_stay_after_the_beginning(self):
        delegation = self._delegate(date_from=self.today + timedelta(days=1))
        delegation.max_priority = "1"
        event = self._delegation_events(delegation)[-1]
        self.assertEqual(event.kind, "delegation_changed")
        self.assertEqual(event.detail["max_priority"], "– → Urgent")
        with freeze_time(f"{self.today + timedelta(days=2)} 05:00:00"):
            delegation.invalidate_recordset()
            for vals in ({"max_priority": False}, {"date_to": self.today + timedelta(days=90)},
                         {"delegate_id": self.handler.id}, {"kind": "tl"}):
                with self.subTest(vals=vals), self.assertRaises(UserError):
                    delegation.write(vals)

    def test_a_delegation_is_never_deleted(self):
        delegation = self._delegate(date_from=self.today + timedelta(days=1))
        for user in (self.leader, self.manager, self.env.ref("base.user_root")):
            with self.assertRaises(UserError):
                delegation.with_user(user).unlink()

    def test_who_may_revoke(self):
        for user, allowed in (
            (self.leader, True), (self.manager, True), (self.clerk, False),
            (self.deputy, False), (self.second_leader, False), (self.outsider, False),
        ):
            delegation = self._delegate()
            with self.subTest(user=user.login):
                if not allowed:
                    with self.assertRaises(AccessError):
                        delegation.with_user(user).action_revoke("x")
                    continue
                delegation.with_user(user).action_revoke("Đã về")
                self.assertEqual(delegation.state, "revoked")
                self.assertEqual(delegation.revoked_by_id, user)
                event = self._delegation_events(delegation)[-1]
                self.assertEqual(
                    (event.kind, event.user_id, event.detail["reason"]),
                    ("delegation_revoked", user, "Đã về"),
                )
                with self.assertRaises(UserError):
                    delegation.with_user(user).action_revoke("x")
        self.assertTrue(any("Revoked" in subject for subject in self._told(self.leader)))

    def test_a_delegation_is_shortened_never_stretched(self):
        delegation = self._delegate()
        child = self._delegate(
            self.deputy, parent_id=delegation.id, delegate_id=self.handler.id
        )
        for day in (self.today - timedelta(days=1), delegation.date_to,
                    delegation.date_to + timedelta(days=1), False, "x"):
            with self.subTest(day=day), self.assertRaises(UserError):
                delegation.action_shorten(day)
        wizard = self.env["vanthu.delegation.end.wizard"].with_user(self.leader).create({
            "delegation_id": delegation.id, "now": False, "date_to": self.today,
        })
        wizard.action_confirm()
        self.assertEqual(delegation.date_to, self.today)
        self.assertEqual(child.ends_at, delegation.ends_at)
        self.assertEqual(self._delegation_events(delegation)[-1].kind, "delegation_changed")

    def test_who_is_no_leader_any_more_has_delegated_nothing(self):
        delegation, document = self._delegate(), self._create_submitted()
        self.leader.group_ids = [
            Command.unlink(self.env.ref("vanthu_document.group_leader").id),
            Command.link(self.env.ref("vanthu_document.group_user").id),
        ]
        self.assertEqual(delegation.state, "revoked")
        self.assertFalse(self._sees(self.deputy, document))

    def test_the_daily_job_only_tidies(self):
        self._delegate()
        group = self.env.ref("vanthu_document.group_delegate")
        document = self._create_submitted()
        mine = document.activity_ids.filtered(lambda item: item.user_id == self.deputy)
        self.assertTrue(mine)
        self.env["vanthu.delegation"]._cron_tidy()
        self.assertIn(group, self.deputy.group_ids)
        self.assertTrue(mine.exists())
        with freeze_time(f"{self.today + timedelta(days=9)} 05:00:00"):
            self.env["vanthu.delegation"]._cron_tidy()
            self.assertNotIn(group, self.deputy.group_ids)
            self.assertFalse(mine.exists())
            self.assertEqual(document.sudo().activity_ids.user_id, self.leader)

    def test_who_reads_delegations(self):
        delegation = self._delegate()
        for user, allowed in (
            (self.leader, True), (self.deputy, True), (self.clerk, True), (self.manager, True),
            (self.second_leader, True), (self.outsider, False), (self.other_clerk, False),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self._sees(user, delegation), allowed)
