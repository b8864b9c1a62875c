"""The dialogs of work as a person fills them in: what stands there first, what is refused."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon

FORM = "vanthu_document.vanthu_assignment_wizard_view_form"


class WorkDialogCommon(HandlingCommon):
    """Work of three kinds under one selection, and the dialog of the next step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.today + timedelta(days=7)
        cls.sub_unit = cls.env["vanthu.unit"].create({
            "name": "Tổ in", "company_id": cls.organisation.id, "parent_id": cls.unit.id,
            "member_ids": [Command.set(cls.handler.ids)],
        })

    def _work(self, number="1", **values):
        document = self._create_registered(code_number=number, subject=f"Việc {number}")
        return self._direct(document, [self._lead(due_date=self.due)], **values)

    def _dialog(self, works, step, user=None):
        return Form(
            self.env["vanthu.assignment.wizard"].with_user(user or self.head).with_context(
                active_ids=works.ids, default_step=step
            ), view=FORM,
        )

    def _confirm(self, dialog):
        return dialog.save().action_confirm()

    def _summary(self, action, user):
        """What the summary says: how many, and the reason for each that was refused."""
        self.assertEqual(action["res_model"], "vanthu.summary")
        summary = self.env["vanthu.summary"].with_user(user).browse(action["res_id"])
        return summary.done_count, {line.name: line.reason for line in summary.line_ids}


@tagged("post_install", "-at_install")
class TestManyInOneDialog(WorkDialogCommon):
    """A selection of a list goes through one dialog; each refusal names its work and says why."""

    def test_passing_on_refuses_what_is_done_and_what_is_due_before(self):
        works = self._work("1") + self._work("2") + self._work("3")
        works[1].with_user(self.head).action_done("Xong")
        works[2].sudo().due_date = self.due - timedelta(days=5)
        dialog = self._dialog(works, "pass_on")
        self.assertFalse(dialog.due_date, "each keeps its own")
        dialog.user_id = self.handler
        dialog.due_date = self.due - timedelta(days=1)
        dialog.text = "Dự thảo"
        count, reasons = self._summary(self._confirm(dialog), self.head)
        self.assertEqual((count, len(reasons)), (1, 2))
        self.assertEqual(works.child_ids.parent_id, works[0])
        self.assertEqual(works.child_ids.due_date, self.due - timedelta(days=1))
        self.assertIn("Open the assignment again", reasons[works[1].display_name])
        self.assertIn("Your own deadline is", reasons[works[2].display_name])

    def test_passing_on_without_a_day_gives_each_part_the_day_of_its_whole(self):
        works = self._work("1") + self._work("2")
        works[1].sudo().due_date = self.due + timedelta(days=3)
        dialog = self._dialog(works, "pass_on")
        dialog.user_id = self.handler
        self.assertEqual(self._confirm(dialog)["tag"], "display_notification")
        for work in works:
            self.assertEqual(work.child_ids.due_date, work.due_date)

    def test_reporting_begins_empty_and_refuses_what_was_reported(self):
        works = self._work("1") + self._work("2")
        works[1].with_user(self.head).action_report("Của riêng việc này")
        dialog = self._dialog(works, "report")
        self.assertFalse(dialog.text)
        dialog.text = "Báo cáo chung"
        count, reasons = self._summary(self._confirm(dialog), self.head)
        self.assertEqual(count, 1)
        self.assertEqual(works.mapped("report"), ["Báo cáo chung", "Của riêng việc này"])
        self.assertIn("Reported", reasons[works[1].display_name])

    def test_closing_refuses_while_a_part_is_open(self):
        works = self._work("1") + self._work("2")
        works[0].with_user(self.head).action_pass_on(self.handler.id)
        dialog = self._dialog(works, "done")
        dialog.text = "Đã trả lời"
        count, reasons = self._summary(self._confirm(dialog), self.head)
        self.assertEqual(count, 1)
        self.assertIn(
            f"{self.handler.name} still work on a part", reasons[works[0].display_name]
        )
        self.assertEqual(works.mapped("state"), ["accepted", "done"])
        self.assertFalse(works[0].report)

    def test_approving_refuses_what_is_not_reported_yet(self):
        works = self._work("1", needs_approval=True) + self._work("2", needs_approval=True)
        works[0].with_user(self.head).action_report("Xong")
        dialog = self._dialog(works, "approve", self.leader)
        self.assertFalse(dialog.report, "of one report only")
        dialog.text = "Tốt"
        count, reasons = self._summary(self._confirm(dialog), self.leader)
        self.assertEqual(count, 1)
        self.assertEqual((works[0].state, works[0].approval_note), ("done", "Tốt"))
        self.assertIn("No report of Văn phòng waits", reasons[works[1].display_name])
        self.assertFalse(works[1].approval_note)

    def test_taking_back_refuses_what_was_begun_and_tells_the_reason_of_the_rest(self):
        works = self._work("1") + self._work("2")
        works[0].with_user(self.head).action_start()
        dialog = self._dialog(works, "recall", self.leader)
        dialog.text = "Giao nhầm"
        count, reasons = self._summary(self._confirm(dialog), self.leader)
        self.assertEqual(count, 1)
        self.assertEqual(works.mapped("state"), ["in_progress", "recalled"])
        self.assertEqual(works[1].return_reason, "Giao nhầm")
        self.assertIn("cannot become “Taken back”", reasons[works[0].display_name])

    def test_sending_back_and_opening_again_keep_the_reason_on_each(self):
        works = self._work("1") + self._work("2")
        works.with_user(self.head).action_for_each("done", {"report": "Xong"})
        dialog = self._dialog(works, "reopen", self.leader)
        dialog.text = "Thiếu số liệu"
        self.assertEqual(self._confirm(dialog)["tag"], "display_notification")
        self.assertEqual(set(works.mapped("sent_back_reason")), {"Thiếu số liệu"})
        dialog = self._dialog(works, "return")
        dialog.text = "Không thuộc chức năng"
        self._confirm(dialog)
        self.assertEqual(set(works.mapped("state")), {"returned"})
        self.assertEqual(set(works.mapped("return_reason")), {"Không thuộc chức năng"})

    def test_directing_several_says_which_was_refused(self):
        good, bad = self._create_registered(code_number="1"), self._create_incoming()
        dialog = Form(
            self.env["vanthu.routing.wizard"].with_user(self.leader).with_context(
                active_ids=(good + bad).ids, default_step="direct"
            ), view="vanthu_document.vanthu_routing_wizard_view_form",
        )
        dialog.content, dialog.lead_unit_id = "Giao VP", self.unit
        dialog.due_date = self.due
        count, reasons = self._summary(self._confirm(dialog), self.leader)
        self.assertEqual((count, list(reasons)), (1, [bad.display_name]))
        self.assertTrue(reasons[bad.display_name])
        self.assertEqual(good.assignment_ids.due_date, self.due)
        self.assertFalse(bad.directive_ids)

    def test_work_of_others_cannot_be_taken_into_a_selection(self):
        foreign = self._direct(rows=[self._lead(self.second_unit)])
        with self.assertRaises(AccessError):
            self._dialog(foreign, "report")


