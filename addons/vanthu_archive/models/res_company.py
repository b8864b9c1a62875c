from odoo import api, models


class ResCompany(models.Model):
    """Every organisation has a fonds from its first day."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_fonds()
        return companies

    def _create_fonds(self):
        """Make a fonds for those organisations that have none."""
        fonds = self.env["vanthu.fonds"].sudo().with_context(active_test=False)
        having = fonds.search([("company_id", "in", self.ids)]).company_id
        fonds.create([
            {
                "name": company._in_own_language(company).env._("Fonds of %s", company.name),
                "company_id": company.id,
            }
            for company in self - having
        ])
