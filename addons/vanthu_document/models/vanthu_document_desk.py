from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

IN_WORK_STATES = ("registered", "submitted", "assigned", "in_progress")
SOON_DAYS = 7


class VanthuDocument(models.Model):
    """What lists and their side panel sort documents by: units and deadlines."""

    _inherit = "vanthu.document"

    unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_document_unit_rel", "document_id", "unit_id",
        string="Units", compute="_compute_unit_ids", store=True, copy=False,
        help="Units that have work with the document.",
    )
    is_overdue = fields.Boolean(
        string="Late", compute="_compute_deadline_state", search="_search_is_overdue"
    )
    deadline_state = fields.Selection(
        [
            ("late", "Late"),
            ("today", "Due today"),
            ("soon", "Due within 7 days"),
            ("later", "Due later"),
            ("none", "No deadline"),
        ],
        string="By deadline", compute="_compute_deadline_state",
        search="_search_deadline_state", help="Of documents in work.",
    )

    @api.model
    def _get_start_action(self):
        """Where the day begins: at intake, at the leader's desk, or with one's own work.

        :return dict: an action
        """
        starts = {
            "group_clerk": "document_action_waiting",
            "group_leader": "document_action_to_direct",
            "group_manager": "res_company_action",
        }
        xml_name = next(
            (
                action for group, action in starts.items()
                if self.env.user.has_group(f"vanthu_document.{group}")
            ), "assignment_action_my_work",
        )
        return self.env["ir.actions.act_window"]._for_xml_id(f"vanthu_document.{xml_name}")

    @api.depends("assignment_ids.unit_id")
    def _compute_unit_ids(self):
        for document in self:
            document.unit_ids = document.assignment_ids.unit_id

    @api.depends("due_date", "state")
    @api.depends_context("tz")
    def _compute_deadline_state(self):
        today = self._get_today()
        soon = today + timedelta(days=SOON_DAYS)
        for document in self:
            due = document.due_date
            if document.state not in IN_WORK_STATES:
                document.deadline_state = False
            elif not due:
                document.deadline_state = "none"
            elif due < today:
                document.deadline_state = "late"
            elif due == today:
                document.deadline_state = "today"
            else:
                document.deadline_state = "soon" if due <= soon else "later"
            document.is_overdue = document.deadline_state == "late"

    @api.model
    def _search_deadline_state(self, operator, value):
        """Documents in work whose deadline falls into one of these classes.

        :param str operator: in
        :param value: keys of ``deadline_state``
        :return: Domain
        """
        if operator != "in":
            return NotImplemented
        today = self._get_today()
        soon = today + timedelta(days=SOON_DAYS)
        due = {
            "late": Domain("due_date", "<", today),
            "today": Domain("due_date", "=", today),
            "soon": Domain("due_date", ">", today) & Domain("due_date", "<=", soon),
            "later": Domain("due_date", ">", soon),
            "none": Domain("due_date", "=", False),
        }
        return Domain("state", "in", IN_WORK_STATES) & Domain.OR(
            due[key] for key in value if key in due
        )

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._search_deadline_state("in", ["late"] if True in value else [])
