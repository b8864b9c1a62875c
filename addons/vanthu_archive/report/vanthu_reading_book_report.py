from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf


class ReportReadingBook(models.AbstractModel):
    """The books of the reading room on paper."""

    _name = "report.vanthu_archive.reading_book"
    _description = "Book of the reading room"

    @api.model
    def _render_stream(self, wizards, data):
        """Draw the books and log the printing.

        :param wizards: ``vanthu.reading.book`` of the caller
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise AccessError: the caller is neither archivist nor leader
        """
        streams = {}
        for wizard in wizards:
            form, cover, rows = wizard._get_form()
            streams[wizard.id] = stream = BytesIO()
            write_register_pdf(
                stream, form, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log_company(
                wizard.company_id, "printed", {"form": form.title, "count": len(rows)}
            )
        return streams
