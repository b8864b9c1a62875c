from odoo import api, models
from odoo.tools import SQL

from ..tools import share
from ..tools.printing.handling_report import TotalRow
from ..tools.printing.outgoing_report import BY_PRIORITY, BY_TYPE, DETAILS
from .local_time import get_zone_name, local_today
from .vanthu_register_print import RESTRICTED_TEXT, join_type_and_subject

# Words of the printed report; Vietnamese whatever the person's language is.
NO_TYPE, NO_UNIT, TOTAL = "Chưa xác định loại", "Không ghi đơn vị soạn thảo", "Tổng cộng"
PRIORITIES = {
    "0": "Thường", "1": "Khẩn", "2": "Thượng khẩn", "3": "Hỏa tốc", "4": "Hỏa tốc hẹn giờ",
}
SUBTITLES = {
    "outgoing_by_type": "Tổng hợp theo loại văn bản",
    "outgoing_by_unit": "Tổng hợp theo đơn vị soạn thảo",
    "outgoing_by_priority": "Tổng hợp theo mức độ khẩn",
    "outgoing_list": "Danh sách văn bản đi trong kỳ",
}
NOTE = (
    "Ghi chú: Hạn gửi là ngày làm việc tiếp theo ngày ký; văn bản khẩn gửi ngay trong ngày ký "
    "(Điều 18 Nghị định 30/2020/NĐ-CP). Văn bản thu hồi trước khi gửi không tính vào hạn gửi."
)
RESULTS = {
    "in_time": "Đúng hạn", "late": "Quá hạn", "waiting": "Chưa gửi",
    "overdue": "Chưa gửi, quá hạn", None: "Thu hồi",
}
CHANNELS = ("office", "email", "post", "hand")
COUNTED = (
    "total", "urgent", "in_time", "late", "waiting", "overdue", *CHANNELS, "refused", "recalled",
)


