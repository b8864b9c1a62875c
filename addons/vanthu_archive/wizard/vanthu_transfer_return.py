from odoo import fields, models


class VanthuTransferReturn(models.TransientModel):
    """Why the archivist sends a whole batch back."""

    _name = "vanthu.transfer.return"
    _description = "Send a hand-over back"

    transfer_id = fields.Many2one(
        "vanthu.transfer", required=True, ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    reason = fields.Text(required=True)

    def action_apply(self) -> dict:
        """Send the batch back.

        :return dict: closes the window
        """
        self.ensure_one()
        self.transfer_id.action_return(self.reason)
        return {"type": "ir.actions.act_window_close"}
