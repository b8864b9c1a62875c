from odoo import http
from odoo.http import request

from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from .workbook import send_workbook


class StoreLogbook(http.Controller):
    """The logbooks of a room as workbooks."""

    @http.route("/vanthu/store-logbook/<int:wizard_id>.xlsx", type="http", auth="user")
    def logbook_xlsx(self, wizard_id):
        """Send the logbook that a dialog asks for as XLSX and log the export.

        :param int wizard_id: id of the person's own ``vanthu.store.logbook``
        """
        wizard = request.env["vanthu.store.logbook"].browse(wizard_id)

        def write(stream):
            form, cover, rows = wizard._get_form()
            write_register_xlsx(stream, form, cover, rows)
            return form.title

        return send_workbook(
            wizard, write, lambda: (wizard._get_file_name(), wizard.location_id)
        )
