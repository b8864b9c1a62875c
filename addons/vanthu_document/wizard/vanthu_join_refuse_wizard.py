from odoo import fields, models


class VanthuJoinRefuseWizard(models.TransientModel):
    """Asks why requests for accounts are refused; the person reads the answer."""

    _name = "vanthu.join.refuse.wizard"
    _description = "Refusal of a request for an account"
    _inherit = ["vanthu.secrecy.mixin"]
    _secrecy_fields = ("reason",)

    request_ids = fields.Many2many(
        "vanthu.join.request", "vanthu_join_refuse_request_rel", "wizard_id", "request_id",
        required=True, default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True)

    def action_refuse(self) -> bool:
        """Refuse the requests.

        :return bool: True
        :raise UserError: see :meth:`vanthu.join.request.action_refuse`
        """
        self.ensure_one()
        return self.request_ids.action_refuse(self.reason)
