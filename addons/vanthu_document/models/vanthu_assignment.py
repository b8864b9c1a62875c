from odoo import api, fields, models
from odoo.fields import Domain

from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES


class VanthuAssignment(models.Model):
    """Work given to a unit or a person (việc được giao), with role, deadline and report."""

    _name = "vanthu.assignment"
    _description = "Assignment"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.deadline.mixin",
    ]
    _order = "due_date, id"
    _check_company_auto = True
    _mail_post_access = "read"

    directive_id = fields.Many2one(
        "vanthu.directive", index="btree_not_null", ondelete="restrict", readonly=True
    )
    document_id = fields.Many2one(
        "vanthu.document", index="btree_not_null", ondelete="restrict", readonly=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, readonly=True,
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "vanthu.assignment", string="Passed on from", index="btree_not_null",
        ondelete="restrict", readonly=True,
    )
    child_ids = fields.One2many("vanthu.assignment", "parent_id", string="Passed on to")
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", readonly=True,
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person", index="btree_not_null", ondelete="restrict", readonly=True
    )
    role = fields.Selection(
        [
            ("lead", "Lead"),
            ("cooperate", "Cooperate"),
            ("inform", "For information"),
            ("opinion", "Opinion"),
        ],
        required=True, default="lead", readonly=True,
    )
    given_by_id = fields.Many2one(
        "res.users", string="Given by", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    instruction = fields.Text(readonly=True)
    due_date = fields.Date(string="Deadline", index=True, readonly=True)
    state = fields.Selection(
        [
            ("new", "New"),
            ("accepted", "Accepted"),
            ("in_progress", "In progress"),
            ("reported", "Reported"),
            ("done", "Done"),
            ("returned", "Sent back"),
            ("recalled", "Taken back"),
        ],
        required=True, default="new", readonly=True, index=True, group_expand=True,
    )
    paused = fields.Boolean(
        readonly=True, help="The clock stands still while somebody outside is waited for."
    )
    report = fields.Text(readonly=True)
    report_date = fields.Datetime(readonly=True)
    reported_by_id = fields.Many2one(
        "res.users", string="Reported by", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    return_reason = fields.Char(readonly=True)
    named_ids = fields.Json(
        readonly=True, copy=False, groups="base.group_system",
        help="Whom this work let into a restricted document.",
    )
    done_date = fields.Datetime(readonly=True)

    # The document beside the work
    directive_content = fields.Text(
        related="directive_id.content", string="Leader's words"
    )
    directive_leader_id = fields.Many2one(related="directive_id.leader_id", string="Directed by")
    document_subject = fields.Char(
        string="Subject", compute="_compute_document_subject", search="_search_document_subject",
        compute_sudo=True, help="Of the document, else of the directive.",
    )
    document_reference = fields.Char(related="document_id.reference", string="Number and notation")
    document_issued_date = fields.Date(related="document_id.issued_date")
    document_organ_name = fields.Char(related="document_id.organ_name", string="Issuing body")
    document_priority = fields.Selection(related="document_id.priority", string="Urgency")
    arrival_number = fields.Integer(related="document_id.arrival_number", aggregator=None)
    arrival_date = fields.Date(related="document_id.arrival_date")
    answer_reference = fields.Char(related="document_id.answer_reference")
    document_attachment_ids = fields.Many2many(
        "ir.attachment", string="Files of the document", compute="_compute_attachment_ids"
    )
    report_attachment_ids = fields.Many2many(
        "ir.attachment", string="Files of the report", compute="_compute_attachment_ids"
    )

    # Who may act
    holder_ids = fields.Many2many(
        "res.users", string="In charge", compute="_compute_holder_ids", compute_sudo=True,
        help="The person; for a unit its head and deputies, or its members where it has none.",
    )
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")
    is_of_my_unit = fields.Boolean(compute="_compute_is_of_my_unit", search="_search_is_of_my_unit")
    can_work = fields.Boolean(compute="_compute_is_mine")
    can_close = fields.Boolean(compute="_compute_is_mine")
    can_reopen = fields.Boolean(compute="_compute_is_mine")

    _open_idx = models.Index(
        "(user_id, unit_id, due_date) WHERE state IN ('new', 'accepted', 'in_progress')"
    )
    _somebody = models.Constraint(
        "CHECK (unit_id IS NOT NULL OR user_id IS NOT NULL)",
        "Give the work to a unit or a person.",
    )

    @api.depends("document_id.display_name", "directive_id.subject", "unit_id", "user_id")
    def _compute_display_name(self):
        for assignment in self:
            assignment.display_name = (
                f"{assignment._get_subject_name()} → {assignment._get_target_name()}"
            )

    def _get_subject_name(self):
        """What the work is about, for links and messages: the document, else the directive."""
        work = self.sudo()
        return work.document_id.display_name or work.directive_id.subject or ""

    @api.depends("document_id.subject", "directive_id.subject")
    def _compute_document_subject(self):
        for assignment in self:
            assignment.document_subject = (
                assignment.document_id.subject or assignment.directive_id.subject
            )

    @api.model
    def _search_document_subject(self, operator, value):
        """Work by what it is about.

        :param str operator: any operator of texts
        :param value: text, or set of texts
        :return: Domain
        """
        if operator.startswith("not") or operator == "!=":
            return NotImplemented
        return Domain("document_id.subject", operator, value) | Domain(
            "directive_id.subject", operator, value
        )

    def _compute_attachment_ids(self):
        found = self.env["ir.attachment"].search_fetch(
            Domain("res_model", "=", "vanthu.document")
            & Domain("res_id", "in", self.document_id.ids)
            | Domain("res_model", "=", "vanthu.assignment") & Domain("res_id", "in", self.ids),
            ["res_model", "res_id", "name", "mimetype"], order="id",
        ).grouped(lambda attachment: (attachment.res_model, attachment.res_id))
        none = self.env["ir.attachment"]
        for assignment in self:
            assignment.document_attachment_ids = found.get(
                ("vanthu.document", assignment.document_id.id), none
            )
            assignment.report_attachment_ids = found.get((self._name, assignment.id), none)

    @api.depends("user_id", "unit_id.chief_ids", "unit_id.member_ids")
    def _compute_holder_ids(self):
        for assignment in self:
            unit = assignment.unit_id
            assignment.holder_ids = assignment.user_id or unit.chief_ids or unit.member_ids

    @api.depends("holder_ids", "state", "role", "parent_id.holder_ids", "parent_id.state")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for assignment in self:
            mine = self.env.user in assignment.holder_ids
            assignment.is_mine = mine
            assignment.can_work = mine and assignment.state in OPEN_ASSIGNMENT_STATES
            assignment.can_close = (
                assignment.state not in ("done", *GONE_ASSIGNMENT_STATES)
                and assignment._may_close()
            )
            assignment.can_reopen = (
                assignment.state in ("reported", "done") and assignment._may_reopen()
            )

    @api.model
    def _search_is_mine(self, operator, value):
        """Work that the user is in charge of, in person or as head or deputy of the unit itself.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        uid = self.env.uid
        units = self.env["vanthu.unit"].sudo().search(
            Domain("head_id", "=", uid) | Domain("deputy_ids", "in", uid)
            | Domain("chief_ids", "=", False) & Domain("member_ids", "in", uid)
        )
        return Domain("user_id", "=", uid) | (
            Domain("user_id", "=", False) & Domain("unit_id", "in", units.ids)
        )

    def _compute_is_of_my_unit(self):
        units = self._get_units_led()
        for assignment in self:
            work = assignment.sudo()
            assignment.is_of_my_unit = (work.unit_id | work.parent_id.unit_id) & units

    @api.model
    def _search_is_of_my_unit(self, operator, value):
        """Work of the units that the user leads, and what was passed on there.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        units = self._get_units_led().ids
        return Domain("unit_id", "in", units) | Domain("parent_id.unit_id", "in", units)

    @api.model
    def _get_units_led(self):
        return self.env["vanthu.unit"].sudo().search([("chief_ids", "in", self.env.uid)])

    def _get_target_name(self):
        target = self.sudo()
        return target.user_id.name or target.unit_id.name or ""

    def _get_concerned_users(self):
        """Everybody who is told of the assignment; in a restricted document, who is named.

        :return: ``res.users``: the person, or head, deputies and clerk of the unit
        """
        assignment = self.sudo()
        unit = assignment.unit_id
        if assignment.user_id:
            return assignment.user_id
        chiefs = unit.head_id | unit.deputy_ids
        return (chiefs or assignment.holder_ids) | unit.clerk_id

    def _get_responsible_users(self):
        """Who gets the deadline as an activity.

        :return: ``res.users``: the person, or the head of the unit, or who stands in for it
        """
        assignment = self.sudo()
        unit = assignment.unit_id
        return assignment.user_id or unit.head_id or unit.deputy_ids or assignment.holder_ids

    # ---- DEADLINE ----

    @api.depends("due_date", "due_at", "state", "role", "paused", "report_date", "done_date")
    def _compute_deadline_state(self):
        return super()._compute_deadline_state()

    def _get_deadline_facts(self):
        self.ensure_one()
        if self.state in GONE_ASSIGNMENT_STATES:
            return False, False
        if self.state in OPEN_ASSIGNMENT_STATES:
            return True, False
        return True, self.report_date or self.done_date or fields.Datetime.now()

    # ---- FILES OF THE DOCUMENT BESIDE THE WORK ----

    def _get_mail_thread_data_attachments(self):
        own = super()._get_mail_thread_data_attachments()
        return self.document_attachment_ids | own