class VanthuDocument(models.Model):
    """What the report on outgoing documents of a period says."""

    _inherit = "vanthu.document"

    @api.model
    def _get_outgoing_rows(self, form, company, first, last):
        """Rows of the report, the sums last.

        Restricted documents are counted with the others; in the list they show number and dates
        to whoever may not read them.

        :param form: ``RegisterForm`` of ``tools.printing.outgoing_report``
        :param company: ``res.company`` of the person, who is registry clerk or leader
        :param datetime.date first: first day
        :param datetime.date last: last day
        :return list: tuples in the order of ``form.columns``
        """
        found = self._find_outgoing(company, first, last)
        if form == DETAILS:
            return [_list_row(form, row) for row in found]
        key, empty = {
            BY_TYPE.code: ("type_name", NO_TYPE), BY_PRIORITY.code: ("priority", "0"),
        }.get(form.code, ("unit_name", NO_UNIT))
        groups = {}
        for row in found:
            counts = groups.setdefault(row[key] or empty, dict.fromkeys(COUNTED, 0))
            for name in COUNTED:
                counts[name] += row["counts"].get(name, 0)
        sums = {name: sum(counts[name] for counts in groups.values()) for name in COUNTED}
        # What is not known comes last.
        names = sorted(groups, key=lambda name: (name in (NO_TYPE, NO_UNIT), name))
        rows = [
            _summary_row(form, position, PRIORITIES.get(name, name), groups[name])
            for position, name in enumerate(names, start=1)
        ]
        return [*rows, TotalRow(_summary_row(form, "", TOTAL, sums))]

    @api.model
    def _find_outgoing(self, company, first, last):
        """What was issued in a period, as it stood at the end of its last day.

        :return list: dicts with ``counts``, ``limit``, ``sent_day``, ``result`` and what the
            list says
        """
        self.env.flush_all()
        self.env.cr.execute(self._sql_outgoing(company, first, last))
        rows = self.env.cr.dictfetchall()
        limits, today = {}, min(last, local_today(self.env))
        for row in rows:
            urgent = row["priority"] != "0"
            signed = row["signed_day"] or row["issued_date"]
            if (signed, urgent) not in limits:
                limits[signed, urgent] = signed if urgent else company._add_working_days(signed, 1)
            row["limit"] = limits[signed, urgent]
            if row["sent_day"] and row["sent_day"] > last:
                row["sent_day"] = None
            row["result"] = _judge(row, today)
            row["counts"] = {
                **{name: row[name] for name in (*CHANNELS, "refused")},
                "total": 1, "urgent": int(urgent), "recalled": int(row["state"] == "recalled"),
            }
            if row["result"]:
                row["counts"][row["result"]] = 1
        return rows

    @api.model
    def _sql_outgoing(self, company, first, last):
        visible = self.with_context(active_test=False)._search([
            ("company_id", "=", company.id), ("direction", "!=", "incoming"),
        ])
        return SQL(
            """SELECT d.id, d.state, COALESCE(d.priority, '0') AS priority, d.issued_date,
                      d.reference, d.subject, d.signer_name, t.name AS type_name,
                      u.name AS unit_name, e.number, e.suffix, d.id IN (%(visible)s) AS visible,
                      (d.signed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS signed_day,
                      (d.dispatched_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                          AS sent_day,
                      COALESCE(v.office, 0) AS office, COALESCE(v.email, 0) AS email,
                      COALESCE(v.post, 0) AS post, COALESCE(v.hand, 0) AS hand,
                      COALESCE(v.refused, 0) AS refused, COALESCE(v.registered, 0) AS registered
                 FROM vanthu_document d
                 JOIN vanthu_register_entry e ON e.id = d.register_entry_id
            LEFT JOIN vanthu_document_type t ON t.id = d.type_id
            LEFT JOIN vanthu_unit u ON u.id = d.drafting_unit_id
            LEFT JOIN (
                    SELECT r.document_id,
                           COUNT(*) FILTER (WHERE r.channel = 'office') AS office,
                           COUNT(*) FILTER (WHERE r.channel = 'email') AS email,
                           COUNT(*) FILTER (WHERE r.channel = 'post') AS post,
                           COUNT(*) FILTER (WHERE r.channel = 'hand') AS hand,
                           COUNT(*) FILTER (WHERE r.state = 'refused') AS refused,
                           COUNT(*) FILTER (WHERE r.state IN
                               ('registered', 'assigned', 'in_progress', 'done')) AS registered
                      FROM vanthu_delivery r
                     WHERE r.company_id = %(company)s AND r.state NOT IN ('waiting', 'failed')
                  GROUP BY r.document_id
                 ) v ON v.document_id = d.id
                WHERE d.company_id = %(company)s AND d.direction = 'outgoing'
                  AND d.issued_date BETWEEN %(first)s AND %(last)s
             ORDER BY d.issued_date, e.number, e.suffix, d.id""",
            visible=visible.subselect(), zone=get_zone_name(self.env), company=company.id,
            first=first, last=last,
        )

    @api.model
    def _get_outgoing_cover(self, form, company, kind, first, last):
        """Heading of the report.

        :return: ``ReportCover``
        """
        return company._get_report_cover(SUBTITLES[form.code], NOTE, kind, first, last)


def _judge(row, today):
    """In time or late, sent or not yet; None for what was recalled before it went out."""
    if row["sent_day"]:
        return "in_time" if row["sent_day"] <= row["limit"] else "late"
    if row["state"] == "recalled":
        return None
    return "waiting" if today <= row["limit"] else "overdue"


def _summary_row(form, position, name, counts):
    rate = share.in_time(counts["in_time"], counts["late"])
    values = {
        **counts, "position": position, "name": name, "rate": "–" if rate is None else rate,
    }
    return tuple(values[key] for key in form.keys)


def _list_row(form, row):
    values = {
        "reference": f"{row['number']:02d}{row['suffix'] or ''}",
        "issued_date": row["issued_date"], "limit": row["limit"], "sent_day": row["sent_day"],
        "result": RESULTS[row["result"]], "subject": RESTRICTED_TEXT,
    }
    if row["visible"]:
        sent = sum(row[name] for name in CHANNELS)
        values |= {
            "reference": row["reference"], "unit": row["unit_name"],
            "subject": join_type_and_subject(row["type_name"], row["subject"]),
            "signer": row["signer_name"], "priority": PRIORITIES[row["priority"]],
            "registered": f"{row['registered']}/{sent}" if sent else "",
        }
    return tuple(values.get(key) or "" for key in form.keys)
