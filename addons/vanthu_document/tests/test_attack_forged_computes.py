"""What the software computes and keeps is nobody's to write: lateness, cover, who reads."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestForgedComputes(DelegationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.types = cls.env["vanthu.document.type"].search([], limit=2, order="id")
        cls.delegation = cls._delegate(type_ids=[Command.set(cls.types[0].ids)])
        cls.document = cls._create_submitted(type_id=cls.types[1].id)
        cls.forged = {
            "deadline_state": "met",
            "deadline_check_at": "2099-01-01 00:00:00",
            "delegation_ids": [Command.link(cls.delegation.id)],
            "answers_others": True,
            "paused": True,
            "due_at": "2099-01-01 00:00:00",
            "done_date": "2020-01-01 00:00:00",
            "submission_due_date": "2099-01-01",
            "unit_ids": [Command.link(cls.unit.id)],
        }

    def test_a_clerk_cannot_write_them(self):
        document = self.document.with_user(self.clerk)
        for name, value in self.forged.items():
            before = document.sudo()[name]
            with self.subTest(field=name), self.assertRaises(UserError):
                document.write({name: value})
            document.invalidate_recordset()
            self.assertEqual(document.sudo()[name], before)

    def test_a_clerk_cannot_create_with_them(self):
        for name, value in self.forged.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                self._create_incoming(**{name: value})

    def test_defaults_of_context_and_person_forge_none_of_them(self):
        self.env["ir.default"].with_user(self.clerk).set(
            "vanthu.document", "deadline_state", "met", user_id=True
        )
        forged = {f"default_{name}": value for name, value in self.forged.items()}
        document = self.env["vanthu.document"].with_user(self.clerk).with_context(**forged).create({
            "subject": "Về việc mới", "direction": "incoming",
            "company_id": self.organisation.id,
        }).sudo()
        self.assertNotEqual(document.deadline_state, "met")
        self.assertFalse(document.delegation_ids)
        self.assertFalse(document.answers_others)
        self.assertFalse(document.unit_ids)

    def test_a_clerk_cannot_carry_a_document_into_a_delegation(self):
        self.assertFalse(self._sees(self.deputy, self.document))
        with self.assertRaises(UserError):
            self.document.with_user(self.clerk).write(
                {"delegation_ids": [Command.link(self.delegation.id)]}
            )
        self.assertFalse(self._sees(self.deputy, self.document))
        # Nor by the other side of the link.
        for user in (self.deputy, self.clerk, self.manager):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.document.directive_ids.browse().with_user(user).create({
                    "content": "x", "leader_id": self.leader.id,
                    "delegation_ids": [Command.link(self.delegation.id)],
                })

    def test_what_is_computed_goes_on_being_computed(self):
        document = self.document.with_user(self.clerk)
        document.write({"due_date": "2020-01-01"})
        self.assertEqual(document.deadline_state, "late")
        document.write({"type_id": self.types[0].id})
        self.assertTrue(self._sees(self.deputy, self.document))

    def test_nobody_writes_deadlines_or_answers_of_work(self):
        work = self._direct(rows=[self._lead(due_date=self.today)])
        forged = {
            "deadline_state": "met", "paused": True, "due_date": "2099-01-01",
            "due_at": "2099-01-01 00:00:00", "stance": "agree", "reported_by_parts": True,
            "approval_note": "x", "sent_back_reason": "x",
            "answer_document_id": self.document.id, "named_ids": [self.outsider.id],
            "parent_id": work.id, "role": "inform",
        }
        for user in (self.head, self.clerk, self.leader, self.manager, self.deputy):
            for name, value in forged.items():
                with self.subTest(user=user.login, field=name), self.assertRaises(AccessError):
                    work.with_user(user).write({name: value})

    def test_a_directive_is_changed_by_nobody(self):
        directive = self._direct().directive_id
        forged = {
            "content": "x", "active": False, "needs_approval": False, "client_key": "x",
            "delegate_id": self.deputy.id, "capacity": "kt", "signature_lines": "x",
            "done_date": "2020-01-01 00:00:00", "former": {"state": "registered"},
            "leader_id": self.second_leader.id, "delegation_id": self.delegation.id,
        }
        for user in (self.clerk, self.leader, self.manager, self.deputy):
            for name, value in forged.items():
                with self.subTest(user=user.login, field=name), self.assertRaises(AccessError):
                    directive.with_user(user).write({name: value})
