from odoo import api, fields, models


class VanthuOrganisationWizard(models.TransientModel):
    """Make an organisation with its units and registers in one step."""

    _name = "vanthu.organisation.wizard"
    _description = "New organisation from template"

    template_id = fields.Many2one(
        "vanthu.organisation.template", required=True, ondelete="cascade",
        default=lambda self: self.env["vanthu.organisation.template"].search(
            [("organ_kind", "=", "school")], limit=1
        ),
    )
    unit_ids = fields.One2many(related="template_id.unit_ids")
    person_ids = fields.One2many(related="template_id.person_ids")
    name = fields.Char(string="Name of the organisation", required=True)
    parent_id = fields.Many2one(
        "res.company", string="Superior organisation", default=lambda self: self.env.company,
        help="The organisation above this one, for example the Department above its schools.",
    )
    code = fields.Char(string="Organisation code", size=35)
    code_is_unusual = fields.Boolean(compute="_compute_code_is_unusual")
    abbreviation = fields.Char()
    superior_name = fields.Char(
        string="Superior body", compute="_compute_superior_name", store=True, readonly=False,
        help="Cơ quan chủ quản, as printed above the organisation's name.",
    )
    place = fields.Char(
        string="Place of issue", compute="_compute_superior_name", store=True, readonly=False
    )
    valid_from = fields.Date(string="Established on")
    with_people = fields.Boolean(string="Add sample people")
    login_prefix = fields.Char(
        string="Ending of the logins", help="The abbreviation is used when this is empty."
    )

    @api.depends("code")
    def _compute_code_is_unusual(self):
        for wizard in self:
            wizard.code_is_unusual = not self.env["res.company"]._is_usual_organ_code(wizard.code)

    @api.depends("parent_id")
    def _compute_superior_name(self):
        for wizard in self:
            wizard.superior_name = wizard.parent_id.name
            wizard.place = wizard.parent_id.organ_place

    def action_create_organisation(self):
        """Make the organisation and show it.

        :return dict: window action of the new ``res.company``
        :raise UserError: the name or a login is taken already
        """
        self.ensure_one()
        company_id = self.template_id.create_organisations([{
            "name": self.name,
            "code": (self.code or "").strip(),
            "abbreviation": self.abbreviation,
            "parent_id": self.parent_id.id,
            "superior_name": self.superior_name,
            "place": self.place,
            "valid_from": self.valid_from,
            "people": self.with_people,
            "login_prefix": self.login_prefix,
        }])[0]
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.company",
            "res_id": company_id,
            "views": [(self.env.ref("base.view_company_form").id, "form")],
            "target": "current",
        }
