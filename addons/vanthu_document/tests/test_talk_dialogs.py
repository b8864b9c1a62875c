"""Dialogs of time, waiting, opinions and directives: defaults, and refusals in words."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .talk_common import TalkCommon


class DialogCommon(TalkCommon):
    def _dialog(self, name, user, **defaults):
        context = {f"default_{key}": value for key, value in defaults.items()}
        return Form(
            self.env[f"vanthu.{name}.wizard"].with_user(user).with_company(
                self.organisation
            ).with_context(**context),
            view=f"vanthu_document.vanthu_{name}_wizard_view_form",
        )

    def _refused(self, dialog, words):
        record = dialog.save()
        with self.assertRaisesRegex(UserError, words):
            record.action_confirm()


@tagged("post_install", "-at_install")
class TestExtensionDialog(DialogCommon):
    def test_asking_needs_a_reason_and_a_later_day(self):
        work = self._work()
        dialog = self._dialog("extension", self.head, step="ask", assignment_id=work.id)
        self.assertEqual((dialog.due_date, dialog.asked_date), (self.due, False))
        self._refused(dialog, "Say why more time is needed")
        dialog.reason = "Chờ số liệu"
        dialog.date = self.due
        self._refused(dialog, f"The deadline is {self.due:%d/%m/%Y}; choose a later day")
        self.assertFalse(work.extension_ids)

    def test_late_work_is_proposed_a_day_counted_from_today(self):
        work = self._work()
        work.sudo().due_date = self.today - timedelta(days=10)
        dialog = self._dialog("extension", self.head, step="ask", assignment_id=work.id)
        self.assertEqual(dialog.date, self.organisation._add_working_days(self.today, 3))
        dialog.reason = "Ốm"
        dialog.date = self.today - timedelta(days=1)
        self._refused(dialog, "That day has passed")

    def test_work_without_a_deadline_proposes_none_and_says_why(self):
        work = self._work()
        work.sudo().due_date = False
        dialog = self._dialog("extension", self.head, step="ask", assignment_id=work.id)
        self.assertFalse(dialog.date)
        dialog.date, dialog.reason = self.later, "Chờ"
        self._refused(dialog, "has no deadline")

    def test_who_decides_reads_the_request_and_may_choose_another_day(self):
        work = self._work()
        work.with_user(self.head).action_ask_extension(str(self.later), "Chờ số liệu")
        dialog = self._dialog(
            "extension", self.leader, step="grant", extension_id=work.open_extension_id.id
        )
        self.assertEqual(
            (dialog.requested_by_id, dialog.asked_reason, dialog.asked_date, dialog.date),
            (self.head, "Chờ số liệu", self.later, self.later),
        )
        dialog.date = self.due - timedelta(days=1)
        self._refused(dialog, "choose a later day")
        dialog.date, dialog.reason = self.due + timedelta(days=1), "Cố gắng"
        dialog.save().action_confirm()
        self.assertEqual(work.due_date, self.due + timedelta(days=1))
        self.assertEqual(work.extension_ids.decision_reason, "Cố gắng")

    def test_a_dialog_left_open_is_refused_after_the_decision(self):
        work = self._work()
        work.with_user(self.head).action_ask_extension(str(self.later), "Chờ")
        extension = work.open_extension_id
        dialog = self._dialog("extension", self.leader, step="refuse", extension_id=extension.id)
        dialog.reason = "Không"
        extension.with_user(self.head).action_withdraw()
        self._refused(dialog, "“Withdrawn” already")
        self.assertEqual(extension.decided_by_id, self.head)


@tagged("post_install", "-at_install")
class TestPauseDialog(DialogCommon):
    def test_both_words_are_asked_for_before_anything_is_sent(self):
        work = self._work()
        work.with_user(self.head).action_accept()
        for missing in ("waiting_for", "reason"):
            with self.subTest(missing=missing):
                dialog = self._dialog("pause", self.head, assignment_id=work.id)
                self.assertFalse(dialog.waiting_for or dialog.reason)
                for name in {"waiting_for", "reason"} - {missing}:
                    setattr(dialog, name, "Sở Nội vụ")
                with self.assertRaisesRegex(AssertionError, missing):
                    dialog.save()
        self.assertFalse(work.paused)

    def test_it_says_to_accept_first_and_who_still_works(self):
        work = self._work()
        dialog = self._dialog("pause", self.head, assignment_id=work.id)
        dialog.waiting_for, dialog.reason = "Sở Nội vụ", "Chưa có số liệu"
        self._refused(dialog, "Accept the work before")
        self._part(work)
        self._refused(dialog, f"{self.handler.name} still work on a part")
        self.assertFalse(work.paused or work.pause_ids)

    def test_a_second_dialog_says_that_the_clock_stands_still(self):
        work = self._work()
        work.with_user(self.head).action_accept()
        first = self._dialog("pause", self.head, assignment_id=work.id)
        second = self._dialog("pause", self.head, assignment_id=work.id)
        for dialog in (first, second):
            dialog.waiting_for, dialog.reason = "Sở Nội vụ", "Chưa có số liệu"
        first.save().action_confirm()
        self._refused(second, "stands still already")
        self.assertEqual(len(work.pause_ids), 1)
        self.assertIn("Sở Nội vụ", work.pause_note)


@tagged("post_install", "-at_install")
class TestConsultationDialog(DialogCommon):
    def _ask(self, work):
        dialog = self._dialog("consultation", self.head, assignment_id=work.id)
        dialog.question = "Có đồng ý không?"
        return dialog

    def test_the_day_is_a_few_working_days_on_but_never_after_the_own(self):
        far, near, late = self._work(), self._work(), self._work()
        tomorrow = self.organisation._add_working_days(self.today, 1)
        near.sudo().due_date = tomorrow
        late.sudo().due_date = self.today - timedelta(days=3)
        usual = self.organisation._add_working_days(self.today, 3)
        for work, day in ((far, usual), (near, tomorrow), (late, usual)):
            with self.subTest(due=work.due_date):
                self.assertEqual(self._ask(work).due_date, day)

    def test_units_and_persons_are_asked_in_one_round(self):
        work = self._work()
        dialog = self._ask(work)
        dialog.unit_ids.add(self.second_unit)
        dialog.user_ids.add(self.outsider)
        action = dialog.save().action_confirm()
        consultation = self.env["vanthu.consultation"].browse(action["res_id"])
        asked = consultation.assignment_ids.sorted("id")
        self.assertEqual((asked[0].unit_id, asked[1].user_id), (self.second_unit, self.outsider))
        self.assertEqual(set(asked.mapped("role")), {"opinion"})
        self.assertEqual(set(asked.mapped("instruction")), {"Có đồng ý không?"})
        self.assertEqual(work.state, "accepted", "who asks has begun to think")

    def test_nobody_chosen_and_a_day_after_the_own_are_refused(self):
        work = self._work()
        dialog = self._ask(work)
        self._refused(dialog, "unit")
        dialog.unit_ids.add(self.second_unit)
        dialog.due_date = self.due + timedelta(days=1)
        self._refused(dialog, f"Your own deadline is {self.due:%d/%m/%Y}")
        self.assertEqual((work.state, work.sudo().consultation_ids.ids), ("new", []))

    def test_the_answer_needs_words_only_where_something_should_be_different(self):
        work = self._work()
        dialog = self._ask(work)
        dialog.unit_ids.add(self.second_unit)
        dialog.save().action_confirm()
        asked = work.sudo().consultation_ids.assignment_ids
        answer = self._dialog("answer", self.second_head, assignment_id=asked.id)
        self.assertEqual((answer.question, answer.stance), ("Có đồng ý không?", False))
        answer.stance = "disagree"
        self._refused(answer, "Write what should be different")
        answer.stance = "agree"
        answer.save().action_confirm()
        self.assertEqual((asked.stance, asked.state), ("agree", "done"))

    def test_differing_drafts_leave_the_choice_to_the_head(self):
        work = self._work()
        dialog = self._ask(work)
        dialog.unit_ids.add(self.second_unit)
        dialog.save().action_confirm()
        asked = work.sudo().consultation_ids.assignment_ids
        self.second_unit.member_ids = [Command.link(self.handler.id)]
        for user, stance, words in (
            (self.outsider, "agree", "Được"), (self.handler, "disagree", "Không được"),
        ):
            part = asked.browse(asked.with_user(self.second_head).action_pass_on(user.id))
            part.with_user(user).action_answer(stance, words)
        answer = self._dialog("answer", self.second_head, assignment_id=asked.id)
        self.assertFalse(answer.stance)
        self.assertEqual(set(answer.text.splitlines()), {"Được", "Không được"})


@tagged("post_install", "-at_install")
class TestDirectiveDialog(DialogCommon):
    """The dialog of a directive that springs from no document."""

    def test_approval_is_what_the_organisation_chose_and_may_be_changed(self):
        for chosen in (True, False):
            with self.subTest(chosen=chosen):
                self.organisation.approve_reports = chosen
                dialog = self._dialog("routing", self.leader, step="direct", source="word")
                self.assertEqual(dialog.needs_approval, chosen)
                dialog.subject, dialog.content = "An toàn", "Kiểm tra."
                dialog.lead_unit_id = self.unit
                dialog.needs_approval = not chosen
                action = dialog.save().action_confirm()
                directive = self.env["vanthu.directive"].browse(action["res_id"])
                self.assertEqual(directive.needs_approval, not chosen)

    def test_the_clerk_names_one_of_the_leaders_and_may_date_it_back(self):
        dialog = self._dialog("routing", self.clerk, step="record", source="meeting")
        self.assertEqual(dialog.leader_candidate_ids[:], self.leader | self.second_leader)
        dialog.leader_id = self.leader
        moment = dialog.date - timedelta(days=1)
        dialog.date = moment
        dialog.subject, dialog.content = "Giao ban", "Báo cáo tuần."
        dialog.lead_user_id = self.handler
        action = dialog.save().action_confirm()
        directive = self.env["vanthu.directive"].browse(action["res_id"])
        self.assertEqual((directive.date, directive.recorder_id), (moment, self.clerk))
        self.assertEqual(directive.assignment_ids.given_by_id, self.leader)
        dialog = self._dialog("routing", self.clerk, step="record", source="meeting")
        dialog.leader_id, dialog.date = self.leader, dialog.date + timedelta(days=2)
        dialog.subject, dialog.content = "Giao ban", "Báo cáo tuần."
        dialog.lead_user_id = self.handler
        self._refused(dialog, "cannot be dated in the future")

    def test_files_are_laid_to_the_directive(self):
        file = self.env["ir.attachment"].with_user(self.leader).create({
            "name": "kết luận.txt", "raw": "Kết luận".encode(),
        })
        dialog = self._dialog("routing", self.leader, step="direct", source="meeting")
        dialog.subject, dialog.content = "Hội nghị", "Chuẩn bị."
        dialog.lead_unit_id = self.unit
        dialog.attachment_ids.add(file)
        action = dialog.save().action_confirm()
        self.assertEqual((file.res_model, file.res_id), ("vanthu.directive", action["res_id"]))
        directive = self.env["vanthu.directive"].browse(action["res_id"])
        self.assertEqual(directive.with_user(self.head).attachment_ids, file)

    def test_subject_words_and_somebody_who_acts_are_asked_for(self):
        dialog = self._dialog("routing", self.leader, step="direct", source="word")
        dialog.content = "Kiểm tra."
        with self.assertRaisesRegex(AssertionError, "subject"):
            dialog.save()
        dialog.subject, dialog.content = "An toàn", " "
        self._refused(dialog, "Write what is to be done")
        dialog.content = "Kiểm tra."
        self._refused(dialog, "at least one unit or person")

    def test_each_line_keeps_its_own_day_when_others_are_added(self):
        dialog = self._dialog("routing", self.leader, step="direct", source="word")
        dialog.subject, dialog.content = "An toàn", "Kiểm tra."
        dialog.lead_unit_id, dialog.due_date = self.unit, self.due
        dialog.cooperate_unit_ids.add(self.second_unit)
        with dialog.line_ids.edit(1) as line:
            self.assertEqual(line.target_name, self.second_unit.name)
            line.due_date = self.later
        dialog.inform_user_ids.add(self.handler)
        directive = self.env["vanthu.directive"].browse(
            dialog.save().action_confirm()["res_id"]
        )
        self.assertEqual(
            {work._get_target_name(): work.due_date for work in directive.assignment_ids},
            {self.unit.name: self.due, self.second_unit.name: self.later,
             self.handler.name: False},
        )

    def test_a_day_before_the_directive_is_refused(self):
        dialog = self._dialog("routing", self.leader, step="direct", source="word")
        dialog.subject, dialog.content = "An toàn", "Kiểm tra."
        dialog.lead_unit_id, dialog.due_date = self.unit, self.today - timedelta(days=1)
        self._refused(dialog, "The deadline of Văn phòng lies before the directive")
