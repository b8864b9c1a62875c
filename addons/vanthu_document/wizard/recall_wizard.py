from odoo import fields, models

from ..models.local_time import local_today


class RecallWizard(models.TransientModel):
    """Why a document is recalled, or why it is kept although it is asked back."""

    _name = "vanthu.recall.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Recall"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    direction = fields.Selection(related="document_id.direction")
    reason = fields.Text(required=True)

    def action_apply(self):
        """Recall, or answer a recall with no.

        :return dict: closes the window
        """
        self.ensure_one()
        if self.direction == "incoming":
            self.document_id.action_refuse_recall(self.reason)
        else:
            self.document_id.action_recall(self.reason)
        return {"type": "ir.actions.act_window_close"}


class TransferWizard(models.TransientModel):
    """What the book of the post says of one or several paper deliveries."""

    _name = "vanthu.transfer.wizard"
    _description = "Paper sent"

    delivery_ids = fields.Many2many(
        "vanthu.delivery", required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    day = fields.Date(
        string="Day of transfer", required=True, default=lambda self: local_today(self.env)
    )
    envelope_count = fields.Integer(string="Envelopes for each", default=1, required=True)
    receiver_name = fields.Char(string="Signed for by")
    note = fields.Char(string="Remarks")

    def action_apply(self):
        """Write the transfer down.

        :return dict: closes the window
        """
        self.ensure_one()
        self.delivery_ids.action_mark_sent(
            fields.Date.to_string(self.day), self.envelope_count, self.receiver_name or "",
            self.note or "",
        )
        return {"type": "ir.actions.act_window_close"}
