from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf


class ReportStoreLogbook(models.AbstractModel):
    """The logbooks of a room."""

    _name = "report.vanthu_archive.store_logbook"
    _description = "Logbook of a room"

    @api.model
    def _render_stream(self, wizards, data):
        """Draw the books that dialogs ask for and log the printing.

        :param wizards: of a model with ``vanthu.book.mixin``, the caller's own
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise AccessError: the caller may not have a book
        """
        streams = {}
        for wizard in wizards:
            form, cover, rows = wizard._get_form()
            streams[wizard.id] = stream = BytesIO()
            write_register_pdf(
                stream, form, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            wizard._log_book("printed", form, rows)
        return streams


class ReportReadingBook(models.AbstractModel):
    """The books of the reading room."""

    _name = "report.vanthu_archive.reading_book"
    _inherit = "report.vanthu_archive.store_logbook"
    _description = "Book of the reading room"
