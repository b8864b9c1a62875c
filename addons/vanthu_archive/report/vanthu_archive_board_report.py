from datetime import date

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import _print_mark

from ..tools.printing.archive_board import TITLE, ArchivePage, write_archive_page

_ROOM = ("name", "used", "capacity", "filling", "metres", "free_metres", "years_left")


class ReportArchiveBoard(models.AbstractModel):
    """Draws the state of an organisation's archive on one page."""

    _name = "report.vanthu_archive.archive_board"
    _description = "Printed state of the archive"

    @api.model
    def _render_stream(self, companies, data):
        """Draw one page for each organisation and log the printing.

        :param companies: ``res.company`` that the caller works for
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise AccessError: neither leader nor archivist, or somebody else's organisation
        """
        streams = {}
        for company in companies:
            # The reader's organisations are checked there.
            board = self.env["vanthu.archive.board"].with_context(
                allowed_company_ids=company.ids
            ).get_board()
            streams[company.id] = write_archive_page(self._prepare_page(board, company.sudo()))
            self.env["vanthu.event"]._log_company(company, "printed", {"form": TITLE})
        return streams

    @api.model
    def _prepare_page(self, board, company):
        answers = board["answers"]
        return ArchivePage(
            name=company.name, parent_name=company.organ_superior_name or "",
            day=date.fromisoformat(board["day"]),
            parts={
                key: [(row["key"], row["value"], row["alarm"]) for row in figures]
                for key, figures in board["parts"].items()
            },
            answers=(answers["count"], answers["rate"], answers["days"]),
            units=[
                tuple(row[key] for key in ("name", "due", "late", "unfiled"))
                for row in board["units"]
            ],
            rooms=[tuple(row[key] for key in _ROOM) for row in board["rooms"]],
            growth=[
                (row["year"], row["files"], row["documents"]) for row in board["growth"]
            ],
            hidden=board["hidden"],
            mark=_print_mark(
                self.env.user.name, local_moment(self.env, fields.Datetime.now())
            ),
        )
