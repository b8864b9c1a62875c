from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.public_days import plan_year
from .local_time import local_today


class VanthuHoliday(models.Model):
    """A public holiday, or a day on which is worked in exchange for another.

    Điều 112 of Bộ luật Lao động 2019 names the holidays, Điều 111 the day off in place of one
    that falls on a day of rest; the days that are exchanged are announced each year. Calendars
    of organisations in Viet Nam follow them.
    """

    _name = "vanthu.holiday"
    _description = "Public holiday"
    _inherit = ["vanthu.remembered.mixin"]
    _order = "date_from desc, id desc"

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("off", "Day off"), ("work", "Worked instead")], required=True, default="off",
    )
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(
        string="To", required=True, compute="_compute_date_to", store=True, readonly=False,
        precompute=True,
    )
    replaced_date = fields.Date(
        string="In place of",
        help="The day whose hours are worked on a day worked instead; a Monday by default.",
    )
    year = fields.Integer(
        compute="_compute_year", store=True, index=True, aggregator=None,
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null",
        help="Empty: for all organisations.",
    )
    source = fields.Char(string="Legal basis")
    active = fields.Boolean(default=True)

    _order_of_dates = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day of a holiday cannot lie before its first.",
    )
    _one_day_worked = models.Constraint(
        "CHECK (kind = 'off' OR date_to = date_from)",
        "Enter each day that is worked instead for itself.",
    )

    @api.depends("date_from", "kind")
    def _compute_date_to(self):
        for holiday in self:
            start, end = holiday.date_from, holiday.date_to
            if start and (not end or end < start or holiday.kind == "work"):
                holiday.date_to = start

    @api.depends("date_from")
    def _compute_year(self):
        for holiday in self:
            holiday.year = holiday.date_from.year if holiday.date_from else 0

    @api.constrains("kind", "date_from", "replaced_date")
    def _check_replaced_date(self):
        for holiday in self:
            if holiday.kind == "work" and holiday.replaced_date == holiday.date_from:
                raise ValidationError(self.env._(
                    "%(name)s cannot be worked in place of itself; enter the day that was given "
                    "free.", name=holiday.name,
                ))

    @api.model
    def _find_days(self, company, start, end):
        """Holidays and days worked instead that an organisation follows.

        :param company: ``res.company``, possibly none
        :param datetime.date start: first day
        :param datetime.date end: last day
        :return: ``vanthu.holiday``
        """
        if company.country_id and company.country_id.code != "VN":
            return self.browse()
        return self.sudo().search(
            Domain("company_id", "in", [False, *company.ids])
            & Domain("date_from", "<=", end) & Domain("date_to", ">=", start),
            order="date_from, id",
        )

    # ---- WHAT HANGS ON IT ----

    @api.model
    def _forget(self):
        """Count anew at once, and have deadlines judged again when all is written."""
        if not self.env.cr.precommit.data.get("vanthu_deadlines"):
            self.env.cr.precommit.data["vanthu_deadlines"] = True
            self.env.cr.precommit.add(self.env["vanthu.deadline.mixin"]._judge_all_again)
        return super()._forget()

    # ---- NEXT YEAR ----

    def action_prepare_next_year(self):
        """Enter the holidays of the coming year that are missing, as the law lets expect them.

        Of this year first, where it has none at all. A further press finds nothing to do. The
        records in hand do not matter: the button stands above the list.

        :return dict: the list, with that year open
        :raise UserError: nothing is missing
        """
        self.check_access("create")
        year = local_today(self.env).year
        if self._find_common_days_off(year):
            year += 1
        known = self._find_common_days_off(year)
        missing = [
            day for day in plan_year(year)
            if not any(row.date_from <= day.last and row.date_to >= day.first for row in known)
        ]
        if not missing:
            raise UserError(self.env._(
                "The holidays of %s are prepared already; change them in the list.", year,
            ))
        source = self.env._(
            "Expected by Điều 111, 112 of Bộ luật Lao động 2019; check with the announcement"
        )
        self.create([
            {
                "name": day.name, "date_from": day.first, "date_to": day.last, "source": source,
            }
            for day in missing
        ])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_document.vanthu_holiday_action"
        )
        return {**action, "domain": [("year", "=", year)], "context": {}}

    @api.model
    def _find_common_days_off(self, year):
        # What was archived was decided: it is not made anew.
        return self.with_context(active_test=False).search_fetch(
            [("year", "=", year), ("company_id", "=", False), ("kind", "=", "off")],
            ["date_from", "date_to"],
        )
