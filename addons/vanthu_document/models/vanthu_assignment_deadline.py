from datetime import datetime

from pytz import timezone, utc

from odoo import fields, models

from .local_time import DEFAULT_TIME_ZONE


class VanthuAssignment(models.Model):
    """A deadline that moves, and what hangs on the state of work."""

    _inherit = "vanthu.assignment"

    def write(self, vals):
        stepped = moved = self.browse()
        if "state" in vals:
            stepped = self.filtered(lambda assignment: assignment.state != vals["state"])
        if "due_date" in vals:
            day = fields.Date.to_date(vals["due_date"]) or False
            moved = self.filtered(lambda assignment: assignment.due_date != day)
        result = super().write(vals)
        if stepped:
            stepped.sudo()._after_state_change()
        moved._follow_deadline()
        return result

    def _after_state_change(self):
        """What ends or goes on by itself, whichever way the state has changed."""

    # ---- WHO SETS THE DEADLINE ----

    def _may_set_deadline(self):
        """Whether the user is one of those who set the deadline of this work.

        :return bool: in charge of the whole; a leader, for what a leader gave; who asked, for
            an opinion on a document
        """
        self.ensure_one()
        user, assignment = self.env.user, self.sudo()
        if self.env.su:
            return True
        if assignment.parent_id:
            return user in assignment.parent_id.holder_ids
        asked = not assignment.directive_id and assignment.given_by_id == user
        return asked or self._is_leader()

    def _get_deadline_setters(self):
        """Who is asked about the deadline: of those who may, whom it concerns first.

        :return: ``res.users`` who may read the work, in superuser mode
        """
        self.ensure_one()
        givers = self._get_givers().filtered("active")
        if not self.sudo().parent_id and self.sudo().directive_id:
            leaders = self.env["vanthu.document"]._get_leaders(self.company_id)
            givers = givers & leaders or leaders
        return self._filter_readers(givers)

    def _filter_readers(self, users):
        """Those of the persons who may read this work, so that nothing is told to others.

        :param users: ``res.users``
        :return: ``res.users``
        """
        return users.filtered(lambda user: self.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        ).has_access("read"))

    # ---- MOVING ----

    def _move_deadline(self, day, moment=None):
        """Give work a new deadline and, for the lead, its document.

        The document's deadline is column "Thời hạn giải quyết" of the register; it only ever
        moves on with the lead of the leader's directive, and the change is logged.

        :param datetime.date day: the new day
        :param datetime.datetime moment: the new hour (naive UTC) where there is an hour; by
            default that of the present deadline
        """
        for assignment in self.sudo():
            assignment.write({"due_date": day, **assignment._get_moved_hour(day, moment)})
            document = assignment.document_id
            if assignment.role != "lead" or assignment.parent_id or not document:
                continue
            if not document.due_date or document.due_date <= day:
                document.write({"due_date": day, **document._get_moved_hour(day, moment)})

    def _tell_each(self, users, write):
        """Write to persons who may read the work, each in the own language.

        :param users: ``res.users``
        :param write: function of an environment that returns the text
        """
        self.ensure_one()
        users = self._filter_readers(users - self.env.user)
        for lang, group in users.grouped("lang").items():
            speaking = self.with_context(lang=lang)
            speaking._write_to(group, write(speaking.env))


class VanthuDeadlineMixin(models.AbstractModel):
    """The hour of a deadline moves with its day."""

    _inherit = "vanthu.deadline.mixin"

    def _get_moved_hour(self, day, moment=None):
        """The hour on another day, where the organisation keeps its calendar.

        :param datetime.date day: the new day
        :param datetime.datetime moment: the new hour if known (naive UTC)
        :return dict: values to write, empty where the whole day counts
        """
        self.ensure_one()
        if not self.due_at:
            return {}
        zone = self._get_deadline_zone()
        hour = utc.localize(self.due_at).astimezone(zone).time()
        local = zone.localize(datetime.combine(day, hour))
        return {"due_at": moment or local.astimezone(utc).replace(tzinfo=None)}

    def _get_deadline_zone(self):
        return timezone(self.company_id.sudo().resource_calendar_id.tz or DEFAULT_TIME_ZONE)
