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
        """Draw the logbooks and log the printing.

        :param wizards: ``vanthu.store.logbook`` of the caller
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise AccessError: the caller may not see a room
        """
        streams = {}
        for wizard in wizards:
            form, cover, rows = wizard._get_form()
            streams[wizard.id] = stream = BytesIO()
            write_register_pdf(
                stream, form, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log(wizard.location_id, "printed", {"form": form.title})
        return streams
