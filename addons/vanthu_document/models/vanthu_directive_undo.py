from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .row_hold import hold_rows
from .states import SIDE_ROLES

UNDO_MINUTES = 10
# What a directive changes in its document besides the state.
FORMER_FIELDS = ("receiver_name", "transfer_date", "due_date", "due_at")


class VanthuDirective(models.Model):
    """Undoing a directive within ten minutes, and what remains when all of it is taken back."""

    _inherit = "vanthu.directive"

    former = fields.Json(
        readonly=True, copy=False, groups="base.group_system",
        help="What the document was before: state, columns of the register, who was asked.",
    )
    undo_until = fields.Datetime(
        compute="_compute_undo_until",
        help="Until when the user may undo it; empty when not (any more).",
    )

    @api.depends("create_date", "active", "assignment_ids.state")
    @api.depends_context("uid")
    def _compute_undo_until(self):
        now = fields.Datetime.now()
        for directive in self:
            limit = directive._get_undo_limit()
            possible = (
                limit and limit > now and directive.active and directive._may_undo()
                and directive._is_untouched()
            )
            directive.undo_until = limit if possible else False

    def _get_undo_limit(self):
        return self.create_date and self.create_date + timedelta(minutes=UNDO_MINUTES)

    def _may_undo(self):
        """Who gave it may undo it: the leader, who recorded it, who stood in for the leader."""
        self.ensure_one()
        given = self.sudo()
        return self.env.user in (given.leader_id | given.recorder_id | given.delegate_id)

    def _is_untouched(self):
        return all(
            work.state in ("new", "recalled") for work in self.sudo().assignment_ids
        )

    def action_undo(self) -> bool:
        """Undo directives within ten minutes, as long as nobody has begun.

        All work is taken back, and the document stands where it stood before.

        :raise AccessError: somebody else gave it
        :raise UserError: too late, somebody has begun, or undone already
        """
        self.check_access("read")
        for directive in self:
            if not (self.env.su or directive._may_undo()):
                raise AccessError(self.env._("Only who gave this directive can undo it."))
        self.sudo().document_id._hold()
        hold_rows(self)
        for directive in self.sudo():
            directive._require_undo()
            # Undone, it may be covered by a delegation no longer.
            facts = directive.with_env(self.env)._get_place_facts()
            directive.assignment_ids.filtered(
                lambda work: work.state == "new"
            ).with_env(self.env)._take_back(self.env._("The directive was undone."))
            directive._withdraw(directive.former)
            self.env["vanthu.event"]._log(
                directive.with_env(self.env), "directive_undone", facts
            )
        return True

    def _require_undo(self):
        if not self.active:
            raise UserError(self.env._("This directive was undone already; reload the page."))
        if self._get_undo_limit() < fields.Datetime.now():
            raise UserError(self.env._(
                "A directive can be undone for %(minutes)s minutes only; take back the work of "
                "those who have not begun instead.", minutes=UNDO_MINUTES,
            ))
        if not self._is_untouched():
            raise UserError(self.env._(
                "Somebody has begun already; take back the work of the others instead."
            ))

    # ---- GIVING THE DOCUMENT BACK ----

    def _after_recall(self):
        """Directives of which nothing is left end; their documents wait for another."""
        for directive in self.sudo():
            left = directive.assignment_ids.filtered(lambda work: work.state != "recalled")
            # Nobody asked the leader before, or the question was answered: now it is open.
            asked = {**(directive.former or {}), "asked": directive.leader_id.ids}
            if not left:
                directive._withdraw(asked)
            elif all(work.role in SIDE_ROLES for work in left):
                directive._restore(asked)

    def _withdraw(self, former):
        """The directive counts no longer.

        :param dict former: what its document was before, as :meth:`_get_former` tells
        """
        self.active = False
        later = self.search([
            ("document_id", "=", self.document_id.id), ("id", ">", self.id),
        ], order="id", limit=1) if self.document_id else self.browse()
        if later:
            # Whoever undoes the later one, too, comes back to before this one.
            later.former = self.former
        else:
            self._restore(former)
        self.document_id.with_env(self.env)._update_progress()

    def _restore(self, former):
        """Put the document where it stood before this directive gave it to somebody."""
        document = self.document_id
        others = document.directive_ids - self
        work = others.assignment_ids.filtered(
            lambda one: one.state != "recalled" and one.role not in SIDE_ROLES
        )
        if not document or not former or work:
            return
        target = former.get("state")
        if target not in ("registered", "submitted") or document.state not in ("assigned", "done"):
            return
        document._require_move(target, "assigned", "done")
        vals = {"state": target, "done_date": False}
        if not document.hand_over_line_ids.filtered("done"):
            vals |= {name: former.get(name) or False for name in FORMER_FIELDS}
        document.write(vals)
        for user in self.env["res.users"].browse(former.get("asked") or ()).exists():
            document._ask_for_directive(user)


class VanthuDocument(models.Model):
    """What a document was before a directive changed it."""

    _inherit = "vanthu.document"

    def _get_former(self):
        """State, columns of the register and who was asked to direct.

        :return dict: JSON values
        """
        self.ensure_one()
        asked = self.activity_ids.filtered(
            lambda activity: activity.activity_type_id
            == self.env.ref("vanthu_document.mail_activity_direct")
        ).user_id
        former = {"state": self.state, "asked": asked.ids}
        for name in FORMER_FIELDS:
            value = self[name]
            former[name] = value if isinstance(value, str) else (value and str(value)) or False
        return former
