from odoo import api, fields, models

IN_WORK_STATES = ("registered", "submitted", "assigned", "in_progress")


class VanthuDocument(models.Model):
    """What lists and their side panel sort documents by: units and deadlines."""

    _name = "vanthu.document"
    _inherit = ["vanthu.document", "vanthu.deadline.mixin"]

    unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_document_unit_rel", "document_id", "unit_id",
        string="Units", compute="_compute_unit_ids", store=True, copy=False,
        help="Units that have work with the document.",
    )
    done_date = fields.Datetime(readonly=True, copy=False, help="When all had reported.")

    @api.model
    def _get_start_action(self):
        """Where the day begins: for a leader at the desk, else on the home page.

        :return dict: an action
        """
        user = self.env.user
        is_leader = user.has_group("vanthu_document.group_leader") and not user.has_group(
            "vanthu_document.group_clerk"
        )
        xml_name = "desk_action" if is_leader else "home_action"
        return self.env["ir.actions.actions"]._for_xml_id(f"vanthu_document.{xml_name}")

    @api.depends("assignment_ids.unit_id", "assignment_ids.state")
    def _compute_unit_ids(self):
        for document in self:
            document.unit_ids = document.assignment_ids.filtered(
                lambda assignment: assignment.state != "recalled"
            ).unit_id

    @api.depends("due_date", "due_at", "state", "done_date", "paused")
    def _compute_deadline_state(self):
        return super()._compute_deadline_state()

    def _get_deadline_facts(self):
        self.ensure_one()
        if self.state == "done":
            return True, self.done_date or self.write_date or fields.Datetime.now()
        return self.state in IN_WORK_STATES, False
