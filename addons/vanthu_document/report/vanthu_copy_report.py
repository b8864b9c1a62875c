from io import BytesIO

from odoo import api, models


class ReportCopy(models.AbstractModel):
    """Sao y, sao lục, trích sao as PDF: drawn when first printed, the same file ever after."""

    _name = "report.vanthu_document.copy"
    _description = "Copy of a document"

    @api.model
    def _render_stream(self, copies, data):
        """Draw or take the file of each copy and log the printing.

        :param copies: issued ``vanthu.copy`` that the caller may read
        :param dict data: not used
        :return dict: id of the copy → ``BytesIO``
        """
        streams = {copy.id: BytesIO(copy._ensure_file()) for copy in copies}
        for copy in copies:
            self.env["vanthu.event"]._log(copy, "printed", {"number": copy.reference})
        return streams
