from datetime import datetime, time, timedelta

from pytz import timezone

from odoo import api, models
from odoo.tools.date_utils import float_to_time
from odoo.tools.intervals import Intervals


class ResourceCalendar(models.Model):
    """Calendars that keep the public holidays and the days worked instead.

    So whatever in Odoo counts working time counts the same as the records office.
    """

    _inherit = "resource.calendar"

    def _attendance_intervals_batch(
        self, start_dt, end_dt, resources=None, domain=None, tz=None, lunch=False
    ):
        result = super()._attendance_intervals_batch(
            start_dt, end_dt, resources, domain=domain, tz=tz, lunch=lunch
        )
        if self.flexible_hours:
            return result
        worked = self._find_public_days(start_dt, end_dt).filtered(lambda day: day.kind == "work")
        if not worked:
            return result
        by_resource = {resource.id: resource for resource in resources or []}
        for resource_id, intervals in result.items():
            resource = by_resource.get(resource_id) or self.env["resource.resource"]
            zone = tz or timezone(resource.tz or self.tz or "UTC")
            extra = [
                span for day in worked
                for span in self._get_hours_worked_instead(day, zone, lunch, intervals)
            ]
            clipped = [
                (max(opens, start_dt.astimezone(zone)), min(closes, end_dt.astimezone(zone)), line)
                for opens, closes, line in extra
            ]
            result[resource_id] = Intervals(
                [*intervals, *(span for span in clipped if span[0] < span[1])], keep_distinct=True
            )
        return result

    def _leave_intervals_batch(self, start_dt, end_dt, resources=None, domain=None, tz=None):
        result = super()._leave_intervals_batch(
            start_dt, end_dt, resources=resources, domain=domain, tz=tz
        )
        if not self or domain is not None:
            return result  # somebody asks for leaves of a certain kind
        free = self._find_public_days(start_dt, end_dt).filtered(lambda day: day.kind == "off")
        if not free:
            return result
        none = self.env["resource.calendar.leaves"]
        by_resource = {resource.id: resource for resource in resources or []}
        for resource_id, intervals in result.items():
            resource = by_resource.get(resource_id) or self.env["resource.resource"]
            zone = tz or timezone(resource.tz or self.tz or "UTC")
            spans = [
                (
                    max(zone.localize(datetime.combine(day.date_from, time())),
                        start_dt.astimezone(zone)),
                    min(zone.localize(datetime.combine(day.date_to + timedelta(days=1), time())),
                        end_dt.astimezone(zone)),
                    none,
                )
                for day in free
            ]
            result[resource_id] = intervals | Intervals(
                [span for span in spans if span[0] < span[1]]
            )
        return result

    def _find_public_days(self, start_dt, end_dt):
        """Holidays and days worked instead around a span of time.

        :return: ``vanthu.holiday``
        """
        self.ensure_one()
        company = self.company_id or self.env["res.company"].browse(
            self.env.context.get("vanthu_company_id", [])
        )
        return self.env["vanthu.holiday"]._find_days(
            company, (start_dt - timedelta(days=1)).date(),
            (end_dt + timedelta(days=1)).date(),
        )

    def _get_hours_worked_instead(self, holiday, zone, lunch, intervals):
        """The hours of the day that was given free, on the day on which they are worked.

        :param holiday: ``vanthu.holiday`` of the kind “worked instead”
        :param zone: time zone of pytz
        :param bool lunch: the breaks instead of the work
        :param intervals: what the calendar says already; a day that is worked anyway stays
        :return list: triples of begin, end and ``resource.calendar.attendance``
        """
        day, model_day = holiday.date_from, holiday.replaced_date
        if any(opens.date() == day for opens, _closes, _line in intervals):
            return []
        weekday = model_day.weekday() if model_day else 0
        lines = self.attendance_ids.filtered(
            lambda line: not line.display_type and int(line.dayofweek) == weekday
            and (line.day_period == "lunch") == lunch
        )
        if self.two_weeks_calendar:
            week = str(lines.get_week_type(model_day or day))
            lines = lines.filtered(lambda line: line.week_type == week)
        return [
            (
                zone.localize(datetime.combine(day, float_to_time(line.hour_from))),
                zone.localize(datetime.combine(day, float_to_time(line.hour_to))),
                line,
            )
            for line in lines
        ]


class VanthuCalendarMixin(models.AbstractModel):
    """What changes the working days, so that nobody counts on the old ones."""

    _name = "vanthu.calendar.mixin"
    _description = "Change of working days"
    _inherit = ["vanthu.remembered.mixin"]

    @api.model
    def _forget(self):
        self.env["vanthu.holiday"]._forget()


class ResourceCalendarHours(models.Model):
    """Zone, weeks and hours of a calendar."""

    _name = "resource.calendar"
    _inherit = ["resource.calendar", "vanthu.calendar.mixin"]


class ResourceCalendarAttendance(models.Model):
    """Hours of a weekday."""

    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "vanthu.calendar.mixin"]


class ResourceCalendarLeaves(models.Model):
    """Days on which a whole organisation is closed; the leave of one person is no matter."""

    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "vanthu.calendar.mixin"]

    def _is_remembered(self):
        return any(not leave.resource_id for leave in self)
