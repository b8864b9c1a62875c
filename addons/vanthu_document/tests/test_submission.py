from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestSubmission(HandlingCommon):
    def test_clerk_submits_several_documents_with_a_proposal(self):
        documents = self._create_registered() + self._create_registered(code_number="328")
        documents.action_submit(
            self.leader.id, "Giao Văn phòng chủ trì.",
            [self._lead(due_date=self.today + timedelta(days=5)), self._cooperate()],
        )
        for document in documents:
            self.assertEqual(document.state, "submitted")
            self.assertEqual(document.leader_id, self.leader)
            self.assertEqual(document.proposal, "Giao Văn phòng chủ trì.")
            self.assertEqual(
                document.sudo().proposal_ids.mapped(lambda row: (row.role, row.unit_id)),
                [("lead", self.unit), ("cooperate", self.second_unit)],
            )
            self.assertEqual(document.activity_ids.user_id, self.leader)
            self.assertEqual(self._events(document, "submitted").user_id, self.clerk)

    def test_only_a_clerk_submits_and_only_to_a_leader_of_the_organisation(self):
        document = self._create_registered()
        for user in (self.leader, self.manager, self.head, self.handler, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                document.with_user(user).action_submit(self.leader.id)
        foreign = self._create_person(
            "foreign_leader", "group_leader", self.other_organisation
        )
        for user in (self.handler, foreign):
            with self.subTest(target=user.name), self.assertRaises(UserError):
                document.action_submit(user.id)

    def test_what_is_not_registered_is_not_submitted(self):
        with self.assertRaisesRegex(UserError, "cannot become"):
            self._create_incoming().action_submit(self.leader.id)

    def test_submission_again_replaces_leader_proposal_and_activity(self):
        document = self._create_registered()
        document.action_submit(self.leader.id, "Một", [self._lead()])
        document.action_submit(self.second_leader.id, "Hai", [self._lead(self.second_unit)])
        self.assertEqual(document.leader_id, self.second_leader)
        self.assertEqual(document.sudo().proposal_ids.unit_id, self.second_unit)
        self.assertEqual(document.activity_ids.user_id, self.second_leader)

    def test_take_back_ends_the_leaders_activity(self):
        document = self._create_registered()
        document.action_submit(self.leader.id)
        document.action_take_back_submission()
        self.assertEqual(document.state, "registered")
        self.assertFalse(document.leader_id)
        self.assertFalse(document.activity_ids)

    def test_default_leader_is_the_only_one_or_the_last_one(self):
        self.second_leader.active = False
        first = self._create_registered()
        self.assertEqual(first._get_default_leader(), self.leader)
        self.second_leader.active = True
        self.assertFalse(first._get_default_leader())
        first.action_submit(self.second_leader.id)
        self.assertEqual(self._create_registered()._get_default_leader(), self.second_leader)

    def test_limit_is_the_next_working_day_and_at_once_when_urgent(self):
        with freeze_time("2026-05-22 03:00:00"):  # a Friday
            normal = self._create_registered(arrival_date="2026-05-22")
            urgent = self._create_registered(arrival_date="2026-05-22", priority="1")
            self.assertEqual(normal.submission_due_date, fields.Date.to_date("2026-05-25"))
            self.assertEqual(urgent.submission_due_date, fields.Date.to_date("2026-05-22"))
        with freeze_time("2026-05-25 03:00:00"):
            (normal + urgent).invalidate_recordset()
            self.assertFalse(normal.submission_late)
            self.assertTrue(urgent.submission_late)
            late = self.env["vanthu.document"].search([
                ("submission_late", "=", True), ("id", "in", (normal + urgent).ids)
            ])
            self.assertEqual(late, urgent)
            urgent.action_submit(self.leader.id)
            self.assertTrue(urgent.submission_late)
            normal.action_submit(self.leader.id)
            self.assertFalse(normal.submission_late)

    def test_the_leader_of_a_restricted_document_becomes_a_named_person(self):
        document = self._create_registered(
            restricted=True, allowed_user_ids=self.clerk.ids
        )
        with self.assertRaises(AccessError):
            document.with_user(self.leader).check_access("read")
        document.action_submit(self.leader.id)
        document.with_user(self.leader).check_access("read")
        self.assertTrue(self._events(document, "access_changed"))
        with self.assertRaises(AccessError):
            document.with_user(self.second_leader).check_access("read")

    def test_dialog_submits_what_was_marked_in_the_list(self):
        documents = self._create_registered() + self._create_registered(code_number="329")
        wizard = self.env["vanthu.routing.wizard"].with_user(self.clerk).with_context(
            active_ids=documents.ids, default_step="submit"
        ).create({"leader_id": self.leader.id, "content": "Kính trình"})
        wizard.action_confirm()
        self.assertEqual(documents.mapped("state"), ["submitted", "submitted"])
        self.assertEqual(documents.mapped("proposal"), ["Kính trình"] * 2)
        again = self.env["vanthu.routing.wizard"].with_user(self.clerk).with_context(
            active_ids=documents[0].ids, default_step="submit"
        ).default_get(["step", "content", "leader_id"])
        self.assertEqual(again["content"], "Kính trình")
        self.assertEqual(again["leader_id"], self.leader.id)
