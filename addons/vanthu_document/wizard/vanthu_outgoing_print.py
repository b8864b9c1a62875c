from odoo import api, fields, models

from ..tools.printing.outgoing_report import FORMS, TITLE


class VanthuOutgoingPrint(models.TransientModel):
    """Choose period and form of the report on outgoing documents; print or export it."""

    _name = "vanthu.outgoing.print"
    _inherit = ["vanthu.handling.print"]
    _description = "Report on outgoing documents"

    form = fields.Selection(
        selection="_select_form", required=True, default="outgoing_by_type"
    )

    @api.model
    def _select_form(self):
        """Forms of this report, in place of those of incoming documents."""
        return [
            ("outgoing_by_type", self.env._("Summary by document type")),
            ("outgoing_by_unit", self.env._("Summary by drafting unit")),
            ("outgoing_by_priority", self.env._("Summary by urgency")),
            ("outgoing_list", self.env._("List of documents")),
        ]

    def _get_rows_and_cover(self):
        form = FORMS[self.form]
        _figures, _form, company, kind, first, last = self._get_selection()
        documents = self.env["vanthu.document"].with_context(allowed_company_ids=company.ids)
        documents._require_group("group_clerk", "group_leader")
        return (
            form, documents._get_outgoing_cover(form, company, kind, first, last),
            documents._get_outgoing_rows(form, company, first, last),
        )

    def _get_title(self):
        return TITLE

    def action_print(self) -> dict:
        """Print as PDF.

        :return dict: report action
        """
        self._get_selection()
        return self.env.ref("vanthu_document.action_report_outgoing").report_action(self)

    def action_export(self) -> dict:
        """Export as XLSX.

        :return dict: URL action of the download
        """
        return {**super().action_export(), "url": f"/vanthu/outgoing/{self.id}.xlsx"}
