from datetime import datetime, time

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import get_zone_name, local_moment
from .vanthu_document_issue import NOON

# Signed, and not on its way to the recipients yet.
TO_SEND = ("signed", "issued")


class VanthuDocument(models.Model):
    """Whose turn it is with a draft, and what should have left the house by now."""

    _inherit = "vanthu.document"

    waits_for_my_step = fields.Boolean(
        string="Waiting for me", compute="_compute_waits_for_my_step",
        search="_search_waits_for_my_step",
        help="The next step of the draft is the user's own.",
    )
    to_send_late = fields.Boolean(
        string="Should have been sent", compute="_compute_to_send_late",
        search="_search_to_send_late",
        help="Signed, not sent, and past the limit of Điều 18.1 of NĐ 30/2020.",
    )

    # ---- WHOSE TURN ----

    @api.depends("state", "drafter_id", "drafting_unit_id.chief_ids", "signing_user_id")
    @api.depends_context("uid")
    def _compute_waits_for_my_step(self):
        mine = self.filtered_domain(self._get_my_steps_domain())
        for document in self:
            document.waits_for_my_step = document in mine

    def _search_waits_for_my_step(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return self._get_my_steps_domain()

    @api.model
    def _get_my_steps_domain(self):
        """Drafts whose next step is the user's.

        :return Domain:
        """
        uid = self.env.uid
        turns = [
            Domain("state", "=", "draft") & Domain("drafter_id", "=", uid),
            self._get_content_check_domain(),
            Domain("state", "=", "to_sign") & Domain("signing_user_id", "=", uid),
        ]
        if self.env.user.has_group("vanthu_document.group_clerk"):
            turns.append(Domain("state", "in", ("format_check", "signed", "issued")))
        return Domain("direction", "!=", "incoming") & Domain.OR(turns)

    @api.model
    def _get_content_check_domain(self):
        """Drafts whose content the user has to check (Điều 12.1 of NĐ 30/2020).

        :return Domain:
        """
        chief = Domain("drafting_unit_id.chief_ids", "in", self.env.uid)
        if self.env.user.has_group("vanthu_document.group_leader"):
            chief |= Domain("drafting_unit_id", "=", False)
            chief |= Domain("drafting_unit_id.chief_ids", "=", False)
        return Domain("state", "=", "content_check") & chief

    @api.model
    def _count_waiting_drafts(self):
        """Drafts that others wait for: all steps of the user, but not what he or she just writes.

        The list behind is ``document_action_my_steps``.

        :return int:
        """
        if not self.has_access("read"):
            return 0
        return self.search_count(self._get_my_steps_domain() & (
            Domain("state", "!=", "draft") | Domain("send_back_reason", "!=", False)
        ))

    # ---- WHAT SHOULD HAVE LEFT ----

    @api.depends("state", "dispatch_is_late")
    def _compute_to_send_late(self):
        for document in self:
            document.to_send_late = document.state in TO_SEND and document.dispatch_is_late

    def _search_to_send_late(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        company = self.env.company
        today = self._get_today()
        before = company._add_working_days(today, -1)
        start, start_before = self._get_day_start(today), self._get_day_start(before)
        late = (
            Domain("priority", "!=", "0") & Domain("signed_at", "<", start)
            | Domain("signed_at", "<", start_before)
        )
        is_work_day = company._add_working_days(before, 1) == today
        if is_work_day and local_moment(self.env, fields.Datetime.now()).hour >= NOON:
            late |= Domain("signed_at", "<", start) & Domain(
                "recipient_ids", "any", [("channel", "in", ("office", "email"))]
            )
        return Domain("state", "in", TO_SEND) & Domain("direction", "!=", "incoming") & late

    @api.model
    def _get_day_start(self, day):
        """When a day begins where the person is.

        :param datetime.date day: the day
        :return datetime.datetime: naive UTC
        """
        zone = timezone(get_zone_name(self.env))
        return zone.localize(datetime.combine(day, time())).astimezone(utc).replace(tzinfo=None)
