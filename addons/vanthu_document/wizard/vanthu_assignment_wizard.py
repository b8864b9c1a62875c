from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class VanthuAssignmentWizard(models.TransientModel):
    """Dialog in which work is passed on, reported, closed, sent back or opened again."""

    _name = "vanthu.assignment.wizard"
    _description = "Next step of an assignment"

    step = fields.Selection(
        [
            ("pass_on", "Pass on"),
            ("report", "Report"),
            ("done", "Close the work"),
            ("return", "Send back"),
            ("reopen", "Open again"),
        ],
        required=True, readonly=True, default="report",
    )
    assignment_ids = fields.Many2many(
        "vanthu.assignment", "vanthu_assignment_wizard_rel", "wizard_id", "assignment_id",
        string="Assignments", readonly=True,
    )
    user_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    unit_candidate_ids = fields.Many2many("vanthu.unit", compute="_compute_candidate_ids")
    user_id = fields.Many2one("res.users", string="Person")
    unit_id = fields.Many2one("vanthu.unit", string="Sub-unit")
    role = fields.Selection(
        [("lead", "Lead"), ("cooperate", "Cooperate"), ("inform", "For information")],
        default="lead", required=True,
    )
    text = fields.Text()
    due_date = fields.Date(string="Deadline")
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_assignment_wizard_file_rel", "wizard_id", "attachment_id",
        string="Files",
    )
    answer_reference = fields.Char(
        string="Answering document", help="Number and notation of the document that answers."
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        assignments = self.env["vanthu.assignment"].browse(
            self.env.context.get("default_assignment_ids")
            or self.env.context.get("active_ids") or []
        )
        if not assignments:
            return values
        assignments.check_access("read")
        values["assignment_ids"] = [Command.set(assignments.ids)]
        if len(assignments) == 1:
            values["answer_reference"] = assignments.answer_reference
            if values.get("step") == "pass_on":
                values["due_date"] = assignments.due_date
            if values.get("step") == "done":
                values["text"] = assignments.report or self._collect_reports(assignments)
        return values

    @api.model
    def _collect_reports(self, assignment):
        """What the persons reported to whom the work was passed on."""
        parts = assignment.sudo().child_ids.filtered(
            lambda part: part.report and part.role != "opinion"
        )
        if len(parts) == 1:
            return parts.report
        return "\n".join(f"{part._get_target_name()}: {part.report}" for part in parts)

    @api.depends("assignment_ids")
    def _compute_candidate_ids(self):
        Unit = self.env["vanthu.unit"].sudo()
        for wizard in self:
            assignments = wizard.assignment_ids._origin.sudo()
            units = assignments.unit_id
            if not units:
                units = self.env.user.sudo().vanthu_unit_ids.filtered(
                    lambda unit, found=assignments: unit.company_id in found.company_id
                )
            below = Unit.search(Domain("id", "child_of", units.ids)) if units else Unit
            wizard.unit_candidate_ids = (below - assignments.unit_id).ids
            people = below.member_ids | below.deputy_ids | below.head_id
            wizard.user_candidate_ids = (people - assignments.user_id - self.env.user).ids

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.unit_id = False

    @api.onchange("unit_id")
    def _onchange_unit_id(self):
        if self.unit_id:
            self.user_id = False

    def action_confirm(self):
        """Do what the dialog is for."""
        self.ensure_one()
        assignments = self.assignment_ids
        if not assignments:
            raise UserError(self.env._("Choose at least one assignment."))
        text = self.text or ""
        if self.step == "pass_on":
            assignments.action_pass_on(
                self.user_id.id, self.unit_id.id, text, self.due_date, self.role
            )
        elif self.step == "report":
            assignments.action_report(text, self.attachment_ids.ids, self.answer_reference or "")
        elif self.step == "done":
            assignments.action_done(text, self.attachment_ids.ids, self.answer_reference or "")
        elif self.step == "return":
            assignments.action_return(text)
        else:
            assignments.action_reopen(text)
        return {"type": "ir.actions.act_window_close"}
