"""Asking several units at once, and their answers side by side."""

import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .opinion_common import OpinionCommon

OPEN = {"new", "accepted", "in_progress"}


@tagged("post_install", "-at_install")
class TestOpinionMatrix(OpinionCommon):
    """Every state × act × role, for what is asked and for who asks."""

    def _opinion(self):
        return self._ask().assignment_ids.filtered(
            lambda work: work.unit_id == self.second_unit
        )

    def _answer_as(self, work, user):
        work.with_user(user).action_answer("agree", "Nhất trí")
        self.assertEqual((work.state, work.stance), ("done", "agree"))

    def test_who_is_asked_answers_while_it_is_open(self):
        self._walk(self._opinion, self._answer_as, {"second_head"}, OPEN)

    def test_who_asked_opens_an_answer_again(self):
        def reopen(work, user):
            work.with_user(user).action_reopen("Chưa rõ số liệu")
            self.assertEqual((work.state, work.stance), ("in_progress", False))

        self._walk(self._opinion, reopen, {"head"}, {"reported", "done"})

    def test_nobody_reports_or_closes_an_opinion(self):
        for act in (
            lambda work, user: work.with_user(user).action_report("Đã làm"),
            lambda work, user: work.with_user(user).action_done("Đã làm"),
        ):
            self._walk(self._opinion, act, {"second_head"}, set())

    def _ask_as(self, work, user):
        self._ask(work, user)

    def test_who_leads_asks_while_the_work_is_open(self):
        self._walk(self._work, self._ask_as, {"head"}, OPEN)

    def test_who_got_a_part_asks_others_about_it(self):
        self._walk(self._part, self._ask_as, {"handler"}, OPEN)

    def test_leader_and_clerk_ask_about_a_document_until_it_is_directed(self):
        document = self._create_registered()
        self.env.flush_all()
        point = self.env.cr.savepoint()
        for state in dict(document._fields["state"].selection):
            for name, user in self.people.items():
                with self.subTest(state=state, user=name):
                    point.rollback()
                    self.env.invalidate_all()
                    document.sudo()._write_step({"state": state})
                    may = name in ("clerk", "leader", "second_leader")
                    if may and state in ("registered", "submitted"):
                        self.assertEqual(self._ask(document, user).asked_by_id, user)
                        self.assertEqual(document.state, state)
                    else:
                        with self.assertRaises(UserError if may else AccessError):
                            self._ask(document, user)
        point.close()

    def _walk_close(self, consultation, may):
        self.env.flush_all()
        point = self.env.cr.savepoint()
        for state in ("open", "closed"):
            for name, user in self.people.items():
                with self.subTest(state=state, user=name):
                    point.rollback()
                    self.env.invalidate_all()
                    consultation.sudo().state = state
                    act = consultation.with_user(user).action_close
                    if name in may and state == "open":
                        act()
                        self.assertEqual(consultation.state, "closed")
                    else:
                        with self.assertRaises(UserError if name in may else AccessError):
                            act()
                        self.assertEqual(consultation.state, state)
        point.close()

    def test_who_asked_for_work_ends_the_round(self):
        self._walk_close(self._ask(), {"head"})

    def test_who_asked_about_a_document_or_a_leader_ends_the_round(self):
        document = self._create_registered()
        self._walk_close(
            self._ask(document, self.clerk), {"clerk", "leader", "second_leader"}
        )


