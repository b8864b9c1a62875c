from io import BytesIO

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.vanthu_document.controllers.register_export import XLSX
from odoo.addons.vanthu_document.tools.printing.handling_report import write_report_xlsx

from ..tools.printing.archive_statistic import STATISTIC


class StatisticExport(http.Controller):
    """Yearly statistics of the archive as a workbook."""

    @http.route("/vanthu/archive-statistic/<int:statistic_id>.xlsx", type="http", auth="user")
    def statistic_xlsx(self, statistic_id):
        """Send the statistics of a year as XLSX and log the export.

        :param int statistic_id: id of a ``vanthu.archive.statistic`` that the person may read
        """
        statistic = request.env["vanthu.archive.statistic"].browse(statistic_id)
        if not statistic.exists():
            return request.not_found()
        try:
            statistic.check_access("read")
            rows, cover = statistic._get_list_rows(), statistic._get_list_cover()
        except (AccessError, MissingError):
            return request.not_found()
        stream = BytesIO()
        write_report_xlsx(stream, STATISTIC, cover, rows)
        content = stream.getvalue()
        request.env["vanthu.event"]._log(statistic, "exported", {"form": STATISTIC.title})
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", len(content)),
            ("Content-Disposition", content_disposition(f"{statistic.display_name}.xlsx")),
        ])
