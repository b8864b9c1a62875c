from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

# What comes from the quizzes alone.
SCORES = {"score_before", "score_after", "is_before_taken", "is_after_taken", "is_quiz_passed"}


class EventEvent(models.Model):
    """When the quizzes and the feedback form of a class are open."""

    _inherit = "event.event"

    # A table of two columns: it tells who has given feedback, and neither when nor which.
    feedback_registration_ids = fields.Many2many(
        "event.registration", "vanthu_class_feedback_rel", "event_id", "registration_id",
        string="Gave feedback", readonly=True, copy=False, groups=fields.NO_ACCESS,
    )

    def _get_quiz_times(self):
        """When the quiz before the class closes, and from when the feedback form is open.

        :return tuple: end of the first session, begin of the last (datetimes in UTC)
        """
        self.ensure_one()
        sessions = self.sudo().session_ids.sorted(lambda one: (one.date_begin, one.id))
        if not sessions:
            return self.date_begin, self.date_end
        return sessions[0].date_end, sessions[-1].date_begin

    def _keep_feedback_given(self, user, place_id=0):
        """Keep that a participant has given feedback; that is all that is kept of the person.

        :param user: ``res.users``
        :param int place_id: id of the registration of who has no account
        :raises UserError: who takes no part, or has given feedback before
        """
        for event in self.sudo():
            place = event.registration_ids.filtered(lambda one: one._takes_part() and (
                one.id == place_id and not one.trainee_id if place_id else one.trainee_id == user
            ))[:1]
            if not place or place in event.feedback_registration_ids:
                raise UserError(self.env._(
                    "Feedback on a class is given once, by those who take part in it."
                ))
            # Written by nobody: who changed the class last would tell who has just answered.
            event.with_user(SUPERUSER_ID).feedback_registration_ids += place


