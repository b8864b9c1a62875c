from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestResult(CertificateCommon):

    def _propose(self, user=None):
        self.training.with_user(user or self.trainer).action_propose_results()

    def _pass_exercise(self, user, state="passed"):
        topic = self.topics[0]
        exercise = self.env["vanthu.exercise"].create({
            "topic_id": topic.id, "code": "X1-E", "name": "Register ten letters",
        })
        self.course.exercise_ids = exercise
        self.env["vanthu.attempt"].create({
            "exercise_id": exercise.id, "user_id": user.id, "state": state,
        })
        return exercise

    def test_who_attended_enough_is_proposed_to_pass(self):
        self.registration.attendance_rate = 80
        self._propose()
        self.assertEqual(self.registration.result_proposed, "passed")
        self.assertFalse(self.registration.result_missing)
        self.assertEqual(self.registration.result, "pending")
        self.assertEqual(self.training.result_state, "proposed")
        self.assertEqual(self.training.result_proposed_by_id, self.trainer)

    def test_who_was_away_too_often_reads_how_much(self):
        self.registration.attendance_rate = 66.7
        self._propose()
        self.assertEqual(self.registration.result_proposed, "failed")
        self.assertEqual(
            self.registration.result_missing,
            "Missing: attended 66.7% of the sessions instead of 80%.",
        )

    def test_the_quiz_counts_where_the_course_has_one(self):
        self._add_quiz(80)
        self._propose()
        self.assertEqual(
            self.registration.result_missing, "Missing: quiz not passed: no answers yet."
        )
        self.registration.score_after = 79
        self._propose()
        self.assertEqual(
            self.registration.result_missing, "Missing: 79% in the quiz instead of 80%."
        )
        self.registration.score_after = 80
        self._propose()
        self.assertEqual(self.registration.result_proposed, "passed")

    def test_the_grade_follows_the_score(self):
        self._add_quiz(50)
        for score, grade in ((100, "Giỏi"), (90, "Giỏi"), (89.9, "Khá"), (75, "Khá"),
                             (74, "Đạt"), (40, False)):
            with self.subTest(score=score):
                self.registration.score_after = score
                self._propose()
                self.assertEqual(self.registration.grade, grade)

    def test_grades_are_data(self):
        self._add_quiz(50)
        self.env.ref("vanthu_training.grade_1").with_user(self.training_manager).score_min = 95
        self.registration.score_after = 92
        self._propose()
        self.assertEqual(self.registration.grade, "Khá")

    def test_without_a_quiz_there_is_no_grade(self):
        self._propose()
        self.assertFalse(self.registration.grade)

    def test_exercises_must_be_passed(self):
        exercise = self._pass_exercise(self.trainee, state="abandoned")
        self._propose()
        self.assertEqual(
            self.registration.result_missing,
            "Missing: exercises not passed: Register ten letters.",
        )
        self.env["vanthu.attempt"].create({
            "exercise_id": exercise.id, "user_id": self.trainee.id, "state": "passed",
        })
        self._propose()
        self.assertEqual(self.registration.result_proposed, "passed")

    def test_a_quiz_without_a_point_is_not_one_without_answers(self):
        self._add_quiz(80)
        self.registration.is_after_taken = True
        self._propose()
        self.assertEqual(
            self.registration.result_missing, "Missing: 0% in the quiz instead of 80%."
        )

    def test_what_the_software_has_not_seen_is_judged_with_a_reason(self):
        self._add_quiz(80)
        guest, other = self._attend_many(2)
        self._propose()
        self.assertEqual(guest.result_proposed, "failed")
        dialog = self.env["vanthu.result.overrule"].with_user(self.trainer).with_context(
            active_ids=guest.ids
        ).create({"reason": "Quiz on paper"})
        dialog.action_apply()
        self.assertEqual((guest.result_proposed, guest.result_note), ("passed", "Quiz on paper"))
        self.assertFalse(guest.grade)
        self._propose()
        self._decide()
        self.assertEqual((guest.result, other.result), ("passed", "failed"))
        event = self.env["vanthu.event"].search([("kind", "=", "results_overruled")])
        self.assertEqual(event.detail["reason"], "Quiz on paper")

    def test_a_judgement_may_go_against_somebody(self):
        self._propose()
        own = self.registration.with_user(self.training_manager)
        own.action_overrule("failed", "Copied the answers")
        self._decide()
        self.assertEqual(self.registration.result, "failed")
        with self.assertRaisesRegex(UserError, "another step"):
            own.action_overrule("passed", "Changed my mind")

    def test_judging_needs_the_class_a_step_and_a_reason(self):
        own = self.registration.with_user(self.trainer)
        with self.assertRaisesRegex(UserError, "another step"):
            own.action_overrule("passed", "too early")
        self._propose()
        for verdict, reason in (("passed", " "), ("pending", "x")):
            with self.assertRaisesRegex(UserError, "reason"):
                own.action_overrule(verdict, reason)
        for user in (self.trainee, self.other_manager, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.registration.with_user(user).action_overrule("passed", "please")

    def test_several_reasons_are_one_sentence(self):
        self._add_quiz(80)
        self.registration.write({"attendance_rate": 0, "score_after": 10})
        self._propose()
        self.assertEqual(
            self.registration.result_missing,
            "Missing: attended 0% of the sessions instead of 80%; 10% in the quiz instead of 80%.",
        )

    def test_who_waits_or_cancelled_has_no_result(self):
        waits = self._register(self.other_trainee, state="draft", is_waiting=True)
        self._decide()
        self.assertFalse(waits.result_proposed)
        self.assertEqual(waits.result, "pending")

    def test_a_decided_list_is_frozen(self):
        self._decide()
        self.assertEqual(self.registration.result, "passed")
        self.assertEqual(self.training.result_decided_by_id, self.training_manager)
        self.registration.attendance_rate = 0
        with self.assertRaisesRegex(UserError, "another step"):
            self._propose()
        self.assertEqual(self.registration.result, "passed")

    def test_who_came_late_to_the_list_is_proposed_first(self):
        self._propose()
        self._attend(self.other_trainee)
        with self.assertRaisesRegex(UserError, "Other Trainee"):
            self.training.with_user(self.training_manager).action_decide_results()

    def test_a_decision_is_taken_back_only_before_certificates(self):
        training = self._decide()
        training.action_reopen_results()
        self.assertEqual(self.registration.result, "pending")
        self.assertEqual(training.result_state, "proposed")
        training.action_decide_results()
        self._issue(training)
        with self.assertRaisesRegex(UserError, "Certificates of this class are issued"):
            training.action_reopen_results()

    def test_nothing_is_decided_before_it_is_proposed(self):
        with self.assertRaises(UserError):
            self.training.with_user(self.training_manager).action_decide_results()

    def test_trainers_propose_and_do_not_decide(self):
        self._propose()
        with self.assertRaises(AccessError):
            self.training.with_user(self.trainer).action_decide_results()

    def test_nobody_else_proposes(self):
        people = (self.trainee, self.other_manager, self.manager, self.other_clerk)
        for user in people:
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.training.with_user(user).action_propose_results()

    def test_results_are_not_typed(self):
        registration = self.registration.with_user(self.training_manager)
        for values in ({"result": "passed"}, {"result_proposed": "passed"}, {"grade": "Giỏi"},
                       {"result_missing": "nothing"}, {"attendance_rate": 100}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "by hand"):
                registration.write(values)
        with self.assertRaisesRegex(UserError, "by hand"):
            self.env["event.registration"].with_user(self.training_manager).create({
                "event_id": self.training.id, "name": "x", "result": "passed",
            })
        with self.assertRaisesRegex(UserError, "by hand"):
            self.training.with_user(self.training_manager).result_state = "decided"

    def test_steps_are_events(self):
        self._decide()
        kinds = self.env["vanthu.event"].search([
            ("res_model", "=", "event.event"), ("res_id", "=", self.training.id),
        ]).mapped("kind")
        self.assertEqual({"results_proposed", "results_decided"} - set(kinds), set())

    def test_a_class_without_people_has_no_results(self):
        with self.assertRaisesRegex(UserError, "Nobody has a place"):
            self._create_class().with_user(self.training_manager).action_propose_results()
