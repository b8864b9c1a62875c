from odoo import api, fields, models


class VanthuClassSession(models.Model):
    """One session (buổi) of a class: when, where, by whom, and about what."""

    _name = "vanthu.class.session"
    _description = "Session of a class"
    _inherit = ["vanthu.class.part.mixin"]
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

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        sessions.event_id._follow_sessions()
        return sessions

    def write(self, vals):
        events = self.event_id
        result = super().write(vals)
        if {"date_begin", "date_end", "event_id"} & vals.keys():
            (events | self.event_id)._follow_sessions()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events._follow_sessions()
        return result
