from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .states import SIDE_ROLES
from .vanthu_assignment_tree import CLOSED


class VanthuAssignment(models.Model):
    """Reports that somebody approves or sends back.

    Where the directive asks for it, its lead does not close the work but reports, and the
    leader approves or sends back; what was passed on is always approved or sent back by who
    passed it on.
    """

    _inherit = "vanthu.assignment"

    needs_approval = fields.Boolean(related="directive_id.needs_approval")
    sent_back_reason = fields.Char(
        string="What is missing", readonly=True, copy=False,
        help="Why the report was sent back or the work opened again.",
    )
    approval_note = fields.Char(readonly=True, copy=False)
    can_approve = fields.Boolean(compute="_compute_can_approve")
    waits_for_my_approval = fields.Boolean(
        compute="_compute_waits_for_my_approval", search="_search_waits_for_my_approval",
        help="Reports that I approve or send back: as the leader who asked for it, or as who "
        "passed the work on.",
    )

    # ---- WHO MAY ----

    def _may_approve(self):
        """Who may approve or send back a report: the leader, or who passed the work on."""
        self.ensure_one()
        return self.role not in SIDE_ROLES and self._may_reopen()

    @api.depends("state", "role", "parent_id.holder_ids", "parent_id.state")
    @api.depends_context("uid")
    def _compute_can_approve(self):
        for assignment in self:
            assignment.can_approve = (
                assignment.state == "reported" and assignment._may_approve()
            )

    @api.depends(
        "state", "role", "parent_id.holder_ids", "parent_id.state", "directive_id.needs_approval",
        "directive_id.leader_id",
    )
    @api.depends_context("uid")
    def _compute_waits_for_my_approval(self):
        for assignment in self:
            work = assignment.sudo()
            asked = work.parent_id or (
                work.role == "lead" and work.needs_approval
                and work.directive_id.leader_id == self.env.user
            )
            assignment.waits_for_my_approval = bool(asked) and assignment.can_approve

    @api.model
    def _search_waits_for_my_approval(self, operator, value):
        """Reports that wait for the user's decision.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        above = self._search_is_mine("in", [True]) & Domain("state", "not in", CLOSED)
        passed_on = Domain("parent_id", "any", above)
        asked = Domain("parent_id", "=", False) & Domain("role", "=", "lead") & Domain(
            "directive_id", "any", [
                ("needs_approval", "=", True), ("leader_id", "=", self.env.uid),
            ],
        )
        return (
            Domain("state", "=", "reported") & Domain("role", "not in", SIDE_ROLES)
            & (passed_on | asked)
        )

    def _require_report_to_decide(self):
        """Check that the caller decides about these reports and that they are there.

        :raise AccessError: neither the leader nor who passed the work on
        :raise UserError: no report waits
        """
        self.check_access("read")
        for assignment in self:
            if not (self.env.su or assignment._may_approve()):
                raise AccessError(self.env._(
                    "Only who gave the work to %(who)s can approve the report or send it back.",
                    who=assignment._get_target_name(),
                ))
        self._hold()
        for assignment in self:
            if assignment.state != "reported":
                raise UserError(self.env._(
                    "No report of %(who)s waits for a decision, perhaps because a colleague "
                    "has just decided; reload the page.", who=assignment._get_target_name(),
                ))

    # ---- ACTIONS ----

    def action_approve(self, note: str = "") -> bool:
        """Approve reports; the work is done.

        :param str note: words to who reported
        :raise AccessError: neither the leader nor who passed the work on
        :raise UserError: no report waits, or somebody still works on a part
        """
        self._require_report_to_decide()
        self._close({"approval_note": (note or "").strip()}, "approved")
        text = self.env._("Your report was approved.")
        for assignment in self.sudo():
            assignment._write_to(
                assignment.reported_by_id | assignment._get_responsible_users(),
                f"{text} {assignment.approval_note or ''}".strip(),
            )
        return True

    def action_send_back(self, reason: str) -> bool:
        """Send reports back: the work goes on, with the reason shown to who reported.

        :param str reason: what is missing
        :raise AccessError: neither the leader nor who passed the work on
        :raise UserError: no reason, or no report waits
        """
        text = self._require_text(reason, self.env._("Say what is missing."))
        self._require_report_to_decide()
        self._open_again(text, "report_sent_back")
        return True

    # ---- TELLING ----

    def _get_deciders(self):
        """Who decides about the report, and gets an activity for it.

        :return: ``res.users``: who passed the work on; the leader who asked for it; who leads,
            where the report was collected from the parts; nobody for the rest
        """
        work = self.sudo()
        if work.parent_id or (work.role == "lead" and work.needs_approval):
            return work._get_givers()
        if work.role == "lead" and work.reported_by_parts:
            return work._get_responsible_users()
        return self.env["res.users"]
