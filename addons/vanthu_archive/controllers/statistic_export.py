from odoo import http
from odoo.http import request

from odoo.addons.vanthu_document.tools.printing.handling_report import write_report_xlsx

from ..tools.printing.archive_statistic import STATISTIC
from .workbook import log_export, send_workbook


class StatisticExport(http.Controller):
    """Yearly statistics of the archive as a workbook."""

    @http.route("/vanthu/archive-statistic/<int:statistic_id>.xlsx", type="http", auth="user")
    def statistic_xlsx(self, statistic_id):
        """Send the statistics of a year as XLSX and log the export.

        :param int statistic_id: id of a ``vanthu.archive.statistic`` that the person may read
        """
        statistic = request.env["vanthu.archive.statistic"].browse(statistic_id)

        def write(stream):
            write_report_xlsx(
                stream, STATISTIC, statistic._get_list_cover(), statistic._get_list_rows()
            )
            return log_export(statistic, STATISTIC.title)

        return send_workbook(statistic, write)
