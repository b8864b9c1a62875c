from odoo import fields, models


class ReturnWizard(models.TransientModel):
    """Why a document goes back to its sender, and where to write to."""

    _name = "vanthu.return.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Return a document"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    reason = fields.Text(required=True)
    sender_email = fields.Char(
        string="E-mail of the sender", compute="_compute_sender_email", store=True,
        compute_sudo=False,
        readonly=False, help="The reason is sent there; empty when no letter is to be sent.",
    )

    def _compute_sender_email(self):
        for wizard in self:
            wizard.sender_email = wizard.document_id.sender_email

    def action_apply(self):
        """Return the document.

        :return dict: closes the window
        """
        self.ensure_one()
        document = self.document_id
        if (self.sender_email or "") != (document.sender_email or ""):
            document.sender_email = self.sender_email
        document.action_return(self.reason)
        return {"type": "ir.actions.act_window_close"}
