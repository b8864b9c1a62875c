"""Reports are approved or sent back: by the leader who asked for it, by who passed on."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestReportApproval(HandlingCommon):
    def _directed(self, approval=True):
        document = self._create_registered()
        lead, cooperate = self._direct(
            document, [self._lead(), self._cooperate()], needs_approval=approval
        )
        return document, lead, cooperate

    def _waiting(self, user):
        return self.env["vanthu.assignment"].with_user(user).with_company(
            self.organisation
        ).search([("waits_for_my_approval", "=", True)])

    def _reviewers(self, work):
        review = self.env.ref("vanthu_document.mail_activity_review")
        return work.activity_ids.filtered(lambda act: act.activity_type_id == review).user_id

    def test_the_lead_reports_and_the_leader_approves(self):
        document, lead, cooperate = self._directed()
        with self.assertRaises(AccessError):
            lead.with_user(self.head).action_done("Xong")
        self.assertFalse(lead.with_user(self.head).can_close)
        cooperate.with_user(self.second_head).action_report("Góp ý")
        lead.with_user(self.head).action_report("Xong")
        self.assertEqual(self._reviewers(lead), self.leader)
        self.assertEqual(self._waiting(self.leader), lead)
        self.assertTrue(lead.with_user(self.leader).waits_for_my_approval)
        self.assertFalse(self._waiting(self.second_leader) | self._waiting(self.head))
        self.assertEqual(document.state, "in_progress")
        lead.with_user(self.leader).action_approve("Tốt")
        self.assertEqual((lead.state, lead.approval_note), ("done", "Tốt"))
        self.assertEqual(document.state, "done")
        self.assertFalse(lead.activity_ids or self._waiting(self.leader))
        self.assertEqual(self._events(document, "approved").user_id, self.leader)
        told = self.env["mail.message"].search([
            ("model", "=", "vanthu.assignment"), ("res_id", "=", lead.id),
            ("body", "ilike", "approved"),
        ])
        self.assertEqual(told.partner_ids, self.head.partner_id)

    def test_a_report_sent_back_shows_why_and_is_work_again(self):
        document, lead, _cooperate = self._directed()
        lead.with_user(self.head).action_report("Xong")
        with self.assertRaises(UserError):
            lead.with_user(self.leader).action_send_back(" ")
        lead.with_user(self.leader).action_send_back("Thiếu số liệu")
        self.assertEqual((lead.state, lead.sent_back_reason), ("in_progress", "Thiếu số liệu"))
        self.assertEqual(lead.report, "Xong", "what was written is not lost")
        self.assertFalse(lead.activity_ids, "work without a deadline")
        self.assertFalse(self._reviewers(lead))
        event = self._events(document, "report_sent_back")
        self.assertEqual(event.detail["reason"], "Thiếu số liệu")
        lead.with_user(self.head).action_report("Đã bổ sung")
        self.assertFalse(lead.sent_back_reason)
        lead.with_user(self.leader).action_approve()
        self.assertEqual(lead.state, "done")

    def test_without_it_the_lead_closes_as_ever(self):
        document, lead, cooperate = self._directed(approval=False)
        cooperate.with_user(self.second_head).action_report("Góp ý")
        lead.with_user(self.head).action_done("Xong")
        self.assertEqual(document.state, "done")

    def test_a_leader_who_leads_closes_in_person(self):
        document = self._create_registered()
        lead = self._direct(
            document, [{"role": "lead", "user_id": self.leader.id}], needs_approval=True
        )
        lead.with_user(self.leader).action_done("Xong")
        self.assertEqual(document.state, "done")

    def test_who_passed_on_approves_the_part_and_nobody_else(self):
        _document, lead, _cooperate = self._directed()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Dự thảo")
        self.assertEqual(self._waiting(self.head), part)
        self.assertTrue(part.with_user(self.head).can_approve)
        for user in (self.leader, self.handler, self.second_head, self.clerk):
            with self.subTest(user=user.name):
                self.assertFalse(part.with_user(user).can_approve)
                with self.assertRaises(AccessError):
                    part.with_user(user).action_approve()
                with self.assertRaises(AccessError):
                    part.with_user(user).action_send_back("Sai")
        part.with_user(self.head).action_send_back("Viết lại")
        self.assertEqual(part.state, "in_progress")
        part.with_user(self.handler).action_report("Dự thảo 2")
        part.with_user(self.head).action_approve()
        self.assertEqual(part.state, "done")
        self.assertEqual((lead.state, lead.report), ("reported", "Dự thảo 2"))
        self.assertEqual(self._waiting(self.leader), lead)

    def test_reports_are_decided_once(self):
        _document, lead, _cooperate = self._directed()
        for act in ("action_approve", "action_send_back"):
            with self.subTest(act=act, state="new"), self.assertRaises(UserError):
                getattr(lead.with_user(self.leader), act)("Lý do")
        lead.with_user(self.head).action_report("Xong")
        lead.with_user(self.leader).action_approve()
        for act in ("action_approve", "action_send_back"):
            with self.subTest(act=act, state="done"), self.assertRaises(UserError):
                getattr(lead.with_user(self.leader), act)("Lý do")

    def test_a_cooperation_sent_back_opens_the_finished_document(self):
        document, lead, cooperate = self._directed()
        lead.with_user(self.leader).action_done("Xong")
        cooperate.with_user(self.second_head).action_report("Góp ý")
        self.assertEqual(document.state, "done")
        cooperate.with_user(self.leader).action_send_back("Góp ý lại")
        self.assertEqual((cooperate.state, document.state), ("in_progress", "in_progress"))

    def test_the_search_and_the_field_say_the_same(self):
        document, lead, cooperate = self._directed()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Dự thảo")
        cooperate.with_user(self.second_head).action_report("Góp ý")
        everything = document.assignment_ids
        for user in (self.leader, self.head, self.second_head, self.handler, self.clerk):
            with self.subTest(user=user.name):
                marked = everything.with_user(user).filtered("waits_for_my_approval")
                self.assertEqual(marked, self._waiting(user))
