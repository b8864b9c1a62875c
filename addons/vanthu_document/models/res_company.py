from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """An organisation that receives and issues documents under its own name."""

    _inherit = "res.company"

    organ_kind = fields.Selection(
        [
            ("department", "Department"),
            ("office", "Office"),
            ("school", "School"),
            ("commune", "Commune administration"),
            ("other", "Other organisation"),
        ],
        string="Kind of organisation", default="other", required=True,
    )
    organ_code = fields.Char(related="partner_id.organ_code", readonly=False)
    organ_abbreviation = fields.Char(
        string="Abbreviation",
        help="As it stands in the notation of the organisation's documents, for example SGDĐT.",
    )
    organ_superior_name = fields.Char(
        string="Superior body", help="Cơ quan chủ quản, as printed above the organisation's name."
    )
    organ_place = fields.Char(string="Place of issue", help="As printed before the date.")
    organ_valid_from = fields.Date(string="Established on")
    organ_valid_to = fields.Date(string="Dissolved on")
    organ_successor_id = fields.Many2one(
        "res.company", string="Successor", index="btree_not_null",
        help="The organisation that took over the documents and duties.",
    )
    organ_is_historic = fields.Boolean(compute="_compute_organ_is_historic")

    @api.depends("organ_valid_to")
    @api.depends_context("tz")
    def _compute_organ_is_historic(self):
        today = fields.Date.context_today(self)
        for company in self:
            company.organ_is_historic = bool(
                company.organ_valid_to and company.organ_valid_to < today
            )

    @api.constrains("organ_valid_from", "organ_valid_to", "organ_successor_id")
    def _check_organ_validity(self):
        for company in self:
            start, end = company.organ_valid_from, company.organ_valid_to
            if start and end and end < start:
                raise ValidationError(self.env._(
                    "The organisation %(name)s cannot be dissolved before it was established; "
                    "correct one of the two dates.", name=company.name,
                ))
            if company.organ_successor_id == company:
                raise ValidationError(self.env._(
                    "The organisation %(name)s cannot succeed itself; choose another successor.",
                    name=company.name,
                ))
