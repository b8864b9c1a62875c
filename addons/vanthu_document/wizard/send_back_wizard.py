from odoo import fields, models


class SendBackWizard(models.TransientModel):
    """What a drafter is asked to change."""

    _name = "vanthu.send.back.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Send a draft back"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    reason = fields.Text(required=True)

    def action_apply(self):
        """Send the draft back.

        :return dict: closes the window
        """
        self.ensure_one()
        self.document_id.action_send_back(self.reason)
        return {"type": "ir.actions.act_window_close"}


class VersionWizard(models.TransientModel):
    """One's own file as the next version of a draft, or the file that was issued."""

    _name = "vanthu.version.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Add a file"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    state = fields.Selection(related="document_id.state")
    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()
    reason = fields.Char(help="What is new, for whoever checks and signs.")

    def action_apply(self):
        """Save the file as the next version, or freeze it as the issued file.

        :return dict: closes the window
        :raise UserError: the file is empty, too large, of another kind or a state secret
        """
        self.ensure_one()
        document, name = self.document_id, self.file_name or self.env._("Draft")
        raw = document._decode_upload(name, self.file)
        document._check_intake_size(name, len(raw))
        if self.state in ("issued", "dispatched"):
            document.action_set_issued_file(name, self.file)
        else:
            document._check_intake_kind(name, raw)
            document._add_version(name, raw, self.reason)
        return {"type": "ir.actions.act_window_close"}
