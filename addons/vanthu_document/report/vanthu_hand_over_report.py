from io import BytesIO

from odoo import api, fields, models
from odoo.tools.pdf import merge_pdf

from ..models.local_time import local_moment
from ..tools.printing.register_pdf import write_register_pdf
from ..tools.printing.spec import HAND_OVER_LIST, RegisterCover


class ReportHandOver(models.AbstractModel):
    """The list of the day to sign, on own sheets for each unit or person."""

    _name = "report.vanthu_document.hand_over"
    _description = "Hand-over list"

    @api.model
    def _render_stream(self, hand_overs, data):
        """Draw the lists and log the printing for each document on them.

        :param hand_overs: ``vanthu.hand.over`` that the caller may read
        :param dict data: not used
        :return dict: id of the hand-over → ``BytesIO``
        """
        streams = {hand_over.id: self._draw(hand_over) for hand_over in hand_overs}
        self.env["vanthu.event"]._log(
            hand_overs.line_ids.document_id, "printed", {"form": HAND_OVER_LIST.title}
        )
        return streams

    def _draw(self, hand_over):
        company = hand_over.company_id.sudo()
        now = local_moment(self.env, fields.Datetime.now())
        parts = []
        for receiver, rows in (hand_over._get_hand_over_rows() or {"": []}).items():
            stream = BytesIO()
            cover = RegisterCover(
                name=company.name, parent_name=company.organ_superior_name or "",
                year=hand_over.date.year, date_from=hand_over.date, date_to=hand_over.date,
                subtitle=receiver,
            )
            write_register_pdf(
                stream, HAND_OVER_LIST, cover, rows,
                printed_by=self.env.user.name, printed_at=now,
            )
            parts.append(stream.getvalue())
        return BytesIO(parts[0] if len(parts) == 1 else merge_pdf(parts))
