from io import BytesIO

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.vanthu_document.controllers.register_export import XLSX
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx


class ReadingBook(http.Controller):
    """The books of the reading room as workbooks."""

    @http.route("/vanthu/reading-book/<int:wizard_id>.xlsx", type="http", auth="user")
    def reading_book_xlsx(self, wizard_id):
        """Send the book that a dialog asks for as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.reading.book``
        """
        wizard = request.env["vanthu.reading.book"].browse(wizard_id)
        if not wizard.exists():
            return request.not_found()
        try:
            wizard.check_access("read")
            form, cover, rows = wizard._get_form()
        except (AccessError, MissingError):
            return request.not_found()
        stream = BytesIO()
        write_register_xlsx(stream, form, cover, rows)
        content = stream.getvalue()
        request.env["vanthu.event"]._log_company(
            wizard.company_id, "exported", {"form": form.title, "count": len(rows)}
        )
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", len(content)),
            ("Content-Disposition", content_disposition(f"{wizard._get_file_name()}.xlsx")),
        ])