@tagged("post_install", "-at_install")
class TestOneInTheDialog(WorkDialogCommon):
    def test_the_day_of_passing_on_is_that_of_the_work(self):
        dialog = self._dialog(self._work(), "pass_on")
        self.assertEqual(dialog.due_date, self.due)
        self.assertEqual(dialog.role, "lead")

    def test_closing_begins_with_the_own_report_else_with_those_of_the_parts(self):
        own, parted = self._work("1"), self._work("2")
        own.with_user(self.head).action_report("Của tôi")
        self.assertEqual(self._dialog(own, "done").text, "Của tôi")
        part = own.browse(parted.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Phần của tôi")
        self.assertIn("Phần của tôi", self._dialog(parted, "done").text)

    def test_who_decides_reads_the_report_beside_the_decision(self):
        work = self._work(needs_approval=True)
        work.with_user(self.head).action_report("Đã kiểm kê")
        for step in ("approve", "send_back"):
            with self.subTest(step=step):
                self.assertEqual(self._dialog(work, step, self.leader).report, "Đã kiểm kê")
        self.assertFalse(self._dialog(work, "reopen", self.leader).report)

    def test_each_further_line_takes_words_and_day_of_the_dialog_unless_it_has_its_own(self):
        work, early = self._work(), self.today + timedelta(days=2)
        dialog = self._dialog(work, "pass_on")
        dialog.text = "Làm chung"
        with dialog.line_ids.new() as line:
            line.user_id = self.handler
        with dialog.line_ids.new() as line:
            line.unit_id = self.sub_unit
            line.role, line.instruction, line.due_date = "cooperate", "Góp số liệu", early
        self._confirm(dialog)
        first, second = work.child_ids.sorted("id")
        self.assertEqual(
            (first.user_id, first.role, first.instruction, first.due_date),
            (self.handler, "cooperate", "Làm chung", self.due),
        )
        self.assertEqual(
            (second.unit_id, second.role, second.instruction, second.due_date),
            (self.sub_unit, "cooperate", "Góp số liệu", early),
        )

    def test_person_and_sub_unit_take_each_others_place(self):
        dialog = self._dialog(self._work(), "pass_on")
        dialog.user_id = self.handler
        dialog.unit_id = self.sub_unit
        self.assertFalse(dialog.user_id)
        dialog.user_id = self.handler
        self.assertFalse(dialog.unit_id)
        with dialog.line_ids.new() as line:
            line.unit_id = self.sub_unit
            line.user_id = self.handler
            self.assertFalse(line.unit_id)

    def test_only_people_and_sub_units_below_are_offered(self):
        dialog = self._dialog(self._work(), "pass_on")
        self.assertEqual(dialog.unit_candidate_ids[:], self.sub_unit)
        people = dialog.user_candidate_ids[:]
        self.assertIn(self.handler, people)
        self.assertFalse(people & (self.head | self.outsider | self.second_head | self.leader))

    def test_nobody_and_the_same_person_twice_are_refused_and_leave_no_part(self):
        work = self._work()
        with self.assertRaisesRegex(UserError, "either a unit or a person"):
            self._confirm(self._dialog(work, "pass_on"))
        dialog = self._dialog(work, "pass_on")
        dialog.user_id = self.handler
        with dialog.line_ids.new() as line:
            line.user_id = self.handler
        with self.assertRaisesRegex(UserError, "named twice"):
            self._confirm(dialog)
        self.assertEqual((work.state, len(work.child_ids)), ("new", 0))

    def test_a_typed_answer_stands_on_the_document_and_comes_back_into_the_dialog(self):
        work = self._work()
        dialog = self._dialog(work, "report")
        dialog.text, dialog.answer_reference = "Xong", " 45/SGDĐT-VP "
        self._confirm(dialog)
        self.assertEqual(work.document_id.answer_reference, "45/SGDĐT-VP")
        self.assertFalse(work.answer_document_id)
        self.assertEqual(self._dialog(work, "done").answer_reference, "45/SGDĐT-VP")

    def test_a_chosen_answer_fills_its_number_in_and_typed_words_may_differ(self):
        work = self._work()
        answer = self._create_registered(code_number="45", code_notation="SGDĐT-VP")
        self._direct(answer, [{"role": "inform", "user_id": self.head.id}])
        dialog = self._dialog(work, "report")
        dialog.text = "Xong"
        dialog.answer_document_id = answer.with_user(self.head)
        self.assertEqual(dialog.answer_reference, answer.reference)
        dialog.answer_reference = "45/SGDĐT-VP và 46/SGDĐT-VP"
        self._confirm(dialog)
        self.assertEqual(work.answer_document_id, answer)
        self.assertEqual(work.document_id.answer_reference, "45/SGDĐT-VP và 46/SGDĐT-VP")
        self.assertEqual(work.document_id.answer_ids, answer)

    def test_a_restricted_answer_can_be_chosen_by_the_named_only(self):
        work = self._work()
        answer = self._create_registered(code_number="45", code_notation="SGDĐT-VP")
        self._direct(answer, [{"role": "inform", "user_id": self.head.id}])
        answer.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            work.with_user(self.head).action_report("Xong", answer_document_id=answer.id)
        self.assertEqual((work.state, work.answer_document_id.ids), ("new", []))
        self.assertFalse(work.document_id.answer_ids)
        answer.sudo().allowed_user_ids = [Command.link(self.head.id)]
        self.env.invalidate_all()
        work.with_user(self.head).action_report("Xong", answer_document_id=answer.id)
        self.assertEqual(work.answer_document_id, answer)

    def test_a_dialog_without_work_says_what_to_choose(self):
        dialog = self.env["vanthu.assignment.wizard"].with_user(self.head).create(
            {"step": "report", "text": "Xong"}
        )
        with self.assertRaisesRegex(UserError, "at least one assignment"):
            dialog.action_confirm()

    def test_reporting_again_begins_with_the_first_report_and_what_is_missing(self):
        work = self._work()
        work.with_user(self.head).action_report("Đã gửi số liệu cho Sở Tài chính.")
        work.with_user(self.leader).action_reopen("Thiếu phụ lục")
        dialog = self._dialog(work, "report")
        self.assertEqual(dialog.text, "Đã gửi số liệu cho Sở Tài chính.")
        self.assertEqual(dialog.missing, "Thiếu phụ lục")
        dialog.text += " Đã thêm phụ lục."
        self._confirm(dialog)
        self.assertEqual(
            work.report, "Đã gửi số liệu cho Sở Tài chính. Đã thêm phụ lục."
        )
        self.assertFalse(work.sent_back_reason)

    def test_several_reports_sent_back_share_no_text(self):
        works = self._work("1") | self._work("2")
        for work in works:
            work.with_user(self.head).action_report(f"Việc {work.id}")
            work.with_user(self.leader).action_reopen("Thiếu phụ lục")
        dialog = self._dialog(works, "report")
        self.assertFalse(dialog.text)
        self.assertFalse(dialog.missing)
