import hashlib
import json

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .guard import install_guard

SEAL_BATCH = 2000
# First key of the advisory lock under which one worker seals; the second is the company.
SEAL_LOCK = 1986356334


class VanthuEvent(models.Model):
    """What an inspector would ask about: one row for each event, only ever added.

    Phụ lục VI, III.5.a and III.6.l of NĐ 30/2020 (history of access and handling). Writers
    only insert; a cron chains the new rows by hash behind them, for each organisation, in
    the order in which it finds them.
    """

    _name = "vanthu.event"
    _description = "Event"
    _order = "id desc"
    _rec_name = "kind"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    date = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    kind = fields.Selection(selection="_selection_kind", required=True, readonly=True)
    res_model = fields.Char(readonly=True, required=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True, required=True)
    detail = fields.Json(readonly=True)
    position = fields.Integer(
        string="Place in the chain", readonly=True, aggregator=None,
        help="Consecutive within the organisation, given when the event is sealed.",
    )
    previous_hash = fields.Char(readonly=True, size=64)
    hash = fields.Char(readonly=True, size=64)

    _record_idx = models.Index("(res_model, res_id, id)")
    _unsealed_idx = models.Index("(company_id, id) WHERE hash IS NULL")
    _position_uniq = models.UniqueIndex("(company_id, position) WHERE position IS NOT NULL")

    def init(self):
        install_guard(self.env.cr, "vanthu_event")

    @api.model
    def _selection_kind(self):
        """Kinds of events with their labels; other add-ons add theirs."""
        return [
            ("received", self.env._("Received")),
            ("registered", self.env._("Registered")),
            ("changed", self.env._("Changed")),
            ("opened", self.env._("Opened")),
            ("file_opened", self.env._("File opened")),
            ("printed", self.env._("Printed")),
            ("exported", self.env._("Exported")),
            ("stamped", self.env._("Arrival stamp drawn")),
            ("submitted", self.env._("Submitted")),
            ("directed", self.env._("Directed")),
            ("assigned", self.env._("Assigned")),
            ("accepted", self.env._("Accepted")),
            ("begun", self.env._("Begun")),
            ("reported", self.env._("Reported")),
            ("completed", self.env._("Completed")),
            ("approved", self.env._("Report approved")),
            ("report_sent_back", self.env._("Report sent back")),
            ("assignment_recalled", self.env._("Assignment taken back")),
            ("directive_undone", self.env._("Directive undone")),
            ("reopened", self.env._("Opened again")),
            ("assignment_returned", self.env._("Assignment sent back")),
            ("returned", self.env._("Returned to the sender")),
            ("handed_over", self.env._("Handed over unopened")),
            ("transferred", self.env._("Handed over on paper")),
            ("recalled", self.env._("Recalled")),
            ("access_changed", self.env._("Access right changed")),
            ("access_confirmed", self.env._("Access right confirmed")),
            ("secret_refused", self.env._("Refused: state secret")),
            ("number_reserved", self.env._("Number reserved")),
            ("number_inserted", self.env._("Number inserted")),
            ("number_void", self.env._("Number made void")),
            ("volume_closed", self.env._("Volume closed")),
            ("correction", self.env._("Correction written")),
            ("deleted", self.env._("Deleted before registration")),
            ("imported", self.env._("Imported")),
            ("join_requested", self.env._("Account asked for")),
            ("join_approved", self.env._("Account approved")),
            ("join_refused", self.env._("Account refused")),
            ("post_change_planned", self.env._("Hand-over of the post planned")),
            ("post_change_cancelled", self.env._("Hand-over of the post cancelled")),
            ("post_changed", self.env._("Post handed over")),
            ("account_reviewed", self.env._("Account reviewed")),
        ]

    # ---- WRITING ----

    @api.model_create_multi
    def create(self, vals_list):
        raise UserError(self.env._("Events are written by the software, not by hand."))

    def write(self, vals):
        raise UserError(self.env._("Events are never changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Events are never deleted."))

    @api.model
    def _log(self, records, kind, detail=None):
        """Add one event for each record, in the caller's transaction.

        :param records: recordset of one model with ``company_id``
        :param str kind: one of :meth:`_selection_kind`
        :param dict detail: short facts, strings and numbers only; never content of a document
        """
        self._insert([
            self._row(record, kind, detail) for record in records.sudo()
        ])

    @api.model
    def _row(self, record, kind, detail):
        # What happens to a directive, an assignment or a number is told at its document.
        target = record["document_id"] if "document_id" in record._fields else record
        if target and target != record:
            detail = {**(detail or {}), "of": f"{record._name},{record.id}"}
        target = target or record
        return (record.company_id.id, self.env.uid, kind, target._name, target.id, detail)

    @api.model
    def _log_company(self, company, kind, detail=None):
        """Add an event that concerns an organisation and no record of it.

        :param company: ``res.company``
        :param str kind: one of :meth:`_selection_kind`
        :param dict detail: short facts
        """
        self._insert([(company.id, self.env.uid, kind, "res.company", company.id, detail)])

    @api.model
    def _insert(self, rows):
        if not rows:
            return
        now = fields.Datetime.now()
        values = SQL(", ").join(
            SQL("(%s, %s, %s, %s, %s, %s, %s)", company, now, user, kind, model, res_id,
                Json(detail) if detail else None)
            for company, user, kind, model, res_id, detail in rows
        )
        self.env.cr.execute(SQL(
            "INSERT INTO vanthu_event (company_id, date, user_id, kind, res_model, res_id, detail)"
            " VALUES %s", values,
        ))

    @api.model
    def _log_view(self, records, kind, detail=None):
        """Log a look at records from a request that may be reading from a replica.

        In a read-only request it is written through an own connection. The same person's
        further looks at the same record within ten minutes are one event, as long as the facts
        are the same.

        :param records: recordset of one model with ``company_id``
        :param str kind: opened or file_opened
        :param dict detail: short facts
        """
        rows = [self._row(record, kind, detail) for record in records.sudo()]
        if not rows:
            return
        if self.env.cr.readonly:
            with self.env.registry.cursor() as cr:
                self.with_env(self.env(cr=cr))._insert_fresh(rows)
        else:
            self._insert_fresh(rows)

    @api.model
    def _insert_fresh(self, rows):
        """Insert the looks that nobody logged in the last ten minutes.

        :param list rows: as :meth:`_insert` takes them, alike but for the record
        """
        _company, user, kind, model, _res_id, detail = rows[0]
        self.env.cr.execute(SQL(
            """SELECT res_id FROM vanthu_event
                WHERE res_model = %s AND res_id IN %s AND kind = %s AND user_id = %s
                  AND detail IS NOT DISTINCT FROM %s::jsonb
                  AND date > (now() AT TIME ZONE 'UTC') - interval '10 minutes'""",
            model, tuple(row[4] for row in rows), kind, user,
            Json(detail) if detail else None,
        ))
        seen = {row[0] for row in self.env.cr.fetchall()}
        fresh = [row for row in rows if row[4] not in seen]
        if fresh:
            self._insert(fresh)

    # ---- SEALING ----

    @api.model
    def _cron_seal(self):
        """Chain what was written since the last run, batch by batch."""
        for (company,) in self._read_group([("hash", "=", False)], ["company_id"]):
            while self._seal_batch(company) == SEAL_BATCH:
                if not self.env["ir.cron"]._commit_progress(SEAL_BATCH):
                    return
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _seal_batch(self, company, limit=SEAL_BATCH):
        """Give the next unsealed events of one organisation their place in the chain.

        :param company: ``res.company``
        :param int limit: most events to seal
        :return int: number of events sealed
        """
        cr = self.env.cr
        cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", SEAL_LOCK, company.id))
        if not cr.fetchone()[0]:
            return 0
        cr.execute(SQL(
            """(SELECT position, hash FROM vanthu_event
                 WHERE company_id = %(company)s AND position IS NOT NULL
              ORDER BY position DESC LIMIT 1)
                UNION ALL
               SELECT event_head_position, event_head_hash FROM res_company
                WHERE id = %(company)s AND event_head_position > 0
             ORDER BY position DESC LIMIT 1""", company=company.id,
        ))
        position, previous = cr.fetchone() or (0, "")
        rows = self._fetch_for_hash(SQL(
            "company_id = %s AND hash IS NULL ORDER BY id LIMIT %s", company.id, limit
        ))
        sealed = []
        for row in rows:
            position += 1
            digest = self._digest(row, position, previous)
            sealed.append(SQL("(%s, %s, %s, %s)", row["id"], position, previous, digest))
            previous = digest
        if sealed:
            cr.execute(SQL(
                """UPDATE vanthu_event e
                      SET position = s.position, previous_hash = s.previous, hash = s.hash
                     FROM (VALUES %s) AS s(id, position, previous, hash)
                    WHERE e.id = s.id""", SQL(", ").join(sealed),
            ))
            self.invalidate_model(["position", "previous_hash", "hash"])
        return len(sealed)

    @api.model
    def _fetch_for_hash(self, condition):
        self.env.cr.execute(SQL(
            """SELECT id, company_id, to_char(date, 'YYYY-MM-DD"T"HH24:MI:SS') AS date, user_id,
                      kind, res_model, res_id, detail, position, previous_hash, hash
                 FROM vanthu_event WHERE %s""", condition,
        ))
        return self.env.cr.dictfetchall()

    @api.model
    def _digest(self, row, position, previous):
        """SHA-256 over the canonical JSON of an event and the hash before it.

        :param dict row: one row of :meth:`_fetch_for_hash`
        :param int position: place in the chain
        :param str previous: hash of the event before, empty for the first
        :return str: 64 hexadecimal digits
        """
        content = [
            row["id"], row["company_id"], row["date"], row["user_id"], row["kind"],
            row["res_model"], row["res_id"], row["detail"], position, previous or "",
        ]
        canonical = json.dumps(
            content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    @api.model
    def _find_break(self, company, batch=5000):
        """Check the chain of one organisation from its start.

        :param company: ``res.company``
        :param int batch: events read at a time
        :return: None when nothing was changed, else the position (int) of the first event
            that is missing or differs from what was sealed
        """
        position, previous = 0, ""
        while True:
            rows = self._fetch_for_hash(SQL(
                "company_id = %s AND position > %s ORDER BY position LIMIT %s",
                company.id, position, batch,
            ))
            for row in rows:
                expected = position + 1
                if (
                    row["position"] != expected
                    or (row["previous_hash"] or "") != previous
                    or row["hash"] != self._digest(row, expected, previous)
                ):
                    return expected
                position, previous = expected, row["hash"]
            if len(rows) < batch:
                return None
