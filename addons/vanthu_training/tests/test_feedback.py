from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .quiz_common import QuizCommon


@tagged("post_install", "-at_install")
class TestFeedback(QuizCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls._create_person("third_trainee", "group_user", cls.other_organisation)
        cls._register(cls.other_trainee)
        cls._register(cls.third)
        cls._move(days=2, hours=1)

    def _rows(self, user):
        self.env.invalidate_all()
        return self.env["vanthu.feedback.report"].with_user(user).search(
            [("event_id", "=", self.training.id)]
        )

    def test_feedback_says_nowhere_who_gave_it(self):
        sheet = self._give_feedback(self.trainee)
        self.assertFalse(sheet.partner_id or sheet.email or sheet.nickname)
        self.assertFalse(sheet.registration_id)
        for record in (sheet, *sheet.user_input_line_ids):
            self.assertEqual(record.create_uid.id, SUPERUSER_ID)
            self.assertEqual(record.write_uid.id, SUPERUSER_ID)
        self.assertNotIn(self.trainee.partner_id, sheet.message_ids.author_id)
        self.assertFalse(sheet.message_partner_ids)
        self.assertEqual(self.training.sudo().feedback_registration_ids, self.registration)
        self.assertNotEqual(self.training.write_uid, self.trainee)

    def test_followers_of_the_form_are_not_told_who_has_just_answered(self):
        self.feedback.message_subscribe(
            self.training_manager.partner_id.ids,
            self.env.ref("survey.mt_survey_survey_user_input_completed").ids,
        )
        sheet = self._give_feedback(self.trainee)
        self.assertFalse(sheet.message_ids.filtered(
            lambda one: self.trainee.partner_id == one.author_id
        ))

    def test_feedback_is_given_once(self):
        self._give_feedback(self.trainee)
        self.own.invalidate_recordset(["can_give_feedback"])
        self.assertFalse(self.own.can_give_feedback)
        with self.assertRaisesRegex(UserError, "thank you"):
            self.own.action_give_feedback()

    def test_two_forms_opened_side_by_side_count_once(self):
        second = self._find(self.own.action_give_feedback()["url"])
        self._give_feedback(self.trainee)
        with self.assertRaisesRegex(UserError, "once"):
            second.with_user(self.trainee).sudo()._mark_done()

    def test_a_form_is_no_use_to_who_takes_no_part(self):
        sheet = self._find(self.own.action_give_feedback()["url"])
        with self.assertRaisesRegex(UserError, "take part"):
            sheet.with_user(self.clerk).sudo()._mark_done()

    def test_feedback_opens_with_the_last_session(self):
        self._move(hours=5)
        with self.assertRaisesRegex(UserError, "last session"):
            self.own.action_give_feedback()
        self._move(days=2, minutes=5)
        self.assertTrue(self.own.action_give_feedback())

    def test_a_class_without_form_says_so(self):
        self.course.feedback_survey_id = False
        with self.assertRaisesRegex(UserError, "no feedback form"):
            self.own.action_give_feedback()

    def test_trainers_see_marks_and_comments_once_enough_have_answered(self):
        self._give_feedback(self.trainee, 5, "More time")
        self._give_feedback(self.other_trainee, 4, "Good")
        self.assertFalse(self._rows(self.trainer))
        self._give_feedback(self.third, 3, "")
        rows = self._rows(self.trainer)
        marks = rows.filtered(lambda one: one.question == "Useful")
        self.assertEqual(sorted(marks.mapped("mark")), [3, 4, 5])
        self.assertEqual(
            sorted(rows.filtered("comment").mapped("comment")), ["Good", "More time"]
        )

    def test_feedback_is_for_who_holds_the_class(self):
        for user in (self.trainee, self.other_trainee, self.third):
            self._give_feedback(user)
        self.assertTrue(self._rows(self.training_manager))
        self.assertFalse(self._rows(self.other_manager))
        with self.assertRaises(AccessError):
            self._rows(self.trainee)
        stranger = self._create_person("other_trainer", "group_user")
        stranger.group_ids += self.env.ref("vanthu_training.group_trainer")
        self.assertFalse(self._rows(stranger))

    def test_sheets_are_closed_even_to_training_managers(self):
        sheet = self._give_feedback(self.trainee)
        for user in (self.training_manager, self.trainer, self.trainee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                sheet.with_user(user).sudo(False).read(["event_id"])
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                sheet.user_input_line_ids.with_user(user).sudo(False).read(["value_scale"])


@tagged("post_install", "-at_install")
class TestQuizReport(QuizCommon):

    def _rows(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["vanthu.quiz.report"].with_user(user).search(
            [("event_id", "=", self.training.id)]
        )

    def test_points_of_each_topic_before_and_after(self):
        self._hand_in(self._begin("before"), (True, False))
        self._move(hours=1)
        self._hand_in(self._begin("after"), (True, True))
        rows = {
            one.topic_id: (one.score_before, one.score_after, one.gain)
            for one in self._rows(self.trainer)
        }
        self.assertEqual(rows, {self.topics[0]: (100, 100, 0), self.topics[1]: (0, 100, 100)})

    def test_the_best_try_counts(self):
        self._move(hours=1)
        self._hand_in(self._begin("after"), (False, True))
        self._hand_in(self._begin("after"), (False, False))
        rows = {one.topic_id: one.score_after for one in self._rows(self.trainer)}
        self.assertEqual(rows, {self.topics[0]: 0, self.topics[1]: 100})

    def test_averages_leave_out_who_has_not_taken_the_quiz(self):
        self._hand_in(self._begin("before"))
        self._register(self.other_trainee)
        self.env.flush_all()
        found = self.env["vanthu.quiz.report"].with_user(self.trainer)._read_group(
            [("event_id", "=", self.training.id)], ["topic_id"],
            ["score_before:avg", "score_after:avg"],
        )
        self.assertEqual({before for _topic, before, _after in found}, {100})
        self.assertFalse(any(after for _topic, _before, after in found))

    def test_points_never_fall_below_nothing(self):
        sheet = self._begin("before").sudo()
        sheet._save_lines(self.many, [str(self.many.suggested_answer_ids[2].id)])
        sheet._mark_done()
        self.assertEqual({*self._rows(self.trainer).mapped("score_before")}, {0})

    def test_who_sees_the_results(self):
        self._hand_in(self._begin("before"))
        for user in (self.trainer, self.training_manager, self.trainee):
            self.assertEqual(len(self._rows(user)), 2, user.login)
        for user in (self.other_trainee, self.other_manager, self.clerk, self.leader):
            self.assertFalse(self._rows(user), user.login)

    def test_a_cancelled_participant_is_left_out(self):
        self._hand_in(self._begin("before"))
        self.registration.state = "cancel"
        self.assertFalse(self._rows(self.trainer))
