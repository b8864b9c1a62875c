from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import share
from ..tools.periods import bounds, previous
from .local_time import local_today

OLDEST = 8


class VanthuBoard(models.AbstractModel):
    """The few figures that a director asks about on Monday, with what is behind each."""

    _name = "vanthu.board"
    _description = "Board of figures"

    @api.model
    @api.readonly
    def get_board(self, kind: str = "week", day: str | None = None) -> dict:
        """Figures of the current organisation for a week or a month.

        Restricted documents count. Each figure comes with the domain on
        ``vanthu.document.report`` that finds exactly the documents counted.

        :param str kind: week or month
        :param str day: ISO date of any day of the period; by default the last whole period
        :return dict: ``first``, ``last``, ``figures`` (``key``, ``value``, ``before``,
            ``domain``), ``units`` (open and late by lead), ``oldest`` (open documents, with
            working days late), ``below`` (sums of organisations below)
        :raise AccessError: neither leader nor clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk", "group_leader")
        kind = "month" if kind == "month" else "week"
        today = local_today(self.env)
        first, last = (
            bounds(kind, date.fromisoformat(day)) if day else previous(kind, today)
        )
        earlier = previous(kind, first)
        company = self.env.company
        report = self.env["vanthu.document.report"]
        domains = report._get_period_domains(company, first, last)
        text = fields.Date.to_string
        return {
            "kind": kind,
            "company": {"id": company.id, "name": company.sudo().name},
            "first": text(first),
            "last": text(last),
            "week": first.isocalendar().week,
            "running": last >= today,
            "previous": text(earlier[0]),
            "next": last < today and text(last + timedelta(days=1)),
            "figures": self._get_figures(
                domains, report._get_period_domains(company, *earlier)
            ),
            "units": self._get_units(domains),
            "oldest": self._get_oldest(domains, min(last, today)),
            "below": self._get_below(company, last),
        }

    @api.model
    def _get_figures(self, domains, earlier_domains):
        now, before = self._count(domains), self._count(earlier_domains)
        behind = {**domains, "rate": domains["timed"]}
        return [
            {"key": key, "value": now[key], "before": before[key], "domain": list(behind[key])}
            for key in ("received", "done", "rate", "open", "late")
        ]

    @api.model
    def _count(self, domains):
        """Figures of a period.

        :param dict domains: of the period
        :return dict: ``received``, ``done``, ``open``, ``late`` (int) and ``rate``, the share
            in time (%) of what was done and had a deadline, or None
        """
        report = self.env["vanthu.document.report"]
        counts = {
            key: report.search_count(domains[key])
            for key in ("received", "done", "in_time", "missed", "open", "late")
        }
        return {**counts, "rate": share.in_time(counts["in_time"], counts["missed"])}

    @api.model
    def _get_units(self, domains):
        """Open and late documents of each lead, most late first.

        :return list: dicts ``id`` (of the unit, else False), ``name``, ``open``, ``late``,
            ``domain``, ``late_domain``
        """
        late = self._count_by_lead(domains["late"])
        rows = []
        for lead, count in self._count_by_lead(domains["open"]).items():
            only = self._get_lead_domain(*lead)
            rows.append({
                "id": lead[0].id,
                "name": self._get_lead_name(*lead),
                "open": count,
                "late": late.get(lead, 0),
                "domain": list(domains["open"] & only),
                "late_domain": list(domains["late"] & only),
            })
        return sorted(rows, key=lambda row: (-row["late"], -row["open"], row["name"]))

    @api.model
    def _count_by_lead(self, domain):
        """How many documents each lead has.

        :param domain: on ``vanthu.document.report``
        :return dict: pair of ``vanthu.unit`` and ``res.users``, one or both empty → int
        """
        groups = self.env["vanthu.document.report"]._read_group(
            domain, ["unit_id", "user_id"], ["__count"]
        )
        return {(unit, user): count for unit, user, count in groups}

    @api.model
    def _get_lead_name(self, unit, user):
        return unit.sudo().name or user.sudo().name or self.env._("Not assigned yet")

    @api.model
    def _get_lead_domain(self, unit, user):
        return Domain("unit_id", "=", unit.id) & Domain("user_id", "=", user.id)

    @api.model
    def _get_oldest(self, domains, as_of):
        """The documents that are open for longest.

        :param dict domains: of the period
        :param datetime.date as_of: the day for which is told how late they are
        :return list: dicts, with ``is_late`` and ``days_late``, working days after the deadline
        """
        report = self.env["vanthu.document.report"]
        rows = report.search(
            domains["open"], order="arrival_date, arrival_number, id", limit=OLDEST
        )
        late = report.search(domains["late"] & Domain("id", "in", rows.ids))
        count_days = self.env.company._get_day_counter()
        return [
            {
                "id": row.id,
                "number": row.arrival_label,
                "date": fields.Date.to_string(row.arrival_date),
                "subject": row.subject,
                "lead": row._get_lead_name() or self.env._("Not assigned yet"),
                "due": row.due_date and fields.Date.to_string(row.due_date),
                "is_late": row in late,
                "days_late": count_days(row.due_date, as_of) if row in late else 0,
            } for row in rows
        ]

    @api.model
    def _get_below(self, company, day):
        """Sums of the organisations below: of the month of ``day``, and what is open now.

        Those for which there is nothing to tell are left out.

        :return list: dicts ``name``, ``arrived``, ``done``, ``rate``, ``open``, ``late``
        """
        below = self.env["res.company"].sudo().search(
            [("id", "child_of", company.id), ("id", "!=", company.id)]
        )
        if not below:
            return []
        report = self.env["vanthu.organisation.report"]
        own = Domain("company_id", "in", below.ids)
        of_month = {
            organisation.id: sums
            for organisation, *sums in report._read_group(
                own & Domain("month", "=", day.replace(day=1)), ["company_id"],
                ["arrived:sum", "done:sum", "in_time:sum", "missed:sum"],
            )
        }
        now = {
            organisation.id: (still_open, late)
            for organisation, still_open, late in report._read_group(
                own, ["company_id"], ["open_count:sum", "late_count:sum"]
            )
        }
        rows = []
        for organisation in below:
            arrived, done, in_time, missed = of_month.get(organisation.id, (0, 0, 0, 0))
            still_open, late = now.get(organisation.id, (0, 0))
            if not (arrived or done or still_open):
                continue
            rows.append({
                "name": organisation.name, "arrived": arrived, "done": done,
                "rate": share.in_time(in_time, missed),
                "open": still_open, "late": late,
            })
        return sorted(rows, key=lambda row: (-row["late"], row["name"]))

    @api.model
    def print_board(self, kind: str, day: str) -> dict:
        """The board on one page, to be signed off in the meeting.

        :param str kind: week or month
        :param str day: ISO date of any day of the period
        :return dict: report action
        :raise AccessError: neither leader nor clerk
        """
        wizard = self.env["vanthu.handling.print"].create({
            "period": "month" if kind == "month" else "week", "day": day, "form": "board",
        })
        return wizard.action_print()
