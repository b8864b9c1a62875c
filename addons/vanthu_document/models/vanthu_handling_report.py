from odoo import api, models

from ..tools import share
from ..tools.periods import name_period
from ..tools.printing.handling_report import BY_TYPE, DETAILS, ReportCover, TotalRow
from .local_time import local_moment, local_today
from .vanthu_register_print import RESTRICTED_TEXT

COUNTED = ("carried", "received", "in_time", "missed", "undated", "waiting", "late")
# Words of the printed report; Vietnamese whatever the person's language is.
NOT_ASSIGNED, NO_TYPE, TOTAL = "Chưa giao chủ trì", "Chưa xác định loại", "Tổng cộng"
SUBTITLES = {
    "handling_by_unit": "Tổng hợp theo đơn vị chủ trì",
    "handling_by_type": "Tổng hợp theo loại văn bản",
    "handling_list": "Danh sách văn bản đến trong kỳ và kỳ trước chuyển sang",
}
NOTE = (
    "Ghi chú: Văn bản không đặt thời hạn không bị coi là quá hạn và không tính vào tỷ lệ "
    "giải quyết đúng hạn. "
    "Không tính văn bản đã bị nơi gửi thu hồi. "
    "Số ngày quá hạn là số ngày làm việc."
)


class VanthuDocumentReport(models.Model):
    """What the statutory report says: sums by unit or type, or each document."""

    _inherit = "vanthu.document.report"

    @api.model
    def _get_handling_counts(self, company, first, last, groupby):
        """Figures of a period for each group.

        :param company: ``res.company``
        :param datetime.date first: first day
        :param datetime.date last: last day
        :param list groupby: fields of this model
        :return dict: group (tuple of values) → dict of ``COUNTED`` → int
        """
        domains = self._get_period_domains(company, first, last)
        counts = {}
        for name in COUNTED:
            for *group, count in self._read_group(domains[name], groupby, ["__count"]):
                counts.setdefault(tuple(group), dict.fromkeys(COUNTED, 0))[name] = count
        return counts

    @api.model
    def _get_handling_rows(self, form, company, first, last):
        """Rows of the report, the sums last.

        :param form: ``RegisterForm`` of ``tools.printing.handling_report``
        :param company: ``res.company``
        :param datetime.date first: first day
        :param datetime.date last: last day
        :return list: tuples in the order of ``form.columns``
        """
        if form == DETAILS:
            return self._get_handling_list(form, company, first, last)
        groupby = ["type_id"] if form == BY_TYPE else ["unit_id", "user_id"]
        counts = self._get_handling_counts(company, first, last, groupby)
        groups = sorted(counts, key=self._get_group_order)
        rows = [
            _summary_row(form, position, self._get_group_name(form, group), counts[group])
            for position, group in enumerate(groups, start=1)
        ]
        sums = {name: sum(count[name] for count in counts.values()) for name in COUNTED}
        return [*rows, TotalRow(_summary_row(form, "", TOTAL, sums))]

    @api.model
    def _get_group_order(self, group):
        record = next(filter(None, group), None)
        if not record:
            return (2, 0, "")
        record = record.sudo()
        kind = 1 if record._name == "res.users" else 0
        return (kind, 0 if kind else record.sequence, record.name)

    @api.model
    def _get_group_name(self, form, group):
        record = next(filter(None, group), None)
        if record:
            return record.sudo().name
        return NO_TYPE if form == BY_TYPE else NOT_ASSIGNED

    def _get_lead_name(self):
        row = self.sudo()
        return row.unit_id.name or row.user_id.name or ""

    @api.model
    def _get_handling_list(self, form, company, first, last):
        domains = self._get_period_domains(company, first, last)
        rows = self.search(domains["total"], order="arrival_date, arrival_number, id")
        documents = self.env["vanthu.document"]
        readable = set(rows.document_id._filtered_access("read").ids)
        documents.browse(readable).fetch(["subject", "organ_name", "reference", "type_id"])
        today = local_today(self.env)
        count_days = company._get_day_counter()
        return [
            tuple(
                row._get_list_values(row.id in readable, last, today, count_days).get(key, "")
                for key in form.keys
            ) for row in rows
        ]

    def _get_list_values(self, readable, last, today, count_days):
        values = {"arrival_label": self.arrival_label, "arrival_date": self.arrival_date}
        if not readable:
            return values | {"subject": RESTRICTED_TEXT}
        done = self.done_date and local_moment(self.env, self.done_date).date()
        if done and done > last:
            done = False
        return values | {
            "organ_name": self.organ_name,
            "reference": self.reference,
            "subject": self.subject,
            "lead": self._get_lead_name() or NOT_ASSIGNED,
            "due_date": self.due_date,
            "done_day": done,
            "result": self._get_result(done, last, today, count_days),
            "answer_reference": self.answer_reference if done else "",
        }

    def _get_result(self, done, last, today, count_days):
        due = self.due_date
        if done:
            if self.deadline_state == "missed":
                return _late_text("Quá hạn", count_days(due, done))
            return "Đúng hạn" if due else "Đã giải quyết"
        if last >= today:
            if self.deadline_state != "late":
                return "Đang giải quyết"
            return _late_text("Chưa xong, quá hạn", count_days(due, today))
        if not due or due > last:
            return "Đang giải quyết"
        return _late_text("Chưa xong, quá hạn", count_days(due, last))

    @api.model
    def _get_handling_cover(self, form, company, kind, first, last):
        """Heading of the report.

        :return: ``ReportCover``
        """
        return company._get_report_cover(SUBTITLES[form.code], NOTE, kind, first, last)


class ResCompany(models.Model):
    """What stands at the head of an organisation's reports on a period."""

    _inherit = "res.company"

    def _get_report_cover(self, subtitle, note, kind, first, last):
        """Heading of a report, which the person who asks has compiled today.

        :param str subtitle: what is counted
        :param str note: below the table
        :param str kind: of the period, as in ``tools/periods.py``
        :param datetime.date first: of the period
        :param datetime.date last: of the period
        :return: ``ReportCover``
        """
        self.ensure_one()
        company = self.sudo()
        return ReportCover(
            parent_name=company.organ_superior_name or "", name=company.name,
            subtitle=" – ".join(filter(None, (subtitle, name_period(kind, first)))),
            date_from=first, date_to=last, place=company.organ_place or "",
            day=local_today(self.env), notes=(note,), compiled_by=self.env.user.name,
        )


def _summary_row(form, position, name, count):
    rate = share.in_time(count["in_time"], count["missed"])
    values = {
        **count, "position": position, "name": name,
        "total": count["carried"] + count["received"],
        "rate": "–" if rate is None else rate,
    }
    return tuple(values[key] for key in form.keys)


def _late_text(text, days):
    """A result with its working days; late by hours only, or on days off, has no number."""
    return f"{text} {days} ngày" if days > 0 else text
