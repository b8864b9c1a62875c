from odoo import api, models

from .local_time import local_today


class VanthuDocument(models.Model):
    """Organisations that ended: their documents stay, new ones go to the successor."""

    _inherit = "vanthu.document"

    @api.constrains("company_id", "arrival_date")
    def _check_organisation_open(self):
        today = local_today(self.env)
        for document in self:
            if document.state == "arrived":
                document.company_id._check_organ_open(document.arrival_date or today)

    def _check_register_fields(self):
        # The organisation may have ended since the document arrived.
        today = local_today(self.env)
        for document in self:
            document.company_id._check_organ_open(document.arrival_date or today)
        return super()._check_register_fields()
