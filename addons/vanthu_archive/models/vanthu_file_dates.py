from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuFile(models.Model):
    """When a file is due: for the archive, for the historical archive, for disposal.

    Luật Lưu trữ 33/2024/QH15: to the archive within a year from the end of the year in which
    the work ended, to the historical archive within five years from then. TT 10/2022: terms
    count from 1 January of the year after the work ended. Điều 30 of NĐ 30/2020 asks for the
    hand-over within a year from the end of the work already; both are told.
    """

    _inherit = "vanthu.file"

    retention_start = fields.Date(
        string="Retention counts from", compute="_compute_dates", store=True
    )
    expiry_date = fields.Date(
        string="Kept until", compute="_compute_dates", store=True, index="btree_not_null",
        help="The last day of the retention; empty for what is permanent or waits for an event.",
    )
    event_date = fields.Date(
        string="Day of the event", copy=False,
        help="When the event took place that ends the retention.",
    )
    handover_due = fields.Date(
        string="To the archive until", compute="_compute_dates", store=True,
        index="btree_not_null", help="By law: the end of the year after the work ended.",
    )
    handover_due_decree = fields.Date(
        string="To the archive within a year", compute="_compute_dates", store=True,
        help="By decree: a year after the work ended.",
    )
    archived_date = fields.Date(
        string="Taken over on", readonly=True, copy=False, index="btree_not_null"
    )
    historic_due = fields.Date(
        string="To the historical archive until", compute="_compute_dates", store=True,
        index="btree_not_null",
    )
    is_expired = fields.Boolean(
        string="Retention ended", compute="_compute_is_expired", search="_search_is_expired"
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "archived_date": False}

    @api.depends(
        "end_date", "term", "term_years", "event_date", "archived_date", "fonds_id.is_source"
    )
    def _compute_dates(self):
        for file in self:
            end = file.end_date
            file.retention_start = date(end.year + 1, 1, 1) if end else False
            file.expiry_date = file._get_expiry_date()
            file.handover_due = date(end.year + 1, 12, 31) if end else False
            file.handover_due_decree = _a_year_later(end) if end else False
            file.historic_due = file._get_historic_due()

    def _get_expiry_date(self):
        """Last day of the retention.

        :return: ``date``, or False for what is permanent, undecided or waits for an event
        """
        if self.term == "event":
            return self.event_date
        if self.term != "years" or not self.end_date or not self.term_years:
            return False
        return date(self.end_date.year + self.term_years, 12, 31)

    def _get_historic_due(self):
        """Last day for the hand-over to a historical archive; False where there is none."""
        if self.term != "permanent" or not self.fonds_id.is_source or not self.archived_date:
            return False
        return date(self.archived_date.year + 5, 12, 31)

    @api.depends("expiry_date", "state")
    def _compute_is_expired(self):
        today = local_today(self.env)
        for file in self:
            file.is_expired = bool(
                file.state in ("closed", "archived") and file.expiry_date
                and file.expiry_date < today
            )

    def _search_is_expired(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = Domain("state", "in", ("closed", "archived")) & Domain(
            "expiry_date", "<", local_today(self.env)
        )
        return domain if (True in value) == (operator == "in") else ~domain


def _a_year_later(day):
    """The same day of the next year; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
