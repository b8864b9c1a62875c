from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.handling_report import write_report_pdf

from ..tools.printing.class_report import CLASS_REPORT


class ReportClass(models.AbstractModel):
    """Báo cáo kết quả tập huấn, one for each class."""

    _name = "report.vanthu_training.class_report"
    _description = "Report on a class"

    @api.model
    def _render_stream(self, classes, data):
        """Draw the report of each class and log the printing.

        :param classes: ``event.event`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise UserError: nobody took part in a class
        """
        streams = {}
        for training in classes:
            streams[training.id] = stream = BytesIO()
            write_report_pdf(
                stream, CLASS_REPORT, training._get_report_cover(), training._get_report_rows(),
                printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log(training, "printed", {"form": CLASS_REPORT.title})
        return streams
