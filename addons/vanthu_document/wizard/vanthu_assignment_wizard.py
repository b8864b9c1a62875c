from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class VanthuAssignmentPart(models.AbstractModel):
    """Who gets one part of the work: a person or a sub-unit, not both."""

    _name = "vanthu.assignment.part.mixin"
    _description = "Part of the work"

    user_id = fields.Many2one("res.users", string="Person")
    unit_id = fields.Many2one("vanthu.unit", string="Sub-unit")
    role = fields.Selection(
        [("lead", "Lead"), ("cooperate", "Cooperate"), ("inform", "For information")],
        default="lead", required=True,
    )
    due_date = fields.Date(string="Deadline")

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.unit_id = False

    @api.onchange("unit_id")
    def _onchange_unit_id(self):
        if self.unit_id:
            self.user_id = False

    def _prepare_part(self, **values):
        return {
            "role": self.role, "user_id": self.user_id.id, "unit_id": self.unit_id.id,
            "due_date": self.due_date, **values,
        }


class VanthuAssignmentWizard(models.TransientModel):
    """Dialog of the next step of work: passing on, reporting, deciding, taking back."""

    _name = "vanthu.assignment.wizard"
    _inherit = ["vanthu.assignment.part.mixin", "vanthu.work.link.mixin"]
    _description = "Next step of an assignment"

    _work_links = ("answer_document_id",)

    step = fields.Selection(
        [
            ("pass_on", "Pass on"),
            ("report", "Report"),
            ("done", "Close the work"),
            ("return", "Send back"),
            ("reopen", "Open again"),
            ("approve", "Approve the report"),
            ("send_back", "Send the report back"),
            ("recall", "Take back"),
        ],
        required=True, readonly=True, default="report",
    )
    assignment_ids = fields.Many2many(
        "vanthu.assignment", "vanthu_assignment_wizard_rel", "wizard_id", "assignment_id",
        string="Assignments", readonly=True,
    )
    user_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    unit_candidate_ids = fields.Many2many("vanthu.unit", compute="_compute_candidate_ids")
    line_ids = fields.One2many(
        "vanthu.assignment.wizard.line", "wizard_id", string="Further persons and sub-units",
    )
    text = fields.Text()
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_assignment_wizard_file_rel", "wizard_id", "attachment_id",
        string="Files",
    )
    answer_reference = fields.Char(
        string="Answering document", help="Number and notation of the document that answers."
    )

    answer_document_id = fields.Many2one(
        "vanthu.document", string="or choose it here",
        help="The answering document, where it is kept here and you may read it.",
    )
    report = fields.Text(string="Their report", readonly=True)
    missing = fields.Char(string="What is missing", readonly=True)

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
            if values.get("step") == "report" and assignments.sent_back_reason:
                # The new report takes the place of the first: it is completed, not begun again.
                values |= {
                    "text": assignments.report, "missing": assignments.sent_back_reason,
                }
            if values.get("step") == "done":
                values["text"] = (
                    assignments.report or assignments.sudo().child_ids._collect_reports()
                )
            if values.get("step") in ("approve", "send_back"):
                values["report"] = assignments.report
        return values

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

    @api.onchange("answer_document_id")
    def _onchange_answer_document_id(self):
        if self.answer_document_id.reference:
            self.answer_reference = self.answer_document_id.reference

    def action_confirm(self):
        """Do what the dialog is for.

        :return dict: closes the dialog; for a selection, says what became of it
        """
        self.ensure_one()
        assignments = self.assignment_ids
        if not assignments:
            raise UserError(self.env._("Choose at least one assignment."))
        act, values = self._get_step()
        if len(assignments) > 1:
            return self.env["vanthu.summary"]._show(assignments.action_for_each(act, values))
        getattr(assignments, f"action_{act}")(**values)
        return {"type": "ir.actions.act_window_close"}

    def _get_step(self):
        """What the dialog asks for.

        :return tuple: name of the act and its arguments
        """
        text = self.text or ""
        if self.step == "pass_on":
            return "split", {"parts": self._get_parts()}
        if self.step in ("report", "done"):
            return self.step, {
                "report": text, "attachment_ids": self.attachment_ids.ids,
                "answer_reference": self.answer_reference or "",
                "answer_document_id": self.answer_document_id.id,
            }
        return self.step, {"note" if self.step == "approve" else "reason": text}

    def _get_parts(self):
        first = self._prepare_part(instruction=self.text)
        rows = [first] if self.user_id or self.unit_id or not self.line_ids else []
        return rows + [
            line._prepare_part(
                due_date=line.due_date or self.due_date,
                instruction=line.instruction or self.text,
            )
            for line in self.line_ids
        ]


class VanthuAssignmentWizardLine(models.TransientModel):
    """One more person or sub-unit among whom work is split."""

    _name = "vanthu.assignment.wizard.line"
    _inherit = "vanthu.assignment.part.mixin"
    _description = "Further person or sub-unit"

    wizard_id = fields.Many2one("vanthu.assignment.wizard", required=True, ondelete="cascade")
    unit_id = fields.Many2one(string="or sub-unit")
    role = fields.Selection(default="cooperate")
    instruction = fields.Char()
