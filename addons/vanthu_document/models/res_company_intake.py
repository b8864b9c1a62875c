from odoo import api, fields, models

from ..tools.normalize import fold


class ResCompany(models.Model):
    """The e-mail address to which an organisation's documents are sent."""

    _inherit = "res.company"

    intake_alias_id = fields.Many2one(
        "mail.alias", string="Intake address", readonly=True, copy=False, ondelete="set null",
    )
    intake_alias_name = fields.Char(
        string="Name of the intake address", related="intake_alias_id.alias_name",
        readonly=False,
    )
    intake_email = fields.Char(
        string="Documents are sent to", related="intake_alias_id.alias_full_name"
    )
    intake_acknowledge = fields.Boolean(
        string="Acknowledge receipt by e-mail", default=True,
        help="The sender of a document that arrives by e-mail is told so within the day.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_intake_aliases()
        return companies

    def _create_intake_aliases(self):
        """Give each organisation that has none its address; the domain may come later."""
        Alias = self.env["mail.alias"].sudo()
        todo = self.sudo().filtered(lambda company: not company.intake_alias_id)
        if not todo:
            return
        names = [company._get_intake_name() for company in todo]
        taken = set(Alias.search([("alias_name", "=like", "congvanden%")]).mapped("alias_name"))
        for company, name in zip(todo, names, strict=True):
            wanted, number = name, 1
            while wanted in taken:
                number += 1
                wanted = f"{name}-{number}"
            taken.add(wanted)
            company.intake_alias_id = Alias.create(company._get_intake_alias_values(wanted))

    def _get_intake_name(self):
        """Local part of the address: congvanden, with the abbreviation where there is one."""
        letters = "".join(
            char for char in fold(self.organ_abbreviation or "")
            if char.isascii() and (char.isalnum() or char == "-")
        )
        return f"congvanden-{letters}" if letters else "congvanden"

    def _get_intake_alias_values(self, name):
        get_id = self.env["ir.model"].sudo()._get_id
        return {
            "alias_name": name,
            "alias_domain_id": self.alias_domain_id.id,
            "alias_model_id": get_id("vanthu.document"),
            "alias_parent_model_id": get_id("res.company"),
            "alias_parent_thread_id": self.id,
            "alias_defaults": repr({
                "company_id": self.id, "direction": "incoming", "channel": "email",
            }),
            "alias_contact": "everyone",
        }

    def write(self, vals):
        result = super().write(vals)
        if "alias_domain_id" in vals:
            for company in self.sudo().filtered("intake_alias_id"):
                company.intake_alias_id.alias_domain_id = company.alias_domain_id
        return result
