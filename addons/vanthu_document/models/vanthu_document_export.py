from odoo import models


class VanthuDocument(models.Model):
    """Exports of lists leave a trace (Phụ lục VI, III.5.a and III.6.l of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    def export_data(self, fields_to_export):
        """Export as Odoo does and log it: one event for each organisation.

        :param list fields_to_export: names or paths of fields
        :return dict: ``datas``, the rows
        """
        result = super().export_data(fields_to_export)
        for company, documents in self.sudo().grouped("company_id").items():
            self.env["vanthu.event"]._log_company(company, "exported", {
                "list": self._description, "count": len(documents),
                "first": min(documents.ids), "last": max(documents.ids),
                "fields": ", ".join(str(name) for name in fields_to_export),
            })
        return result
