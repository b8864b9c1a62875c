from odoo import fields, models
from odoo.exceptions import UserError

from ..models.local_time import local_today


class VanthuRegisterNumber(models.TransientModel):
    """What a clerk does with a number: reserve, insert, use, make void, correct."""

    _name = "vanthu.register.number"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Number of a register"

    mode = fields.Selection(
        [
            ("reserve", "Reserve a number"),
            ("insert", "Insert a number"),
            ("use", "Use for a document"),
            ("void", "Make void"),
            ("correct", "Write a correction"),
        ],
        required=True, default="reserve",
    )
    register_id = fields.Many2one(
        "vanthu.register", required=True, ondelete="cascade",
        default=lambda self: self.env["vanthu.register.print"]._default_register(),
    )
    entry_id = fields.Many2one(
        "vanthu.register.entry", string="Register number", ondelete="cascade",
        domain="[('register_id', '=', register_id)]",
    )
    day = fields.Date(string="Date of the number", default=lambda self: local_today(self.env))
    reason = fields.Char()
    document_id = fields.Many2one(
        "vanthu.document", ondelete="cascade",
        domain="[('direction', '=', register_direction), ('state', 'in', "
        "('arrived', 'signed'))]",
    )
    register_direction = fields.Selection(related="register_id.direction")

    def action_confirm(self):
        """Do what was chosen.

        :return dict: the number or the document concerned
        """
        self.ensure_one()
        return getattr(self, f"_confirm_{self.mode}")()

    def _confirm_reserve(self):
        return self._open(self.env["vanthu.register.entry"].browse(
            self.register_id.action_reserve(self.reason, self.day)
        ))

    def _confirm_insert(self):
        if not self.entry_id or not self.day:
            raise UserError(self.env._("Choose the number after which to insert, and the date."))
        return self._open(self.env["vanthu.register.entry"].browse(
            self.register_id.action_insert(self.entry_id.id, self.reason, self.day)
        ))

    def _confirm_use(self):
        if not self.document_id:
            raise UserError(self.env._("Choose the document that receives the number."))
        if self.document_id.direction == "incoming":
            self.document_id.action_register_under(self.entry_id.id)
        else:
            self.document_id.action_issue_under(self.entry_id.id)
        return self._open(self.document_id)

    def _confirm_void(self):
        self.entry_id.action_void(self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _confirm_correct(self):
        self.entry_id.action_correct(self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _open(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
        }
