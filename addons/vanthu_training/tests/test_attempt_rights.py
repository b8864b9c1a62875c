from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestAttemptRights(ExerciseCommon):
    """Whose an attempt is: nobody acts in it, reads it or forges it but the person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exercise = cls.env["vanthu.exercise"].search([("code", "=", "T1.1")])
        cls.attempt = cls.env["vanthu.attempt"].browse(
            cls.env["vanthu.attempt"].with_user(cls.trainee).action_start(cls.exercise.id)
        )
        cls.stranger = cls.other_trainee._get_practice_user()

    def test_the_person_and_the_own_practice_account_read_it_and_act(self):
        for user in (self.trainee, self.practice):
            attempt = self.attempt.with_user(user)
            self.assertEqual(attempt.state, "in_progress")
            self.assertTrue(attempt.is_mine)
            self.assertEqual(attempt.is_inside, user == self.practice)
            self.assertEqual(len(attempt.line_ids.mapped("name")), 3)
            attempt.check_steps()
        self.assertEqual(self.attempt.try_count, 2)

    def test_others_neither_read_it_nor_act(self):
        for user in (self.other_trainee, self.stranger, self.handler, self.outsider):
            attempt = self.attempt.with_user(user)
            for act in ("action_check", "action_hint", "check_steps", "show_hint",
                        "action_abandon", "action_start_again",
                        "action_enter_practice"):
                with self.subTest(user=user.login, act=act), self.assertRaises(AccessError):
                    getattr(attempt, act)()
            with self.assertRaises(AccessError):
                attempt.read(["state"])
            with self.assertRaises(AccessError):
                attempt.line_ids[:1].with_user(user).action_hint()
            self.assertFalse(self.env["vanthu.attempt"].with_user(user).search(
                [("user_id", "=", self.trainee.id)]
            ))
            self.assertFalse(self.env["vanthu.attempt.line"].with_user(user).search(
                [("attempt_id", "=", self.attempt.id)]
            ))

    def test_a_trainer_reads_the_attempts_of_the_class_and_does_not_act(self):
        self._register(self.trainee)
        attempt = self.attempt.with_user(self.trainer)
        self.assertEqual(attempt.state, "in_progress")
        self.assertFalse(attempt.is_mine)
        with self.assertRaises(AccessError):
            attempt.check_steps()

    def test_a_training_manager_reads_the_steps_of_own_people(self):
        line = self.attempt.line_ids[:1]
        self.assertTrue(line.with_user(self.other_manager).name)
        with self.assertRaises(AccessError):
            line.with_user(self.training_manager).read(["name"])

    def test_nobody_writes_an_attempt_by_hand(self):
        for user in (self.trainee, self.practice, self.trainer, self.training_manager):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.attempt.with_user(user).write({"state": "passed"})
                with self.assertRaises(AccessError):
                    self.attempt.line_ids[0].with_user(user).write({"is_right": True})
                with self.assertRaises(AccessError):
                    self.env["vanthu.attempt"].with_user(user).create({
                        "exercise_id": self.exercise.id, "user_id": user.id, "state": "passed",
                    })

    def test_defaults_of_the_context_forge_nothing(self):
        other = self.env["vanthu.exercise"].search([("code", "=", "T2.1")])
        attempts = self.env["vanthu.attempt"].with_user(self.other_trainee).with_context(
            default_user_id=self.trainee.id, default_state="passed", default_seconds=1,
            default_try_count=0, default_event_mark=0, default_is_right=True,
        )
        attempt = self.env["vanthu.attempt"].browse(attempts.action_start(other.id))
        self.assertEqual(attempt.user_id, self.other_trainee)
        self.assertEqual(attempt.state, "in_progress")
        self.assertFalse(attempt.seconds)
        self.assertFalse(any(attempt.line_ids.mapped("is_right")))
        self.assertFalse(attempt.ended_at)

    def test_a_practice_account_of_a_real_organisation_stands_for_nobody(self):
        """Whoever managed to name another person as the real one gains nothing by it."""
        self.env.cr.execute(
            "UPDATE res_users SET practice_of_id = %s WHERE id = %s",
            [self.trainee.id, self.handler.id],
        )
        self.env.invalidate_all()
        forged = self.attempt.with_user(self.handler)
        with self.assertRaises(AccessError):
            forged.check_steps()
        self.assertIs(self.env["vanthu.attempt"].with_user(self.handler).get_current(), False)
        self.assertEqual(self.exercise.with_user(self.handler).my_state, "not_begun")

    def test_a_second_practice_account_does_not_act_in_the_first_ones_attempt(self):
        self.env.cr.execute(
            "UPDATE res_users SET practice_of_id = %s WHERE id = %s",
            [self.trainee.id, self.stranger.id],
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.attempt.with_user(self.stranger).check_steps()
        self.assertFalse(self.env["vanthu.attempt"].with_user(self.stranger).get_current())

    def test_nobody_makes_a_practice_account_of_the_own(self):
        with self.assertRaises(AccessError):
            self.handler.with_user(self.handler).write({"practice_of_id": self.trainee.id})

    def test_outsiders_neither_begin_nor_look(self):
        portal = self._create_person("portal_trainee", "group_user")
        portal.group_ids = self.env.ref("base.group_portal")
        attempts = self.env["vanthu.attempt"].with_user(portal)
        with self.assertRaises(AccessError):
            attempts.action_start(self.exercise.id)
        with self.assertRaises(AccessError):
            attempts.browse(self.attempt.id).check_steps()
        self.assertFalse(attempts.get_current())
        self.assertFalse(portal.practice_user_ids)

    def test_a_deleted_attempt_is_told_in_a_sentence(self):
        gone = self.attempt.with_user(self.trainee)
        self.attempt.unlink()
        with self.assertRaisesRegex(UserError, "no longer there"):
            gone.check_steps()

    def test_trainees_see_neither_checks_nor_hints(self):
        for user in (self.trainee, self.practice, self.trainer):
            with self.assertRaises(AccessError):
                self.exercise.step_ids.with_user(user).read(["hint", "parameters"])
        line = self.attempt.line_ids[0].with_user(self.trainee)
        self.assertFalse(line.hint)
        self.assertEqual(self.exercise.with_user(self.trainee).step_count, 3)
