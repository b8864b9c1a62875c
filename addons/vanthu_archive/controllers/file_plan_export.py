from odoo import http
from odoo.http import request

from ..tools.printing.file_plan import FILE_PLAN, write_plan_xlsx
from .workbook import log_export, send_workbook


class FilePlanExport(http.Controller):
    """The list of a file plan as a workbook."""

    @http.route("/vanthu/file-plan/<int:plan_id>.xlsx", type="http", auth="user")
    def file_plan_xlsx(self, plan_id):
        """Send the list as XLSX and log the export.

        :param int plan_id: id of a ``vanthu.file.plan`` that the person may read
        """
        plan = request.env["vanthu.file.plan"].browse(plan_id)

        def write(stream):
            write_plan_xlsx(
                stream, plan._get_form_cover(), plan._get_form_rows(), plan._get_form_closing()
            )
            return log_export(plan, FILE_PLAN.title)

        return send_workbook(plan, write)
