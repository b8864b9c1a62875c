from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.printing.spec import (
    FOLLOW_UP_REGISTER,
    FORMS_OF,
    HAND_OVER_LIST,
    INCOMING_REGISTER,
    RegisterCover,
)
from .local_time import get_zone_name, local_today

# Words of the printed register; Vietnamese whatever the person's language is.
RESTRICTED_TEXT = "(Văn bản hạn chế)"
PROGRESS = {
    "registered": "Đã vào sổ",
    "submitted": "Đã trình lãnh đạo",
    "assigned": "Đã giao",
    "in_progress": "Đang giải quyết",
    "done": "Đã giải quyết",
    "returned": "Đã trả lại",
    "recalled": "Đã bị thu hồi",
}
OPEN_PROGRESS = ("registered", "submitted", "assigned", "in_progress")


class VanthuRegister(models.Model):
    """What a printed register says, row by row (Phụ lục IV of NĐ 30/2020)."""

    _inherit = "vanthu.register"

    def _get_print_rows(self, form, volume=None, numbers=None, days=None):
        """Read the numbers of this register for a printed form, in one query.

        Whoever may not read a restricted document gets its date and number and nothing else.

        :param form: a ``RegisterForm``
        :param volume: ``vanthu.register.volume``; all volumes by default
        :param tuple numbers: first and last number; each may be 0 for no limit
        :param tuple days: first and last ``date``; each may be False for no limit
        :return list: dicts with what :meth:`_get_cells` needs, in order of the form
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk", "group_leader")
        self.check_access("read")
        if volume and volume.register_id != self:
            raise UserError(self.env._("Choose a volume of the register %s.", self.display_name))
        self.env.flush_all()
        self.env.cr.execute(self._sql_print_rows(form, volume, numbers, days))
        return self.env.cr.dictfetchall()

    def _sql_print_rows(self, form, volume, numbers, days):
        """The query behind :meth:`_get_print_rows`; parameters as there.

        :return: ``SQL``
        """
        by_transfer = form.code == HAND_OVER_LIST.code
        return SQL(
            """SELECT e.number, e.suffix, e.date, e.state, e.reason, e.volume_id, e.document_id,
                      COALESCE(d.id IN (%(visible)s), FALSE) AS visible,
                      d.organ_name, d.reference, d.issued_date, t.name AS type_name, d.subject,
                      d.receiver_name, d.transfer_date, d.description, d.due_date,
                      d.state AS document_state, d.answer_reference, r.remarks,
                      %(amendments)s AS amendments, %(done)s AS done_date
                 FROM vanthu_register_entry e
            LEFT JOIN vanthu_document d ON d.id = e.document_id
            LEFT JOIN vanthu_document_type t ON t.id = d.type_id
            LEFT JOIN (%(remarks)s) r ON r.entry_id = e.id
                WHERE e.register_id = %(register)s AND %(limits)s
             ORDER BY %(order)s""",
            visible=self._sql_readable([("register_id", "=", self.id)]),
            remarks=self._sql_remarks(), amendments=self._sql_amendments(),
            register=self.id,
            done=self._sql_done_date() if form.code == FOLLOW_UP_REGISTER.code else SQL("NULL"),
            limits=self._sql_print_limits(volume, numbers, days, by_transfer),
            order=SQL("d.transfer_date, d.receiver_name, e.number, e.suffix") if by_transfer
            else SQL("e.number, e.suffix"),
        )

    @api.model
    def _sql_readable(self, domain):
        """Ids of the documents of a domain that the person may read, archived ones too."""
        documents = self.env["vanthu.document"].with_context(active_test=False)
        return documents._search(domain).subselect()

    def _sql_remarks(self):
        """Corrections at the numbers of this register, as columns ``entry_id``, ``remarks``."""
        return SQL(
            """SELECT n.entry_id, string_agg(
                          'Đính chính ' || to_char(n.create_date AT TIME ZONE 'UTC'
                              AT TIME ZONE %(zone)s, 'DD/MM/YYYY') || ': ' || n.text,
                          '; ' ORDER BY n.id) AS remarks
                 FROM vanthu_register_remark n
                 JOIN vanthu_register_entry ne ON ne.id = n.entry_id
                WHERE ne.register_id = %(register)s GROUP BY n.entry_id""",
            zone=get_zone_name(self.env), register=self.id,
        )

    def _sql_amendments(self):
        """Which documents replace or correct a document (Điều 18.3), as one text.

        Derived, so that the line of the register stays as it was written.
        """
        return SQL(
            """(SELECT string_agg(
                           CASE n.amendment_kind WHEN 'replace' THEN 'Thay thế bởi '
                                                 ELSE 'Đính chính bởi ' END
                           || n.reference || ' ngày ' || to_char(n.issued_date, 'DD/MM/YYYY'),
                           '; ' ORDER BY n.id)
                  FROM vanthu_document n
                 WHERE n.amends_id = d.id AND n.register_entry_id IS NOT NULL
                   AND n.state <> 'recalled')"""
        )

    def _sql_done_date(self):
        """Date on which the lead of a document finished, in the person's time zone."""
        return SQL(
            """(SELECT (MAX(a.done_date) AT TIME ZONE 'UTC' AT TIME ZONE %s)::date
                  FROM vanthu_assignment a
                 WHERE a.document_id = d.id AND a.role = 'lead' AND a.state = 'done')""",
            get_zone_name(self.env),
        )

    def _sql_print_limits(self, volume, numbers, days, by_transfer):
        conditions = []
        if volume:
            conditions.append(SQL("e.volume_id = %s", volume.id))
        first, last = numbers or (0, 0)
        if first:
            conditions.append(SQL("e.number >= %s", first))
        if last:
            conditions.append(SQL("e.number <= %s", last))
        day = SQL("d.transfer_date") if by_transfer else SQL("e.date")
        start, end = days or (False, False)
        if start:
            conditions.append(SQL("%s >= %s", day, start))
        if end:
            conditions.append(SQL("%s <= %s", day, end))
        if by_transfer:
            conditions.append(SQL("d.transfer_date IS NOT NULL"))
        return SQL(" AND ").join(conditions) if conditions else SQL("TRUE")

    def _get_own_form(self):
        """The form of the register itself, of which volumes are bound.

        :return: ``RegisterForm``
        :raise UserError: there is none for this direction
        """
        self.ensure_one()
        if self.direction not in FORMS_OF:
            raise UserError(self.env._("There is no form for %s.", self.display_name))
        return FORMS_OF[self.direction][0]

    def _get_print_cover(self, form, rows, volume=None, days=None):
        """Cover of a printed register: the ranges are those of what is printed.

        :param form: a ``RegisterForm``
        :param list rows: result of :meth:`_get_print_rows`
        :param volume: ``vanthu.register.volume`` or None
        :param tuple days: first and last ``date`` that were asked for
        :return: ``RegisterCover``
        """
        start, end = days or (False, False)
        key = "transfer_date" if form.code == HAND_OVER_LIST.code else "date"
        dates = [row[key] for row in rows]
        volumes = {row["volume_id"] for row in rows}
        if not volume and len(volumes) == 1:
            volume = self.env["vanthu.register.volume"].browse(volumes)
        return RegisterCover(
            parent_name=self.company_id.organ_superior_name or "",
            name=self.company_id.name,
            year=self.year,
            date_from=start or min(dates, default=None),
            date_to=end or max(dates, default=None),
            number_from=self._get_label(rows[0]) if rows else "",
            number_to=self._get_label(rows[-1]) if rows else "",
            volume=f"{volume.number:02d}" if volume else "",
        )

    def _get_cells(self, form, rows):
        """Values of the columns of a form, one tuple for each row.

        :param form: a ``RegisterForm``
        :param list rows: result of :meth:`_get_print_rows`
        :return: generator of tuples of text, in the order of ``form.columns``
        """
        values_of = self._get_row_readers()[form.code]
        today = local_today(self.env)
        for row in rows:
            values = values_of(row, today)
            yield tuple(values.get(key) or "" for key in form.keys)

    def _get_row_readers(self):
        """How a row becomes the values of a form.

        :return dict: code of the form → function of a row and today's date → dict of values
        """
        return {
            INCOMING_REGISTER.code: self._get_incoming_values,
            FOLLOW_UP_REGISTER.code: self._get_follow_up_values,
            HAND_OVER_LIST.code: self._get_hand_over_values,
        }

    def _get_label(self, row):
        return f"{row['number']:02d}{row['suffix'] or ''}"

    def _get_incoming_values(self, row, _today):
        values = {
            "arrival_date": format_day(row["date"]),
            "arrival_number": self._get_label(row),
            "note": self._get_note(row),
        }
        if not row["document_id"]:
            return values | {"subject": describe_reason(row)}
        if not row["visible"]:
            return values | {"subject": RESTRICTED_TEXT}
        return values | {
            "organ_name": row["organ_name"],
            "reference": row["reference"],
            "issued_date": format_day(row["issued_date"]),
            "subject": join_type_and_subject(row["type_name"], row["subject"]),
            "recipient": row["receiver_name"],
            "handed_over_date": format_day(row["transfer_date"]),
        }

    def _get_follow_up_values(self, row, today):
        values = {"arrival_number": self._get_label(row), "note": self._get_note(row)}
        if not row["document_id"]:
            return values | {"description": describe_reason(row)}
        if not row["visible"]:
            return values | {"description": RESTRICTED_TEXT}
        return values | {
            "description": _describe(row),
            "recipient": row["receiver_name"],
            "due_date": format_day(row["due_date"]),
            "progress": _progress(row, today),
            "reply_reference": row["answer_reference"],
        }

    def _get_hand_over_values(self, row, _today):
        values = {
            "handed_over_date": format_day(row["transfer_date"]),
            "arrival_number": self._get_label(row),
        }
        if not row["visible"]:
            return values | {"subject": RESTRICTED_TEXT}
        return values | {
            "reference": row["reference"],
            "subject": join_type_and_subject(row["type_name"], row["subject"]),
            "recipient": row["receiver_name"],
            "note": row["description"],
        }

    def _get_note(self, row):
        """Ghi chú: what is special about the number, the remarks, the corrections."""
        if not row["document_id"]:
            return row["remarks"]
        if not row["visible"]:
            return describe_number(row)
        return "; ".join(filter(None, (
            describe_reason(row), row["description"], row.get("amendments"), row["remarks"],
        )))

    def _log_print(self, kind, form, rows, volume=None):
        """Record what was printed or exported from this register.

        :param str kind: printed or exported
        :param form: a ``RegisterForm``
        :param list rows: result of :meth:`_get_print_rows`
        :param volume: ``vanthu.register.volume`` or None
        """
        self.env["vanthu.event"]._log(volume or self, kind, {
            "register": self.display_name, "form": form.code,
            "from": self._get_label(rows[0]) if rows else "",
            "to": self._get_label(rows[-1]) if rows else "",
            "count": len(rows),
        })


