from unittest.mock import patch

from odoo.tests import tagged

from ..demo import exercises
from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestExerciseDemo(TrainingCommon):
    """People of the demo practise by the suite's own acts, once."""

    def _load(self):
        people = {
            self.handler.login: ({"T1.1": 4, "T2.2": 9}, "T2.1"),
            self.other_clerk.login: ({}, "T1.1"),
        }
        with patch.object(exercises, "PEOPLE", people):
            exercises.load_exercises(self.env)
        return self.env["vanthu.attempt"].search([
            ("user_id", "in", (self.handler | self.other_clerk).ids),
        ], order="id")

    def test_exercises_are_passed_with_a_time_and_others_begun(self):
        attempts = self._load()
        own = attempts.filtered(lambda attempt: attempt.user_id == self.handler)
        self.assertEqual(
            [(attempt.exercise_id.code, attempt.state) for attempt in own],
            [("T1.1", "passed"), ("T2.2", "passed"), ("T2.1", "in_progress")],
        )
        self.assertTrue(235 <= own[0].seconds <= 250, own[0].seconds)
        self.assertEqual((attempts - own).mapped("state"), ["in_progress"])
        self.assertEqual(own.company_id, self.handler.practice_user_ids.company_id)

    def test_participants_of_the_conference_have_passed_what_the_course_asks_for(self):
        wanted = self.env["vanthu.exercise"].search([("code", "in", ("T2.1", "T5.1"))])
        self.course.exercise_ids = wanted
        people = self._register(self.trainee) | self._register(self.other_trainee)
        self.assertFalse(people._get_passed_exercises())
        exercises.note_passed(people, wanted)
        passed = people._get_passed_exercises()
        self.assertEqual(set(passed), set(people.trainee_id))
        self.assertEqual(passed[self.trainee], wanted)
        attempt = self.env["vanthu.attempt"].search([("user_id", "=", self.trainee.id)])[0]
        self.assertGreater(attempt.seconds, 60)
        self.assertTrue(all(attempt.line_ids.mapped("is_right")))

    def test_loading_twice_changes_nothing(self):
        first = self._load()
        self.assertEqual(self._load(), first)

    def test_without_the_people_of_the_demo_nothing_happens(self):
        count = self.env["vanthu.attempt"].search_count([])
        with patch.object(exercises, "PEOPLE", {"nobody.at.all": ({}, "T1.1")}):
            exercises.load_exercises(self.env)
        self.assertEqual(self.env["vanthu.attempt"].search_count([]), count)
