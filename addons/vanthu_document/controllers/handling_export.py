from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from ..tools.printing.handling_report import report_bytes
from .register_export import XLSX


class HandlingExport(http.Controller):
    """Reports on incoming and outgoing documents as workbooks."""

    @http.route("/vanthu/handling/<int:wizard_id>.xlsx", type="http", auth="user")
    def handling_xlsx(self, wizard_id):
        """Send what a dialog asks for on incoming documents as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.handling.print``
        """
        return self._send(request.env["vanthu.handling.print"].browse(wizard_id))

    @http.route("/vanthu/outgoing/<int:wizard_id>.xlsx", type="http", auth="user")
    def outgoing_xlsx(self, wizard_id):
        """Send what a dialog asks for on outgoing documents as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.outgoing.print``
        """
        return self._send(request.env["vanthu.outgoing.print"].browse(wizard_id))

    def _send(self, wizard):
        try:
            wizard.check_access("read")
            form, cover, rows = wizard._get_rows_and_cover()
        except (AccessError, MissingError):
            return request.not_found()
        content = report_bytes(form, cover, rows)
        wizard._log("exported", len(rows))
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", len(content)),
            ("Content-Disposition", content_disposition(f"{wizard._get_file_name()}.xlsx")),
        ])