def format_day(value):
    """A day as registers write it (dd/mm/yyyy), empty where there is none."""
    return value.strftime("%d/%m/%Y") if value else ""


def describe_number(row):
    """What is special about a number: void, inserted or taken before its document."""
    if row["state"] == "void":
        return "Hủy số"
    if row["suffix"]:
        return "Số chèn"
    return "Lấy số trước" if row["reason"] else ""


def describe_reason(row):
    """Why a number is void, inserted or reserved, as the register says it."""
    return f"{describe_number(row)}: {row['reason']}" if row["reason"] else ""


def join_type_and_subject(type_name, subject):
    """Tên loại và trích yếu as one text, the type not said twice.

    :param type_name: text or None
    :param subject: text or None
    :return str: for example "Công văn về việc tổng kết năm học"
    """
    subject = (subject or "").strip()
    if not type_name or subject.casefold().startswith(type_name.casefold()):
        return subject
    if subject.startswith("Về "):
        subject = f"về {subject[3:]}"
        return f"{type_name} {subject}"
    return f"{type_name}: {subject}" if subject else type_name


def _describe(row):
    """Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành as one text."""
    parts = [row["type_name"] or "Văn bản"]
    if row["reference"]:
        parts.append(f"số {row['reference']}")
    if row["issued_date"]:
        parts.append(f"ngày {format_day(row['issued_date'])}")
    if row["organ_name"]:
        parts.append(f"của {row['organ_name']}")
    return " ".join(parts)


def _progress(row, today):
    state = row["document_state"]
    text = PROGRESS.get(state, "")
    if state == "done" and row["done_date"]:
        return f"{text} ngày {format_day(row['done_date'])}"
    if state in OPEN_PROGRESS and row["due_date"] and row["due_date"] < today:
        return f"{text} (quá hạn)"
    return text
