from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.handling_report import write_report_pdf

from ..tools.printing.stocktake import RESULTS, STOCKTAKE, build_cover


class ReportStocktake(models.AbstractModel):
    """The record of a stock-taking."""

    _name = "report.vanthu_archive.stocktake"
    _description = "Record of a stock-taking"

    @api.model
    def _render_stream(self, stocktakes, data):
        """Draw the records.

        :param stocktakes: ``vanthu.stocktake`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for one in stocktakes:
            company = one.company_id.sudo()
            moment = local_moment(self.env, one.finished_at or one.started_at)
            cover = build_cover(
                {
                    "name": company.name, "parent_name": company.organ_superior_name or "",
                    "place": company.organ_place or "",
                },
                one.place_name,
                {
                    "expected": one.expected_count, "found": one.found_count,
                    "misplaced": one.misplaced_count, "missing": one.missing_count,
                },
                moment.date(), one.user_id.sudo().name,
            )
            lines = one.line_ids.sorted(lambda line: line.box_id.number)
            rows = [
                (position, line.box_id.number, line.box_id.file_count, line.expected_place or "",
                 RESULTS[line.result], line.found_place or "", "")
                for position, line in enumerate(lines, 1)
            ]
            streams[one.id] = stream = BytesIO()
            write_report_pdf(
                stream, STOCKTAKE, cover, rows, printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
        self.env["vanthu.event"]._log(stocktakes, "printed", {"form": STOCKTAKE.title})
        return streams
