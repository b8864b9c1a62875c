from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_attendance import AttendanceCommon


@tagged("post_install", "-at_install")
class TestPaperScore(AttendanceCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env["survey.survey"].create(
            {"title": "Quiz", "scoring_type": "scoring_with_answers", "scoring_success_min": 70}
        )
        cls.course.survey_id = cls.survey
        cls.guest = cls.env["event.registration"].create(
            {"event_id": cls.running.id, "name": "Nguyễn Thị Lan", "state": "open"}
        )

    def _enter(self, user, score, guest=None):
        dialog = self.env["vanthu.paper.score"].with_user(user).create(
            {"registration_id": (guest or self.guest).id, "score": score}
        )
        return dialog.action_save()

    def test_a_trainer_enters_what_a_guest_wrote_on_paper(self):
        self._enter(self.trainer, 82.5)
        self.assertEqual(self.guest.score_after, 82.5)
        self.assertTrue(self.guest.is_quiz_passed)
        self._enter(self.training_manager, 69)
        self.assertFalse(self.guest.is_quiz_passed)
        event = self.env["vanthu.event"].search([("kind", "=", "paper_score")], limit=1)
        self.assertEqual(event.detail, {"name": "Nguyễn Thị Lan", "score": 69})

    def test_who_has_an_account_takes_the_quiz_on_the_screen(self):
        with self.assertRaisesRegex(UserError, "on the screen"):
            self._enter(self.trainer, 90, self.row)

    def test_a_score_is_a_percentage_and_the_class_has_begun(self):
        for score in (-1, 101):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._enter(self.trainer, score)
        early = self.env["event.registration"].create(
            {"event_id": self.training.id, "name": "Lan", "state": "open"}
        )
        with self.assertRaisesRegex(UserError, "has not begun"):
            self._enter(self.trainer, 80, early)

    def test_nobody_else_enters_scores(self):
        for user in (self.other_clerk, self.trainee, self.other_manager, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.guest.with_user(user).action_set_paper_score(100)
        with self.assertRaises(AccessError):
            self.guest.with_user(self.training_manager).write({"score_after": 100})
