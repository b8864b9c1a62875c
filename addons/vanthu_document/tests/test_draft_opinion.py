"""Opinions of units on a draft: who asks, when, who reads it, and the end of the round."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .outgoing_common import OutgoingCommon


@tagged("post_install", "-at_install")
class TestDraftOpinion(OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_head = cls._create_person("second_head", "group_user")
        cls.second_unit.head_id = cls.second_head

    def _ask(self, draft, user=None, **values):
        ids = draft.with_user(user or self.handler).action_ask_opinions(**{
            "question": "Đồng ý mức chi không?", "targets": [{"unit_id": self.second_unit.id}],
            "due_date": (self.today + timedelta(days=3)).isoformat(), **values,
        })
        return self.env["vanthu.consultation"].browse(ids)

    def _answer(self, consultation, text="Nhất trí"):
        work = consultation.assignment_ids
        work.with_user(self.second_head).action_answer("agree", text)
        return work

    def test_unit_that_is_asked_reads_the_draft_and_answers(self):
        draft = self._create_draft()
        with self.assertRaises(AccessError):
            draft.with_user(self.second_head).read(["subject"])
        consultation = self._ask(draft)
        seen = draft.with_user(self.second_head)
        self.assertEqual(seen.subject, "Tổ chức hội nghị tổng kết năm học")
        self.assertTrue(seen.current_version_id.attachment_id.raw)
        self._answer(consultation, "Nhất trí, đề nghị giảm 5%")
        draft.invalidate_recordset()
        self.assertEqual(draft.consultation_ids.state, "closed")
        self.assertEqual(
            draft.with_user(self.handler).consultation_ids.answer_ids.mapped("report"),
            ["Nhất trí, đề nghị giảm 5%"],
        )

    def test_asking_leaves_the_draft_in_its_step(self):
        for state in ("draft", "content_check"):
            draft = self._bring_to(state)
            consultation = self._ask(draft, self.handler if state == "draft" else self.head)
            self.assertEqual(draft.state, state)
            self._answer(consultation)
            draft.invalidate_recordset()
            self.assertEqual(draft.state, state)

    def test_who_is_asked_changes_nothing(self):
        draft = self._create_draft()
        self._ask(draft)
        for act in (
            lambda seen: seen.write({"subject": "Khác"}), lambda seen: seen.action_submit_draft(),
            lambda seen: seen._add_version("x.docx", b"x", "x"),
            lambda seen: seen.action_draft_from_template(reason="x"),
        ):
            with self.assertRaises(UserError):  # of which AccessError is one
                act(draft.with_user(self.second_head))

    def test_head_of_the_drafting_unit_asks_during_the_check(self):
        draft = self._bring_to("content_check")
        self.assertEqual(self._ask(draft, self.head).asked_by_id, self.head)
        self.assertEqual(self._ask(draft, self.handler).asked_by_id, self.handler)

    def test_others_do_not_ask(self):
        draft = self._create_draft()
        with self.assertRaises(AccessError):
            self._ask(draft, self.outsider)
        with self.assertRaises(AccessError):
            self._ask(draft, self.other_clerk)
        checked = self._bring_to("content_check")
        with self.assertRaisesRegex(AccessError, "Only who drafts it"):
            self._ask(checked, self.clerk)

    def test_nobody_asks_after_the_content_was_confirmed(self):
        for state in ("format_check", "to_sign", "signed", "issued"):
            draft = self._bring_to(state)
            with self.subTest(state), self.assertRaisesRegex(UserError, "before its content"):
                self._ask(draft, self.clerk)

    def test_signature_ends_what_nobody_answered(self):
        draft = self._create_draft()
        consultation = self._ask(draft)
        self._bring_to("signed", draft)
        self.assertEqual(consultation.state, "closed")
        self.assertFalse(consultation.assignment_ids.filtered(
            lambda work: work.state in ("new", "accepted", "in_progress")))

    def test_round_is_an_event_of_the_draft(self):
        draft = self._create_draft()
        self._answer(self._ask(draft))
        self.env.flush_all()
        kinds = self.env["vanthu.event"].sudo().search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", draft.id),
        ]).mapped("kind")
        self.assertIn("opinions_asked", kinds)
        self.assertIn("opinion_given", kinds)

    def test_incoming_documents_are_asked_about_as_before(self):
        document = self._create_incoming()
        with self.assertRaisesRegex(UserError, "between its registration"):
            self._ask(document, self.clerk)
        document.action_register()
        self.assertTrue(self._ask(document, self.clerk))

    def test_dialog_asks_from_the_form_of_the_draft(self):
        draft = self._create_draft()
        with Form(self.env["vanthu.consultation.wizard"].with_user(self.handler).with_context(
            default_document_id=draft.id
        )) as form:
            form.question = "Có ý kiến gì không?"
            form.unit_ids.add(self.second_unit)
        form.record.action_confirm()
        self.assertEqual(len(draft.consultation_ids), 1)
