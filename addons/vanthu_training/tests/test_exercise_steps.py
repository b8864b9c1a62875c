from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExerciseSteps(ExerciseCommon):
    """Exercises that an administrator composes, and those that are shipped."""

    def _create(self, **values):
        exercise = self.env["vanthu.exercise"].with_user(self.training_manager).create({
            "topic_id": self.topics[0].id, "code": "OWN", "name": "Own exercise",
        })
        return self.env["vanthu.exercise.step"].with_user(self.training_manager).create({
            "exercise_id": exercise.id, "name": "Register three",
            "check_kind": "incoming_registered", **values,
        })

    def test_a_composed_exercise_is_checked_like_a_shipped_one(self):
        step = self._create(parameter_text="count: 3\nfields: subject, reference")
        self.assertEqual(step.parameters, {"count": "3", "fields": "subject, reference"})
        attempt = self._begin("OWN")
        self._enter(2)
        self.assertIn("2 of 3", attempt.check_steps()["steps"][0]["reason"])
        self._enter(1)
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_parameters_are_shown_as_lines_and_explained(self):
        step = self._create(parameters={"count": 3, "with_file": True, "fields": ["subject"]})
        self.assertEqual(step.parameter_text, "count: 3\nwith_file: yes\nfields: subject")
        self.assertIn("count: 1–200", step.parameter_help)
        self.assertIn("channel: any | paper | electronic", step.parameter_help)
        self.assertEqual(step._get_parameters()["channel"], "any")

    def test_bad_parameters_are_refused_with_a_sentence(self):
        for text, sentence in (
            ("cout: 3", "This check knows no parameter “cout”; it knows: count, fields"),
            ("count: many", "“many” is no whole number; correct “count”"),
            ("count: 0", "“count” lies between 1 and 200"),
            ("channel: pigeon", "“pigeon” is not possible for “channel”"),
            ("fields: subject, nothing", "“nothing” is not possible for “fields”"),
            ("with_file: perhaps", "Write yes or no for “with_file”"),
            ("count 3", "Write “count 3” as name, colon and value"),
        ):
            with self.subTest(text=text), self._undone():
                with self.assertRaises(ValidationError) as caught:
                    self._create(parameter_text=text)
                self.assertIn(f"Step “Register three”: {sentence}", str(caught.exception))

    def test_what_a_check_needs_must_be_given(self):
        with self.assertRaisesRegex(ValidationError, "Give the parameter “title”"):
            self._create(check_kind="contents_ordered")

    def test_parameters_of_another_check_are_refused_when_the_check_changes(self):
        step = self._create(parameter_text="channel: paper")
        with self.assertRaisesRegex(ValidationError, "knows no parameter “channel”"):
            step.check_kind = "work_approved"

    def test_parameters_that_are_no_table_are_refused(self):
        for value in ([1], "count"):
            with self._undone(), self.assertRaises(ValidationError):
                self._create(parameters=value)

    def test_a_kind_that_is_unknown_is_refused(self):
        for kind in ("unlink", "access"):
            with self._undone(), self.assertRaisesRegex(ValidationError, "one of the checks"):
                self._create(check_kind=kind)

    def test_a_step_whose_check_is_gone_is_wrong_and_calls_nothing(self):
        step = self._create()
        attempt = self._begin("OWN")
        self.env.cr.execute(
            "UPDATE vanthu_exercise_step SET check_kind = 'access' WHERE id = %s", [step.id]
        )
        self.env.invalidate_all()
        found = attempt.check_steps()
        self.assertFalse(found["steps"][0]["is_right"])
        self.assertIn("cannot be checked any more", found["steps"][0]["reason"])

    def test_trainers_do_not_compose(self):
        with self.assertRaises(AccessError):
            self._create().with_user(self.trainer).write({"hint": "x"})

    def test_every_kind_has_its_check_and_a_label(self):
        checks = self.env["vanthu.exercise.check"]
        kinds = checks._get_kinds()
        self.assertGreater(len(kinds), 20)
        for name, kind in kinds.items():
            self.assertTrue(callable(getattr(checks, f"_check_{name}", None)), name)
            self.assertTrue(kind.label)
        labels = [kind.label for kind in kinds.values()]
        self.assertEqual(len(labels), len(set(labels)))

    def test_every_topic_has_two_exercises_whose_steps_have_hints(self):
        shipped = self.env["vanthu.exercise"].search([("code", "=like", "T_.%")])
        counts = {topic.code: len(found) for topic, found in shipped.grouped("topic_id").items()}
        self.assertEqual(set(counts), {f"T{number}" for number in range(1, 8)})
        self.assertGreaterEqual(min(counts.values()), 2)
        for step in shipped.step_ids:
            self.assertTrue(step.hint, step.name)
            self.assertTrue(step._get_parameters() is not None)
        for exercise in shipped:
            self.assertGreaterEqual(len(exercise.step_ids), 2, exercise.code)
            self.assertTrue(exercise.instruction)

    def test_a_trainee_opens_the_form_of_an_exercise_without_its_steps(self):
        exercise = self.env["vanthu.exercise"].search([("code", "=", "T1.1")])
        arch = exercise.with_user(self.trainee).get_view(view_type="form")["arch"]
        self.assertNotIn("step_ids", arch)
        self.assertIn("action_start", arch)
        self.assertIn("step_ids", exercise.with_user(self.training_manager).get_view(
            view_type="form")["arch"])
        self.assertTrue(Form(exercise.with_user(self.trainee)).instruction)

    def test_every_shipped_exercise_has_right_and_wrong_ways(self):
        from . import (
            test_exercise_archive,
            test_exercise_directive,
            test_exercise_incoming,
            test_exercise_joining,
            test_exercise_presentation,
            test_exercise_register,
        )

        right, wrong = {}, {}
        for case in (
            test_exercise_archive.TestExerciseArchive,
            test_exercise_directive.TestExerciseDirective,
            test_exercise_incoming.TestExerciseIncoming,
            test_exercise_joining.TestExerciseJoining,
            test_exercise_presentation.TestExercisePresentation,
            test_exercise_register.TestExerciseRegister,
        ):
            for code, *_way in case.right:
                right[code] = right.get(code, 0) + 1
            for code, *_way in case.wrong:
                wrong[code] = wrong.get(code, 0) + 1
        for code in self.env["vanthu.exercise"].search([("code", "=like", "T_.%")]).mapped("code"):
            self.assertGreaterEqual(right.get(code, 0), 2, code)
            self.assertGreaterEqual(wrong.get(code, 0), 2, code)
