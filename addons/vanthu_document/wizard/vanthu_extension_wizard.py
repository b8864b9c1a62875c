from odoo import api, fields, models

from ..models.local_time import local_today

SUGGESTED_DAYS = 3


class VanthuExtensionWizard(models.TransientModel):
    """Dialog in which more time is asked for, granted until a chosen day, or refused."""

    _name = "vanthu.extension.wizard"
    _description = "More time"
    _inherit = ["vanthu.work.link.mixin"]

    step = fields.Selection(
        [("ask", "Ask for more time"), ("grant", "Grant"), ("refuse", "Refuse")],
        required=True, readonly=True, default="ask",
    )
    assignment_id = fields.Many2one(
        "vanthu.assignment", string="Work", compute="_compute_assignment_id", store=True,
        readonly=False,
    )
    extension_id = fields.Many2one("vanthu.extension", string="Request")
    due_date = fields.Date(related="assignment_id.due_date", string="Present deadline")
    whole_date = fields.Date(
        string="Deadline of the whole", compute="_compute_whole_date",
        help="A part gets time until then at most; for more, the whole must get it first.",
    )
    asked_date = fields.Date(related="extension_id.asked_date")
    asked_reason = fields.Text(related="extension_id.reason", string="Reason of the request")
    requested_by_id = fields.Many2one(related="extension_id.requested_by_id")
    date = fields.Date(
        string="New deadline", compute="_compute_date", store=True, readonly=False
    )
    reason = fields.Text()

    @api.depends("extension_id")
    def _compute_assignment_id(self):
        for wizard in self:
            wizard.assignment_id = wizard.extension_id.assignment_id or wizard.assignment_id

    @api.depends("assignment_id")
    def _compute_whole_date(self):
        for wizard in self:
            wizard.whole_date = wizard.assignment_id.sudo().parent_id.due_date

    @api.depends("extension_id", "assignment_id")
    def _compute_date(self):
        """As asked; for who asks, a few working days more."""
        for wizard in self:
            assignment = wizard.assignment_id
            if wizard.extension_id or not assignment.due_date:
                wizard.date = wizard.extension_id.asked_date
                continue
            wizard.date = assignment.company_id._add_working_days(
                max(assignment.due_date, local_today(self.env)), SUGGESTED_DAYS
            )

    def action_confirm(self):
        """Ask, grant or refuse.

        :return dict: closes the window
        """
        self.ensure_one()
        day = fields.Date.to_string(self.date) if self.date else False
        if self.step == "ask":
            self.assignment_id.action_ask_extension(day, self.reason or "")
        elif self.step == "grant":
            self.extension_id.action_grant(day, self.reason or "")
        else:
            self.extension_id.action_refuse(self.reason or "")
        return {"type": "ir.actions.act_window_close"}
