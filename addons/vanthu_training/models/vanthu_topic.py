from odoo import fields, models


class VanthuTopic(models.Model):
    """A subject in which records staff is trained, and which a person can hold as a skill.

    The seven that are shipped are those of the conference for schools and district offices.
    """

    _name = "vanthu.topic"
    _description = "Training topic"
    _order = "sequence, code, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    lesson_ids = fields.One2many("vanthu.lesson", "topic_id", string="Lessons")
    exercise_ids = fields.One2many("vanthu.exercise", "topic_id", string="Exercises")

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another topic has this code; choose a different one."
    )
