
from pytz import timezone, utc

from odoo import api, fields, models

from .local_time import DEFAULT_TIME_ZONE, local_moment


class VanthuPause(models.Model):
    """A time in which work waits for somebody outside and its clock stands still.

    When it ends, the deadline moves on by the working days that passed (by the working hours,
    where the deadline is an hour); a part at most to the deadline of the whole. The history
    stays.
    """

    _name = "vanthu.pause"
    _description = "Stopped clock"
    _inherit = ["vanthu.work.record.mixin"]
    _order = "id desc"

    _secrecy_fields = ("reason", "waiting_for")

    waiting_for = fields.Char(
        string="Waiting for", required=True, readonly=True, help="Who outside is waited for."
    )
    reason = fields.Text(required=True, readonly=True)
    start = fields.Datetime(
        string="Since", required=True, readonly=True, default=fields.Datetime.now
    )
    end = fields.Datetime(string="Until", readonly=True)
    started_by_id = fields.Many2one(
        "res.users", string="Stopped by", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    old_date = fields.Date(string="Deadline before", readonly=True)
    new_date = fields.Date(string="Deadline after", readonly=True)
    days = fields.Integer(
        string="Working days", readonly=True, aggregator=None,
        help="Working days that passed, by which the deadline moved on.",
    )

    _one_open = models.UniqueIndex(
        '(assignment_id) WHERE "end" IS NULL', "The clock stands still already."
    )

    @api.depends("waiting_for", "start")
    def _compute_display_name(self):
        for pause in self:
            pause.display_name = pause._get_note()

    def _get_note(self):
        """Since when and for whom, in one line.

        :return str:
        """
        day = local_moment(self.env, self.start).strftime("%d/%m/%Y")
        return f"{day}: {self.waiting_for}"

    # ---- END ----

    def _finish(self):
        """Let the clock run again and move the deadline on.

        :return: the same pauses
        """
        now = fields.Datetime.now()
        for pause in self:
            assignment = pause.assignment_id
            old = assignment.due_date
            day, moment, days = pause._count_on(now)
            assignment.paused = False
            if moment or day != old:
                assignment._move_deadline(day, moment)
            pause.write({
                "end": now, "ended_by_id": self.env.uid, "days": days,
                "old_date": old, "new_date": assignment.due_date,
            })
        self.flush_recordset(["end"])  # the next pause of the same work is another row
        return self

    def _count_on(self, now):
        """Where the deadline stands when the clock runs again.

        :param datetime.datetime now: end of the pause (naive UTC)
        :return tuple: the new day, the new hour (naive UTC) or None, working days passed
        """
        work = self.assignment_id
        company = self.company_id
        zone = timezone(company.resource_calendar_id.tz or DEFAULT_TIME_ZONE)
        first, last = (
            utc.localize(moment).astimezone(zone).date() for moment in (self.start, now)
        )
        days = company._count_working_days(first, last)
        day, moment = work.due_date, None
        if work.due_at:
            moment = self._add_working_hours(work.due_at, self.start, now)
            day = utc.localize(moment).astimezone(zone).date()
        elif day and days:
            day = company._add_working_days(day, days)
        limit = work.parent_id.due_date
        if day and limit and day > limit:
            day, moment = max(limit, work.due_date), None
        return day, moment, days

    def _add_working_hours(self, moment, start, end):
        """Move an hour on by the working hours between two moments (all naive UTC)."""
        calendar = self.company_id.resource_calendar_id
        if not calendar:
            return moment + (end - start)
        hours = calendar.get_work_hours_count(utc.localize(start), utc.localize(end))
        if not hours:
            return moment
        reached = calendar.plan_hours(hours, utc.localize(moment), compute_leaves=True)
        return reached.astimezone(utc).replace(tzinfo=None) if reached else moment
