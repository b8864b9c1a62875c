from odoo import fields, models


class VanthuAttempt(models.Model):
    """One person's try at an exercise, from its beginning until it is passed or left."""

    _name = "vanthu.attempt"
    _description = "Attempt at an exercise"
    _order = "id desc"
    _rec_name = "exercise_id"

    exercise_id = fields.Many2one(
        "vanthu.exercise", required=True, readonly=True, index=True, ondelete="restrict"
    )
    topic_id = fields.Many2one(related="exercise_id.topic_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", string="Trainee", required=True, readonly=True, index=True,
        ondelete="restrict", default=lambda self: self.env.user,
    )
    practice_user_id = fields.Many2one(
        "res.users", string="Practice account", readonly=True, ondelete="set null",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", string="Practice organisation", readonly=True, ondelete="set null",
        index="btree_not_null",
    )
    state = fields.Selection(
        [("in_progress", "In progress"), ("passed", "Passed"), ("abandoned", "Left")],
        default="in_progress", required=True, readonly=True,
    )
    started_at = fields.Datetime(
        string="Begun", required=True, readonly=True, default=fields.Datetime.now
    )
    ended_at = fields.Datetime(string="Ended", readonly=True)
    try_count = fields.Integer(string="Tries", readonly=True)
    hint_count = fields.Integer(string="Hints used", readonly=True)
    line_ids = fields.One2many("vanthu.attempt.line", "attempt_id", string="Steps", readonly=True)

    _one_open = models.UniqueIndex(
        "(user_id, exercise_id) WHERE state = 'in_progress'",
        "This exercise has been begun already; go on with it.",
    )


class VanthuAttemptLine(models.Model):
    """What the last check found of one step."""

    _name = "vanthu.attempt.line"
    _description = "Step of an attempt"
    _order = "attempt_id, sequence, id"

    attempt_id = fields.Many2one(
        "vanthu.attempt", required=True, readonly=True, index=True, ondelete="cascade"
    )
    step_id = fields.Many2one(
        "vanthu.exercise.step", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(related="step_id.sequence", store=True)
    is_right = fields.Boolean(string="Right", readonly=True)
    reason = fields.Char(readonly=True)
    checked_at = fields.Datetime(string="Checked", readonly=True)

    _step_uniq = models.UniqueIndex("(attempt_id, step_id)", "This step is there already.")
