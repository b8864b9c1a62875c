from odoo import api, fields, models

from ..models.vanthu_assignment_opinion import STANCES


class VanthuAnswerWizard(models.TransientModel):
    """Dialog in which an opinion is given."""

    _name = "vanthu.answer.wizard"
    _description = "Answer"
    _inherit = ["vanthu.work.link.mixin"]

    assignment_id = fields.Many2one("vanthu.assignment", string="Work", required=True)
    question = fields.Text(related="assignment_id.instruction", string="Question")
    asked_by_id = fields.Many2one(related="assignment_id.given_by_id", string="Asked by")
    stance = fields.Selection(
        STANCES, compute="_compute_draft", store=True, readonly=False
    )
    text = fields.Text(compute="_compute_draft", store=True, readonly=False)
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_answer_wizard_file_rel", "wizard_id", "attachment_id",
        string="Files",
    )

    @api.depends("assignment_id")
    def _compute_draft(self):
        """What the persons answered to whom it was passed on, for the head to confirm."""
        for wizard in self:
            drafts = wizard.assignment_id.sudo().child_ids.filtered("stance")
            stances = set(drafts.mapped("stance"))
            wizard.stance = stances.pop() if len(stances) == 1 else False
            wizard.text = "\n".join(filter(None, drafts.mapped("report")))

    def action_confirm(self):
        """Answer.

        :return dict: closes the window
        """
        self.ensure_one()
        self.assignment_id.action_answer(self.stance, self.text or "", self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
