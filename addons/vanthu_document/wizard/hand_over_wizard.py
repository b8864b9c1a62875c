from odoo import fields, models


class HandOverWizard(models.TransientModel):
    """To whom an envelope goes that the registry may not open."""

    _name = "vanthu.hand.over.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Hand an envelope over unopened"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="document_id.company_id")
    user_id = fields.Many2one(
        "res.users", string="Person", required=True,
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("vanthu_document.group_user").ids)
        ],
    )

    def action_apply(self):
        """Hand the envelope over.

        :return dict: closes the window
        """
        self.ensure_one()
        self.document_id.action_hand_over(self.user_id.id)
        return {"type": "ir.actions.act_window_close"}
