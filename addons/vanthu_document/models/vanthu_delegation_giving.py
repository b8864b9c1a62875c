from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .local_time import DEFAULT_TIME_ZONE
from .row_hold import hold_rows
from .vanthu_delegation import MOMENTS, PARTIES, TERMS


class VanthuDelegation(models.Model):
    """Giving a delegation: by whom, within what, and what stays once it has begun."""

    _inherit = "vanthu.delegation"

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

    @api.constrains(*TERMS, *PARTIES)
    def _check_parent(self):
        standing = (self | self.child_ids).filtered(
            lambda item: item.parent_id and not item.revoked_at
        )
        for delegation in standing:
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
            {key: value for key, value in vals.items() if key not in MOMENTS}
            for vals in vals_list
        ]
        for vals in vals_list:
            parent = self.sudo().browse(vals.get("parent_id") or []).exists()
            if parent:
                vals |= {"principal_id": parent.principal_id.id, "company_id": parent.company_id.id}
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        # Whoever ends what is passed on at the same moment goes first; we then begin anew.
        hold_rows(self.sudo().browse([
            vals["parent_id"] for vals in vals_list if vals.get("parent_id")
        ]).exists())
        delegations = super(VanthuDelegation, quiet).create(vals_list).with_env(self.env)
        delegations._check_paper()
        delegations._check_giving()
        delegations._after_given()
        return delegations

    def write(self, vals):
        if vals.keys() & MOMENTS:
            raise UserError(self.env._("The period follows from its first and last day."))
        if vals.keys() & (TERMS | PARTIES) and not self._is_step():
            if vals.keys() & PARTIES:
                raise UserError(self.env._(
                    "Who delegates stays; revoke this delegation and make another."
                ))
            if any(item.state != "planned" for item in self):
                raise UserError(self.env._(
                    "A delegation stays as it was given once it has begun; end it earlier or "
                    "revoke it, and make another."
                ))
        before = {item: item._describe_terms() for item in self} if vals.keys() & TERMS else {}
        result = super().write(vals)
        if "basis_document_id" in vals:
            self._check_paper()
        if before:
            if not self._is_step():
                self._check_giving()
            self._after_changed(before)
        return result

    def onchange(self, values, field_names, fields_spec):
        for name in ("basis_document_id", "parent_id"):
            for linked in (values.get(name), self.env.context.get(f"default_{name}")):
                linked = linked.get("id") if isinstance(linked, dict) else linked
                self.env[self._fields[name].comodel_name].browse(
                    linked or []
                ).exists().check_access("read")
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
