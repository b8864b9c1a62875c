from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .local_time import local_today

ACTIVITY = "vanthu_document.mail_activity_extension"


class VanthuExtension(models.Model):
    """A request for more time, and what was decided (gia hạn); the history stays.

    Who set the deadline decides: a leader for work of the directive, who is in charge of the
    whole for a part of it.
    """

    _name = "vanthu.extension"
    _description = "Request for more time"
    _inherit = ["vanthu.work.record.mixin"]
    _order = "id desc"

    _secrecy_fields = ("reason", "decision_reason")

    unit_id = fields.Many2one(related="assignment_id.unit_id")
    user_id = fields.Many2one(related="assignment_id.user_id", string="Person")
    instruction = fields.Text(related="assignment_id.instruction")
    old_date = fields.Date(string="Present deadline", required=True, readonly=True)
    asked_date = fields.Date(string="Asked for", required=True, readonly=True)
    granted_date = fields.Date(string="Granted until", readonly=True)
    reason = fields.Text(required=True, readonly=True)
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True, readonly=True, default="asked", index=True,
    )
    requested_by_id = fields.Many2one(
        "res.users", string="Asked by", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    decided_at = fields.Datetime(string="Decided on", readonly=True)
    decision_reason = fields.Text(string="Reason of the decision", readonly=True)
    waits_for_my_decision = fields.Boolean(
        compute="_compute_may", search="_search_waits_for_my_decision"
    )
    can_decide = fields.Boolean(compute="_compute_may")
    can_withdraw = fields.Boolean(compute="_compute_may")

    _one_open = models.UniqueIndex(
        "(assignment_id) WHERE state = 'asked'",
        "More time was asked for already; wait for the decision or withdraw the request.",
    )

    @api.depends("assignment_id", "asked_date")
    def _compute_display_name(self):
        for extension in self:
            name = extension.assignment_id._get_target_name()
            extension.display_name = f"{name}: {extension.asked_date:%d/%m/%Y}"

    @api.depends("state", "requested_by_id", "assignment_id.parent_id.holder_ids")
    @api.depends_context("uid")
    def _compute_may(self):
        waiting = self.filtered(lambda extension: extension.state == "asked")
        mine = waiting and self.search(
            Domain("id", "in", waiting.ids) & self._get_waiting_domain()
        )
        for extension in self:
            extension.waits_for_my_decision = extension in mine
            extension.can_decide = (
                extension in waiting and extension.assignment_id._may_set_deadline()
            )
            extension.can_withdraw = (
                extension in waiting and extension.requested_by_id == self.env.user
            )

    @api.model
    def _search_waits_for_my_decision(self, operator, value):
        """Open requests that the user is expected to decide; others may do so in the place.

        :param str operator: ``in``
        :param value: set with True
        :return: Domain
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return Domain("state", "=", "asked") & self._get_waiting_domain()

    @api.model
    def _get_waiting_domain(self):
        """Requests about parts of the user's work, about the user's directives and questions.

        What a leader gave who leads no more waits for every leader.
        """
        uid, work = self.env.uid, self.env["vanthu.assignment"]
        part = Domain("assignment_id.parent_id", "any", work._search_is_mine("in", {True}))
        whole = Domain("assignment_id.parent_id", "=", False)
        asked = Domain("assignment_id.directive_id", "=", False) & Domain(
            "assignment_id.given_by_id", "=", uid
        )
        if not work._is_leader():
            return part | (whole & asked)
        leaders = self.env["vanthu.document"]._get_leaders(self.env.companies)
        directed = Domain("assignment_id.directive_id", "!=", False) & (
            Domain("assignment_id.directive_id.leader_id", "=", uid)
            | Domain("assignment_id.directive_id.leader_id", "not in", leaders.ids)
        )
        return part | (whole & (asked | directed))

    # ---- DECIDING ----

    def action_grant(self, date: str | None = None, reason: str = "") -> bool:
        """Give more time: as asked, or until another day.

        The deadline, its activity and, for the lead, the deadline of the document move; who
        asked is told.

        :param str date: ISO date; the day that was asked for by default
        :param str reason: words for who asked, if wanted
        :raise AccessError: the caller did not set the deadline
        :raise UserError: decided already, or the day is too early or beyond the deadline of
            the whole
        """
        self._require_decidable()
        day = self.env["res.company"]._parse_date(date)
        for extension in self:
            extension._grant_one(day or extension.asked_date, (reason or "").strip())
        return True

    def action_refuse(self, reason: str) -> bool:
        """Refuse more time; the deadline stays, who asked is told why.

        :param str reason: why
        :raise AccessError: the caller did not set the deadline
        :raise UserError: no reason, or decided already
        """
        text = self.env["vanthu.assignment"]._require_text(
            reason, self.env._("Say why no more time is given.")
        )
        self._require_decidable()
        self._decide("refused", decision_reason=text)
        for extension in self:
            extension._tell_asker(lambda env: env._("No more time is given: %s", text))
        return True

    def action_withdraw(self) -> bool:
        """Take the own request back.

        :raise AccessError: somebody else asked
        :raise UserError: decided already
        """
        self.check_access("read")
        if not self.env.su and self.requested_by_id - self.env.user:
            raise AccessError(self.env._("Only who asked for more time can withdraw the request."))
        self._require_asked()
        self._decide("withdrawn")
        return True

    def _require_decidable(self):
        self.check_access("read")
        for extension in self:
            if not extension.assignment_id._may_set_deadline():
                raise AccessError(self.env._(
                    "Only who set the deadline of %(who)s can decide about more time.",
                    who=extension.assignment_id._get_target_name(),
                ))
        self._require_asked()

    def _require_asked(self):
        self.assignment_id._hold()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for extension in self.filtered(lambda one: one.state != "asked"):
            raise UserError(self.env._(
                "The request of %(who)s is “%(state)s” already, perhaps by a colleague just "
                "now; reload the page.",
                who=extension.requested_by_id.name, state=labels[extension.state],
            ))

    def _grant_one(self, day, reason):
        assignment = self.assignment_id.sudo()
        assignment.with_env(self.env)._check_new_deadline(day)
        limit = assignment.parent_id.due_date
        if limit and day > limit:
            raise UserError(self.env._(
                "The whole is due on %(limit)s: ask for more time for the whole first, or grant "
                "a day until then.", limit=limit.strftime("%d/%m/%Y"),
            ))
        self._decide(
            "granted", granted_date=day, old_date=assignment.due_date, decision_reason=reason
        )
        assignment._move_deadline(day)
        shown = day.strftime("%d/%m/%Y")
        self._tell_asker(lambda env: env._(
            "The new deadline is %(day)s. %(reason)s", day=shown, reason=reason
        ))

    def _decide(self, state, **vals):
        """Write what becomes of requests; their activities end.

        :param str state: granted, refused or withdrawn
        :param vals: what else is written
        """
        self.sudo().write({
            "state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now(),
            **vals,
        })
        self.flush_recordset(["state"])  # the next request for the same work is another row
        for extension in self.sudo():
            days = {
                name: extension[name].strftime("%d/%m/%Y")
                for name in ("asked_date", "granted_date") if extension[name]
            }
            extension.assignment_id.with_env(self.env)._log_event(f"extension_{state}", days)
        self.sudo().assignment_id.activity_unlink([ACTIVITY])

    # ---- TELLING ----

    def _ask(self):
        """Give the decision to those who set the deadline, as an activity."""
        self.ensure_one()
        assignment, today = self.sudo().assignment_id, local_today(self.env)
        for user in assignment._get_deadline_setters():
            env = self.with_context(lang=user.lang).env
            assignment.with_context(mail_activity_quick_update=True).activity_schedule(
                ACTIVITY, user_id=user.id, date_deadline=max(self.old_date, today),
                summary=env._(
                    "%(who)s asks for time until %(day)s", who=self.env.user.name,
                    day=self.asked_date.strftime("%d/%m/%Y"),
                ),
                note=Markup("<p>%s</p>") % self.reason,
            )

    def _tell_asker(self, write):
        extension = self.sudo()
        extension.assignment_id._tell_each(extension.requested_by_id, write)
