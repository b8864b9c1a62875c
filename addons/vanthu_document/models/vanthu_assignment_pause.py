from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES, SIDE_ROLES
from .vanthu_assignment_notify import ACTIVITIES

PAUSE_STATES = ("accepted", "in_progress")


class VanthuAssignment(models.Model):
    """Stopping the clock while somebody outside is waited for (tạm dừng).

    * Only work that was accepted or begun waits, and each part for itself: when the whole
      waits, its parts do not by that, and the other way round.
    * The clock of the whole stands still only while nobody works on a part of it. So it can be
      stopped when every open part has been stopped, too, and it runs again as soon as one of
      the parts does or a new part is given. Parts for information or opinion do not count.
    * Every further step ends the pause: begin, report, close, send back, pass on.
    * While the clock stands still nothing is late and nobody is reminded.
    """

    _inherit = "vanthu.assignment"

    pause_ids = fields.One2many("vanthu.pause", "assignment_id", string="Pauses", readonly=True)
    pause_note = fields.Char(
        string="Clock stopped since", compute="_compute_pause_note",
        help="Since when, and who outside is waited for.",
    )
    pause_reason = fields.Text(string="Reason of the pause", compute="_compute_pause_note")
    can_pause = fields.Boolean(compute="_compute_can_pause")
    can_resume = fields.Boolean(compute="_compute_can_pause")

    @api.depends("paused", "pause_ids.end")
    def _compute_pause_note(self):
        waiting = self.filtered("paused")
        found = waiting and self.env["vanthu.pause"].search([
            ("assignment_id", "in", waiting.ids), ("end", "=", False),
        ]).grouped("assignment_id")
        for assignment in self:
            pause = found.get(assignment) if found else None
            assignment.pause_note = pause._get_note() if pause else False
            assignment.pause_reason = pause.reason if pause else False

    @api.depends("paused", "state", "role", "holder_ids", "parent_id.holder_ids")
    @api.depends_context("uid")
    def _compute_can_pause(self):
        for assignment in self:
            mine = self.env.user in assignment.holder_ids
            assignment.can_pause = (
                mine and not assignment.paused and assignment.role != "inform"
                and assignment.state in PAUSE_STATES
            )
            assignment.can_resume = assignment.paused and (
                mine or assignment._may_set_deadline()
            )

    # ---- ACTIONS ----

    def action_pause(self, reason: str, waiting_for: str) -> bool:
        """Stop the clock while somebody outside is waited for; who gave the work is told.

        :param str reason: why
        :param str waiting_for: the person or body outside
        :raise AccessError: not in charge
        :raise UserError: words are missing, not accepted yet or not open any more, stopped
            already, for information only, or somebody works on a part
        """
        self._require_holder()
        text = self._require_text(reason, self.env._("Say why the work has to wait."))
        whom = self._require_text(waiting_for, self.env._("Name who is waited for."))
        self._hold()
        for assignment in self.sudo():
            assignment._require_pausable()
        work = self.sudo()
        self.env["vanthu.pause"].sudo().create([
            {
                "assignment_id": assignment.id, "reason": text, "waiting_for": whom,
                "started_by_id": self.env.uid, "old_date": assignment.due_date,
            }
            for assignment in work
        ])
        work.paused = True
        work.activity_unlink([ACTIVITIES[0]])
        self._log_event("paused", {"waiting_for": whom})
        for assignment in work:
            who = assignment._get_target_name()
            assignment._tell_each(assignment._get_givers(), lambda env, who=who: env._(
                "%(who)s waits for %(whom)s, so the clock stands still: %(reason)s",
                who=who, whom=whom, reason=text,
            ))
        return True

    def action_resume(self) -> bool:
        """Let the clock run again; the deadline moves on by the working days that passed.

        :raise AccessError: neither in charge nor one of those who set the deadline
        :raise UserError: the clock runs already, or the work is not open any more
        """
        self.check_access("read")
        for assignment in self:
            holders = assignment.sudo().holder_ids
            if self.env.user not in holders and not assignment._may_set_deadline():
                raise AccessError(self.env._(
                    "Only %(who)s or who set the deadline can let the clock run again.",
                    who=assignment._get_target_name(),
                ))
        self._hold()
        self._require_open()
        for assignment in self:
            if not assignment.paused:
                raise UserError(self.env._(
                    "The clock of %(who)s runs already, perhaps because a colleague has just "
                    "started it; reload the page.", who=assignment._get_target_name(),
                ))
        self.sudo()._end_pauses()
        return True

    def _require_pausable(self):
        who = self._get_target_name()
        if self.role == "inform":
            raise UserError(self.env._("What you only take note of has no deadline."))
        self._require_open()
        if self.state not in PAUSE_STATES:
            raise UserError(self.env._("Accept the work before you stop its clock."))
        if self.paused:
            raise UserError(self.env._(
                "The clock of %(who)s stands still already, perhaps stopped by a colleague just "
                "now; reload the page.", who=who,
            ))
        busy = self.child_ids.filtered(
            lambda part: part.state in OPEN_ASSIGNMENT_STATES and not part.paused
            and part.role not in SIDE_ROLES
        )
        if busy:
            raise UserError(self.env._(
                "%(names)s still work on a part; the clock of the whole stops when theirs "
                "stand still.", names=", ".join(part._get_target_name() for part in busy),
            ))

    # ---- END OF A PAUSE ----

    def _end_pauses(self):
        """End the pauses of this work, in superuser mode, after those of the whole above it."""
        waiting = self.filtered("paused")
        if not waiting:
            return
        open_now = waiting.filtered(lambda work: work.state in OPEN_ASSIGNMENT_STATES)
        open_now.filtered(lambda work: work.role not in SIDE_ROLES).parent_id._end_pauses()
        pauses = self.env["vanthu.pause"].search([
            ("assignment_id", "in", waiting.ids), ("end", "=", False),
        ])._finish()
        for pause in pauses:
            pause.assignment_id._log_event("resumed", {"days": pause.days})
        for work in open_now:
            work._plan_work()
        for pause in pauses.filtered(lambda one: one.assignment_id in open_now):
            pause.assignment_id._tell_resumed(pause)

    def _tell_resumed(self, pause):
        who, due = self._get_target_name(), pause.new_date
        shown = due.strftime("%d/%m/%Y") if due else "–"
        self._tell_each(
            self._get_givers() | self._get_responsible_users(),
            lambda env: env._(
                "The clock of %(who)s runs again after %(days)s working days; the deadline is "
                "now %(due)s.", who=who, days=pause.days, due=shown,
            ),
        )

    def _after_state_change(self):
        result = super()._after_state_change()
        self._end_pauses()
        return result

    def _prepare_part(self, row):
        # Somebody works on it again, and the deadline of the part follows the new one.
        if row.get("role") not in SIDE_ROLES:
            self.sudo()._end_pauses()
        return super()._prepare_part(row)


class VanthuDocument(models.Model):
    """A document whose lead waits for somebody outside is not late by that."""

    _inherit = "vanthu.document"

    paused = fields.Boolean(
        compute="_compute_paused", store=True, copy=False,
        help="All who lead it wait for somebody outside.",
    )

    @api.depends(
        "assignment_ids.paused", "assignment_ids.state", "assignment_ids.role",
        "assignment_ids.parent_id",
    )
    def _compute_paused(self):
        for document in self:
            leads = document.assignment_ids.filtered(
                lambda work: work.role == "lead" and not work.parent_id
                and work.state not in ("done", *GONE_ASSIGNMENT_STATES)
            )
            document.paused = bool(leads) and all(leads.mapped("paused"))

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "paused": False}
