from datetime import date
from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment, local_today
from odoo.addons.vanthu_document.tools.printing.handling_report import (
    ReportCover,
    TotalRow,
    write_report_pdf,
)

from ..tools.printing.archive_statistic import NOTE, PARTS, ROMAN, STATISTIC


class VanthuArchiveStatistic(models.Model):
    """What the printed and the exported statistics say."""

    _inherit = "vanthu.archive.statistic"

    def _get_list_rows(self):
        """Rows of the table, each part under its heading.

        :return list: tuples for ``STATISTIC``
        """
        self.ensure_one()
        rows = []
        for section, lines in self.line_ids.sorted(
            lambda line: (line.section, line.sequence, line.code or "")
        ).grouped("section").items():
            rows.append(TotalRow((ROMAN[section], PARTS[section], *[""] * 6)))
            rows += [
                (
                    line.code, line.name, line.measure,
                    *(line._format(name) for name in (
                        "value_before", "value", "value_below", "total")),
                    line.note or "",
                ) for line in lines
            ]
        return rows

    def _get_list_cover(self):
        """Heading and foot of the table.

        :return ReportCover:
        """
        self.ensure_one()
        company, moment = self.company_id.sudo(), local_moment(self.env, self.computed_at)
        return ReportCover(
            name=company.name, parent_name=company.organ_superior_name or "",
            subtitle=f"Năm {self.year}", date_from=date(self.year, 1, 1),
            date_to=date(self.year, 12, 31), place=company.organ_place or "",
            day=local_today(self.env), compiled_by=self.computed_by_id.sudo().name,
            notes=(NOTE, f"Số liệu tính lúc {moment:%H:%M ngày %d/%m/%Y}."),
        )

    def action_print(self) -> dict:
        """Print the statistics.

        :return dict: report action
        """
        self.check_access("read")
        return self.env.ref("vanthu_archive.action_report_archive_statistic").report_action(self)

    def action_export(self) -> dict:
        """Export the statistics as XLSX.

        :return dict: URL action of the download
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/archive-statistic/{self.id}.xlsx",
        }


class ReportArchiveStatistic(models.AbstractModel):
    """Draws the yearly statistics of an archive."""

    _name = "report.vanthu_archive.archive_statistic"
    _description = "Printed yearly statistics"

    @api.model
    def _render_stream(self, statistics, data):
        """Draw one table for each year and log the printing.

        :param statistics: ``vanthu.archive.statistic`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        streams = {}
        for statistic in statistics:
            streams[statistic.id] = stream = BytesIO()
            write_report_pdf(
                stream, STATISTIC, statistic._get_list_cover(), statistic._get_list_rows(),
                printed_by=self.env.user.name,
                printed_at=local_moment(self.env, fields.Datetime.now()),
            )
            self.env["vanthu.event"]._log(statistic, "printed", {"form": STATISTIC.title})
        return streams
