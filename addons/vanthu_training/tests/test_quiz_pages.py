"""The pages of a survey, as a browser asks for them: who gets in, what is shown and taken."""

from odoo import SUPERUSER_ID
from odoo.tests import HttpCase, tagged

from .quiz_common import QuizCommon


@tagged("post_install", "-at_install")
class TestQuizPages(QuizCommon, HttpCase):

    def _path(self, sheet, kind):
        token = self.quiz.access_token
        if kind == "print":
            return f"/survey/print/{token}?answer_token={sheet.access_token}"
        return f"/survey/{kind}/{token}/{sheet.access_token}".replace("/page/", "/")

    def _post(self, sheet, kind, **params):
        return self.make_jsonrpc_request(self._path(sheet, kind), params)

    def _login(self, user):
        self.authenticate(user.login, user.login)

    def _answers(self, right=True):
        choice = self.choice.suggested_answer_ids[0 if right else 1]
        return {
            str(self.choice.id): str(choice.id),
            str(self.many.id): [str(one) for one in self.many.suggested_answer_ids[:2].ids],
        }

    def test_the_participant_takes_the_quiz_to_its_end(self):
        self._login(self.trainee)
        sheet = self._begin("before")
        self.assertEqual(self.url_open(self._path(sheet, "page")).status_code, 200)
        self._post(sheet, "begin")
        _right, page = self._post(sheet, "submit", **self._answers())
        self.assertEqual(sheet.state, "done")
        self.assertEqual(self.registration.score_before, 100)
        self.assertNotIn("/survey/print/", page["survey_content"])
        self.assertNotIn("/survey/retry/", page["survey_content"])

    def test_a_quiz_that_is_handed_in_takes_no_more_answers(self):
        self._login(self.trainee)
        sheet = self._begin("before")
        self._post(sheet, "begin")
        self._post(sheet, "submit", **self._answers(right=False))
        self.assertEqual(self.registration.score_before, 50)
        _right, answer = self._post(sheet, "submit", **self._answers())
        self.assertEqual(answer, {"error": "unauthorized"})
        self.assertEqual(self.registration.score_before, 50)

    def test_another_person_with_the_token_gets_nowhere(self):
        sheet = self._begin("before")
        for user in (self.other_trainee, self.trainer):
            self._login(user)
            _right, answer = self._post(sheet, "begin")
            self.assertEqual(answer, {"error": "answer_wrong_user"})
            self.assertNotIn("Incoming", self.url_open(self._path(sheet, "print")).text)
        self.authenticate(None, None)
        _right, answer = self._post(sheet, "begin")
        self.assertEqual(answer, {"error": "survey_auth"})
        self.assertEqual(sheet.state, "new")

    def test_without_token_there_is_no_quiz(self):
        self._login(self.trainee)
        before = self.env["survey.user_input"].search_count([])
        for path in ("start", "print"):
            page = self.url_open(f"/survey/{path}/{self.quiz.access_token}")
            self.assertNotIn("Incoming", page.text)
        self.assertEqual(self.env["survey.user_input"].search_count([]), before)

    def test_the_token_shows_no_right_answers_beforehand(self):
        self._login(self.trainee)
        self._move(hours=1)
        sheet = self._begin("after")
        self._post(sheet, "begin")
        self.assertNotIn("Because of", self.url_open(self._path(sheet, "print")).text)
        self._post(sheet, "submit", **self._answers())
        page = self.url_open(self._path(sheet, "print")).text
        self.assertIn("Because of Incoming", page)
        self.assertIn("bg-success", page)

    def test_an_open_quiz_before_is_not_handed_in_after_the_first_session(self):
        self._login(self.trainee)
        sheet = self._begin("before")
        self._post(sheet, "begin")
        sheet.deadline = "2020-01-01"
        _right, answer = self._post(sheet, "submit", **self._answers())
        self.assertEqual(answer, {"error": "answer_deadline"})
        self.assertFalse(self.registration.is_before_taken)

    def test_who_has_lost_the_place_does_not_go_on(self):
        self._login(self.trainee)
        sheet = self._begin("before")
        self.registration.state = "cancel"
        _right, answer = self._post(sheet, "begin")
        self.assertEqual(answer, {"error": "survey_closed"})

    def test_another_try_is_begun_with_all_conditions(self):
        self._login(self.trainee)
        before = self._hand_in(self._begin("before"))
        self._move(hours=1)
        self.url_open(self._path(before, "retry"))
        self.assertEqual(len(self.registration.quiz_input_ids), 1)
        first = self._hand_in(self._begin("after"), (False, False))
        answer = self.url_open(self._path(first, "retry"))
        again = self.registration.quiz_input_ids - before - first
        self.assertEqual((again.phase, again.state), ("after", "new"))
        self.assertIn(again.access_token, answer.url)
        self._hand_in(again)
        self.url_open(self._path(again, "retry"))
        self.assertEqual(len(self.registration.quiz_input_ids), 3)

    def test_feedback_is_given_on_the_page_and_names_nobody(self):
        self._move(days=2, hours=1)
        self._login(self.trainee)
        sheet = self._find(self.own.action_give_feedback()["url"])
        path = f"{self.feedback.access_token}/{sheet.access_token}"
        self.assertEqual(self.url_open(f"/survey/{path}").status_code, 200)
        self.make_jsonrpc_request(f"/survey/begin/{path}", {})
        _right, page = self.make_jsonrpc_request(
            f"/survey/submit/{path}", {str(self.mark.id): "5", str(self.comment.id): "Fine"}
        )
        self.assertEqual(sheet.state, "done")
        self.assertNotIn("/survey/retry/", page["survey_content"])
        lines = sheet.user_input_line_ids
        self.assertEqual(len(lines), 2)
        writers = sheet.create_uid | sheet.write_uid | lines.create_uid | lines.write_uid
        self.assertEqual(writers.id, SUPERUSER_ID)
        answer = self.url_open(
            f"/survey/print/{self.feedback.access_token}?answer_token={sheet.access_token}"
        )
        self.assertNotIn("Fine", answer.text)
