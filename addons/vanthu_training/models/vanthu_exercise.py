from odoo import fields, models


class VanthuExercise(models.Model):
    """A task that a trainee does in the practice organisation and the software checks."""

    _name = "vanthu.exercise"
    _description = "Exercise"
    _order = "topic_id, sequence, id"
    _rec_names_search = ["name", "code"]

    topic_id = fields.Many2one("vanthu.topic", required=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    instruction = fields.Html()
    minutes = fields.Integer(string="Minutes it takes", default=10)
    active = fields.Boolean(default=True)
    step_ids = fields.One2many("vanthu.exercise.step", "exercise_id", string="Steps", copy=True)

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another exercise has this code; choose a different one."
    )


class VanthuExerciseStep(models.Model):
    """One thing of an exercise that is right or wrong, and the hint that leads to it."""

    _name = "vanthu.exercise.step"
    _description = "Step of an exercise"
    _order = "exercise_id, sequence, id"

    exercise_id = fields.Many2one(
        "vanthu.exercise", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What to do", required=True)
    check_kind = fields.Selection(selection="_selection_check_kind", required=True)
    parameters = fields.Json()
    hint = fields.Text()

    def _selection_check_kind(self):
        """Kinds of checks with their labels; files of checks add theirs."""
        return []
