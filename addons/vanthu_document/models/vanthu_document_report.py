from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .local_time import get_zone_name, local_today
from .states import GONE_ASSIGNMENT_STATES

# What was registered and not taken back by its sender; the others need no action.
COUNTED_STATES = ("registered", "submitted", "assigned", "in_progress", "done")


class VanthuDocument(models.Model):
    """What the figures of a period need to be found quickly."""

    _inherit = "vanthu.document"

    _done_idx = models.Index("(company_id, done_date) WHERE state = 'done'")


class VanthuDocumentReport(models.Model):
    """Incoming documents in figures: one row for each in the register.

    Board, statutory reports and digest count these rows, and what is behind a figure is a list
    of them. So a restricted document is counted and listed for everybody who may see the
    figures, with number and dates; what it is about shows only to whoever may read it.
    """

    _name = "vanthu.document.report"
    _description = "Incoming documents in figures"
    _inherit = ["vanthu.figures.mixin"]
    _auto = False
    _order = "arrival_date desc, arrival_number desc, id desc"
    _rec_name = "arrival_label"
    _depends = {
        "vanthu.document": [
            "direction", "register_entry_id", "company_id", "type_id", "priority", "restricted",
            "arrival_number", "arrival_date", "due_date", "state", "deadline_state", "done_date",
            "write_date",
        ],
        "vanthu.assignment": ["document_id", "parent_id", "role", "state", "unit_id", "user_id"],
        "vanthu.register.entry": ["number", "suffix"],
    }

    document_id = fields.Many2one("vanthu.document", readonly=True)
    unit_id = fields.Many2one("vanthu.unit", string="Lead unit", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Lead person", readonly=True,
        help="Where a leader gave the lead to a person and not to a unit.",
    )
    state = fields.Selection(
        lambda self: self._get_values_of("vanthu.document", "state"), readonly=True
    )
    arrival_number = fields.Integer(readonly=True, aggregator=None)
    arrival_label = fields.Char(string="Number of arrival", readonly=True)
    arrival_date = fields.Date(readonly=True)
    done_date = fields.Datetime(string="Done on", readonly=True)
    open_count = fields.Integer(string="Open documents")
    done_count = fields.Integer(string="Done", readonly=True)
    in_time_count = fields.Integer(string="Done in time")
    missed_count = fields.Integer(string="Done late")
    days = fields.Float(help="Calendar days from arrival: half of the documents took less.")

    # What it is about
    reference = fields.Char(string="Number and notation", compute="_compute_content")
    organ_name = fields.Char(string="Issuing body", compute="_compute_content")
    subject = fields.Char(compute="_compute_content")
    answer_reference = fields.Char(string="Answering document", compute="_compute_content")

    @property
    def _table_query(self):
        lead = SQL(
            """FROM vanthu_assignment a
               WHERE a.document_id = d.id AND a.role = 'lead' AND a.parent_id IS NULL
                 AND a.state NOT IN %s ORDER BY a.id LIMIT 1""", GONE_ASSIGNMENT_STATES,
        )
        # The lead and the label stand as expressions, so that a count does not compute them.
        return SQL(
            """SELECT d.id, d.id AS document_id, d.company_id, d.type_id, d.priority, d.state,
                      d.deadline_state, COALESCE(d.restricted, FALSE) AS restricted,
                      d.arrival_number, d.arrival_date, d.due_date,
                      (SELECT a.unit_id %(lead)s) AS unit_id,
                      (SELECT CASE WHEN a.unit_id IS NULL THEN a.user_id END %(lead)s) AS user_id,
                      (SELECT LPAD(e.number::text, GREATEST(2, LENGTH(e.number::text)), '0')
                              || COALESCE(e.suffix, '')
                         FROM vanthu_register_entry e WHERE e.id = d.register_entry_id)
                          AS arrival_label,
                      CASE WHEN d.state = 'done' THEN COALESCE(d.done_date, d.write_date) END
                          AS done_date,
                      (d.state = 'done')::int AS done_count, %(outcome)s,
                      CASE WHEN d.state = 'done' THEN GREATEST((
                          COALESCE(d.done_date, d.write_date) AT TIME ZONE 'UTC'
                              AT TIME ZONE %(zone)s
                      )::date - d.arrival_date, 0)::float8 END AS days
                 FROM vanthu_document d
                WHERE d.direction = 'incoming' AND d.register_entry_id IS NOT NULL
                  AND d.state IN %(states)s""",
            outcome=self._get_outcome_columns(
                SQL("(d.state <> 'done')"), SQL("d.deadline_state")
            ),
            lead=lead, zone=get_zone_name(self.env), states=COUNTED_STATES,
        )

    @api.depends("document_id")
    @api.depends_context("uid")
    def _compute_content(self):
        readable = self.document_id._filtered_access("read")
        for row in self:
            document = row.document_id & readable
            row.reference = document.reference
            row.organ_name = document.organ_name
            row.subject = document.subject if document else row.document_id.sudo().display_name
            row.answer_reference = document.answer_reference

    def action_open(self) -> dict:
        """Show the document behind a row.

        :return dict: window action
        :raise AccessError: the document is restricted and the person is not named
        """
        self.ensure_one()
        if not self.document_id.has_access("read"):
            raise AccessError(self.env._(
                "Document number %(number)s is restricted to named persons; ask one of them or "
                "the leader who restricted it.", number=self.arrival_label,
            ))
        return {
            "type": "ir.actions.act_window",
            "res_model": "vanthu.document",
            "res_id": self.document_id.id,
            "views": [(self.env.ref(
                "vanthu_document.vanthu_document_view_form_incoming"
            ).id, "form")],
        }

    def export_data(self, fields_to_export):
        """Export as Odoo does, and log it as an export of the documents.

        :param list fields_to_export: names or paths of fields
        :return dict: ``datas``, the rows
        """
        result = super().export_data(fields_to_export)
        for company, rows in self.sudo().grouped("company_id").items():
            self.env["vanthu.event"]._log_company(company, "exported", {
                "list": self._description, "count": len(rows), "first": min(rows.ids),
                "last": max(rows.ids), "fields": ", ".join(map(str, fields_to_export)),
            })
        return result

    # ---- PERIODS ----

    @api.model
    def _get_period_domains(self, company, first, last):
        """What the figures of a period count; each domain finds exactly the rows of its figure.

        Carried over plus received is the total, and so is done plus open. Done is what was in
        time, what was late, and what had no deadline, which is neither. A past period is told
        as it was at the end of its last day: what was done later was still open, and late when
        its deadline had passed by then. For the running period “late” is what the lists call
        so.

        :param company: ``res.company``
        :param datetime.date first: first day
        :param datetime.date last: last day
        :return dict: name → ``Domain``; dates are text, so that they can be sent
        """
        start, end = self._get_day_start(first), self._get_day_start(last + timedelta(days=1))
        day = fields.Date.to_string
        undone = Domain("done_date", "=", False)
        received = Domain("arrival_date", ">=", day(first)) & Domain(
            "arrival_date", "<=", day(last)
        )
        carried = Domain("arrival_date", "<", day(first)) & (
            undone | Domain("done_date", ">=", start)
        )
        total = Domain("company_id", "=", company.id) & (received | carried)
        done = total & Domain("done_date", "<", end)
        still_open = total & (undone | Domain("done_date", ">=", end))
        is_late = self._get_late_domain(last)
        mine = Domain("company_id", "=", company.id)
        timed = Domain("deadline_state", "in", ("met", "missed"))
        return {
            "total": total,
            "carried": mine & carried,
            "received": mine & received,
            "done": done,
            "timed": done & timed,
            "in_time": done & Domain("deadline_state", "=", "met"),
            "missed": done & Domain("deadline_state", "=", "missed"),
            "undated": done & ~timed,
            "open": still_open,
            "late": still_open & is_late,
            "waiting": still_open & ~is_late,
        }

    @api.model
    def _get_late_domain(self, last):
        """What was late at the end of a day, or is late now where the day is not over.

        :param datetime.date last: the day
        :return: ``Domain`` for what is still open
        """
        if last < local_today(self.env):
            return Domain("due_date", "<=", fields.Date.to_string(last))
        return Domain("deadline_state", "=", "late")

    @api.model
    def _get_day_start(self, day):
        zone = timezone(get_zone_name(self.env))
        moment = zone.localize(datetime.combine(day, time.min)).astimezone(utc)
        return fields.Datetime.to_string(moment.replace(tzinfo=None))
