from odoo import fields, models


class VanthuClassSession(models.Model):
    """One session (buổi) of a class: when, where, by whom, and about what."""

    _name = "vanthu.class.session"
    _description = "Session of a class"
    _order = "date_begin, sequence, id"

    event_id = fields.Many2one(
        "event.event", string="Class", required=True, index=True, ondelete="cascade",
        domain=[("is_class", "=", True)],
    )
    host_id = fields.Many2one(related="event_id.host_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    date_begin = fields.Datetime(string="Begin", required=True)
    date_end = fields.Datetime(string="End", required=True)
    place = fields.Char()
    trainer_ids = fields.Many2many(
        "res.users", "vanthu_session_trainer_rel", "session_id", "user_id", string="Trainers"
    )
    topic_ids = fields.Many2many("vanthu.topic", string="Topics")
    attendance_ids = fields.One2many("vanthu.attendance", "session_id")

    _order_of_time = models.Constraint(
        "CHECK (date_end > date_begin)", "A session ends after it begins; mend its times."
    )
