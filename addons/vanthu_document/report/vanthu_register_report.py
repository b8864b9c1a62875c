from io import BytesIO

from odoo import fields, models

from ..models.local_time import local_moment
from ..tools.printing.register_pdf import write_register_pdf


class ReportRegisterPrint(models.AbstractModel):
    """Draws what the print wizard asks for: any form, volume or range."""

    _name = "report.vanthu_document.register_print"
    _description = "Printed register"

    def _render_stream(self, wizards, data):
        """Draw one PDF for each wizard record and log the printing.

        :param wizards: ``vanthu.register.print``
        :param dict data: not used
        :return dict: id of the wizard → ``BytesIO``
        """
        return {wizard.id: self._draw(*wizard._get_selection()) for wizard in wizards}

    def _draw(self, register, form, volume, numbers, days):
        rows = register._get_print_rows(form, volume, numbers, days)
        stream = BytesIO()
        write_register_pdf(
            stream, form, register._get_print_cover(form, rows, volume, days),
            register._get_cells(form, rows),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        register._log_print("printed", form, rows, volume)
        return stream


class ReportRegisterVolume(models.AbstractModel):
    """Draws whole volumes from Odoo's Print menu, each with its cover."""

    _name = "report.vanthu_document.register_volume"
    _inherit = ["report.vanthu_document.register_print"]
    _description = "Printed register volume"

    def _render_stream(self, volumes, data):
        """Draw one PDF for each volume and log the printing.

        :param volumes: ``vanthu.register.volume``
        :param dict data: not used
        :return dict: id of the volume → ``BytesIO``
        """
        return {
            volume.id: self._draw(
                volume.register_id, volume.register_id._get_own_form(), volume, None, None
            ) for volume in volumes
        }
