"""How a round of opinions ends, and its pages and dialogs."""


from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .opinion_common import OpinionCommon


@tagged("post_install", "-at_install")
class TestConsultationRound(OpinionCommon):
    def test_ending_early_stops_asking_who_has_not_begun(self):
        bystander = self._create_person("bystander", "group_user")
        consultation = self._ask(targets=[
            {"unit_id": self.second_unit.id}, {"unit_id": self.third_unit.id},
            {"user_id": bystander.id},
        ])
        self.assertTrue(consultation.with_user(bystander).has_access("read"))
        self._answer(consultation, self.second_unit)
        begun = self._of(consultation, self.third_unit)
        begun.with_user(self.third_head).action_start()
        consultation.with_user(self.head).action_close()
        untouched = consultation.assignment_ids - begun - self._of(consultation, self.second_unit)
        self.assertEqual((untouched.state, begun.state, begun.stance), ("recalled", "done", False))
        self.assertNotIn(untouched, consultation.answer_ids)
        self.assertIn("not needed", self._told(self.third_head)[-1])
        self.assertFalse(self._activities(untouched, "work"))
        self.assertEqual((consultation.asked_count, consultation.answered_count), (2, 1))
        self.assertFalse(self._activities(consultation.assignment_id, "opinions"))
        self.assertTrue(self._events(consultation.document_id, "opinions_closed"))
        self.env.invalidate_all()
        for record in (untouched, consultation, consultation.document_id):
            self.assertFalse(record.with_user(bystander).has_access("read"))

    def test_an_answer_opened_again_opens_the_round(self):
        consultation = self._ask()
        for unit in (self.second_unit, self.third_unit):
            self._answer(consultation, unit)
        work = self._of(consultation, self.second_unit)
        work.with_user(self.head).action_reopen("Chưa rõ")
        self.assertEqual((consultation.state, consultation.closed_at), ("open", False))
        self.assertEqual(consultation.answered_count, 1)
        self._answer(consultation, self.second_unit, "disagree", "Không đủ nguồn")
        self.assertEqual(consultation.state, "closed")

    def test_a_round_about_a_document_ends_with_it(self):
        document = self._create_registered()
        consultation = self._ask(document)
        self._answer(consultation, self.second_unit)
        work = self._direct(document)
        self.assertEqual(consultation.state, "open")
        work.with_user(self.head).action_done("Xong")
        self.assertEqual((document.state, consultation.state), ("done", "closed"))

    def test_the_activity_of_a_document_ends_when_it_is_directed(self):
        document = self._create_registered()
        consultation = self._ask(document)
        for unit in (self.second_unit, self.third_unit):
            self._answer(consultation, unit)
        self.assertEqual(self._activities(document, "opinions").user_id, self.leader)
        self._direct(document)
        self.assertFalse(self._activities(document, "opinions"))

    # ---- SCREEN ----

    def test_the_pages_are_reached_from_work_and_document(self):
        consultation = self._ask()
        work = consultation.assignment_id
        for record in (work, work.document_id, self._of(consultation, self.second_unit)):
            action = record.action_open_opinions()
            self.assertEqual((action["res_id"], action["views"][0][1]), (consultation.id, "form"))
        self._ask(work)
        action = work.document_id.action_open_opinions()
        self.assertEqual(action["domain"][0][2], work.consultation_ids.ids)
        self.assertEqual(work.document_id.opinion_count, "0/4")
        self.assertFalse(self._work().opinion_count)

    def test_each_role_is_offered_its_own_acts(self):
        consultation = self._ask()
        asked = self._of(consultation, self.second_unit)
        seen = asked.with_user(self.second_head)
        self.assertTrue(seen.can_answer)
        self.assertFalse(seen.can_close or seen.can_ask_opinions)
        work = consultation.assignment_id.with_user(self.head)
        self.assertTrue(work.can_ask_opinions)
        self.assertFalse(work.can_answer)
        self.assertFalse(asked.with_user(self.head).can_close)
        with self.assertRaisesRegex(UserError, "report what was done"):
            work.action_answer("agree", "x")

    def test_the_dialogs_ask_and_answer(self):
        work = self._work()
        dialog = self.env["vanthu.consultation.wizard"].with_user(self.head).with_context(
            default_assignment_id=work.id
        ).create({"question": "Thế nào?", "unit_ids": [Command.set(self.second_unit.ids)]})
        self.assertNotIn(self.unit, dialog.unit_candidate_ids)
        self.assertNotIn(self.head, dialog.user_candidate_ids)
        self.assertNotIn(self.other_clerk, dialog.user_candidate_ids)
        self.assertLessEqual(dialog.due_date, work.due_date)
        action = dialog.action_confirm()
        consultation = work.consultation_ids
        self.assertEqual(action["res_id"], consultation.id)
        asked = consultation.assignment_ids
        part = asked.browse(asked.with_user(self.second_head).action_pass_on(self.outsider.id))
        part.with_user(self.outsider).action_answer("changes", "Sửa mục 2")
        dialog = self.env["vanthu.answer.wizard"].with_user(self.second_head).with_context(
            default_assignment_id=asked.id
        ).create({})
        self.assertEqual((dialog.stance, dialog.text), ("changes", "Sửa mục 2"))
        self.assertEqual(dialog.question, "Thế nào?")
        dialog.action_confirm()
        self.assertEqual((asked.stance, asked.report), ("changes", "Sửa mục 2"))

    def test_the_dialog_asks_about_a_document(self):
        document = self._create_registered()
        dialog = self.env["vanthu.consultation.wizard"].with_user(self.clerk).with_context(
            default_document_id=document.id
        ).create({"question": "Ai nhận?", "user_ids": [Command.set(self.third_head.ids)]})
        self.assertGreater(dialog.due_date, self.today)
        dialog.action_confirm()
        self.assertEqual(document.consultation_ids.assignment_ids.user_id, self.third_head)
