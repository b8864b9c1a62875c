from io import BytesIO

from odoo import api, fields, models

from ..models.local_time import local_moment
from ..tools.printing.handling_report import write_report_pdf
from ..tools.printing.post_report import HAND_OVER_OF_POST, KINDS, hand_over_cover


class ReportPostChange(models.AbstractModel):
    """The record of a hand-over of the clerk's post, to be signed by both and by the head."""

    _name = "report.vanthu_document.post_change"
    _description = "Record of a hand-over of the post"

    @api.model
    def _render_stream(self, changes, data):
        """Draw the records and log the printing.

        :param changes: ``vanthu.post.change`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for change in changes:
            company = change.company_id.sudo()
            stream = BytesIO()
            cover = hand_over_cover(
                (company.name, company.organ_superior_name or ""), change.date,
                change.from_user_id.sudo().name, change.to_user_id.sudo().name,
                company.organ_place or "",
            )
            rows = [
                (line.sequence, KINDS[line.kind], line.name, line.detail or "", line.day or "",
                 line.note or "")
                for line in change.line_ids
            ]
            write_report_pdf(
                stream, HAND_OVER_OF_POST, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            streams[change.id] = stream
            self.env["vanthu.event"]._log_company(company, "printed", {
                "form": HAND_OVER_OF_POST.title,
            })
        return streams
