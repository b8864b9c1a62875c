from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache


class VanthuDeadlineRule(models.Model):
    """How much time an urgent document leaves, by its urgency (Điều 23, 24 of NĐ 30/2020).

    The most particular rule holds: that of the organisation before the common one, that of the
    type before the one for all types. An ordinary document has the working days of its type,
    and so has an urgent one for which there is no rule.
    """

    _name = "vanthu.deadline.rule"
    _description = "Deadline of urgent documents"
    _inherit = ["vanthu.remembered.mixin"]
    _order = "priority, sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    priority = fields.Selection(
        [("1", "Urgent"), ("2", "Very urgent"), ("3", "Express"), ("4", "Express at an hour")],
        string="Urgency", required=True,
    )
    type_id = fields.Many2one(
        "vanthu.document.type", string="Document type", index="btree_not_null",
        ondelete="cascade", help="Empty: for all types.",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    amount = fields.Float(
        string="Time", digits=(6, 1), default=0,
        help="0 working days: on the day on which the document came.",
    )
    unit = fields.Selection(
        [("day", "Working days"), ("hour", "Working hours")], required=True, default="day",
    )
    meaning = fields.Char(string="That is", compute="_compute_meaning")

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "A deadline cannot lie before the document came.",
    )
    _hours_given = models.Constraint(
        "CHECK (unit = 'day' OR amount > 0)", "Say how many working hours there are.",
    )

    @api.depends("priority", "type_id")
    def _compute_display_name(self):
        labels = dict(self._fields["priority"]._description_selection(self.env))
        for rule in self:
            parts = [labels.get(rule.priority, ""), rule.type_id.name]
            rule.display_name = ", ".join(part for part in parts if part)

    @api.depends("amount", "unit")
    @api.depends_context("lang")
    def _compute_meaning(self):
        """A sentence beside the figures: nobody guesses that no day at all means the same day."""
        for rule in self:
            amount = f"{rule.amount:g}".replace(".", ",")
            if rule.unit == "hour":
                rule.meaning = self.env._("Working hours after arrival: %s", amount)
            elif int(rule.amount):
                rule.meaning = self.env._("Working days after arrival: %s", int(rule.amount))
            else:
                rule.meaning = self.env._("On the day of arrival")

    @api.model
    def _find_due(self, company, priority, doc_type, day):
        """The deadline of a document.

        :param company: ``res.company``
        :param str priority: urgency of the document
        :param doc_type: ``vanthu.document.type``, possibly none
        :param datetime.date day: the day from which days count
        :return tuple: day of the deadline or False, its hour (naive UTC) or False
        """
        rule = self._find_rule(company.id, priority, doc_type.id)
        if rule is None:
            days = doc_type.response_days
            return (company._add_working_days(day, days) if days else False), False
        amount, unit = rule
        if unit == "day":
            return company._add_working_days(day, int(amount)), False
        start = fields.Datetime.now()
        if company._get_work_day(start) != day:
            start = company._get_day_start(day)
        moment = company._add_working_hours(start, amount)
        return company._get_work_day(moment), moment

    @api.model
    @ormcache("company_id", "priority", "type_id")
    def _find_rule(self, company_id, priority, type_id):
        if priority == "0":
            return None
        rules = self.sudo().search(
            Domain("priority", "=", priority) & Domain("company_id", "in", [False, company_id])
            & Domain("type_id", "in", [False, type_id])
        )
        best = max(
            rules, default=None,
            key=lambda rule: (bool(rule.company_id), bool(rule.type_id), -rule.sequence),
        )
        return best and (best.amount, best.unit)
