from odoo.exceptions import AccessError, UserError
from odoo.http import request, route

from odoo.addons.survey.controllers.main import Survey

from ..models.survey_survey import FEEDBACK, QUIZ


class TrainingSurvey(Survey):
    """Odoo's pages of a survey, for quizzes of participants and for feedback without a name."""

    def _check_validity(
        self, survey_sudo, answer_sudo, answer_token, ensure_token=True, check_partner=True,
    ):
        if answer_sudo and survey_sudo.survey_type == FEEDBACK:
            check_partner = False  # the answer has no partner on purpose
        code = super()._check_validity(
            survey_sudo, answer_sudo, answer_token, ensure_token, check_partner
        )
        registration = answer_sudo.registration_id
        if code is True and registration and check_partner and not registration._takes_part():
            return "survey_closed"
        return code

    @route()
    def survey_retry(self, survey_token, answer_token, **post):
        """Another try of a quiz is begun as the first was: with all its conditions."""
        dummy, answer = self._fetch_from_access_token(survey_token, answer_token)
        if not answer.registration_id:
            return super().survey_retry(survey_token, answer_token, **post)
        registration = answer.registration_id.with_user(request.env.user).sudo(False)
        try:
            return request.redirect(registration._open_quiz(answer.phase)["url"])
        except (AccessError, UserError):
            return request.redirect("/odoo/my-classes")

    @route()
    def survey_print(self, survey_token, review=False, answer_token=None, **post):
        """Odoo shows the right answers to whoever has the token, at any time; here it is only
        the participant, when they help nobody to pass, and those who may read the answers."""
        survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if answer and survey.survey_type in (QUIZ, FEEDBACK):
            reader = answer.with_user(request.env.user).sudo(False)
            own = answer.partner_id and answer.partner_id == request.env.user.partner_id
            if not reader.has_access("read") and not (own and answer._shows_right_answers()):
                return self._redirect_with_error(
                    {"survey_sudo": survey, "answer_sudo": answer, "can_answer": True},
                    "token_wrong",
                )
        return super().survey_print(
            survey_token, review=review, answer_token=answer_token, **post
        )
