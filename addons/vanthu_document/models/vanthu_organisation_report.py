from odoo import fields, models
from odoo.tools import SQL

from .local_time import get_zone_name
from .vanthu_document_report import COUNTED_STATES


class VanthuOrganisationReport(models.Model):
    """Sums of each organisation and month, which a superior body sees of those below it.

    Sums and nothing else: no document, no person, no unit. A document counts as arrived, and
    while it is open as open, in the month of its arrival; as done in the month in which it was
    done, in time or late if it had a deadline.
    """

    _name = "vanthu.organisation.report"
    _description = "Figures of organisations"
    _auto = False
    _order = "month desc, company_id"
    _rec_name = "company_id"
    _depends = {
        "vanthu.document": [
            "direction", "register_entry_id", "company_id", "arrival_date", "state",
            "deadline_state", "done_date", "write_date",
        ],
        "res.company": ["name"],
    }

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    name = fields.Char(readonly=True, help="For finding organisations that one may not open.")
    month = fields.Date(readonly=True)
    arrived = fields.Integer(string="Incoming documents", readonly=True)
    done = fields.Integer(readonly=True)
    in_time = fields.Integer(string="Done in time", readonly=True)
    missed = fields.Integer(string="Done late", readonly=True)
    open_count = fields.Integer(
        string="Still open", readonly=True, help="By month of arrival; added up, what is open now."
    )
    late_count = fields.Integer(
        string="Open and late", readonly=True,
        help="By month of arrival; added up, what is late now.",
    )

    @property
    def _table_query(self):
        # The key tells organisation and month, and nothing about documents.
        return SQL(
            """SELECT facts.company_id * 24000 + EXTRACT(YEAR FROM month)::int %% 2000 * 12
                          + EXTRACT(MONTH FROM month)::int AS id,
                      facts.company_id, c.name, month, SUM(arrived)::int AS arrived,
                      SUM(done)::int AS done, SUM(in_time)::int AS in_time,
                      SUM(missed)::int AS missed,
                      SUM(open_count)::int AS open_count, SUM(late_count)::int AS late_count
                 FROM (SELECT company_id, DATE_TRUNC('month', arrival_date)::date AS month,
                              1 AS arrived, 0 AS done, 0 AS in_time, 0 AS missed,
                              (state <> 'done')::int AS open_count,
                              (state <> 'done' AND deadline_state = 'late')::int AS late_count
                         FROM vanthu_document
                        WHERE direction = 'incoming' AND register_entry_id IS NOT NULL
                          AND state IN %(states)s
                    UNION ALL
                       SELECT company_id,
                              DATE_TRUNC('month', COALESCE(done_date, write_date)
                                  AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date,
                              0, 1, COALESCE(deadline_state = 'met', FALSE)::int,
                              COALESCE(deadline_state = 'missed', FALSE)::int, 0, 0
                         FROM vanthu_document
                        WHERE direction = 'incoming' AND register_entry_id IS NOT NULL
                          AND state = 'done') facts
                 JOIN res_company c ON c.id = facts.company_id
                WHERE month IS NOT NULL
             GROUP BY facts.company_id, c.name, month""",
            states=COUNTED_STATES, zone=get_zone_name(self.env),
        )
