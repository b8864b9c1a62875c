from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the records office: the organisation itself."""

    _inherit = "res.config.settings"

    organ_code = fields.Char(related="company_id.organ_code", readonly=False)
    organ_abbreviation = fields.Char(related="company_id.organ_abbreviation", readonly=False)
    organ_kind = fields.Selection(related="company_id.organ_kind", readonly=False)
    organ_superior_name = fields.Char(related="company_id.organ_superior_name", readonly=False)
    organ_place = fields.Char(related="company_id.organ_place", readonly=False)
    approve_reports = fields.Boolean(related="company_id.approve_reports", readonly=False)
    # Of the code in the form, so that the warning stands there before anything is saved.
    organ_code_is_unusual = fields.Boolean(compute="_compute_organ_code_is_unusual")

    @api.depends("organ_code")
    def _compute_organ_code_is_unusual(self):
        for settings in self:
            settings.organ_code_is_unusual = not self.env["res.company"]._is_usual_organ_code(
                settings.organ_code
            )
