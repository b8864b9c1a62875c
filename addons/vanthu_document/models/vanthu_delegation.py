from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import DEFAULT_TIME_ZONE

KINDS = [("kt", "KT."), ("tl", "TL."), ("tuq", "TUQ.")]
# What a paper says of a delegation; stays as written once the delegation has begun.
TERMS = {
    "delegate_id", "kind", "date_from", "date_to", "type_ids", "unit_ids", "max_priority",
    "basis_document_id", "basis", "reason",
}
PARTIES = {"principal_id", "company_id", "parent_id"}
# Follow from the terms; nobody enters them.
MOMENTS = {"starts_at", "ends_at"}


class VanthuDelegation(models.Model):
    """For a time, one person decides in a leader's place (Điều 13 of NĐ 30/2020).

    * KT. (ký thay): a deputy; TL. (thừa lệnh): the head of a unit; both may be passed on, and
      only with a narrower period and scope;
    * TUQ. (thừa ủy quyền): in writing, limited in time and content, never passed on.

    It begins at the first and ends at the last midnight of its days in Viet Nam, wherever the
    delegate is and whatever time zone the delegate asks in: rights are decided by comparing
    ``starts_at`` and ``ends_at`` with the moment of the question. No job is needed.
    Nothing is deleted, and nothing but the end changes after the beginning.
    """

    _name = "vanthu.delegation"
    _description = "Delegation"
    _inherit = ["vanthu.secrecy.thread.mixin", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _secrecy_fields = ("reason", "basis", "revoke_reason")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company, ondelete="restrict",
    )
    principal_id = fields.Many2one(
        "res.users", string="Leader", required=True, index=True, ondelete="restrict",
        default=lambda self: self._default_principal_id(),
        help="In whose place the delegate decides.",
    )
    delegate_id = fields.Many2one(
        "res.users", required=True, ondelete="restrict",
    )
    kind = fields.Selection(KINDS, string="Capacity", required=True, default="kt")
    parent_id = fields.Many2one(
        "vanthu.delegation", string="Passed on from", index="btree_not_null",
        ondelete="restrict", check_company=True,
        domain="[('kind', '!=', 'tuq'), ('state', 'in', ('planned', 'active')), "
        "('delegate_id', '=', uid)]",
    )
    child_ids = fields.One2many("vanthu.delegation", "parent_id", string="Passed on to")
    date_from = fields.Date(string="First day", required=True, default=fields.Date.context_today)
    date_to = fields.Date(string="Last day", required=True)

    # Scope; what is empty is not limited
    type_ids = fields.Many2many(
        "vanthu.document.type", "vanthu_delegation_type_rel", "delegation_id", "type_id",
        string="Only types",
    )
    unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_delegation_unit_rel", "delegation_id", "unit_id",
        string="Only work led by", check_company=True,
        help="Units, with those below them, or their members, that lead the work; before the "
        "directive, whom the clerk proposes as lead.",
    )
    max_priority = fields.Selection(
        selection=lambda self: self.env["vanthu.document"]._fields["priority"].selection,
        string="Up to urgency",
    )

    # Why
    reason = fields.Char(help="For example: on a business trip.")
    basis = fields.Char(
        string="Written basis", help="Number, notation and date of the paper that delegates.",
    )
    basis_document_id = fields.Many2one(
        "vanthu.document", string="Paper in the register", index="btree_not_null",
        ondelete="restrict", check_company=True,
        groups="vanthu_document.group_clerk,vanthu_document.group_leader",
    )

    # When it holds
    starts_at = fields.Datetime(compute="_compute_starts_at", store=True)
    ends_at = fields.Datetime(compute="_compute_ends_at", store=True, recursive=True)
    state = fields.Selection(
        [
            ("planned", "Not begun"), ("active", "In force"), ("ended", "Ended"),
            ("revoked", "Revoked"),
        ],
        compute="_compute_state", search="_search_state",
    )
    revoked_at = fields.Datetime(readonly=True, copy=False)
    revoked_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    revoke_reason = fields.Char(string="Reason of the revocation", readonly=True, copy=False)
    can_revoke = fields.Boolean(compute="_compute_can_revoke")
    can_change = fields.Boolean(compute="_compute_can_revoke")
    can_pass_on = fields.Boolean(compute="_compute_can_revoke")
    leader_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    delegate_candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")

    _delegate_idx = models.Index("(delegate_id, ends_at)")
    _days = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day lies before the first; change one of them.",
    )
    _two_persons = models.Constraint(
        "CHECK (principal_id <> delegate_id)", "Choose another person as delegate.",
    )

    # ---- COMPUTES ----

    @api.model
    def _default_principal_id(self):
        """Oneself; nobody where a clerk or administrator records the paper of a leader."""
        records = self._has_role("group_clerk", "group_manager")
        return self.env.user if not records or self._has_role("group_leader") else False

    @api.depends("date_from")
    def _compute_starts_at(self):
        for delegation in self:
            delegation.starts_at = delegation.date_from and _midnight(delegation.date_from)

    @api.depends("date_to", "revoked_at", "parent_id.ends_at")
    def _compute_ends_at(self):
        for delegation in self:
            ends = [
                delegation.date_to and _midnight(delegation.date_to + timedelta(days=1)),
                delegation.revoked_at, delegation.parent_id.ends_at,
            ]
            delegation.ends_at = min(filter(None, ends), default=False)

    @api.depends("starts_at", "ends_at", "revoked_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for delegation in self:
            if delegation.revoked_at:
                delegation.state = "revoked"
            elif not delegation.starts_at or not delegation.ends_at or delegation.starts_at > now:
                delegation.state = "planned"
            else:
                delegation.state = "active" if delegation.ends_at > now else "ended"

    @api.model
    def _search_state(self, operator, value):
        """Delegations in one of the states at this moment.

        :param str operator: ``in``
        :param value: set of states
        :return: Domain
        """
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        standing = Domain("revoked_at", "=", False)
        domains = {
            "planned": standing & Domain("starts_at", ">", now),
            "active": standing & self._get_in_force_domain(now),
            "ended": standing & Domain("starts_at", "<=", now) & Domain("ends_at", "<=", now),
            "revoked": ~standing,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model
    def _get_in_force_domain(self, now=None):
        """What holds at one moment.

        :param datetime.datetime now: naive UTC; this moment by default
        :return: Domain
        """
        now = now or fields.Datetime.now()
        return Domain("starts_at", "<=", now) & Domain("ends_at", ">", now)

    def _is_in_force(self):
        now = fields.Datetime.now()
        return self.filtered(lambda item: item.starts_at <= now < item.ends_at)

    @api.depends("kind", "principal_id", "delegate_id", "date_from", "date_to")
    def _compute_display_name(self):
        labels = dict(KINDS)
        for delegation in self:
            days = " – ".join(
                f"{day:%d/%m/%Y}" for day in (delegation.date_from, delegation.date_to) if day
            )
            delegation.display_name = delegation.delegate_id.name and (
                f"{labels.get(delegation.kind, '')} {delegation.principal_id.name or ''} → "
                f"{delegation.delegate_id.name}, {days}"
            )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_revoke(self):
        for delegation in self:
            delegation.can_revoke = (
                delegation.state in ("planned", "active") and delegation._may_revoke()
            )
            delegation.can_change = not delegation.id or (
                delegation.state == "planned" and delegation._may_give()
            )
            delegation.can_pass_on = (
                delegation.kind != "tuq" and delegation.state in ("planned", "active")
                and delegation.delegate_id == self.env.user
            )

    @api.depends("company_id", "principal_id")
    def _compute_candidate_ids(self):
        Document = self.env["vanthu.document"]
        for delegation in self:
            company = delegation.company_id or self.env.company
            delegation.leader_candidate_ids = Document._get_leaders(company).ids
            delegation.delegate_candidate_ids = (
                Document._get_handlers(company) - delegation.principal_id - self.env.user
            ).ids

    @api.onchange("parent_id")
    def _onchange_parent_id(self):
        """What is passed on begins as what was received, to be narrowed."""
        parent = self.parent_id.sudo()
        if parent:
            self.update({
                "principal_id": parent.principal_id, "company_id": parent.company_id,
                "kind": parent.kind, "date_from": max(parent.date_from, self._get_today()),
                "date_to": parent.date_to, "type_ids": parent.type_ids,
                "unit_ids": parent.unit_ids, "max_priority": parent.max_priority,
            })

    def action_pass_on(self) -> dict:
        """Open the form in which the delegate passes the delegation on.

        :return dict: window action
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form",
            "name": self.env._("Pass on"), "views": [(False, "form")],
            "context": {"default_parent_id": self.id},
        }

    # ---- WHO MAY ----

    def _has_role(self, *groups):
        return self.env.su or any(
            self.env.user.has_group(f"vanthu_document.{group}") for group in groups
        )

    def _may_give(self):
        """Whether the user gives this delegation, or records it from paper."""
        giver = self.parent_id.sudo().delegate_id or self.principal_id
        return self.env.user == giver or self._has_role("group_clerk", "group_manager")

    def _may_revoke(self):
        return self.env.user in (
            self.principal_id | self.parent_id.sudo().delegate_id
        ) or self._has_role("group_manager")

    def _is_recorded(self):
        """Whether somebody else than who delegates enters it, from paper."""
        return self.env.user != (self.parent_id.sudo().delegate_id or self.principal_id)


def _midnight(day):
    """The moment in which a day begins in Viet Nam.

    :param datetime.date day:
    :return datetime.datetime: in UTC, without zone
    """
    moment = timezone(DEFAULT_TIME_ZONE).localize(datetime.combine(day, time.min))
    return moment.astimezone(utc).replace(tzinfo=None)
