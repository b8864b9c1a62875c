from datetime import datetime, time, timedelta

from pytz import utc

from odoo import api, fields, models

_MORNING, _AFTERNOON = time(7, 30), time(13, 30)
_LENGTH = timedelta(hours=3, minutes=30)


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

    @api.model
    def default_get(self, fields):
        """On the form of a class, a new session comes half a day after the last one.

        The form tells in the context what it holds: ``class_begin`` and ``class_end`` (moments
        in UTC as text) and ``class_sessions`` (list of the sessions).
        """
        values = super().default_get(fields)
        if not self.env.context.get("class_begin"):
            return values
        sessions = self.env.context.get("class_sessions") or []
        begin = self._propose_begin(bool(sessions))
        proposed = {
            "name": self.env._("Session %(number)s", number=len(sessions) + 1),
            "date_begin": begin, "date_end": begin + _LENGTH,
        }
        return {**{name: proposed[name] for name in proposed if name in fields}, **values}

    def _propose_begin(self, is_later):
        """The half day on which a session of the class of the context begins.

        :param bool is_later: whether the class has sessions already
        :return datetime: naive UTC
        """
        company = self.env.company
        zone = company._get_work_zone()
        moment = self.env.context["class_end" if is_later else "class_begin"]
        former = fields.Datetime.to_datetime(moment)
        # A class whose day nobody has chosen begins now: that is no time to invite for.
        if not is_later and former > fields.Datetime.now() + timedelta(hours=1):
            return former
        local = utc.localize(former).astimezone(zone)
        if is_later and local.time() < _AFTERNOON:
            begin = datetime.combine(local.date(), _AFTERNOON)
        else:
            begin = datetime.combine(company._add_working_days(local.date(), 1), _MORNING)
        return zone.localize(begin).astimezone(utc).replace(tzinfo=None)

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
