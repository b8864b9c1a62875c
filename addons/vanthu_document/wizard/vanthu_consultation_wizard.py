from odoo import api, fields, models

from ..models.local_time import local_today

SUGGESTED_DAYS = 3


class VanthuConsultationWizard(models.TransientModel):
    """Dialog in which several units and persons are asked for their opinion."""

    _name = "vanthu.consultation.wizard"
    _description = "Ask for opinions"
    _inherit = ["vanthu.work.link.mixin"]

    document_id = fields.Many2one("vanthu.document")
    assignment_id = fields.Many2one("vanthu.assignment", string="Work")
    company_id = fields.Many2one(
        "res.company", string="Organisation", compute="_compute_candidate_ids"
    )
    unit_candidate_ids = fields.Many2many("vanthu.unit", compute="_compute_candidate_ids")
    user_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_consultation_wizard_unit_rel", "wizard_id", "unit_id",
        string="Units",
    )
    user_ids = fields.Many2many(
        "res.users", "vanthu_consultation_wizard_user_rel", "wizard_id", "user_id",
        string="Persons",
    )
    question = fields.Text(required=True)
    due_date = fields.Date(
        string="Answer by", required=True, compute="_compute_due_date", store=True,
        readonly=False, precompute=True,
    )

    @api.depends("document_id", "assignment_id")
    def _compute_candidate_ids(self):
        for wizard in self:
            work = wizard.assignment_id
            company = (work or wizard.document_id).company_id or self.env.company
            units = self.env["vanthu.unit"].sudo().search([("company_id", "=", company.id)])
            people = self.env["vanthu.document"]._get_handlers(company)
            wizard.company_id = company
            wizard.unit_candidate_ids = (units - work.unit_id).ids
            wizard.user_candidate_ids = (people - work.user_id - self.env.user).ids

    @api.depends("document_id", "assignment_id")
    def _compute_due_date(self):
        """A few working days, but not beyond the own deadline."""
        today = local_today(self.env)
        for wizard in self:
            limit = wizard.assignment_id.due_date
            day = wizard.company_id._add_working_days(today, SUGGESTED_DAYS)
            wizard.due_date = min(day, limit) if limit and limit >= today else day

    def action_confirm(self):
        """Ask, and show the round.

        :return dict: window action
        """
        self.ensure_one()
        targets = [{"unit_id": unit.id} for unit in self.unit_ids]
        targets += [{"user_id": user.id} for user in self.user_ids]
        record = self.assignment_id or self.document_id
        record.ensure_one()
        consultation_id = record.action_ask_opinions(
            self.question, targets, fields.Date.to_string(self.due_date)
        )
        return self.env["vanthu.consultation"].browse(consultation_id)._get_page_action()
