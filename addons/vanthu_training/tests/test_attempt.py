from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestAttempt(ExerciseCommon):
    """Beginning, checking, hints, leaving; whose an attempt is: ``test_attempt_rights``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exercise = cls.env["vanthu.exercise"].search([("code", "=", "T1.1")])

    def _set_back(self, attempt, **ago):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_attempt SET started_at = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(**ago), attempt.id],
        )
        self.env.invalidate_all()

    def _pass(self, attempt):
        self.practice.with_user(self.practice).write({
            "phone": "0912345678", "email": "vanthu.thuchanh@truong.edu.vn",
        })
        for letter in self._waiting()[:2]:
            self.env["vanthu.event"].with_user(self.practice)._log_view(letter, "opened")
        return attempt.check_steps()

    def test_an_attempt_begins_with_a_line_for_each_step_and_belongs_to_the_real_person(self):
        attempt = self._begin("T1.1").sudo()
        self.assertEqual(attempt.user_id, self.trainee)
        self.assertEqual(attempt.practice_user_id, self.practice)
        self.assertEqual(attempt.company_id, self.school)
        self.assertEqual(attempt.line_ids.step_id, self.exercise.step_ids)
        self.assertEqual(attempt.state, "in_progress")
        self.assertEqual(set(attempt.line_ids.mapped("state")), {"open"})
        self.assertTrue(attempt.event_mark)

    def test_beginning_again_goes_on_with_the_open_attempt(self):
        first = self._begin("T1.1")
        second = self.env["vanthu.attempt"].with_user(self.trainee).action_start(self.exercise.id)
        self.assertEqual(first.id, second)

    def test_the_first_exercise_of_a_person_makes_the_practice_organisation(self):
        self.assertFalse(self.handler.practice_user_ids)
        attempt_id = self.env["vanthu.attempt"].with_user(self.handler).action_start(
            self.exercise.id
        )
        attempt = self.env["vanthu.attempt"].browse(attempt_id)
        self.assertEqual(attempt.practice_user_id, self.handler.practice_user_ids)
        self.assertTrue(attempt.company_id.is_practice)

    def test_a_check_counts_a_try_and_says_what_each_step_lacks(self):
        attempt = self._begin("T1.1")
        found = attempt.check_steps()
        self.assertEqual((found["tries"], found["state"]), (1, "in_progress"))
        self.assertEqual([step["is_right"] for step in found["steps"]], [False] * 3)
        self.assertTrue(all(step["checked"] and step["reason"] for step in found["steps"]))
        self.assertEqual(attempt.check_steps()["tries"], 2)
        self.assertEqual(set(attempt.line_ids.mapped("state")), {"wrong"})

    def test_a_passed_attempt_keeps_its_time_and_ends(self):
        attempt = self._begin("T1.1")
        self._set_back(attempt, minutes=7, seconds=5)
        found = self._pass(attempt)
        self.assertEqual(found["state"], "passed")
        kept = attempt.sudo()
        self.assertTrue(425 <= kept.seconds <= 430, kept.seconds)
        self.assertRegex(found["duration"], r"7:(0[5-9]|10)")
        self.assertTrue(kept.ended_at)
        self.assertEqual((kept.right_count, kept.step_count), (3, 3))
        for act in ("action_check", "action_hint", "action_abandon"):
            with self.assertRaisesRegex(UserError, "is not going on"):
                getattr(attempt, act)()

    def test_what_was_right_and_is_spoilt_again_is_wrong_again(self):
        attempt = self._begin("T1.1")
        self.practice.with_user(self.practice).phone = "0912345678"
        self.assertTrue(attempt.check_steps()["steps"][0]["is_right"])
        self.practice.with_user(self.practice).phone = "1"
        self.assertFalse(attempt.check_steps()["steps"][0]["is_right"])

    def test_hints_come_one_after_the_other_and_are_counted_once(self):
        attempt = self._begin("T1.1")
        self.assertEqual([row["has_hint"] for row in attempt._describe()["steps"]], [True] * 3)
        first = attempt.show_hint()
        self.assertEqual([bool(row["hint"]) for row in first["steps"]], [True, False, False])
        again = attempt.show_hint(first["steps"][0]["id"])
        self.assertEqual(again["hints"], 1)
        attempt.show_hint()
        self.assertEqual(attempt.show_hint()["hints"], 3)
        with self.assertRaisesRegex(UserError, "no further hint"):
            attempt.show_hint()

    def test_a_hint_is_not_given_for_what_is_right_already(self):
        attempt = self._begin("T1.1")
        self.practice.with_user(self.practice).phone = "0912345678"
        attempt.check_steps()
        found = attempt.show_hint()
        self.assertEqual([bool(row["hint"]) for row in found["steps"]], [False, True, False])

    def test_a_hint_belongs_to_a_step_of_the_attempt(self):
        attempt, other = self._begin("T1.1"), self._begin("T1.2")
        with self.assertRaisesRegex(UserError, "no further hint"):
            attempt.show_hint(other.line_ids[0].id)
        self.assertFalse(other.sudo().hint_count)

    def test_a_line_shows_its_own_hint(self):
        line = self._begin("T1.1").line_ids[1]
        line.action_hint()
        self.assertEqual(line.hint, line.sudo().step_id.hint)
        self.assertFalse(line.has_hint)
        self.assertEqual(line.attempt_id.hint_count, 1)

    def test_leaving_keeps_the_attempt_and_lets_one_begin_anew(self):
        attempt = self._begin("T1.1")
        self.assertTrue(attempt.action_abandon())
        self.assertEqual(attempt.sudo().state, "abandoned")
        self.assertNotEqual(self._begin("T1.1"), attempt)

    def test_once_more_begins_a_new_attempt_in_which_nothing_is_done(self):
        attempt = self._begin("T1.2")
        self._direct(self._enter(1))
        self.assertEqual(attempt.check_steps()["state"], "passed")
        action = attempt.action_start_again()
        self.assertEqual(action["res_model"], "vanthu.attempt")
        again = self._model("vanthu.attempt").browse(action["res_id"])
        self.assertEqual(again.check_steps()["state"], "in_progress")

    def test_a_step_that_was_added_meanwhile_is_checked_too(self):
        attempt = self._begin("T1.1")
        self.env["vanthu.exercise.step"].create({
            "exercise_id": self.exercise.id, "name": "Open", "check_kind": "documents_opened",
            "parameters": {"count": 9}, "sequence": 90,
        })
        self.assertEqual(len(attempt.check_steps()["steps"]), 4)
        self.assertEqual(self._pass(attempt)["state"], "in_progress")

    def test_what_is_no_exercise_is_refused(self):
        empty = self.env["vanthu.exercise"].create({
            "topic_id": self.exercise.topic_id.id, "code": "X", "name": "Empty",
        })
        with self.assertRaisesRegex(UserError, "has no steps yet"):
            self._model("vanthu.attempt").action_start(empty.id)
        self.exercise.active = False
        for gone in (0, self.exercise.id, empty.id + 1000):
            with self.assertRaisesRegex(UserError, "Choose an exercise"):
                self._model("vanthu.attempt").action_start(gone)

    # ---- THE PANEL ----

    def test_the_panel_shows_the_exercise_begun_last(self):
        self.assertIs(self._model("vanthu.attempt").get_current(), False)
        self._begin("T1.1")
        last = self._begin("T2.1")
        shown = self._model("vanthu.attempt").get_current()
        self.assertEqual((shown["id"], shown["topic"]), (last.id, "T2"))
        self.assertEqual(len(shown["steps"]), 2)
        last.action_abandon()
        self.assertEqual(self._model("vanthu.attempt").get_current()["topic"], "T1")

    def test_the_panel_shows_the_exercise_that_somebody_goes_on_with(self):
        first = self._begin("T1.1")
        last = self._begin("T2.3")
        attempts = self._model("vanthu.attempt")
        for attempt in (first, last, first):
            for one in (first | last).sudo():
                one.resumed_at -= timedelta(minutes=1)
            self.assertEqual(attempts.action_start(attempt.exercise_id.id), attempt.id)
            self.assertEqual(attempts.get_current()["id"], attempt.id)

    def test_the_panel_says_what_is_to_be_done(self):
        self._begin("T2.3")
        shown = self._model("vanthu.attempt").get_current()["instruction"]
        self.assertIn("Số 118/TYT", shown)
        self.assertTrue(shown.startswith("<p>"))

    def test_there_is_no_panel_outside_practice(self):
        self._begin("T1.1")
        self.assertIs(self.env["vanthu.attempt"].with_user(self.trainee).get_current(), False)

    # ---- THE LIST OF EXERCISES ----

    def test_the_list_says_how_far_one_is_inside_practice_and_outside(self):
        for user in (self.trainee, self.practice):
            exercise = self.exercise.with_user(user)
            self.assertEqual(exercise.my_state, "not_begun")
        attempt = self._begin("T1.1")
        self.env.invalidate_all()
        for user in (self.trainee, self.practice):
            self.assertEqual(self.exercise.with_user(user).my_state, "in_progress")
        self._set_back(attempt, minutes=2)
        self._pass(attempt)
        self.env.invalidate_all()
        for user in (self.trainee, self.practice):
            exercise = self.exercise.with_user(user)
            self.assertEqual(exercise.my_state, "passed")
            self.assertRegex(exercise.my_best_time, r"2:0\d")
            self.assertEqual(exercise.my_tries, 1)
        self.assertEqual(self.exercise.with_user(self.other_trainee).my_state, "not_begun")

    def test_exercises_are_found_by_state(self):
        attempt = self._begin("T1.1")
        self._begin("T1.2")
        self._pass(attempt)
        exercises = self.env["vanthu.exercise"].with_user(self.trainee)
        count = exercises.search_count([])
        for state, expected in (("passed", 1), ("in_progress", 1), ("not_begun", count - 2)):
            found = exercises.search([("my_state", "=", state)])
            self.assertEqual(len(found), expected)
            self.assertEqual(set(found.mapped("my_state")), {state})
        self.assertEqual(exercises.search_count([("my_state", "!=", "passed")]), count - 1)

    def test_the_best_time_stays_when_one_practises_once_more(self):
        for minutes in (3, 9):
            attempt = self._begin("T1.1")
            self._set_back(attempt, minutes=minutes)
            self._pass(attempt)
        self.env.invalidate_all()
        exercise = self.exercise.with_user(self.trainee)
        self.assertRegex(exercise.my_best_time, r"3:0\d")
        self.assertEqual(exercise.search([("my_state", "=", "passed")]), exercise)
        self._begin("T1.1")
        self.env.invalidate_all()
        self.assertEqual(exercise.my_state, "in_progress")
        self.assertFalse(exercise.search([("my_state", "=", "passed")]))
        self.assertRegex(exercise.my_best_time, r"3:0\d")

    def test_the_button_of_the_list_opens_the_attempt(self):
        action = self.exercise.with_user(self.trainee).action_start()
        self.assertEqual(action["res_model"], "vanthu.attempt")
        attempt = self.env["vanthu.attempt"].browse(action["res_id"])
        self.assertEqual(attempt.exercise_id, self.exercise)
        enter = attempt.with_user(self.trainee).action_enter_practice()
        self.assertEqual(enter["tag"], "vanthu_enter_practice")
