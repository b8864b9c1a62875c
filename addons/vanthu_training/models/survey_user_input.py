from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError

from .survey_survey import FEEDBACK, QUIZ

PHASES = [("before", "Before the class"), ("after", "After the class")]


class SurveyUserInput(models.Model):
    """Answers of a participant: to the quiz before or after the class, or the feedback form.

    Answers to the quiz belong to a registration. Answers to the feedback form belong to the class
    alone: neither they nor their lines say who gave them, not even as who wrote them.
    """

    _inherit = "survey.user_input"

    survey_type = fields.Selection(related="survey_id.survey_type")
    event_id = fields.Many2one(
        "event.event", string="Class", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    registration_id = fields.Many2one(
        "event.registration", string="Participant", readonly=True, index="btree_not_null",
        ondelete="cascade",
    )
    phase = fields.Selection(PHASES, readonly=True)

    _one_begun = models.UniqueIndex(
        "(registration_id, phase) WHERE registration_id IS NOT NULL AND state <> 'done'",
        "This quiz is open already; go on with it.",
    )
    _one_before = models.UniqueIndex(
        "(registration_id) WHERE phase = 'before'",
        "The quiz before the class is taken once.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        surveys = self.env["survey.survey"].browse([
            vals.get("survey_id") or self.env.context.get("default_survey_id")
            for vals in vals_list
        ])
        if FEEDBACK not in surveys.sudo().mapped("survey_type"):
            inputs = super().create(vals_list)
            inputs._require_software(inputs.filtered("registration_id") or inputs.event_id)
            return inputs
        nobody = self.sudo().with_user(SUPERUSER_ID).with_context(mail_create_nolog=True)
        return super(SurveyUserInput, nobody).create(vals_list).with_env(self.env)

    def write(self, vals):
        self._require_software({"registration_id", "event_id", "phase"} & vals.keys())
        return super(SurveyUserInput, self._hide_writer()).write(vals)

    def _require_software(self, given):
        """Refuse answers that somebody lays to a participant's account.

        A survey of one's own, answered as one likes, would count as the quiz of a class.

        :param given: what says whose answers these are, if anything
        :raise AccessError: it comes from a person
        """
        if given and not self.env.su:
            raise AccessError(self.env._(
                "Quizzes of a class are begun by its participants and by nobody else."
            ))

    def _hide_writer(self):
        """These records as written by nobody, if they are feedback."""
        if any(one.survey_type == FEEDBACK for one in self.sudo()):
            return self.with_user(SUPERUSER_ID)
        return self

    def _flush_hidden(self):
        """Let what follows from the answers be computed by nobody, too, not by the next reader."""
        if self.env.uid == SUPERUSER_ID:
            self.env.flush_all()

    def _save_lines(self, question, answer, comment=None, overwrite_existing=True):
        hidden = self._hide_writer()
        result = super(SurveyUserInput, hidden)._save_lines(
            question, answer, comment, overwrite_existing
        )
        hidden._flush_hidden()
        return result

    def _mark_done(self):
        feedback = self.filtered(lambda one: one.survey_type == FEEDBACK and not one.test_entry)
        if feedback:
            feedback.event_id._keep_feedback_given(
                self.env.user, self.env.context.get("vanthu_place_id")
            )
        hidden = self._hide_writer()
        result = super(SurveyUserInput, hidden)._mark_done()
        hidden._flush_hidden()
        return result

    def _notify_new_participation_subscribers(self):
        # A message would tell who has just answered.
        return super(SurveyUserInput, self.filtered(
            lambda one: one.survey_type != FEEDBACK
        ))._notify_new_participation_subscribers()

    def _may_retake(self):
        """Whether the page after the quiz offers another try."""
        self.ensure_one()
        if self.survey_type == FEEDBACK:
            return False
        return not self.registration_id or not self.registration_id._why_no_quiz(self.phase)

    def _shows_right_answers(self):
        """Whether the participant may see the right answers.

        Only of the quiz after the class, and only when seeing them helps nobody to pass: it is
        passed, or no try is left.
        """
        self.ensure_one()
        if self.survey_type != QUIZ:
            return True
        if self.state != "done" or self.phase != "after":
            return False
        return self.scoring_success or not self.survey_id._has_attempts_left(
            self.partner_id, self.email, self.invite_token
        )
