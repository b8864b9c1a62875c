from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today

from .states import PENDING_LINE_STATES

# PL VI, III.5.b of NĐ 30/2020: the system tells so many days before the hand-over is due.
NOTICE_DAYS = 30
# Điều 30.1: what is kept for less stays with the unit.
FROM_YEARS = 5


class VanthuFile(models.Model):
    """Which closed files the archive is to have (Điều 30 of NĐ 30/2020), and by when."""

    _inherit = "vanthu.file"

    is_handover_due = fields.Boolean(
        string="Due for hand-over", compute="_compute_is_handover_due",
        search="_search_is_handover_due",
        help="Closed, kept for five years or longer, and the archive is to have it within 30 "
        "days or should have it already.",
    )
    transfer_line_ids = fields.One2many(
        "vanthu.transfer.line", "file_id", string="Hand-overs", readonly=True
    )
    kept_until = fields.Date(
        string="Kept back until", readonly=True, copy=False,
        help="The head has consented that the unit keeps the file until then.",
    )
    transferred_date = fields.Date(
        string="Given to the historical archive on", readonly=True, copy=False
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "kept_until": False, "transferred_date": False}

    @api.model
    def _get_handover_domain(self):
        """Closed files that are for the archive; those under five years stay with the unit.

        :return Domain:
        """
        return Domain("state", "=", "closed") & (
            Domain("term", "!=", "years") | Domain("term_years", ">=", FROM_YEARS)
        )

    @api.model
    def _get_due_domain(self, day=None):
        """Files whose hand-over is due, or will be within the days of the notice.

        :param datetime.date day: today by default
        :return Domain:
        """
        today = day or local_today(self.env)
        last = today + timedelta(days=NOTICE_DAYS)
        return (
            self._get_handover_domain() & Domain("handover_due", "<=", last)
            & (Domain("kept_until", "=", False) | Domain("kept_until", "<=", last))
        )

    @api.depends("state", "handover_due", "term", "term_years", "kept_until")
    def _compute_is_handover_due(self):
        due = self.filtered_domain(self._get_due_domain())
        for file in self:
            file.is_handover_due = file in due

    def _search_is_handover_due(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._get_due_domain()
        return domain if (True in value) == (operator == "in") else ~domain

    @api.model
    def _get_free_domain(self):
        """Files that are in no batch which is still being decided about.

        :return Domain:
        """
        lines = self.env["vanthu.transfer.line"].sudo()._search(
            [("state", "in", PENDING_LINE_STATES)]
        )
        return Domain("transfer_line_ids", "not any!", [("id", "in", lines)])

    def _require_no_pending_transfer(self):
        """Refuse to change files that the archive is looking at.

        :raise UserError: a file is in a batch that was sent
        """
        line = self.env["vanthu.transfer.line"].sudo().search([
            ("file_id", "in", self.ids), ("state", "in", PENDING_LINE_STATES),
            ("transfer_id.state", "in", ("sent", "checking")),
        ], limit=1)
        if line:
            raise UserError(self.env._(
                "The file %(file)s was sent to the archive with “%(batch)s”; ask the archivist "
                "to send it back first.",
                file=line.file_id.display_name, batch=line.transfer_id.name,
            ))

    def action_reopen(self, reason: str) -> bool:
        """Open a closed file again, unless the archive is looking at it.

        :param str reason: why
        :raise UserError: it was sent to the archive
        """
        self.check_access("write")
        self._require_no_pending_transfer()
        return super().action_reopen(reason)

    # ---- BATCHES ----

    def action_prepare_transfer(self) -> dict:
        """Put closed files into new batches for the archive, one for each unit.

        :return dict: action that opens what was made
        :raise AccessError: the caller does not keep a file
        :raise UserError: a file is not closed, or in another batch
        """
        return self._prepare_transfers()._get_opening_action()

    def _prepare_transfers(self):
        self.check_access("write")
        return self.env["vanthu.transfer"].create([
            {
                "company_id": company.id, "unit_id": unit.id,
                "line_ids": [fields.Command.create({"file_id": file.id}) for file in files],
            }
            for (company, unit), files in self.grouped(
                lambda file: (file.company_id, file.unit_id)
            ).items()
        ])

    def action_take_into_archive(self) -> dict:
        """Take own closed files over at once, where their keeper is the archivist, too.

        A school's clerk keeps the archive: the batch is made, given and taken by one person.

        :return dict: action that opens the batches
        :raise AccessError: the caller is no archivist, or keeps one of the files not himself
        :raise UserError: a file is not closed, or in another batch
        """
        self._require_role("group_archivist")
        self.check_access("write")
        units = self.env.user.vanthu_reader_unit_ids
        if any(file.user_id != self.env.user and file.unit_id not in units for file in self):
            raise AccessError(self.env._(
                "You take over in one step only what you keep yourself; let the unit send the "
                "other files."
            ))
        transfers = self._prepare_transfers()
        transfers.action_send()
        transfers.action_receive()
        transfers.action_all_ok()
        transfers.action_accept()
        return transfers._get_opening_action()
