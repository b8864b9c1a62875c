from odoo import http
from odoo.http import request

from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from ..tools.printing.case_file import CONTENTS_LIST
from ..tools.printing.evidence import EVIDENCE_LIST
from ..tools.printing.hand_over import HAND_OVER_LIST, KEEP_BACK_LIST
from .workbook import log_export, send_workbook


class ListExport(http.Controller):
    """Lists of files, and of what is in one, as workbooks."""

    @http.route("/vanthu/transfer/<int:transfer_id>.xlsx", type="http", auth="user")
    def transfer_xlsx(self, transfer_id):
        """Send the list of a batch as XLSX and log the export.

        :param int transfer_id: id of a ``vanthu.transfer`` that the person may read
        """
        return self._send(request.env["vanthu.transfer"].browse(transfer_id), HAND_OVER_LIST)

    @http.route("/vanthu/keep-back/<int:keep_back_id>.xlsx", type="http", auth="user")
    def keep_back_xlsx(self, keep_back_id):
        """Send the list of what is kept back as XLSX and log the export.

        :param int keep_back_id: id of a ``vanthu.keep.back`` that the person may read
        """
        return self._send(request.env["vanthu.keep.back"].browse(keep_back_id), KEEP_BACK_LIST)

    @http.route("/vanthu/case-file/<int:file_id>/contents.xlsx", type="http", auth="user")
    def file_contents_xlsx(self, file_id):
        """Send the list of the documents in a file as XLSX and log the export.

        :param int file_id: id of a ``vanthu.file`` that the person may read
        """
        return self._send(request.env["vanthu.file"].browse(file_id), CONTENTS_LIST)

    @http.route(
        "/vanthu/self-assessment/<int:assessment_id>/evidence.xlsx", type="http", auth="user"
    )
    def evidence_xlsx(self, assessment_id):
        """Send the list of evidence as XLSX and log the export.

        :param int assessment_id: id of a ``vanthu.self.assessment`` that the person may read
        """
        assessment = request.env["vanthu.self.assessment"].browse(assessment_id)
        return self._send(assessment, EVIDENCE_LIST)

    def _send(self, record, form):
        def write(stream):
            write_register_xlsx(stream, form, record._get_list_cover(), record._get_list_rows())
            return log_export(record, form.title)

        return send_workbook(record, write)
