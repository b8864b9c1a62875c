from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf

from ..tools.printing.participants import PARTICIPANTS


class ReportParticipants(models.AbstractModel):
    """Danh sách học viên, one for each class."""

    _name = "report.vanthu_training.participants"
    _description = "List of participants"

    @api.model
    def _render_stream(self, classes, data):
        """Draw the list of each class and log the printing.

        :param classes: ``event.event`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for training in classes:
            streams[training.id] = stream = BytesIO()
            write_register_pdf(
                stream, PARTICIPANTS, training._get_list_cover(),
                training._get_participant_rows(), printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log(training, "printed", {"form": PARTICIPANTS.title})
        return streams
