from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import local_moment, local_today

SOON_DAYS = 7


class VanthuDeadlineMixin(models.AbstractModel):
    """One stored answer to “is it late?”, which lists, colours, counters and reports share.

    A deadline is a day, or with ``due_at`` a moment of that day. The answer changes with the
    record and with the time; a job brings it up to date with the time.
    """

    _name = "vanthu.deadline.mixin"
    _description = "Deadline"

    due_at = fields.Datetime(
        string="Due at", readonly=True, help="The hour, where the deadline is not the whole day."
    )
    deadline_state = fields.Selection(
        [
            ("late", "Late"),
            ("today", "Due today"),
            ("soon", "Due soon"),
            ("later", "Due later"),
            ("none", "No deadline"),
            ("paused", "Clock stopped"),
            ("met", "Finished in time"),
            ("missed", "Finished late"),
        ],
        string="By deadline", compute="_compute_deadline_state", store=True, index=True,
        readonly=True, copy=False,
    )
    is_overdue = fields.Boolean(
        string="Late", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    def _get_deadline_facts(self):
        """What the record knows of its own time.

        :return tuple: whether the deadline counts at all, and the moment in which the work was
            finished (naive UTC) or False while it goes on
        """
        raise NotImplementedError

    def _compute_deadline_state(self):
        for record in self:
            record.deadline_state = record._judge_deadline()

    def _judge_deadline(self):
        counts, finished = self._get_deadline_facts()
        if not counts:
            return False
        due = self.due_date
        if not due:
            return "none" if not finished else False
        today = local_today(self.env)
        if finished:
            return "met" if local_moment(self.env, finished).date() <= due else "missed"
        if "paused" in self._fields and self.paused:
            return "paused"
        if due < today:
            return "late"
        if due == today:
            return "today"
        return "soon" if due <= today + timedelta(days=SOON_DAYS) else "later"

    @api.depends("deadline_state")
    def _compute_is_overdue(self):
        for record in self:
            record.is_overdue = record.deadline_state == "late"

    @api.model
    def _search_is_overdue(self, operator, value):
        """What is late now.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return Domain("deadline_state", "=", "late")
