from odoo import fields, models


class VanthuFileReopen(models.TransientModel):
    """Why a closed file is opened again, before the archive has taken it over."""

    _name = "vanthu.file.reopen"
    _description = "Open a file again"

    file_id = fields.Many2one(
        "vanthu.file", required=True, ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    reason = fields.Char(required=True)

    def action_apply(self) -> dict:
        """Open the file again.

        :return dict: closes the window
        :raise AccessError: the caller does not keep the file
        :raise UserError: no reason, or the file is not closed
        """
        self.ensure_one()
        self.file_id.action_reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
