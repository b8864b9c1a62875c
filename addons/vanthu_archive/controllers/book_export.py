from odoo import http
from odoo.http import request

from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from .workbook import send_workbook


class BookExport(http.Controller):
    """Books that a dialog asks for, as workbooks."""

    @http.route("/vanthu/store-logbook/<int:wizard_id>.xlsx", type="http", auth="user")
    def logbook_xlsx(self, wizard_id):
        """Send the logbook of a room as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.store.logbook``
        """
        return self._send(request.env["vanthu.store.logbook"].browse(wizard_id))

    @http.route("/vanthu/reading-book/<int:wizard_id>.xlsx", type="http", auth="user")
    def reading_book_xlsx(self, wizard_id):
        """Send a book of the reading room as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.reading.book``
        """
        return self._send(request.env["vanthu.reading.book"].browse(wizard_id))

    def _send(self, wizard):
        def write(stream):
            form, cover, rows = wizard._get_form()
            write_register_xlsx(stream, form, cover, rows)
            wizard._log_book("exported", form, rows)
            return wizard._get_file_name()

        return send_workbook(wizard, write)
