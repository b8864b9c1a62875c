from io import BytesIO

from odoo import api, fields, models

from ..models.local_time import local_moment
from ..tools.printing.handling_report import write_report_pdf


class ReportHandling(models.AbstractModel):
    """Draws the report on incoming documents that the dialog asks for."""

    _name = "report.vanthu_document.handling_report"
    _description = "Printed report on incoming documents"

    @api.model
    def _render_stream(self, wizards, data):
        """Draw one PDF for each dialog record and log the printing.

        :param wizards: ``vanthu.handling.print``
        :param dict data: not used
        :return dict: id of the dialog → ``BytesIO``
        """
        return {wizard.id: self._draw(wizard) for wizard in wizards}

    def _draw(self, wizard):
        form, cover, rows = wizard._get_rows_and_cover()
        stream = BytesIO()
        write_report_pdf(
            stream, form, cover, rows, printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        wizard._log("printed", len(rows))
        return stream


class ReportOutgoing(models.AbstractModel):
    """Draws the report on outgoing documents that the dialog asks for."""

    _name = "report.vanthu_document.outgoing_report"
    _inherit = ["report.vanthu_document.handling_report"]
    _description = "Printed report on outgoing documents"
