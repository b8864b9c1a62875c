from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .quiz_common import QuizCommon


@tagged("post_install", "-at_install")
class TestQuiz(QuizCommon):

    def test_points_are_kept_before_and_after(self):
        self._hand_in(self._begin("before"), (True, False))
        self._move(hours=1)
        self._hand_in(self._begin("after"))
        self.assertEqual((self.registration.score_before, self.registration.score_after), (50, 100))
        self.assertTrue(self.registration.is_before_taken)
        self.assertTrue(self.registration.is_quiz_passed)

    def test_a_quiz_that_is_not_handed_in_has_no_points(self):
        self._begin("before")
        self.assertFalse(self.registration.is_before_taken)
        self.assertFalse(self.registration.is_quiz_passed)

    def test_a_good_result_before_the_class_is_no_pass(self):
        self._hand_in(self._begin("before"))
        self.assertEqual(self.registration.score_before, 100)
        self.assertFalse(self.registration.is_quiz_passed)

    def test_all_boxes_ticked_bring_no_more_than_what_wrong_ones_cost(self):
        sheet = self._begin("before").sudo()
        sheet._save_lines(self.many, [str(one) for one in self.many.suggested_answer_ids.ids])
        sheet._mark_done()
        self.assertEqual(sheet.scoring_total, 3)

    def test_before_is_taken_once(self):
        self._hand_in(self._begin("before"))
        self.assertFalse(self.own.can_take_before)
        with self.assertRaisesRegex(UserError, "once"):
            self.own.action_take_before()

    def test_before_closes_with_the_end_of_the_first_session(self):
        self._move(hours=2)
        sheet = self._begin("before")
        self.assertEqual(sheet.deadline, self.training.session_ids[0].date_end)
        self._move(hours=4)
        self.own.invalidate_recordset(["can_take_before"])
        self.assertFalse(self.own.can_take_before)
        with self.assertRaisesRegex(UserError, "closed"):
            self.own.action_take_before()

    def test_without_sessions_before_closes_when_the_class_begins(self):
        self.training.session_ids.unlink()
        self.own.action_take_before()
        self._move(minutes=1)
        with self.assertRaisesRegex(UserError, "closed"):
            self.own.action_take_before()

    def test_after_opens_when_the_class_begins(self):
        self.assertFalse(self.own.can_take_after)
        with self.assertRaisesRegex(UserError, "opens when"):
            self.own.action_take_after()
        self._move(minutes=1)
        self.assertTrue(self._begin("after"))

    def test_a_second_press_goes_on_with_the_same_quiz(self):
        self.assertEqual(self._begin("before"), self._begin("before"))

    def test_the_database_refuses_a_second_open_quiz_and_a_second_before(self):
        sheet = self._begin("before")
        with self.assertRaises(UniqueViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            sheet.copy({"registration_id": self.registration.id, "phase": "before"})
        self._hand_in(sheet)
        with self.assertRaises(UniqueViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            sheet.copy({"registration_id": self.registration.id, "phase": "before"})

    def test_tries_after_are_counted_for_the_class_and_the_best_counts(self):
        self._hand_in(self._begin("before"))
        self._move(hours=1)
        self._hand_in(self._begin("after"), (True, False))
        self._hand_in(self._begin("after"), (False, False))
        self.assertEqual(self.registration.score_after, 50)
        with self.assertRaisesRegex(UserError, "all tries"):
            self.own.action_take_after()

    def test_tries_in_another_class_do_not_count(self):
        self._move(hours=1)
        self._hand_in(self._begin("after"), (False, False))
        self._hand_in(self._begin("after"), (False, False))
        second = self._create_class(name="Class 2")
        other = self._register(self.trainee, second).with_user(self.trainee)
        sheet = self._begin("before", other)
        self.assertEqual(self.quiz._get_number_of_attempts_lefts(
            self.trainee.partner_id, False, sheet.invite_token
        ), 2)

    def test_who_has_passed_takes_the_quiz_no_more(self):
        self._move(hours=1)
        self._hand_in(self._begin("after"))
        with self.assertRaisesRegex(UserError, "passed"):
            self.own.action_take_after()

    def test_a_certificate_ends_the_tries(self):
        self._move(hours=1)
        self.registration.certificate_id = self.env["vanthu.certificate"].search([], limit=1) or (
            self._create_certificate()
        )
        with self.assertRaisesRegex(UserError, "certificate"):
            self.own.action_take_after()

    def _create_certificate(self):
        values = {
            name: {"char": "x", "date": "2026-11-23", "integer": 1, "many2one": False}[field.type]
            for name, field in self.env["vanthu.certificate"]._fields.items()
            if field.required and field.type in ("char", "date", "integer") and not field.compute
        }
        return self.env["vanthu.certificate"].create({
            **values, "company_id": self.organisation.id, "course_id": self.course.id,
            "registration_id": self.registration.id,
        })

    def test_who_waits_or_has_cancelled_takes_no_quiz(self):
        for values in ({"is_waiting": True}, {"is_waiting": False, "state": "cancel"}):
            self.registration.write(values)
            with self.assertRaisesRegex(UserError, "confirmed"):
                self.own.action_take_before()

    def test_a_class_without_quiz_says_so(self):
        self.course.survey_id = False
        with self.assertRaisesRegex(UserError, "no quiz"):
            self.own.action_take_before()

    def test_an_archived_quiz_is_no_quiz(self):
        self.quiz.active = False
        with self.assertRaisesRegex(UserError, "no quiz"):
            self.own.action_take_before()


@tagged("post_install", "-at_install")
class TestQuizRights(QuizCommon):

    def test_nobody_takes_the_quiz_of_another(self):
        self._register(self.other_trainee)
        for user in (self.other_trainee, self.trainer, self.training_manager, self.clerk):
            for name in ("action_take_before", "action_take_after", "action_give_feedback"):
                with self.subTest(user=user.login, action=name), self.assertRaises(AccessError):
                    getattr(self.registration.with_user(user), name)()

    def test_a_trainee_reads_no_answers_and_no_right_answers(self):
        sheet = self._hand_in(self._begin("before"))
        records = [
            sheet, sheet.user_input_line_ids, self.quiz, self.choice,
            self.choice.suggested_answer_ids,
        ]
        for user in (self.trainee, self.other_trainee, self.trainer):
            for record in records:
                with self.subTest(user=user.login, model=record._name):
                    with self.assertRaises(AccessError):
                        record.with_user(user).sudo(False).read()
                    with self.assertRaises(AccessError):
                        record.with_user(user).sudo(False).search([])

    def test_a_trainee_writes_no_scores(self):
        with self.assertRaises(AccessError):
            self.own.write({"score_after": 100})

    def test_not_even_a_training_manager_writes_scores_or_answers(self):
        sheet = self._hand_in(self._begin("before"))
        place = self.registration.with_user(self.training_manager)
        for name, value in (("score_after", 100), ("is_quiz_passed", True)):
            with self.assertRaises(AccessError):
                place.write({name: value})
        with self.assertRaises(AccessError):
            self.env["event.registration"].with_user(self.training_manager).create({
                "event_id": self.training.id, "name": "New", "score_after": 100,
            })
        seen = sheet.with_user(self.training_manager).sudo(False)
        self.assertEqual(seen.scoring_percentage, 100)
        for name, values in (("state", "new"), ("registration_id", False)):
            with self.assertRaises(AccessError):
                seen.write({name: values})
        with self.assertRaises(AccessError):
            seen.user_input_line_ids.write({"answer_score": 6})
        with self.assertRaises(AccessError):
            seen.unlink()

    def test_answers_of_a_class_are_closed_to_managers_of_others(self):
        sheet = self._hand_in(self._begin("before"))
        self.assertFalse(self.env["survey.user_input"].with_user(self.other_manager).search(
            [("id", "=", sheet.id)]
        ))
        with self.assertRaises(AccessError):
            sheet.with_user(self.other_manager).sudo(False).read(["scoring_percentage"])

    def test_nobody_makes_a_sheet_for_a_participant(self):
        for user in (self.trainee, self.trainer, self.training_manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["survey.user_input"].with_user(user).create({
                    "survey_id": self.quiz.id, "registration_id": self.registration.id,
                    "phase": "after", "state": "done",
                })

    def test_right_answers_are_shown_only_when_they_help_nobody_to_pass(self):
        self.assertFalse(self._hand_in(self._begin("before"))._shows_right_answers())
        self._move(hours=1)
        first = self._begin("after")
        self.assertFalse(first._shows_right_answers())
        self.assertFalse(self._hand_in(first, (False, False))._shows_right_answers())
        last = self._hand_in(self._begin("after"), (False, False))
        self.assertTrue(last._shows_right_answers())

    def test_who_has_passed_sees_the_right_answers(self):
        self._move(hours=1)
        self.assertTrue(self._hand_in(self._begin("after"))._shows_right_answers())
