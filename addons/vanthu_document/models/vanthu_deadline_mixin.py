from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# How many working days before its day a deadline is soon.
SOON_DAYS = 2
ONE_DAY = timedelta(days=1)


class VanthuDeadlineMixin(models.AbstractModel):
    """One stored answer to “is it late?”, which lists, colours, counters and reports share.

    A deadline is a day, or with ``due_at`` a moment of that day. It is soon two working days
    before, and late when its day is over where the organisation is, or its moment has passed.
    The answer changes with the record and with the time: ``deadline_check_at`` says when it
    will change next, and a job judges anew what has reached that moment.
    """

    _name = "vanthu.deadline.mixin"
    _description = "Deadline"
    _inherit = ["vanthu.deadline.order.mixin"]

    due_at = fields.Datetime(
        string="Due at", readonly=True, copy=False,
        help="The hour, where the deadline is not the whole day.",
    )
    # The most pressing first, what is over last: lists stand in this order, too.
    deadline_state = fields.Selection(
        [
            ("late", "Late"),
            ("today", "Due today"),
            ("soon", "Due soon"),
            ("later", "Due later"),
            ("paused", "Clock stopped"),
            ("none", "No deadline"),
            ("met", "Finished in time"),
            ("missed", "Finished late"),
        ],
        string="By deadline", compute="_compute_deadline_state", store=True, index=True,
        readonly=True, copy=False,
    )
    deadline_check_at = fields.Datetime(
        compute="_compute_deadline_state", store=True, index="btree_not_null", readonly=True,
        copy=False, help="When the answer changes by the time alone.",
    )
    is_overdue = fields.Boolean(
        string="Late", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    def write(self, vals):
        moved = self.browse()
        if "due_date" in vals and "due_at" not in vals:
            day = fields.Date.to_date(vals["due_date"]) or False
            moved = self.filtered(lambda record: record.due_at and record.due_date != day)
        result = super().write(vals)
        if moved:
            # The hour was one of the former day.
            moved.sudo().write({"due_at": False})
        return result

    def _get_deadline_facts(self):
        """What the record knows of its own time.

        :return tuple: whether the deadline counts at all, and the moment in which the work was
            finished (naive UTC) or False while it goes on
        """
        raise NotImplementedError

    def _compute_deadline_state(self):
        now = fields.Datetime.now()
        for record in self:
            state, check_at = record._judge_deadline(now)
            record.deadline_state = state
            record.deadline_check_at = check_at

    def _judge_deadline(self, now):
        """The answer for one record and the moment in which it will be another.

        :param datetime.datetime now: naive UTC
        :return tuple: key of ``deadline_state`` or False; naive UTC or False
        """
        counts, finished = self._get_deadline_facts()
        if not counts:
            return False, False
        if not self.due_date:
            return (False if finished else "none"), False
        if not finished and "paused" in self._fields and self.paused:
            return "paused", False
        company = self.company_id or self.env.company
        if finished:
            late_at = self._get_late_moment(company, self.due_date, self.due_at)
            in_time = finished <= late_at if self.due_at else finished < late_at
            return ("met" if in_time else "missed"), False
        return self._judge_open(company, self.due_date, self.due_at, now)

    @api.model
    def _get_late_moment(self, company, due_date, due_at):
        """The moment from which work is late.

        :param company: ``res.company``
        :param datetime.date due_date: the day of the deadline
        :param datetime.datetime due_at: its hour (naive UTC), or False
        :return datetime.datetime: naive UTC
        """
        return due_at or company._get_day_start(due_date + ONE_DAY)

    @api.model
    def _judge_open(self, company, due_date, due_at, now):
        """The answer for work that goes on, as it is for all with this deadline.

        :return tuple: late, today, soon or later; and when that changes, or False
        """
        steps = (
            ("soon", company._get_day_start(company._add_working_days(due_date, -SOON_DAYS))),
            ("today", company._get_day_start(due_date)),
            ("late", self._get_late_moment(company, due_date, due_at)),
        )
        state = "later"
        for step, begin in steps:
            if now < begin:
                return state, begin
            state = step
        return state, False

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
