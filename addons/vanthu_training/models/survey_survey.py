from odoo import api, fields, models

QUIZ, FEEDBACK = "vanthu_quiz", "vanthu_feedback"


class SurveySurvey(models.Model):
    """Quizzes of courses and feedback forms of classes.

    They are kinds of their own, so that Odoo's rules for people who keep surveys do not open
    the answers of participants to them: see the rules of this add-on.
    """

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[(QUIZ, "Quiz of a course"), (FEEDBACK, "Feedback on a class")],
        ondelete={QUIZ: "set default", FEEDBACK: "set default"},
    )

    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        result = super()._compute_allowed_survey_types()
        if self.env.user.has_group("survey.group_survey_user"):
            for survey in self:
                survey.allowed_survey_types = [
                    *(survey.allowed_survey_types or []), QUIZ, FEEDBACK,
                ]
        return result


class SurveyQuestion(models.Model):
    """A question of a quiz: what it is about, and why the right answer is right."""

    _inherit = "survey.question"

    topic_id = fields.Many2one(
        "vanthu.topic", index="btree_not_null", ondelete="set null"
    )
    explanation = fields.Text(
        help="Shown with the right answers, once the participant may see them."
    )
