from io import BytesIO

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from ..tools.printing.register_xlsx import write_register_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RegisterExport(http.Controller):
    """Registers as workbooks."""

    @http.route("/vanthu/register/<int:wizard_id>.xlsx", type="http", auth="user")
    def register_xlsx(self, wizard_id):
        """Send what a print wizard asks for as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.register.print``
        """
        wizard = request.env["vanthu.register.print"].browse(wizard_id).exists()
        if not wizard:
            return request.not_found()
        try:
            wizard.check_access("read")
            content = write_workbook(wizard)
        except (AccessError, MissingError):
            return request.not_found()
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", len(content)),
            ("Content-Disposition", content_disposition(f"{wizard.register_id.display_name}.xlsx")),
        ])


def write_workbook(wizard):
    """Write what a print wizard asks for as XLSX and log the export.

    :param wizard: one ``vanthu.register.print``
    :return bytes: the workbook
    """
    register, form, volume, numbers, days = wizard._get_selection()
    rows = register._get_print_rows(form, volume, numbers, days)
    stream = BytesIO()
    write_register_xlsx(
        stream, form, register._get_print_cover(form, rows, volume, days),
        register._get_cells(form, rows),
    )
    register._log_print("exported", form, rows, volume)
    return stream.getvalue()
