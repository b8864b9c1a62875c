from odoo import SUPERUSER_ID, models

from odoo.addons.vanthu_document.models.local_time import local_today


class ResCompany(models.Model):
    """A practice organisation also holds what the exercises work on."""

    _inherit = "res.company"

    def _fill_practice(self, practice):
        result = super()._fill_practice(practice)
        # Late: documents are drawn only when somebody practises.
        from .practice_materials import fill_exercises

        company = self.with_user(SUPERUSER_ID)
        fill_exercises(company, practice, local_today(company.env).year - 1)
        return result
