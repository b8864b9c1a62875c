from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuTransfer(models.Model):
    """Permanent files on their way to a historical archive.

    Luật Lưu trữ 33/2024/QH15: within five years from the year of the taking over, where the
    organisation is a source of a historical archive. The other side is outside the software,
    so the archivist writes down who took the files over, by which minutes.
    """

    _inherit = "vanthu.transfer"

    receiver_name = fields.Char(
        string="Received by", help="Name of the person who signs for the historical archive."
    )
    receiver_position = fields.Char(string="Position of the receiver")
    receiver_reference = fields.Char(
        string="Number of the minutes", help="Number and notation of the signed minutes.",
        copy=False,
    )
    received_date = fields.Date(string="Received on", copy=False)
    historical_archive = fields.Char(compute="_compute_historical_archive")

    @api.depends("line_ids.file_id.fonds_id.historical_archive", "company_id")
    def _compute_historical_archive(self):
        for transfer in self:
            fonds = transfer.sudo().line_ids.file_id.fonds_id
            transfer.historical_archive = fonds.filtered("is_source")[:1].historical_archive

    def action_add_due(self) -> bool:
        """Add what is due: closed files of the unit, or permanent ones of the archive."""
        historical = self.filtered(lambda transfer: transfer.kind == "historical")
        if historical:
            today = local_today(self.env)
            historical._add_files(
                self._get_historical_domain() & Domain("historic_due", "<=", today.replace(
                    month=12, day=31
                ))
            )
        return super(VanthuTransfer, self - historical).action_add_due()

    def action_add_closed(self) -> bool:
        """Add all files that may be handed over."""
        historical = self.filtered(lambda transfer: transfer.kind == "historical")
        if historical:
            historical._add_files(self._get_historical_domain())
        return super(VanthuTransfer, self - historical).action_add_closed()

    @api.model
    def _get_historical_domain(self):
        """Archived files that belong into a historical archive.

        :return Domain:
        """
        return (
            Domain("state", "=", "archived") & Domain("term", "=", "permanent")
            & Domain("fonds_id.is_source", "=", True) & Domain("is_held", "=", False)
        )

    def _find_files(self, domain):
        if self.kind != "historical":
            return super()._find_files(domain)
        files = self.env["vanthu.file"]
        return files.search(
            domain & Domain("company_id", "=", self.company_id.id) & files._get_free_domain()
        )

    def _require_giver(self):
        historical = self.filtered(lambda transfer: transfer.kind == "historical")
        if historical:
            self.env["vanthu.file"]._require_role("group_archivist")
        return super(VanthuTransfer, self - historical)._require_giver()

    def _check_files(self):
        super()._check_files()
        if self.kind != "historical":
            return
        files = self.sudo()._get_lines().file_id
        wrong = files - files.filtered_domain(
            Domain("term", "=", "permanent") & Domain("fonds_id.is_source", "=", True)
        )
        if wrong:
            raise UserError(self.env._(
                "The file %s is not for a historical archive: only permanent files of a fonds "
                "that gives to one are. Take it out of the list.", wrong[0].display_name,
            ))
        held = files.filtered("is_held")
        if held:
            raise UserError(self.env._(
                "The file %s is on hold and stays where it is.", held[0].display_name
            ))

    def _tell_archivists(self):
        return super(
            VanthuTransfer, self.filtered(lambda transfer: transfer.kind == "archive")
        )._tell_archivists()

    def action_accept(self) -> bool:
        """Take over, or write down that the historical archive has taken over.

        :raise UserError: nobody wrote who took the files over, when and by which minutes
        """
        for transfer in self.filtered(lambda one: one.kind == "historical"):
            if not (transfer.receiver_name and transfer.receiver_reference
                    and transfer.received_date):
                raise UserError(self.env._(
                    "Enter who took the files over, on which day and by which minutes."
                ))
            if transfer.received_date > local_today(self.env):
                raise UserError(self.env._("The files cannot be received on a day to come."))
        return super().action_accept()

    def _take_over(self, files):
        if self.kind != "historical":
            return super()._take_over(files)
        self._check_files()
        files._hold_rows()
        files._require_move("transferred")
        files.with_context(tracking_disable=True)._write_step({
            "state": "transferred", "transferred_date": self.received_date,
        })
        self.env["vanthu.event"]._log(
            files, "file_transferred", {"reference": self.receiver_reference}
        )
        return None
