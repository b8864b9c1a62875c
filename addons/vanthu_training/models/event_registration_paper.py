from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class EventRegistration(models.Model):
    """The quiz on paper, for participants without an account."""

    _inherit = "event.registration"

    score_paper = fields.Float(
        string="Score on paper (%)", readonly=True, copy=False, digits=(5, 1), aggregator=None,
        help="For participants without an account who take the quiz after the class on paper.",
    )

    @api.depends("score_paper", "trainee_id")
    def _compute_scores(self):
        result = super()._compute_scores()
        for registration in self:
            if registration.score_paper and not registration.trainee_id:
                registration.score_after = max(registration.score_after, registration.score_paper)
                registration.is_after_taken = True
                registration.is_quiz_passed = registration.is_quiz_passed or (
                    registration.score_paper >= registration.course_id.survey_id.scoring_success_min
                )
        return result

    def action_set_paper_score(self, score: float) -> bool:
        """Write down what a participant without an account reached on paper.

        :param float score: percent, from 0 to 100
        :return bool: True
        :raise AccessError: the person is neither trainer of the class nor manager of the host
        :raise UserError: the participant has an account, the class has not begun, the results are
            decided, or the number is no percentage
        """
        self.ensure_one()
        self._require_keeper()
        mine = self.sudo()
        if mine.trainee_id:
            raise UserError(self.env._(
                "%s has an account and takes the quiz on the screen.", mine.name
            ))
        if not 0 <= score <= 100:
            raise UserError(self.env._("Enter a percentage from 0 to 100."))
        if mine.event_id.date_begin > fields.Datetime.now():
            raise UserError(self.env._("The class %s has not begun.", mine.event_id.name))
        if mine.result != "pending" or mine.certificate_id:
            raise UserError(self.env._("The result of %s is decided.", mine.name))
        mine.score_paper = score
        self.env["vanthu.event"]._log(
            mine.event_id, "paper_score", {"name": mine.name, "score": score}
        )
        return True

    def _require_keeper(self):
        """Let only the trainers and managers of the class act for who has no account.

        :raise AccessError: it is somebody else
        """
        if not any(session._may_record() for session in self.event_id.session_ids):
            raise AccessError(self.env._(
                "Only the trainers of the class and its managers act for who has no account."
            ))
