from odoo import fields, models


class VanthuPauseWizard(models.TransientModel):
    """Dialog in which the clock of work is stopped."""

    _name = "vanthu.pause.wizard"
    _description = "Stop the clock"
    _inherit = ["vanthu.work.link.mixin"]

    assignment_id = fields.Many2one("vanthu.assignment", string="Work", required=True)
    waiting_for = fields.Char(string="Waiting for", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Stop the clock.

        :return dict: closes the window
        """
        self.ensure_one()
        self.assignment_id.action_pause(self.reason, self.waiting_for)
        return {"type": "ir.actions.act_window_close"}
