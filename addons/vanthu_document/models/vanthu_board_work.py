from datetime import date, timedelta

from odoo import api, models
from odoo.fields import Domain

from ..tools.periods import bounds


class VanthuBoard(models.AbstractModel):
    """Directives without a document, and the late leads of which the home page tells.

    What a leader directs after a meeting or by word is no incoming document. It would make the
    sums of the register wrong, so it stands beside them in a row of its own, counted by the
    same days and with the same meaning of “late”.
    """

    _inherit = "vanthu.board"

    @api.model
    @api.readonly
    def get_board(self, kind: str = "week", day: str | None = None) -> dict:
        """The figures, and as ``directives`` what was directed without a document.

        :param str kind: week or month
        :param str day: ISO date of any day of the period; by default the last whole period
        :return dict: as before, with ``directives`` (dict of :meth:`_get_directives`)
        :raise AccessError: neither leader nor clerk
        """
        board = super().get_board(kind, day)
        return {**board, "directives": self._get_directives(date.fromisoformat(board["last"]))}

    @api.model
    def _get_directives(self, last):
        """Leads of directives without a document that were open at the end of a day.

        Parts that somebody passed on do not count: the lead answers for them.

        :param datetime.date last: the day; what is late now where it is not over
        :return dict: ``open`` and ``late`` (int), ``domain`` and ``late_domain`` on
            ``vanthu.assignment.report``
        """
        documents, work = self.env["vanthu.document.report"], self.env["vanthu.assignment.report"]
        end = documents._get_day_start(last + timedelta(days=1))
        still_open = (
            Domain("company_id", "=", self.env.company.id) & Domain("document_id", "=", False)
            & Domain("is_part", "=", False) & Domain("role", "=", "lead")
            & Domain("assigned_date", "<", end)
            & (Domain("is_open", "=", True) | Domain("finished_date", ">=", end))
        )
        late = still_open & documents._get_late_domain(last)
        return {
            "open": work.search_count(still_open), "late": work.search_count(late),
            "domain": list(still_open), "late_domain": list(late),
        }

    @api.model
    def _get_late_leads(self, day):
        """Who leads late documents in the week of a day, most late first.

        :param datetime.date day: a day of the week
        :return list: dicts ``name``, ``late`` and ``domain`` on ``vanthu.document.report``
        """
        domain = self.env["vanthu.document.report"]._get_period_domains(
            self.env.company, *bounds("week", day)
        )["late"]
        rows = [
            {
                "name": self._get_lead_name(*lead), "late": count,
                "domain": list(domain & self._get_lead_domain(*lead)),
            } for lead, count in self._count_by_lead(domain).items()
        ]
        return sorted(rows, key=lambda row: (-row["late"], row["name"]))
