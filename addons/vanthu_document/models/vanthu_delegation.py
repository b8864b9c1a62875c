from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .local_time import DEFAULT_TIME_ZONE

KINDS = [("kt", "KT."), ("tl", "TL."), ("tuq", "TUQ.")]
# What a paper says of a delegation; stays as written once the delegation has begun.
_TERMS = {
    "delegate_id", "kind", "date_from", "date_to", "type_ids", "unit_ids", "max_priority",
    "basis_document_id", "basis", "reason",
}
_PARTIES = {"principal_id", "company_id", "parent_id"}
# Follow from the terms; nobody enters them.
_MOMENTS = {"starts_at", "ends_at"}


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
    _inherit = ["mail.thread", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _secrecy_fields = ("reason", "basis", "revoke_reason")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company, ondelete="restrict",
    )
    principal_id = fields.Many2one(
        "res.users", string="Leader", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user, help="In whose place the delegate decides.",
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
            delegation.display_name = (
                f"{labels.get(delegation.kind, '')} {delegation.principal_id.name or ''} → "
                f"{delegation.delegate_id.name or ''}, {days}"
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

    # ---- RULES ----

    @api.constrains("principal_id", "delegate_id", "company_id")
    def _check_persons(self):
        for delegation in self.sudo():
            company = delegation.company_id
            if not delegation._fits(delegation.principal_id, "group_leader"):
                raise ValidationError(self.env._(
                    "%(person)s is no leader of %(organisation)s and has nothing to delegate.",
                    person=delegation.principal_id.name, organisation=company.name,
                ))
            if not delegation._fits(delegation.delegate_id, "group_user"):
                raise ValidationError(self.env._(
                    "%(person)s does not work with documents of %(organisation)s; choose "
                    "another person or ask the administrator.",
                    person=delegation.delegate_id.name, organisation=company.name,
                ))

    def _fits(self, person, group):
        return (
            person.active and self.company_id in person.company_ids
            and person.has_group(f"vanthu_document.{group}")
        )

    def _has_fit_persons(self):
        delegation = self.sudo()
        return delegation._fits(delegation.principal_id, "group_leader") and delegation._fits(
            delegation.delegate_id, "group_user"
        )

    @api.constrains("kind", "basis", "basis_document_id", "type_ids", "unit_ids", "max_priority")
    def _check_written(self):
        for delegation in self.filtered(lambda item: item.kind == "tuq"):
            if not delegation._has_basis():
                raise ValidationError(self.env._(
                    "TUQ. is only given in writing: enter number and date of the paper."
                ))
            if not delegation._is_limited() and not delegation.max_priority:
                raise ValidationError(self.env._(
                    "TUQ. is limited in content: choose types, units or the highest urgency."
                ))

    def _has_basis(self):
        return bool((self.basis or "").strip() or self.sudo().basis_document_id)

    def _is_limited(self):
        return bool(self.type_ids or self.unit_ids)

    @api.constrains(*_TERMS, *_PARTIES)
    def _check_parent(self):
        for delegation in (self | self.child_ids).filtered("parent_id"):
            delegation._check_narrower(delegation.parent_id.sudo())

    def _check_narrower(self, parent):
        if parent.kind == "tuq":
            raise ValidationError(self.env._("TUQ. is never passed on."))
        if self.kind == "tuq":
            raise ValidationError(self.env._(
                "Only the leader gives TUQ.; pass on with KT. or TL."
            ))
        if self.delegate_id in parent._get_chain_persons():
            raise ValidationError(self.env._(
                "%(person)s has this delegation already; choose another person.",
                person=self.delegate_id.name,
            ))
        ancestors = {str(unit_id) for unit_id in parent.unit_ids.ids}
        narrower = (
            parent.date_from <= self.date_from and self.date_to <= parent.date_to
            and (not parent.type_ids or (self.type_ids and self.type_ids <= parent.type_ids))
            and (not parent.unit_ids or (self.unit_ids and all(
                ancestors & set(unit.parent_path.split("/")) for unit in self.unit_ids
            )))
            and (not parent.max_priority
                 or (self.max_priority and self.max_priority <= parent.max_priority))
        )
        if not narrower:
            raise ValidationError(self.env._(
                "What is passed on lies within what was received: %(parent)s. Shorten the "
                "period or narrow types, units or urgency.", parent=parent.display_name,
            ))

    def _get_chain_persons(self):
        persons = self.principal_id | self.delegate_id
        return persons | self.parent_id._get_chain_persons() if self.parent_id else persons

    # ---- CRUD ----

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(),
            **dict.fromkeys(("revoked_at", "revoked_by_id", "revoke_reason"), False),
        }

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            {key: value for key, value in vals.items() if key not in _MOMENTS}
            for vals in vals_list
        ]
        for vals in vals_list:
            parent = self.sudo().browse(vals.get("parent_id") or []).exists()
            if parent:
                vals |= {"principal_id": parent.principal_id.id, "company_id": parent.company_id.id}
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        delegations = super(VanthuDelegation, quiet).create(vals_list).with_env(self.env)
        delegations._check_paper()
        delegations._check_giving()
        delegations._after_given()
        return delegations

    def write(self, vals):
        if vals.keys() & _MOMENTS:
            raise UserError(self.env._("The period follows from its first and last day."))
        if vals.keys() & (_TERMS | _PARTIES) and not self._is_step():
            if vals.keys() & _PARTIES:
                raise UserError(self.env._(
                    "Who delegates stays; revoke this delegation and make another."
                ))
            if any(item.state != "planned" for item in self):
                raise UserError(self.env._(
                    "A delegation stays as it was given once it has begun; end it earlier or "
                    "revoke it, and make another."
                ))
        before = {item: item._describe_terms() for item in self} if vals.keys() & _TERMS else {}
        result = super().write(vals)
        if "basis_document_id" in vals:
            self._check_paper()
        if before:
            if not self._is_step():
                self._check_giving()
            self._after_changed(before)
        return result

    def onchange(self, values, field_names, fields_spec):
        for paper in (
            values.get("basis_document_id"), self.env.context.get("default_basis_document_id"),
        ):
            paper = paper.get("id") if isinstance(paper, dict) else paper
            self.env["vanthu.document"].browse(paper or []).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)

    def _check_paper(self):
        """A name is shown with its link: only who may read the paper makes the link."""
        self.sudo().basis_document_id.with_env(self.env).check_access("read")

    def _check_giving(self):
        """Nobody takes another's authority, and none begins before it was entered.

        :raise AccessError: the user is neither who delegates nor keeps papers
        :raise UserError: the paper is not named, or the first day lies in the past
        """
        for delegation in self:
            if not delegation._may_give():
                raise AccessError(self.env._(
                    "Only %(person)s can delegate this; the registry clerk or the administrator "
                    "records it from paper.", person=delegation.principal_id.name,
                ))
            if delegation.ends_at <= fields.Datetime.now() or (
                delegation.date_from < delegation._get_today()
            ):
                raise UserError(self.env._(
                    "A delegation begins today or later; what was decided before stays as it is."
                ))
            if self.env.su or not delegation._is_recorded():
                continue
            if self.env.user == delegation.delegate_id:
                raise AccessError(self.env._(
                    "Nobody records a delegation to himself or herself; ask the leader or a "
                    "colleague."
                ))
            if not delegation._has_basis():
                raise UserError(self.env._(
                    "Enter number and date of the paper with which %(person)s delegates.",
                    person=delegation.principal_id.name,
                ))

    @api.model
    def _get_today(self):
        now = utc.localize(fields.Datetime.now())
        return now.astimezone(timezone(DEFAULT_TIME_ZONE)).date()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Delegations are kept; revoke this one instead."))


def _midnight(day):
    """The moment in which a day begins in Viet Nam.

    :param datetime.date day:
    :return datetime.datetime: in UTC, without zone
    """
    moment = timezone(DEFAULT_TIME_ZONE).localize(datetime.combine(day, time.min))
    return moment.astimezone(utc).replace(tzinfo=None)
