from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from .quiz_common import QuizCommon
from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestLessonTour(TrainingCommon, BrowserCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["vanthu.topic"].search([]).active = False
        cls.topics[0].active = True
        exercise = cls.env["vanthu.exercise"].create({
            "name": "Try", "code": "XTRY", "topic_id": cls.topics[0].id,
        })
        cls.env["vanthu.lesson"].search([]).active = False
        cls.lessons = cls.env["vanthu.lesson"].create([
            {
                "name": "Reader one", "topic_id": cls.topics[0].id, "sequence": 1,
                "body": "<h2>Steps</h2><p>Text</p>", "tour_name": "there_is_no_such_tour",
            },
            {
                "name": "Reader two", "topic_id": cls.topics[0].id, "sequence": 2,
                "body": "<p>Text</p>", "exercise_id": exercise.id,
                "tour_name": "vanthu_lesson_reader",
            },
        ])

    def test_a_trainee_reads_on_and_sees_what_is_read(self):
        self.start_tour("/odoo/lessons", "vanthu_lesson_reader", login=self.trainee.login)
        self.assertEqual(
            self.lessons.with_user(self.trainee).mapped("is_read"), [True, False]
        )


@tagged("post_install", "-at_install")
class TestLessonTourOnThePhone(TestLessonTour):

    browser_size = "390x844"
    touch_enabled = True

    def test_a_trainee_reads_on_and_sees_what_is_read(self):
        self.start_tour("/odoo/lessons", "vanthu_lesson_phone", login=self.trainee.login)
        self.assertTrue(self.lessons[0].with_user(self.trainee).is_read)


@tagged("post_install", "-at_install")
class TestQuizTour(QuizCommon, BrowserCase):

    def test_a_trainee_finds_the_quiz_on_the_card_of_the_class(self):
        self._move(hours=1)
        self.start_tour("/odoo/my-classes", "vanthu_quiz_buttons", login=self.trainee.login)
