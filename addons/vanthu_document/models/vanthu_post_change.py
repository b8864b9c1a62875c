from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .local_time import local_today
from .row_hold import hold_rows

CLERK = "vanthu_document.group_clerk"
MANAGER = "vanthu_document.group_manager"


class VanthuPostChange(models.Model):
    """One clerk hands the post over to another: what is open, from when, and whose role it is.

    Điều 6 of NĐ 30/2020 makes the clerk answer for registers, seal and documents; so what is
    open on the day is written down, printed and signed, and the roles move on that day, not
    when somebody thinks of it.
    """

    _name = "vanthu.post.change"
    _description = "Hand-over of the clerk's post"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _secrecy_fields = ("note",)

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company, ondelete="restrict",
    )
    from_user_id = fields.Many2one(
        "res.users", string="Gives the post up", required=True, ondelete="restrict",
        index=True, domain="[('id', 'in', clerk_ids)]",
    )
    to_user_id = fields.Many2one(
        "res.users", string="Takes the post over", required=True, ondelete="restrict",
        index=True, domain="[('id', 'in', colleague_ids), ('id', '!=', from_user_id)]",
    )
    clerk_ids = fields.Many2many("res.users", compute="_compute_people")
    colleague_ids = fields.Many2many("res.users", compute="_compute_people")
    date = fields.Date(
        string="From", required=True, default=lambda self: local_today(self.env),
        help="The first day of the new clerk.",
    )
    with_manager = fields.Boolean(
        string="The administrator's role, too", compute="_compute_with_manager", store=True,
        readonly=False, help="Where the clerk also looks after units, people and registers.",
    )
    close_account = fields.Boolean(
        string="Close the old account",
        help="The person leaves the organisation. An account with open work stays open.",
    )
    note = fields.Char(help="For example: number of the decision, keys and seals handed over.")
    state = fields.Selection(
        [
            ("draft", "Being prepared"), ("planned", "Planned"), ("done", "Post handed over"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True,
    )
    done_at = fields.Datetime(string="Post handed over on", readonly=True, copy=False)
    problem = fields.Char(readonly=True, copy=False, help="What could not be done on the day.")
    line_ids = fields.One2many(
        "vanthu.post.change.line", "change_id", string="What is open", readonly=True, copy=False
    )

    _planned_uniq = models.UniqueIndex(
        "(company_id, from_user_id) WHERE state = 'planned'",
        "A hand-over of this person is planned already.",
    )

    @api.depends("from_user_id", "to_user_id", "date")
    def _compute_display_name(self):
        for change in self:
            giver, taker = change.from_user_id.sudo().name, change.to_user_id.sudo().name
            change.display_name = self.env._(
                "%(giver)s to %(taker)s, %(day)s", giver=giver, taker=taker,
                day=change.date.strftime("%d/%m/%Y"),
            ) if giver and taker and change.date else self.env._("New hand-over of the post")

    @api.depends("company_id")
    def _compute_people(self):
        clerks = self.env.ref(CLERK).sudo().all_user_ids
        users = self.env["res.users"].sudo()
        for change in self:
            people = users.search([
                ("company_ids", "in", change.company_id.ids), ("share", "=", False),
            ]).sudo(False)
            change.colleague_ids = people
            change.clerk_ids = people & clerks.sudo(False)

    @api.depends("from_user_id")
    def _compute_with_manager(self):
        for change in self:
            change.with_manager = bool(change.from_user_id) and change.from_user_id.sudo(
            ).has_group(MANAGER)

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "done_at": False,
            "problem": False, "line_ids": False,
        }

    def write(self, vals):
        if not self._is_step() and any(change.state != "draft" for change in self):
            raise UserError(self.env._(
                "A hand-over that is planned or done stays as it is; cancel it and write a new "
                "one."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft_only(self):
        if any(change.state != "draft" for change in self):
            raise UserError(self.env._("What was planned or done is never deleted."))

    # ---- PLANNING ----

    def action_plan(self) -> bool:
        """Fix the hand-over; today's is done at once, a later one by the job of its day.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        :raise UserError: the people or the day do not fit
        """
        self._require_manager()
        for change in self:
            change._require_state("draft")
            change._check_people()
            if change.date < local_today(self.env):
                raise UserError(self.env._("Choose today or a later day."))
            change._write_step({"state": "planned"})
            change._log("post_change_planned")
            change._tell()
            if change.date == local_today(self.env):
                change.sudo()._apply()
            else:
                change._refresh_lines()
        return True

    def action_cancel(self) -> bool:
        """Call a planned hand-over off.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        :raise UserError: it is done already
        """
        self._require_manager()
        for change in self:
            change._require_state("draft", "planned")
            change._write_step({"state": "cancelled"})
            change._log("post_change_cancelled")
        return True

    def action_refresh(self) -> bool:
        """List anew what is open; after the hand-over the list stays as it was signed.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        """
        self._require_manager()
        for change in self:
            change._require_state("draft", "planned")
            change._refresh_lines()
        return True

    def _require_manager(self):
        self.env["vanthu.document"]._require_group("group_manager")
        self.check_access("write")
        hold_rows(self)
        self.invalidate_recordset(["state"])

    def _require_state(self, *states):
        if self.state not in states:
            raise UserError(self.env._(
                "“%s” was planned, done or cancelled meanwhile; open it again.",
                self.display_name,
            ))

    def _check_people(self):
        """Both work here, one is clerk, and no role reaches where the caller has no say."""
        giver, taker = self.from_user_id.sudo(), self.to_user_id.sudo()
        if giver == taker:
            raise UserError(self.env._("Somebody else must take the post over."))
        if self.company_id not in giver.company_ids or not giver.has_group(CLERK):
            raise UserError(self.env._("%s is no registry clerk here.", giver.name))
        if self.company_id not in taker.company_ids or taker.share or not taker.active:
            raise UserError(self.env._(
                "%s does not work here; give the person an account first.", taker.name
            ))
        # A role holds in all organisations of a person.
        if not (self.env.su or taker.company_ids <= self.env.user.company_ids):
            raise AccessError(self.env._(
                "%s also works in organisations that you do not look after; ask their "
                "administrator.", taker.name,
            ))

    def _log(self, kind):
        for change in self:
            self.env["vanthu.event"]._log_company(change.sudo().company_id, kind, {
                "from_person": change.from_user_id.sudo().name,
                "person": change.to_user_id.sudo().name,
                "date": fields.Date.to_string(change.date), "count": len(change.line_ids),
            })

    def _tell(self):
        for change in self.sudo():
            change = change.company_id._in_own_language(change)
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=(change.from_user_id | change.to_user_id).partner_id.ids,
                subject=change.env._("Hand-over of the clerk's post"),
                body=change.env._(
                    "From %(day)s %(taker)s is registry clerk in the place of %(giver)s. Look "
                    "through what is open together, and sign the list.",
                    day=change.date.strftime("%d/%m/%Y"), taker=change.to_user_id.name,
                    giver=change.from_user_id.name,
                ),
            )

    @api.model
    def _domain_due(self):
        return Domain("state", "=", "planned") & Domain("date", "<=", local_today(self.env))