@tagged("post_install", "-at_install")
class TestConsultation(OpinionCommon):
    def test_each_who_is_asked_has_work_with_a_deadline(self):
        work = self._work()
        consultation = self._ask(work, targets=[
            {"unit_id": self.second_unit.id}, {"user_id": self.third_head.id},
        ])
        self.assertEqual(consultation.asked_by_id, self.head)
        self.assertEqual(consultation.document_id, work.document_id)
        first, second = consultation.assignment_ids.sorted("id")
        self.assertEqual((first.unit_id, second.user_id), (self.second_unit, self.third_head))
        for asked in (first, second):
            self.assertEqual(asked.role, "opinion")
            self.assertEqual(asked.parent_id, work)
            self.assertEqual(asked.due_date, self.today + timedelta(days=2))
            self.assertEqual(asked.deadline_state, "soon")
            self.assertEqual(asked.instruction, "Đồng ý mức chi không?")
            self.assertTrue(self._activities(asked, "work"))
        self.assertTrue(
            self.env["vanthu.assignment"].with_user(self.third_head).search([
                ("is_mine", "=", True), ("id", "=", second.id),
            ])
        )
        work.document_id.with_user(self.third_head).check_access("read")
        self.assertEqual(work.state, "accepted", "who asks has begun to work")
        self.assertEqual(work.document_id.state, "in_progress")
        self.assertTrue(self._events(work.document_id, "opinions_asked"))

    def test_the_activity_asks_for_an_opinion_and_not_for_a_report(self):
        asked = self._of(self._ask(), self.second_unit)
        self.assertEqual(self._activities(asked, "work").summary, "Give your opinion")
        self.assertNotIn(
            "Give your opinion", self._activities(self._work(), "work").mapped("summary")
        )

    def test_the_mail_says_that_an_opinion_is_asked_for(self):
        consultation = self._ask()
        template = self.env.ref("vanthu_document.mail_template_assignment")
        asked = self._of(consultation, self.second_unit)
        body = template._render_field("body_html", asked.ids)[asked.id]
        self.assertIn("Your opinion is asked for", body)
        self.assertNotIn("for your information", body)
        self.assertIn("Đồng ý mức chi không?", body)

    def test_answers_reach_who_asked_and_the_last_one_gives_an_activity(self):
        consultation = self._ask()
        work = consultation.assignment_id
        first = self._answer(consultation, self.second_unit, "changes", "Giảm 10%")
        self.assertEqual((first.state, first.stance), ("done", "changes"))
        self.assertEqual((first.report, first.reported_by_id), ("Giảm 10%", self.second_head))
        self.assertEqual(first.deadline_state, "met")
        self.assertIn("Giảm 10%", self._told(self.head)[-1])
        self.assertFalse(self._activities(first, "work"))
        self.assertFalse(self._activities(work, "opinions"))
        self.assertEqual((consultation.state, consultation.answered_count), ("open", 1))
        self.assertEqual(work.opinion_count, "1/2")
        self._answer(consultation, self.third_unit)
        activity = self._activities(work, "opinions")
        self.assertEqual(activity.user_id, self.head)
        self.assertIn("Agree with changes: 1", activity.summary)
        self.assertEqual(consultation.state, "closed")
        self.assertTrue(consultation.closed_at)
        self.assertEqual(len(self._events(work.document_id, "opinion_given")), 2)
        self.assertIn("Opinion: Agree", self._events(
            work.document_id, "opinion_given"
        ).mapped("detail_text")[0])
        work.with_user(self.head).action_report("Đã tổng hợp")
        self.assertFalse(self._activities(work, "opinions"))

    def test_dissent_needs_words_and_consent_does_not(self):
        consultation = self._ask()
        for stance in ("changes", "disagree"):
            with self.subTest(stance), self.assertRaisesRegex(UserError, "should be different"):
                self._answer(consultation, self.second_unit, stance, "  ")
        for stance in ("", "maybe", None):
            with self.subTest(stance), self.assertRaisesRegex(UserError, "Choose"):
                self._answer(consultation, self.second_unit, stance)
        self._answer(consultation, self.second_unit, "none", "")
        self.assertIn("No opinion: 1", consultation.summary)
        self.assertIn("Not answered: 1", consultation.summary)

    def test_own_files_come_with_the_answer(self):
        consultation = self._ask()
        files = self.env["ir.attachment"].with_user(self.second_head).create({
            "name": "y-kien.txt", "datas": base64.b64encode(b"nhat tri"),
        })
        work = self._answer(consultation, self.second_unit, attachment_ids=files.ids)
        self.assertEqual(work.report_attachment_ids, files)
        foreign = self.env["ir.attachment"].with_user(self.outsider).create({
            "name": "x.txt", "datas": base64.b64encode(b"x"),
        })
        with self.assertRaises(AccessError):
            self._answer(consultation, self.third_unit, attachment_ids=foreign.ids)

    def test_question_date_and_targets_are_checked(self):
        work = self._work()
        for broken in (
            {"question": " "}, {"targets": []}, {"targets": [{}]},
            {"targets": [{"unit_id": self.unit.id}]},
            {"targets": [{"user_id": self.head.id}]},
            {"targets": [{"user_id": self.other_clerk.id}]},
            {"targets": [{"unit_id": self.second_unit.id}] * 2},
            {"day": self.today - timedelta(days=1)}, {"day": self.due + timedelta(days=1)},
        ):
            with self.subTest(broken=broken), self.assertRaises(UserError):
                self._ask(work, **broken)
        self.assertFalse(work.consultation_ids)
        work.due_date = self.today - timedelta(days=3)
        self.assertTrue(self._ask(work), "late work may ask, too")

    def test_only_who_leads_or_cooperates_asks_others(self):
        document = self._create_registered()
        inform = self._direct(document, [
            self._lead(), {"role": "inform", "user_id": self.outsider.id},
        ])[1]
        with self.assertRaisesRegex(UserError, "leads or cooperates"):
            self._ask(inform, self.outsider)
        asked = self._of(self._ask(), self.second_unit)
        with self.assertRaisesRegex(UserError, "within the unit"):
            self._ask(asked, self.second_head, [{"unit_id": self.third_unit.id}])

    # ---- OPINIONS DO NOT COUNT ----

    def test_the_whole_is_done_without_the_opinions(self):
        consultation = self._ask()
        work = consultation.assignment_id
        self._of(consultation, self.third_unit).with_user(self.third_head).action_accept()
        work.with_user(self.head).action_done("Xong")
        self.assertEqual(work.document_id.state, "done")
        self.assertEqual(consultation.state, "closed")
        self.assertEqual(self._of(consultation, self.second_unit).state, "recalled")
        self.assertEqual(self._of(consultation, self.third_unit).state, "done")
        self.assertFalse(self._activities(work, "opinions"))

    def test_answers_bring_no_document_on(self):
        document = self._create_registered()
        consultation = self._ask(document)
        self._answer(consultation, self.second_unit)
        self.assertEqual(document.state, "registered")
        self._direct(document)
        self.assertEqual(document.state, "assigned")
        self._answer(consultation, self.third_unit)
        self.assertEqual(document.state, "assigned")
        self.assertEqual(document.receiver_name, self.unit.name)

    def test_what_was_passed_on_for_an_opinion_does_not_count_either(self):
        document = self._create_registered()
        consultation = self._ask(document)
        asked = self._of(consultation, self.second_unit)
        part = asked.browse(
            asked.with_user(self.second_head).action_pass_on(self.outsider.id)
        )
        self.assertEqual((part.role, asked.state), ("opinion", "accepted"))
        part.with_user(self.outsider).action_answer("disagree", "Không có nguồn")
        self.assertIn("Không có nguồn", self._told(self.second_head)[-1])
        self.assertEqual((asked.state, consultation.state), ("accepted", "open"))
        self._direct(document)
        self.assertEqual(document.state, "assigned")
        self.assertFalse(document._get_handling_slip().handler)
        self.assertFalse(document._get_handling_slip().unit)

    def test_a_head_who_answers_ends_what_was_passed_on(self):
        consultation = self._ask()
        asked = self._of(consultation, self.second_unit)
        untouched, begun = (
            asked.browse(asked.with_user(self.second_head).action_pass_on(user.id))
            for user in (self.outsider, self.handler)
        )
        begun.with_user(self.handler).action_start()
        self._answer(consultation, self.second_unit)
        self.assertEqual((untouched.state, begun.state), ("recalled", "done"))
        self.assertFalse(self._activities(untouched, "work") | self._activities(begun, "work"))

    def test_opinions_are_no_report_when_the_work_is_closed(self):
        consultation = self._ask()
        self._answer(consultation, self.second_unit, text="Không được nêu trong báo cáo")
        dialog = self.env["vanthu.assignment.wizard"].with_user(self.head).with_context(
            default_step="done", active_ids=consultation.assignment_id.ids,
        ).create({})
        self.assertFalse(dialog.text)

    def test_whom_a_unit_asks_is_not_of_the_unit(self):
        asked = self._of(self._ask(), self.second_unit)
        mine = [("is_of_my_unit", "=", True), ("id", "=", asked.id)]
        for user, expected in ((self.head, False), (self.second_head, True)):
            with self.subTest(user=user.login):
                seen = asked.with_user(user)
                self.assertEqual(bool(seen.search(mine)), expected)
                self.assertEqual(seen.is_of_my_unit, expected)

    def test_who_asked_hears_when_an_opinion_is_sent_back(self):
        consultation = self._ask()
        work = consultation.assignment_id
        asked = self._of(consultation, self.second_unit)
        asked.with_user(self.second_head).action_return("Không phải việc của phòng")
        self.assertEqual(self._activities(work, "redirect").user_id, self.head)
        self.assertEqual(consultation.state, "open")
        self._answer(consultation, self.third_unit)
        self.assertEqual(consultation.state, "closed")
        self.assertTrue(self._activities(work, "opinions"))

    def test_a_paused_asker_stays_paused_whatever_who_is_asked_does(self):
        consultation = self._ask()
        work = consultation.assignment_id
        work.with_user(self.head).action_pause("Chờ", "Sở Tài chính")
        asked = self._of(consultation, self.second_unit)
        asked.with_user(self.second_head).action_accept()
        asked.with_user(self.second_head).action_pause("Chờ", "Kho bạc")
        asked.with_user(self.second_head).action_resume()
        self.assertTrue(work.paused)

    # ---- MORE TIME FOR AN OPINION ----

    def test_more_time_for_an_opinion_is_given_by_who_asked(self):
        document = self._create_registered()
        for record, asker in ((self._work(), self.head), (document, self.clerk)):
            with self.subTest(model=record._name):
                asked = self._of(self._ask(record, asker), self.second_unit)
                later = self.today + timedelta(days=5)
                extension = self.env["vanthu.extension"].browse(
                    asked.with_user(self.second_head).action_ask_extension(
                        later.isoformat(), "Đang họp"
                    )
                )
                self.assertEqual(self._activities(asked, "extension").user_id, asker)
                self.assertEqual(self.env["vanthu.extension"].with_user(asker).search(
                    [("waits_for_my_decision", "=", True)]
                ), extension)
                extension.with_user(asker).action_grant()
                self.assertEqual(asked.due_date, later)

    # ---- WORK WITHOUT A DOCUMENT ----

    def test_work_that_springs_from_a_word_knows_time_pauses_and_opinions(self):
        directive_id = self.env["vanthu.directive"].with_user(self.leader).action_give(
            "Văn phòng chủ trì.", [self._lead(due_date=self.due)], "Chuẩn bị sơ kết"
        )
        work = self.env["vanthu.directive"].browse(directive_id).assignment_ids
        consultation = self._ask(work)
        self.assertFalse(consultation.document_id)
        self._answer(consultation, self.second_unit)
        consultation.with_user(self.head).action_close()
        extension = self.env["vanthu.extension"].browse(work.with_user(
            self.head
        ).action_ask_extension(self.later.isoformat(), "Chờ số liệu"))
        self.assertTrue(extension.with_user(self.leader).waits_for_my_decision)
        for user in self.people.values():
            self.assertEqual(
                extension.with_user(user).has_access("read"),
                work.with_user(user).has_access("read"),
            )
        extension.with_user(self.leader).action_grant()
        self.assertEqual(work.due_date, self.later)
        work.with_user(self.head).action_pause("Chưa có số liệu", "Sở Tài chính")
        self.assertEqual(work.deadline_state, "paused")
        work.with_user(self.leader).action_resume()
        self.assertEqual(work.due_date, self.later)
        kinds = self.env["vanthu.event"].search([
            ("res_model", "=", work._name), ("res_id", "=", work.id),
        ]).mapped("kind")
        self.assertLessEqual(
            {"opinions_asked", "opinions_closed", "extension_granted", "paused", "resumed"},
            set(kinds),
        )

    # ---- END OF A ROUND ----