class EventRegistration(models.Model):
    """A participant's quizzes before and after the class, and the feedback form."""

    _inherit = "event.registration"

    quiz_input_ids = fields.One2many(
        "survey.user_input", "registration_id", string="Quizzes", readonly=True,
        groups="vanthu_training.group_training_manager",
    )
    score_before = fields.Float(compute="_compute_scores", store=True, compute_sudo=True)
    score_after = fields.Float(compute="_compute_scores", store=True, compute_sudo=True)
    is_before_taken = fields.Boolean(
        string="Quiz before taken", compute="_compute_scores", store=True, compute_sudo=True
    )
    is_after_taken = fields.Boolean(
        string="Quiz after taken", compute="_compute_scores", store=True, compute_sudo=True
    )
    is_quiz_passed = fields.Boolean(
        string="Quiz passed", compute="_compute_scores", store=True, compute_sudo=True
    )
    can_take_before = fields.Boolean(compute="_compute_can_take")
    can_take_after = fields.Boolean(compute="_compute_can_take")
    can_give_feedback = fields.Boolean(compute="_compute_can_take")

    @api.depends(
        "quiz_input_ids.state", "quiz_input_ids.scoring_percentage", "quiz_input_ids.phase",
        "quiz_input_ids.scoring_success", "quiz_input_ids.test_entry",
    )
    def _compute_scores(self):
        """Points before, and the best of those after; a quiz that is not handed in has none."""
        for registration in self:
            done = registration.quiz_input_ids.filtered(
                lambda one: one.state == "done" and not one.test_entry
            )
            before = done.filtered(lambda one: one.phase == "before")
            after = done.filtered(lambda one: one.phase == "after")
            registration.is_before_taken = bool(before)
            registration.is_after_taken = bool(after)
            registration.score_before = max(before.mapped("scoring_percentage"), default=0)
            registration.score_after = max(after.mapped("scoring_percentage"), default=0)
            registration.is_quiz_passed = any(after.mapped("scoring_success"))

    @api.depends_context("uid")
    def _compute_can_take(self):
        for registration in self:
            own = registration.trainee_id == self.env.user
            registration.can_take_before = own and not registration._why_no_quiz("before")
            registration.can_take_after = own and not registration._why_no_quiz("after")
            registration.can_give_feedback = own and not registration._why_no_feedback()

    def write(self, vals):
        if not self.env.su and SCORES.intersection(vals):
            raise AccessError(self.env._(
                "Scores come from the quizzes that participants take; nobody writes them."
            ))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(SCORES.intersection(vals) for vals in vals_list):
            raise AccessError(self.env._(
                "Scores come from the quizzes that participants take; nobody writes them."
            ))
        return super().create(vals_list)

    def _takes_part(self):
        """Whether the person has a place, not only a place on the waiting list."""
        self.ensure_one()
        return self.state in ("open", "done") and not self.is_waiting

    def _why_no_quiz(self, phase):
        """Why the participant cannot take the quiz now.

        :param str phase: ``before`` or ``after``
        :return str: a sentence, or empty if the quiz can be taken
        """
        self.ensure_one()
        mine, now = self.sudo(), fields.Datetime.now()
        survey = mine.course_id.survey_id
        if not survey.active:
            return self.env._("This class has no quiz.")
        if survey.users_login_required and not mine.trainee_id:
            return self.env._("This quiz is taken on the screen by those who have an account; "
                              "ask the trainer for the one on paper.")
        if not mine._takes_part():
            return self.env._("The quiz is for those whose place in the class is confirmed.")
        if phase == "before":
            if mine.is_before_taken:
                return self.env._("You have taken the quiz before the class; it is taken once.")
            if now >= mine.event_id._get_quiz_times()[0]:
                return self.env._("The quiz before the class closed with the first session.")
            return ""
        if now < mine.event_id.date_begin:
            return self.env._("The quiz after the class opens when the class begins.")
        if mine.is_quiz_passed:
            # From now on the participant may see the right answers.
            return self.env._("You have passed the quiz.")
        if mine.certificate_id:
            return self.env._("Your certificate is issued; the quiz is not taken any more.")
        if survey.is_attempts_limited and survey.attempts_limit <= len(
            mine.quiz_input_ids.filtered(lambda one: one.phase == "after" and one.state == "done")
        ):
            return self.env._("You have used all tries of the quiz; ask the trainer.")
        return ""

    def _why_no_feedback(self):
        """Why the participant cannot give feedback now: a sentence, or empty."""
        self.ensure_one()
        mine = self.sudo()
        form = mine.course_id.feedback_survey_id
        if not form.active or (form.users_login_required and not mine.trainee_id):
            return self.env._("This class has no feedback form.")
        if not mine._takes_part():
            return self.env._("Feedback is given by those whose place in the class is confirmed.")
        if mine in mine.event_id.feedback_registration_ids:
            return self.env._("You have given your feedback on this class, thank you.")
        if fields.Datetime.now() < mine.event_id._get_quiz_times()[1]:
            return self.env._("The feedback form opens with the last session of the class.")
        return ""

    def action_take_before(self) -> dict:
        """Take the quiz before the class, or go on with it.

        :return dict: an action that opens the quiz
        :raises AccessError: another person's registration
        :raises UserError: the quiz is taken, or the first session is over
        """
        return self._open_quiz("before")

    def action_take_after(self) -> dict:
        """Take the quiz after the class, or go on with it.

        :return dict: an action that opens the quiz
        :raises AccessError: another person's registration
        :raises UserError: the class has not begun, or no try is left
        """
        return self._open_quiz("after")

    def action_give_feedback(self) -> dict:
        """Fill in the feedback form, which does not keep who answered.

        :return dict: an action that opens the form
        :raises AccessError: another person's registration
        :raises UserError: it is too early, or feedback is given already
        """
        self._require_own()
        return self._get_url_action(self._begin_feedback())

    def _begin_feedback(self):
        """A new form of feedback, in which nothing says whose it is.

        :return: ``survey.user_input`` in superuser mode
        :raises UserError: it is too early, or feedback is given already
        """
        reason = self._why_no_feedback()
        if reason:
            raise UserError(reason)
        # Nothing of the person goes into the answer; the survey keeps a partner otherwise.
        return self.env["survey.user_input"].sudo().create({
            "survey_id": self.sudo().course_id.feedback_survey_id.id,
            "event_id": self.event_id.id,
        })

    def _open_quiz(self, phase):
        self._require_own()
        return self._get_url_action(self._begin_quiz(phase))

    def _begin_quiz(self, phase):
        """The open quiz of the participant, begun if need be.

        :param str phase: ``before`` or ``after``
        :return: ``survey.user_input`` in superuser mode
        :raises UserError: the quiz cannot be taken now
        """
        self.sudo().lock_for_update()  # two quick presses open one quiz
        reason = self._why_no_quiz(phase)
        if reason:
            raise UserError(reason)
        mine = self.sudo()
        inputs = mine.quiz_input_ids.filtered(lambda one: one.phase == phase)
        return inputs.filtered(lambda one: one.state != "done")[:1] or (
            mine.course_id.survey_id._create_answer(
                user=mine.trainee_id, email=mine.email, nickname=mine.name,
                registration_id=mine.id, event_id=mine.event_id.id,
                # Tries are counted for each class and phase, not for the person.
                invite_token=inputs[:1].invite_token or inputs._generate_invite_token(),
                phase=phase,
                deadline=phase == "before" and mine.event_id._get_quiz_times()[0],
            )
        )

    def _get_url_action(self, answer):
        return {"type": "ir.actions.act_url", "url": answer.get_start_url(), "target": "self"}

    def _require_own(self):
        self.ensure_one()
        if not self.env.uid or self.sudo().trainee_id != self.env.user:
            raise AccessError(self.env._(
                "Only the participant takes the quiz and gives the feedback of a registration."
            ))
