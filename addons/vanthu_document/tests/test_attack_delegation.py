"""What people may try with delegations: foreign terms, races, roles that ended."""

from contextlib import suppress
from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .delegation_common import DelegationCommon

NAMES = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
class TestAttackDelegation(DelegationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.delegation = cls._delegate()

    def _pass_on(self, **values):
        return self.env["vanthu.delegation"].with_user(self.deputy).create({
            "parent_id": self.delegation.id, "principal_id": self.leader.id,
            "delegate_id": self.handler.id, "kind": "kt",
            "date_from": self.today, "date_to": self.today + timedelta(days=4), **values,
        })

    def test_a_form_that_is_tried_out_tells_no_foreign_terms(self):
        spec = {"parent_id": NAMES, "principal_id": NAMES, "date_to": {}, "kind": {}}
        for user in (self.other_clerk, self.outsider):
            Model = self.env["vanthu.delegation"].with_user(user)
            tries = {
                "typed": lambda Model=Model: Model.onchange(
                    {"parent_id": self.delegation.id}, ["parent_id"], spec
                ),
                "as a record": lambda Model=Model: Model.onchange(
                    {"parent_id": {"id": self.delegation.id}}, ["parent_id"], spec
                ),
                "proposed": lambda Model=Model: Model.with_context(
                    default_parent_id=self.delegation.id
                ).onchange({}, [], spec),
            }
            for door, attempt in tries.items():
                with self.subTest(user=user.login, door=door), self.assertRaises(AccessError):
                    attempt()

    def test_the_delegate_still_opens_the_form_that_passes_on(self):
        told = self.env["vanthu.delegation"].with_user(self.deputy).with_context(
            default_parent_id=self.delegation.id
        ).onchange({}, [], {"parent_id": NAMES, "principal_id": NAMES})
        self.assertEqual(told["value"]["principal_id"]["id"], self.leader.id)

    def test_the_dialog_of_the_end_tells_a_stranger_nothing(self):
        for user in (self.other_clerk, self.outsider):
            Model = self.env["vanthu.delegation.end.wizard"].with_user(user)
            told = ""
            with suppress(AccessError):
                told += str(Model.onchange(
                    {"delegation_id": self.delegation.id}, [], {"delegation_id": NAMES}
                ))
            with suppress(AccessError):
                told += str(Model.with_context(
                    default_delegation_id=self.delegation.id
                ).onchange({}, [], {"delegation_id": NAMES}))
            with suppress(AccessError):
                told += str(Model.create({"delegation_id": self.delegation.id}).read())
            self.assertNotIn(self.deputy.name, told)

    def test_a_dialog_of_the_end_is_not_turned_to_a_foreign_one(self):
        elsewhere = self._create_person("elsewhere", "group_leader", self.other_organisation)
        their_deputy = self._create_person("their_deputy", "group_user", self.other_organisation)
        own = self.env["vanthu.delegation"].with_user(elsewhere).create({
            "principal_id": elsewhere.id, "delegate_id": their_deputy.id, "kind": "kt",
            "company_id": self.other_organisation.id,
            "date_from": self.today, "date_to": self.today + timedelta(days=4),
        })
        dialog = self.env["vanthu.delegation.end.wizard"].with_user(elsewhere).create(
            {"delegation_id": own.id}
        )
        with self.assertRaises(AccessError):
            dialog.write({"delegation_id": self.delegation.id})
        with self.assertRaises(AccessError):
            self.delegation.with_user(elsewhere).action_revoke("x")

    def test_what_begins_after_the_new_end_is_revoked_with_it(self):
        later = self._pass_on(date_from=self.today + timedelta(days=3))
        sooner = self._pass_on(delegate_id=self.outsider.id)
        day = self.today + timedelta(days=1)
        self.delegation.with_user(self.leader).action_shorten(day.isoformat())
        self.assertEqual(self.delegation.date_to, day)
        self.assertEqual(later.sudo().state, "revoked")
        self.assertEqual((sooner.sudo().state, sooner.sudo().date_to), ("active", day))

    def test_passing_on_holds_what_it_comes_from(self):
        """Else a revocation at the same moment would not find what is just being passed on."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT ctid::text FROM vanthu_delegation WHERE id = %s", (self.delegation.id,)
        )
        before = self.env.cr.fetchone()
        self._pass_on()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT ctid::text FROM vanthu_delegation WHERE id = %s", (self.delegation.id,)
        )
        self.assertNotEqual(self.env.cr.fetchone(), before, "the row is written, so it is held")

    def test_nothing_is_passed_on_from_what_was_revoked(self):
        self.delegation.with_user(self.leader).action_revoke("x")
        with self.assertRaises(UserError):
            self._pass_on()

    def test_a_delegate_changes_neither_terms_nor_parties(self):
        planned = self._delegate(
            delegate_id=self.handler.id, date_from=self.today + timedelta(days=1),
            type_ids=[Command.set(self.env["vanthu.document.type"].search([], limit=1).ids)],
        )
        forged = {
            "type_ids": [Command.clear()], "date_to": self.today + timedelta(days=90),
            "unit_ids": [Command.clear()], "max_priority": "2", "kind": "tl",
            "principal_id": self.second_leader.id, "parent_id": self.delegation.id,
            "starts_at": "2020-01-01 00:00:00", "ends_at": "2099-01-01 00:00:00",
            "revoked_at": "2020-01-01 00:00:00",
            "child_ids": [Command.create({
                "delegate_id": self.outsider.id, "principal_id": self.leader.id,
                "date_from": self.today, "date_to": self.today + timedelta(days=90),
            })],
        }
        for name, value in forged.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                planned.with_user(self.handler).write({name: value})
            self.env.invalidate_all()

    def test_a_delegate_may_neither_end_nor_prolong_it(self):
        mine = self.delegation.with_user(self.deputy)
        with self.assertRaises(AccessError):
            mine.action_revoke("x")
        with self.assertRaises(AccessError):
            mine.action_shorten(self.today.isoformat())
        with self.assertRaises(UserError):
            mine.write({"date_to": self.today + timedelta(days=90)})

    def test_a_role_that_ends_on_the_form_of_the_role_ends_delegations(self):
        document = self._create_submitted()
        self.assertTrue(self._sees(self.deputy, document))
        self.env.ref("vanthu_document.group_leader").write(
            {"user_ids": [Command.unlink(self.leader.id)]}
        )
        self.assertEqual(self.delegation.sudo().state, "revoked")
        self.assertFalse(self._sees(self.deputy, document))

    def test_a_role_given_on_the_form_of_the_role_is_logged(self):
        before = self.env["vanthu.event"].search([("kind", "=", "access_changed")])
        self.env.ref("vanthu_document.group_leader").write(
            {"user_ids": [Command.link(self.outsider.id)]}
        )
        self.env.flush_all()
        events = self.env["vanthu.event"].search([("kind", "=", "access_changed")]) - before
        self.assertEqual([event.detail["person"] for event in events], [self.outsider.name])
        self.assertEqual(events.company_id, self.organisation)

    def test_a_revoked_delegate_meets_closed_doors_everywhere(self):
        document = self._create_submitted()
        self.assertTrue(self._sees(self.deputy, document))
        self.delegation.with_user(self.leader).action_revoke("x")
        self.env.flush_all()
        self.env.invalidate_all()
        Desk = self.env["vanthu.desk"].with_user(self.deputy)
        self.assertFalse(Desk.get_cards("direct"))
        rows = [self._lead()]
        decision = {"content": "x", "assignments": rows}
        attempts = {
            "desk": lambda: Desk.decide("direct", document.id, decision, "k1"),
            "document": lambda: document.with_user(self.deputy).action_direct(
                "x", rows, leader_id=self.leader.id
            ),
            "word": lambda: self.env["vanthu.directive"].with_user(self.deputy).action_give(
                "x", rows, "x", leader_id=self.leader.id
            ),
            "recorded": lambda: document.with_user(self.deputy).with_context(
                vanthu_recording=True
            ).action_direct("x", rows, leader_id=self.leader.id),
            "targets": lambda: Desk.get_targets(self.organisation.id),
            "dialog": lambda: self.env["vanthu.routing.wizard"].with_user(
                self.deputy
            ).with_context(active_ids=document.ids).default_get(["document_ids"]),
        }
        for door, attempt in attempts.items():
            with self.subTest(door=door), self.assertRaises(AccessError):
                attempt()
        self.assertFalse(document.sudo().directive_ids)
