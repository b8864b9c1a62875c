"""An answering document ends the work that it answers, and the register shows its number."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon

ANSWER = "45/SGDĐT-VP"


@tagged("post_install", "-at_install")
class TestAnswerLink(HandlingCommon):
    def _answer_to(self, *documents, **values):
        return self._create_incoming(
            code_number="45", code_notation="SGDĐT-VP", subject="Trả lời",
            response_to_ids=[Command.set([document.id for document in documents])], **values,
        )

    def test_the_answer_closes_the_work_and_the_register_shows_it(self):
        document = self._create_registered()
        lead, cooperate = self._direct(document, [self._lead(), self._cooperate()])
        answer = self._answer_to(document)
        self.assertEqual(lead.state, "new", "not before it has its number")
        answer.action_register()
        self.assertEqual((lead.state, lead.answer_document_id), ("done", answer))
        self.assertIn(ANSWER, lead.report)
        self.assertEqual(cooperate.state, "new", "who cooperates still reports")
        self.assertEqual(document.answer_reference, ANSWER)
        self.assertEqual(document.answer_ids, answer)
        self.assertEqual(self._print_follow_up(document)["reply_reference"], ANSWER)
        self.assertEqual(self._events(document, "completed").user_id, self.clerk)
        cooperate.with_user(self.second_head).action_report("Góp ý")
        self.assertEqual(document.state, "done")

    def test_where_reports_are_approved_the_answer_reports(self):
        document = self._create_registered()
        lead = self._direct(document, needs_approval=True)
        self._answer_to(document).action_register()
        self.assertEqual(lead.state, "reported")
        self.assertTrue(lead.with_user(self.leader).waits_for_my_approval)
        lead.with_user(self.leader).action_approve()
        self.assertEqual(document.state, "done")

    def test_a_report_of_ones_own_is_kept(self):
        document = self._create_registered()
        lead = self._direct(document)
        lead.with_user(self.head).action_report("Của tôi")
        self._answer_to(document).action_register()
        self.assertEqual((lead.state, lead.report), ("done", "Của tôi"))

    def test_parts_that_are_open_keep_the_work_open(self):
        document = self._create_registered()
        lead = self._direct(document)
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        answer = self._answer_to(document)
        answer.action_register()
        self.assertEqual((lead.state, part.state), ("accepted", "new"))
        self.assertEqual(lead.answer_document_id, answer)
        self.assertEqual(document.answer_reference, ANSWER)
        told = self.env["mail.message"].search([
            ("model", "=", "vanthu.assignment"), ("res_id", "=", lead.id),
            ("body", "ilike", "Answered by"),
        ])
        self.assertEqual(told.partner_ids, self.head.partner_id)

    def test_one_answer_to_two_and_two_answers_to_one(self):
        first, second = self._create_registered(), self._create_registered()
        leads = self._direct(first) + self._direct(second)
        self._answer_to(first, second).action_register()
        self.assertEqual(leads.mapped("state"), ["done", "done"])
        self.assertEqual((first + second).mapped("state"), ["done", "done"])
        more = self._answer_to(first)
        more.code_number = "46"
        more.action_register()
        self.assertEqual(first.answer_reference, f"{ANSWER}; 46/SGDĐT-VP")
        self.assertEqual(second.answer_reference, ANSWER)

    def test_a_document_that_answers_nothing_asks_the_database_nothing(self):
        document = self._create_incoming()
        document.flush_recordset()
        document.invalidate_recordset()
        document.subject  # noqa: B018  the row is read anyhow
        with self.assertQueryCount(0):
            self.assertFalse(document.answers_others)
        answer = self._answer_to(document)
        self.assertTrue(answer.answers_others)
        answer.response_to_ids = False
        self.assertFalse(answer.answers_others)

    def test_a_person_chooses_an_answer_in_the_dialog(self):
        document, answer = self._create_registered(), self._create_incoming(
            code_number="45", code_notation="SGDĐT-VP"
        )
        lead = self._direct(document)
        answer.action_register()
        self._direct(answer, [{"role": "inform", "user_id": self.head.id}])
        dialog = Form(
            self.env["vanthu.assignment.wizard"].with_user(self.head).with_context(
                active_ids=lead.ids, default_step="done"
            ), view="vanthu_document.vanthu_assignment_wizard_view_form",
        )
        dialog.text = "Đã trả lời"
        dialog.answer_document_id = answer.with_user(self.head)
        self.assertEqual(dialog.answer_reference, ANSWER)
        dialog.save().action_confirm()
        self.assertEqual(lead.answer_document_id, answer)
        self.assertEqual(answer.response_to_ids, document)
        self.assertEqual(self._print_follow_up(document)["reply_reference"], ANSWER)

    def test_nobody_names_an_answer_that_he_may_not_read(self):
        document, hidden = self._create_registered(), self._create_registered(subject="Kín")
        lead = self._direct(document)
        for method in ("action_report", "action_done"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(lead.with_user(self.head), method)(
                    "Xong", answer_document_id=hidden.id
                )
        with self.assertRaises(UserError):
            lead.with_user(self.head).action_report("Xong", answer_document_id=document.id)
        self.assertEqual(lead.state, "new")
        Dialog = self.env["vanthu.assignment.wizard"].with_user(self.head)
        spec = {"answer_document_id": {"fields": {"display_name": {}}}}
        with self.assertRaises(AccessError):
            Dialog.create({"answer_document_id": hidden.id}).web_read(spec)
        with self.assertRaises(AccessError):
            Dialog.onchange({"answer_document_id": hidden.id}, ["answer_document_id"], spec)

    def test_only_what_the_clerk_may_read_is_linked(self):
        secret = self._create_registered()
        self.env["vanthu.document"].browse(secret.id).write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        own = self._create_incoming()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            own.write({"response_to_ids": [Command.link(secret.id)]})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._create_incoming(response_to_ids=[Command.link(secret.id)])
        with self.assertRaises(UserError), self.env.cr.savepoint():
            own.write({"response_to_ids": [Command.link(own.id)]})
