from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from .practice_common import PracticeCommon


@tagged("post_install", "-at_install")
class TestExerciseTour(PracticeCommon, BrowserCase):
    """An exercise on the screens, from the list into practice and back to the list."""

    _registry_readonly_enabled = False

    def test_a_trainee_begins_is_told_what_lacks_and_goes_on_in_practice(self):
        # The e-mail is right from the beginning, the phone and the rest are not.
        self.practice.with_user(self.practice).email = "vanthu.thuchanh@truong.edu.vn"
        self.start_tour("/odoo/training-exercises", "vanthu_exercise", login=self.trainee.login)
        attempt = self.env["vanthu.attempt"].search([("user_id", "=", self.trainee.id)])
        self.assertEqual((attempt.try_count, attempt.hint_count), (2, 1))
        self.assertEqual(attempt.state, "in_progress")


@tagged("post_install", "-at_install")
class TestExercisePanel(BrowserCase):

    def test_the_panel(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=%22@vanthu_training/exercise_panel/%22",
            "", "", login="admin", timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
