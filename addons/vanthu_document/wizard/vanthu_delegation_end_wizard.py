from odoo import fields, models


class VanthuDelegationEndWizard(models.TransientModel):
    """Dialog in which a delegation is ended: at once, or on an earlier day."""

    _name = "vanthu.delegation.end.wizard"
    _description = "End a delegation"
    _inherit = ["vanthu.work.link.mixin"]

    _work_links = ("delegation_id",)

    delegation_id = fields.Many2one("vanthu.delegation", required=True, readonly=True)
    now = fields.Boolean(string="At once", default=True)
    date_to = fields.Date(string="New last day", default=fields.Date.context_today)
    reason = fields.Char()

    def action_confirm(self):
        """End the delegation as the dialog says."""
        self.ensure_one()
        if self.now:
            self.delegation_id.action_revoke(self.reason or "")
        else:
            self.delegation_id.action_shorten(self.date_to)
        return {"type": "ir.actions.act_window_close"}
