from io import BytesIO

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.vanthu_document.controllers.register_export import XLSX

from ..tools.printing.file_plan import FILE_PLAN, write_plan_xlsx


class FilePlanExport(http.Controller):
    """The list of a file plan as a workbook."""

    @http.route("/vanthu/file-plan/<int:plan_id>.xlsx", type="http", auth="user")
    def file_plan_xlsx(self, plan_id):
        """Send the list as XLSX and log the export.

        :param int plan_id: id of a ``vanthu.file.plan`` that the person may read
        """
        plan = request.env["vanthu.file.plan"].browse(plan_id)
        if not plan.exists():
            return request.not_found()
        stream = BytesIO()
        try:
            plan.check_access("read")
            write_plan_xlsx(
                stream, plan._get_form_cover(), plan._get_form_rows(), plan._get_form_closing()
            )
        except (AccessError, MissingError):
            return request.not_found()
        content = stream.getvalue()
        request.env["vanthu.event"]._log(plan, "exported", {"form": FILE_PLAN.title})
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", len(content)),
            ("Content-Disposition", content_disposition(f"{plan.display_name}.xlsx")),
        ])
