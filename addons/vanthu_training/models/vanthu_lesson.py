from odoo import fields, models


class VanthuLesson(models.Model):
    """A text with pictures that teaches one thing of a topic, read on the screen."""

    _name = "vanthu.lesson"
    _description = "Lesson"
    _order = "topic_id, sequence, id"

    topic_id = fields.Many2one("vanthu.topic", required=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    body = fields.Html(sanitize_style=True)
    minutes = fields.Integer(string="Minutes to read", default=10)
    tour_name = fields.Char(
        string="Guided tour", help="Technical name of the tour that shows it on the screen."
    )
    exercise_id = fields.Many2one(
        "vanthu.exercise", index="btree_not_null", ondelete="set null",
    )
    active = fields.Boolean(default=True)
