from odoo.exceptions import AccessError, UserError
from odoo.http import request, route

from odoo.addons.survey.controllers.main import Survey

from ..models.survey_survey import FEEDBACK, QUIZ

# In the session of the browser: answers that a participant without an account began there.
_PLACES = "vanthu_places"


def remember_place(answer, place):
    """Keep in this browser alone whose answer this is, and the page to go back to.

    Nothing of it is stored with the answer: feedback has no name.

    :param answer: ``survey.user_input`` that was opened
    :param place: ``event.registration`` of who opened it
    """
    request.session[_PLACES] = {
        **request.session.get(_PLACES, {}),
        answer.access_token: [place.id, place._get_place_path()],
    }


def get_place_path(answer):
    """The page of a participant without an account who began this answer in this browser.

    :param answer: ``survey.user_input``
    :return str: path; empty for everybody else
    """
    return request.session.get(_PLACES, {}).get(answer.access_token, [0, ""])[1]


def _forget_place(answer):
    request.session[_PLACES] = {
        token: place for token, place in request.session.get(_PLACES, {}).items()
        if token != answer.access_token
    }


class TrainingSurvey(Survey):
    """Odoo's pages of a survey, for quizzes of participants and for feedback without a name."""

    def _fetch_from_access_token(self, survey_token, answer_token):
        survey, answer = super()._fetch_from_access_token(survey_token, answer_token)
        place_id = request.session.get(_PLACES, {}).get(answer_token, [0])[0]
        if answer and place_id:
            answer = answer.with_context(vanthu_place_id=place_id)
        return survey, answer

    def _check_validity(
        self, survey_sudo, answer_sudo, answer_token, ensure_token=True, check_partner=True,
    ):
        registration, opens = answer_sudo.registration_id, check_partner
        has_login = not registration or registration.trainee_id
        if answer_sudo and survey_sudo.survey_type == FEEDBACK:
            check_partner = False  # the answer has no partner on purpose
            has_login = not answer_sudo.env.context.get("vanthu_place_id")
        elif not has_login:
            check_partner = False  # the secret address of the answer stands for the person
        code = super()._check_validity(
            survey_sudo, answer_sudo, answer_token, ensure_token, check_partner
        )
        if code is not True or survey_sudo.survey_type not in (QUIZ, FEEDBACK):
            return code
        if has_login and request.env.user._is_public():
            return "survey_auth"
        if registration and opens and not registration._takes_part():
            return "survey_closed"
        return code

    @route()
    def survey_retry(self, survey_token, answer_token, **post):
        """Another try of a quiz is begun as the first was: with all its conditions."""
        dummy, answer = self._fetch_from_access_token(survey_token, answer_token)
        if not answer.registration_id:
            return super().survey_retry(survey_token, answer_token, **post)
        path = get_place_path(answer)
        registration = answer.registration_id
        try:
            if path and not registration.trainee_id:
                again = registration._begin_quiz(answer.phase)
                remember_place(again, registration)
                return request.redirect(again.get_start_url())
            own = registration.with_user(request.env.user).sudo(False)
            return request.redirect(own._open_quiz(answer.phase)["url"])
        except (AccessError, UserError):
            return request.redirect(path or "/odoo/my-classes")

    @route()
    def survey_print(self, survey_token, review=False, answer_token=None, **post):
        """Odoo shows the right answers to whoever has the token, at any time; here it is only
        the participant, when they help nobody to pass, and those who may read the answers."""
        survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if answer and survey.survey_type in (QUIZ, FEEDBACK):
            reader = answer.with_user(request.env.user).sudo(False)
            own = get_place_path(answer) or (
                answer.partner_id and answer.partner_id == request.env.user.partner_id
            )
            if not reader.has_access("read") and not (own and answer._shows_right_answers()):
                return self._redirect_with_error(
                    {"survey_sudo": survey, "answer_sudo": answer, "can_answer": True},
                    "token_wrong",
                )
        return super().survey_print(
            survey_token, review=review, answer_token=answer_token, **post
        )

    def _prepare_survey_finished_values(self, survey, answer, token=False):
        values = super()._prepare_survey_finished_values(survey, answer, token)
        path = get_place_path(answer)
        if survey.survey_type == FEEDBACK:
            _forget_place(answer)
        return {**values, "class_path": path or "/odoo/my-classes"}
