from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import fields, models
from odoo.tools import ormcache

from ..tools.worktime import WorkTime
from .local_time import DEFAULT_TIME_ZONE


class ResCompany(models.Model):
    """Working days and hours of an organisation, on its calendar in Odoo.

    Public holidays, days worked instead and closing days of the organisation are in that
    calendar. An organisation without calendar counts every day.
    """

    _inherit = "res.company"

    def _get_work_time(self):
        """What counts working days of this organisation.

        :return: ``WorkTime``
        """
        self.ensure_one()
        calendar = self.sudo().resource_calendar_id
        return WorkTime(lambda year: calendar._get_year_of_work(year, self.id))

    def _get_work_zone(self):
        """Where the calendar of the organisation is kept.

        :return: time zone of pytz
        """
        return timezone(self.sudo().resource_calendar_id.tz or DEFAULT_TIME_ZONE)

    def _get_work_day(self, moment=None):
        """The day that it is for the organisation.

        :param datetime.datetime moment: naive UTC; now by default
        :return datetime.date:
        """
        moment = utc.localize(moment or fields.Datetime.now())
        return moment.astimezone(self._get_work_zone()).date()

    def _add_working_days(self, day, count):
        """The day reached after, or before, a number of working days.

        :param datetime.date day: not counted itself
        :param int count: working days; negative goes back
        :return datetime.date:
        """
        reached = None
        if self.sudo().resource_calendar_id:
            reached = self._get_work_time().add_days(day, count)
        return reached or day + timedelta(days=count)

    def _count_working_days(self, start, end):
        """Working days after one day until another, with it.

        :param datetime.date start: not counted
        :param datetime.date end: counted
        :return int: 0 when ``end`` does not lie after ``start``
        """
        return self._get_day_counter()(start, end)

    def _get_day_counter(self):
        """What counts as :meth:`_count_working_days` does, for many spans of time.

        :return: function of two ``datetime.date`` that reads the calendar once
        """
        if not self.sudo().resource_calendar_id:
            return lambda start, end: max((end - start).days, 0)
        return self._get_work_time().count_days

    def _add_working_hours(self, moment, hours):
        """The moment reached after a number of working hours.

        :param datetime.datetime moment: naive UTC
        :param float hours: working hours
        :return datetime.datetime: naive UTC
        """
        zone = self._get_work_zone()
        local = utc.localize(moment).astimezone(zone).replace(tzinfo=None)
        reached = None
        if self.sudo().resource_calendar_id:
            reached = self._get_work_time().add_hours(local, hours)
        reached = reached or local + timedelta(hours=hours)
        return zone.localize(reached).astimezone(utc).replace(tzinfo=None)

    def _get_day_start(self, day):
        """The moment in which a day begins for the organisation.

        :param datetime.date day: the day
        :return datetime.datetime: naive UTC
        """
        local = self._get_work_zone().localize(datetime.combine(day, time()))
        return local.astimezone(utc).replace(tzinfo=None)


class ResourceCalendar(models.Model):
    """Days and hours of work of a year, read once."""

    _inherit = "resource.calendar"

    @ormcache("self.id", "year", "company_id")
    def _get_year_of_work(self, year, company_id):
        """The days of a year on which is worked, without the leave of single persons.

        :param int year: the year
        :param int company_id: the organisation, where several share the calendar
        :return dict: ``date`` → list of pairs of ``time``, where the calendar is kept
        """
        zone = timezone(self.tz or DEFAULT_TIME_ZONE)
        start = zone.localize(datetime(year, 1, 1))
        end = zone.localize(datetime(year + 1, 1, 1))
        found = {}
        calendar = self.with_context(vanthu_company_id=company_id)
        for opens, closes, _source in calendar._work_intervals_batch(start, end, tz=zone)[False]:
            while opens.date() < closes.date():  # work through midnight belongs to both days
                midnight = zone.localize(
                    datetime.combine(opens.date() + timedelta(days=1), time())
                )
                found.setdefault(opens.date(), []).append((opens.time(), time()))
                opens = midnight
            if opens < closes:
                found.setdefault(opens.date(), []).append((opens.time(), closes.time()))
        return found
