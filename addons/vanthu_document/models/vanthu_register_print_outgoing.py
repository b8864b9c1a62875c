from datetime import date

from odoo import models
from odoo.tools import SQL

from ..tools.printing.spec import (
    KEPT_COPY_BOOK,
    OUTGOING_REGISTER,
    POST_BOOK,
    RegisterCover,
)
from .local_time import get_zone_name
from .vanthu_register_print import (
    RESTRICTED_TEXT,
    describe_reason,
    format_day,
    join_type_and_subject,
)

# Books of an organisation and a year, whatever the register of the documents in them is.
YEAR_BOOKS = (POST_BOOK.code, KEPT_COPY_BOOK.code)


class VanthuRegister(models.Model):
    """What the printed books of outgoing documents say (Phụ lục IV of NĐ 30/2020)."""

    _inherit = "vanthu.register"

    def _sql_print_rows(self, form, volume, numbers, days):
        if form.code == OUTGOING_REGISTER.code:
            return self._sql_outgoing_rows(volume, numbers, days)
        if form.code in YEAR_BOOKS:
            return self._sql_book_rows(form, numbers, days)
        return super()._sql_print_rows(form, volume, numbers, days)

    # ---- QUERIES ----

    def _sql_outgoing_rows(self, volume, numbers, days):
        return SQL(
            """SELECT e.number, e.suffix, e.date, e.state, e.reason, e.volume_id, e.document_id,
                      COALESCE(d.id IN (%(visible)s), FALSE) AS visible,
                      d.reference, t.name AS type_name, d.subject, d.signer_name, p.recipients,
                      p.keepers, u.name AS unit_name, p.copies, s.first_day, s.last_day,
                      s.signed_for, d.description, d.state AS document_state, d.recall_reason,
                      (d.dispatched_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                          AS dispatched_day, r.remarks, %(amendments)s AS amendments
                 FROM vanthu_register_entry e
            LEFT JOIN vanthu_document d ON d.id = e.document_id
            LEFT JOIN vanthu_document_type t ON t.id = d.type_id
            LEFT JOIN vanthu_unit u ON u.id = d.drafting_unit_id
            LEFT JOIN (%(recipients)s) p ON p.document_id = d.id
            LEFT JOIN (%(deliveries)s) s ON s.document_id = d.id
            LEFT JOIN (%(remarks)s) r ON r.entry_id = e.id
                WHERE e.register_id = %(register)s AND %(limits)s
             ORDER BY e.number, e.suffix""",
            visible=self._sql_readable([("register_id", "=", self.id)]),
            zone=get_zone_name(self.env), recipients=self._sql_recipients(),
            deliveries=self._sql_deliveries(), remarks=self._sql_remarks(),
            amendments=self._sql_amendments(), register=self.id,
            limits=self._sql_print_limits(volume, numbers, days, False),
        )

    def _sql_recipients(self):
        """Who receives and who keeps the documents of this register, and all copies."""
        return SQL(
            """SELECT g.document_id, SUM(g.copies)::int AS copies,
                      string_agg(g.name, '; ' ORDER BY g.place) FILTER (WHERE NOT g.keeps)
                          AS recipients,
                      string_agg(g.name, '; ' ORDER BY g.place) FILTER (WHERE g.keeps) AS keepers
                 FROM (
                    SELECT p.document_id, p.kind = 'keep' AS keeps, SUM(p.copies) AS copies,
                           COALESCE(NULLIF(p.group_name, ''), MIN(p.name)) AS name,
                           MIN(ARRAY[p.sequence, p.id]) AS place
                      FROM vanthu_recipient p
                      JOIN vanthu_document pd ON pd.id = p.document_id AND pd.register_id = %s
                  GROUP BY p.document_id, p.kind = 'keep', p.group_name,
                           CASE WHEN COALESCE(p.group_name, '') = '' THEN p.id END
                 ) g
             GROUP BY g.document_id""", self.id,
        )

    def _sql_deliveries(self):
        """First and last day on which the documents went out, and who signed for paper."""
        day = SQL(
            "COALESCE(v.sent_date, (v.sent_at AT TIME ZONE 'UTC' AT TIME ZONE %s)::date)",
            get_zone_name(self.env),
        )
        return SQL(
            """SELECT v.document_id, MIN(%(day)s) AS first_day, MAX(%(day)s) AS last_day,
                      string_agg(DISTINCT v.receiver_name, '; ') FILTER (WHERE v.channel = 'hand')
                          AS signed_for
                 FROM vanthu_delivery v
                 JOIN vanthu_document vd ON vd.id = v.document_id AND vd.register_id = %(register)s
             GROUP BY v.document_id""", day=day, register=self.id,
        )

    def _sql_book_rows(self, form, numbers, days):
        """Rows of a book of this register's organisation and year."""
        is_post = form.code == POST_BOOK.code
        day = SQL("b.sent_date") if is_post else SQL("b.day")
        conditions = [
            SQL("b.company_id = %s", self.company_id.id),
            SQL("%s BETWEEN %s AND %s", day, *self._get_book_days(days)),
        ]
        first, last = numbers or (0, 0)
        if first:
            conditions.append(SQL("e.number >= %s", first))
        if last:
            conditions.append(SQL("e.number <= %s", last))
        own, table = (
            (SQL("b.name AS recipient, b.envelope_count, b.receiver_name"),
             SQL("vanthu_delivery"))
            if is_post else
            (SQL("b.user_name, b.file_number, b.signed_for, b.returned_day, a.name AS allowed_by"),
             SQL("vanthu_kept_copy_use"))
        )
        if is_post:
            conditions.append(SQL("b.channel = 'post'"))
        allowed = SQL("""LEFT JOIN res_users l ON l.id = b.allowed_by_id
                         LEFT JOIN res_partner a ON a.id = l.partner_id""")
        return SQL(
            """SELECT %(day)s AS date, %(own)s, b.note, e.number, e.suffix, e.register_id,
                      b.document_id, d.id IN (%(visible)s) AS visible, d.reference,
                      d.issued_date, t.name AS type_name, d.subject
                 FROM %(table)s b
                 JOIN vanthu_document d ON d.id = b.document_id
            LEFT JOIN vanthu_document_type t ON t.id = d.type_id
            LEFT JOIN vanthu_register_entry e ON e.id = d.register_entry_id
                      %(allowed)s
                WHERE %(conditions)s
             ORDER BY %(day)s, d.issued_date, e.number, e.suffix, b.id""",
            day=day, own=own, table=table, allowed=SQL() if is_post else allowed,
            visible=self._sql_readable([
                ("company_id", "=", self.company_id.id), ("direction", "!=", "incoming"),
            ]),
            conditions=SQL(" AND ").join(conditions),
        )

    def _get_book_days(self, days):
        """First and last day of a book of the year, or those that were asked for."""
        first, last = days or (False, False)
        return first or date(self.year, 1, 1), last or date(self.year, 12, 31)

    # ---- COVER ----

    def _get_print_cover(self, form, rows, volume=None, days=None):
        if form.code not in YEAR_BOOKS:
            return super()._get_print_cover(form, rows, volume, days)
        first, last = days or (False, False)
        dates = [row["date"] for row in rows]
        # Numbers of several registers make no range: it is filled in by hand, as the volume is.
        numbered = [row for row in rows if row["number"]]
        ordered = sorted(numbered, key=lambda row: (row["number"], row["suffix"]))
        single = len({row["register_id"] for row in numbered}) == 1
        return RegisterCover(
            parent_name=self.company_id.organ_superior_name or "", name=self.company_id.name,
            year=self.year, date_from=first or min(dates, default=None),
            date_to=last or max(dates, default=None),
            number_from=self._get_label(ordered[0]) if single else "",
            number_to=self._get_label(ordered[-1]) if single else "",
        )

    # ---- CELLS ----

    def _get_row_readers(self):
        return {
            **super()._get_row_readers(),
            OUTGOING_REGISTER.code: self._get_outgoing_values,
            POST_BOOK.code: self._get_post_values,
            KEPT_COPY_BOOK.code: self._get_kept_copy_values,
        }

    def _get_outgoing_values(self, row, _today):
        values = {
            "reference": self._get_label(row),
            "issued_date": format_day(row["date"]),
            "note": self._get_outgoing_note(row),
        }
        if not row["document_id"]:
            return values | {"subject": describe_reason(row)}
        if not row["visible"]:
            return values | {"subject": RESTRICTED_TEXT}
        return values | {
            "reference": row["reference"],
            "subject": join_type_and_subject(row["type_name"], row["subject"]),
            "signer": row["signer_name"],
            "recipients": row["recipients"],
            "keeper": _join_keepers(row["keepers"], row["unit_name"]),
            "copies": row["copies"],
            "sent_date": _describe_days(row),
            "signature": row["signed_for"],
        }

    def _get_outgoing_note(self, row):
        note = self._get_note(row)
        if row["visible"] and row["document_state"] == "recalled":
            return "; ".join(filter(None, (f"Thu hồi: {row['recall_reason'] or ''}", note)))
        return note

    def _get_post_values(self, row, _today):
        values = {"sent_date": format_day(row["date"]), "envelopes": row["envelope_count"]}
        if not row["visible"]:
            return values | {"reference": self._get_label(row), "recipients": RESTRICTED_TEXT}
        return values | {
            "reference": row["reference"],
            "recipients": row["recipient"],
            "signature": row["receiver_name"],
            "note": row["note"],
        }

    def _get_kept_copy_values(self, row, _today):
        values = {
            "day": format_day(row["date"]), "returned_day": format_day(row["returned_day"]),
        }
        if not row["visible"]:
            return values | {"reference": self._get_label(row), "subject": RESTRICTED_TEXT}
        return values | {
            "user": row["user_name"],
            "reference": f"{row['reference']} ngày {format_day(row['issued_date'])}",
            "subject": join_type_and_subject(row["type_name"], row["subject"]),
            "file_number": row["file_number"],
            "signature": row["signed_for"],
            "allowed_by": row["allowed_by"],
            "note": row["note"],
        }


def _join_keepers(keepers, unit):
    """Đơn vị, người nhận bản lưu: those of the recipients, then the drafting unit, each once."""
    known = (keepers or "").casefold()
    return "; ".join(filter(None, (keepers, unit if unit and unit.casefold() not in known else "")))


def _describe_days(row):
    """Ngày chuyển: when it went out; the first and the last day where these differ."""
    first = row["first_day"] or row["dispatched_day"]
    last = row["last_day"] or first
    days = [format_day(first)] if first == last else [format_day(first), format_day(last)]
    return " - ".join(days) if first else ""
