from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class VanthuReminderRule(models.Model):
    """One rung of the ladder: who is reminded of work how long before or after its deadline.

    Điều 24.2 of NĐ 30/2020 wants somebody to follow up and press; the rungs are the office's.
    An organisation that has rungs of its own climbs these alone.
    """

    _name = "vanthu.reminder.rule"
    _description = "Reminder"
    _order = "rung, id"

    active = fields.Boolean(default=True)
    rung = fields.Integer(
        string="Working days", required=True, aggregator=None,
        help="After the deadline; negative before it, 0 on the day itself.",
    )
    to_person = fields.Boolean(string="Who does the work", default=True)
    to_head = fields.Boolean(string="Head of the unit")
    to_leader = fields.Boolean(string="Leader who gave it")
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations that have no rungs of their own.",
    )

    _rung_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), rung) WHERE active",
        "There is a reminder for this day already; change that one.",
    )

    @api.constrains("to_person", "to_head", "to_leader")
    def _check_somebody(self):
        for rule in self:
            if not (rule.to_person or rule.to_head or rule.to_leader):
                raise ValidationError(self.env._("Choose who is reminded."))

    @api.depends("rung")
    def _compute_display_name(self):
        for rule in self:
            if rule.rung < 0:
                rule.display_name = self.env._("%s working days before", -rule.rung)
            elif rule.rung > 0:
                rule.display_name = self.env._("%s working days after", rule.rung)
            else:
                rule.display_name = self.env._("On the day of the deadline")

    @api.model
    def _get_ladder(self, company):
        """The rungs that an organisation climbs.

        :param company: ``res.company``
        :return: ``vanthu.reminder.rule``, the highest first
        """
        rules = self.sudo().search(Domain("company_id", "in", [False, company.id]))
        own = rules.filtered("company_id")
        return (own or rules).sorted("rung", reverse=True)

    def _get_last_due(self, company, today):
        """Until which deadline this rung has been reached.

        :param company: ``res.company`` whose working days count
        :param datetime.date today: the day
        :return datetime.date: the latest deadline for which it is time
        """
        self.ensure_one()
        due = today + timedelta(days=40 + 3 * abs(self.rung))
        while company._add_working_days(due, self.rung) > today:
            due -= timedelta(days=1)
        return due

    def _get_people(self, assignment):
        """Whom this rung reminds of a piece of work.

        :param assignment: ``vanthu.assignment`` in superuser mode
        :return: ``res.users`` who may read it, possibly none
        """
        people = self.env["res.users"].sudo()
        if self.to_person:
            people |= assignment._get_responsible_users()
        if self.to_head:
            units = (
                assignment.unit_id or assignment.parent_id.unit_id
                or assignment.user_id.vanthu_unit_ids.filtered(
                    lambda unit: unit.company_id == assignment.company_id
                )
            )
            people |= units.head_id
        if self.to_leader:
            people |= assignment.directive_id.leader_id or assignment.given_by_id
        document = assignment.document_id
        if document.restricted:
            people &= document.allowed_user_ids
        return people.filtered(
            lambda user: user.active and assignment.company_id in user.company_ids
        )
