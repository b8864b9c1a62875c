from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExerciseResult(ExerciseCommon):
    """Who of a class has passed which exercise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = cls.env["vanthu.exercise"].search(
            [("code", "in", ("T1.1", "T1.2"))], order="code"
        )
        cls.extra = cls.env["vanthu.exercise"].create({
            "topic_id": cls.topics[0].id, "code": "EXTRA", "name": "Extra",
        })
        cls.course.exercise_ids = [Command.set((cls.first | cls.second).ids)]
        cls._register(cls.trainee)
        cls._register(cls.other_trainee)

    def _get_rows(self, user=None, **domain):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["vanthu.exercise.result"].with_user(user or self.trainer).search(
            [("event_id", "=", self.training.id),
             *((name, "=", value) for name, value in domain.items())]
        )

    def _pass(self, seconds=90):
        attempt = self._begin("T1.2")
        self._direct(self._enter(1))
        attempt.check_steps()
        attempt.sudo().seconds = seconds
        return attempt

    def test_each_participant_has_a_row_for_each_exercise(self):
        rows = self._get_rows()
        self.assertEqual(len(rows), 6)
        self.assertEqual(set(rows.mapped("state")), {"not_begun"})
        required = rows.filtered("is_required")
        self.assertEqual(required.exercise_id, self.first | self.second)
        self.assertEqual((rows - required).exercise_id, self.extra)
        self.assertEqual(set(rows.mapped("open_count")), {1})

    def test_a_row_tells_how_far_a_person_is(self):
        self._begin("T1.1").check_steps()
        self._pass()
        own = self._get_rows(trainee_id=self.trainee.id)
        states = {row.exercise_id: row.state for row in own}
        self.assertEqual(states[self.first], "in_progress")
        self.assertEqual(states[self.second], "passed")
        passed = own.filtered(lambda row: row.exercise_id == self.second)
        self.assertEqual((passed.try_count, passed.passed_count, passed.seconds), (1, 1, 90))
        other = self._get_rows(trainee_id=self.other_trainee.id)
        self.assertEqual(set(other.mapped("state")), {"not_begun"})

    def test_passed_stays_passed_with_the_best_time(self):
        self._pass(200)
        self._pass(80)
        self._begin("T1.2")
        row = self._get_rows(trainee_id=self.trainee.id, exercise_id=self.second.id)
        self.assertEqual((row.state, row.seconds, row.try_count), ("passed", 80, 2))

    def test_who_waits_or_has_cancelled_is_not_in_the_matrix(self):
        registrations = self.training.sudo().registration_ids
        registrations.filtered(lambda r: r.trainee_id == self.trainee).is_waiting = True
        registrations.filtered(lambda r: r.trainee_id == self.other_trainee).state = "cancel"
        self.assertFalse(self._get_rows())

    def test_an_archived_exercise_is_not_asked_for(self):
        self.second.active = False
        self.assertNotIn(self.second, self._get_rows().exercise_id)

    def test_the_pivot_counts_in_the_database(self):
        self._pass()
        self.env.flush_all()
        groups = self.env["vanthu.exercise.result"].with_user(self.trainer)._read_group(
            [("event_id", "=", self.training.id)], ["exercise_id"],
            ["passed_count:sum", "open_count:sum", "seconds:min"],
        )
        found = {exercise: tuple(values) for exercise, *values in groups}
        self.assertEqual(found[self.second], (1, 1, 90))
        self.assertEqual(found[self.first][:2], (0, 2))

    def test_ids_stay_the_same_between_two_readings(self):
        rows = self._get_rows()
        names = rows.mapped("display_name")
        self.env.invalidate_all()
        self.assertEqual(rows.browse(rows.ids).mapped("display_name"), names)
        self.assertIn("Trainee", " ".join(names))

    def test_trainers_and_managers_see_their_classes_only(self):
        self.assertEqual(len(self._get_rows(self.training_manager)), 6)
        self.assertFalse(self._get_rows(self.other_manager))
        other = self._create_person("other_trainer", "group_user")
        other.group_ids += self.env.ref("vanthu_training.group_trainer")
        self.assertFalse(self._get_rows(other))
        for user in (self.trainee, self.handler, self.practice):
            with self.assertRaises(AccessError):
                self._get_rows(user)
