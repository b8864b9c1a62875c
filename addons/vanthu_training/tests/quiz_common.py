from datetime import timedelta

from odoo import Command, fields

from .training_common import TrainingCommon


class QuizCommon(TrainingCommon):
    """A course with a quiz of two topics and a feedback form, and a class that is to begin."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quiz = cls.env["survey.survey"].create({
            "title": "Quiz", "survey_type": "vanthu_quiz", "access_mode": "token",
            "scoring_type": "scoring_with_answers",
            "scoring_success_min": 70, "is_attempts_limited": True, "attempts_limit": 2,
            "questions_layout": "one_page", "users_can_go_back": True,
        })
        cls.choice = cls._ask("simple_choice", cls.topics[0], [("right", 6), ("wrong", 0)])
        cls.many = cls._ask(
            "multiple_choice", cls.topics[1], [("one", 3), ("two", 3), ("wrong", -3)]
        )
        cls.feedback = cls.env["survey.survey"].create({
            "title": "Feedback", "survey_type": "vanthu_feedback", "access_mode": "token",
            "scoring_type": "no_scoring", "questions_layout": "one_page",
        })
        cls.mark, cls.comment = cls.env["survey.question"].create([
            {"survey_id": cls.feedback.id, "title": "Useful", "question_type": "scale",
             "scale_min": 1, "scale_max": 5, "sequence": 1},
            {"survey_id": cls.feedback.id, "title": "Comment", "question_type": "text_box",
             "sequence": 2},
        ])
        cls.course.write({"survey_id": cls.quiz.id, "feedback_survey_id": cls.feedback.id})
        cls.registration = cls._register(cls.trainee)
        cls.own = cls.registration.with_user(cls.trainee)

    @classmethod
    def _ask(cls, kind, topic, answers):
        return cls.env["survey.question"].create({
            "survey_id": cls.quiz.id, "title": topic.name, "question_type": kind,
            "topic_id": topic.id, "explanation": f"Because of {topic.name}",
            "suggested_answer_ids": [
                Command.create({"value": value, "is_correct": score > 0, "answer_score": score})
                for value, score in answers
            ],
        })

    @classmethod
    def _move(cls, **times):
        """Move the class so that its first session begins that long ago."""
        begin = fields.Datetime.now() - timedelta(**times)
        for number, session in enumerate(cls.training.session_ids):
            session.write({
                "date_begin": begin + timedelta(days=number),
                "date_end": begin + timedelta(days=number, hours=3),
            })
        cls.training.write({"date_begin": begin, "date_end": begin + timedelta(days=3)})

    def _begin(self, phase, registration=None):
        """The sheet of answers that the participant gets."""
        registration = registration or self.own
        url = getattr(registration, f"action_take_{phase}")()["url"]
        return self._find(url)

    def _find(self, url):
        return self.env["survey.user_input"].search(
            [("access_token", "=", url.split("answer_token=")[1])]
        )

    def _hand_in(self, sheet, right=(True, True)):
        """Answer and hand in as the page does, with the rights of the participant's session.

        :param right: for each question whether it is answered rightly
        """
        sheet = sheet.with_user(sheet.registration_id.trainee_id).sudo()
        sheet._mark_in_progress()
        values = [answer.id for answer in self.choice.suggested_answer_ids]
        sheet._save_lines(self.choice, str(values[0] if right[0] else values[1]))
        one, two, wrong = self.many.suggested_answer_ids.ids
        sheet._save_lines(self.many, [str(one), str(two if right[1] else wrong)])
        sheet._mark_done()
        return sheet

    def _give_feedback(self, user, mark=4, comment="Good"):
        registration = self.env["event.registration"].search(
            [("event_id", "=", self.training.id), ("trainee_id", "=", user.id)]
        )
        sheet = self._find(registration.with_user(user).action_give_feedback()["url"])
        sheet = sheet.with_user(user).sudo()
        sheet._mark_in_progress()
        sheet._save_lines(self.mark, str(mark))
        sheet._save_lines(self.comment, comment)
        sheet._mark_done()
        self.env.flush_all()
        return sheet
