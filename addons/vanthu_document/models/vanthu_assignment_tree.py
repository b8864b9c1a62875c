from odoo import api, fields, models

from .local_time import local_today
from .states import GONE_ASSIGNMENT_STATES, SIDE_ROLES

FINISHED = ("reported", "done")
CLOSED = ("done", *GONE_ASSIGNMENT_STATES)


class VanthuAssignment(models.Model):
    """How the state of work follows from the states of its parts.

    Work is passed on in parts, and parts again, to any depth. Live parts are those that were
    neither sent nor taken back and that are not for information or opinion only. For work with
    live parts that is open, or was reported by this rule:

    * nobody has begun a part: it is at least accepted;
    * somebody has begun, reported or finished a part: it is in progress;
    * all parts with the role lead are done and all others reported or done: it is reported,
      with the reports of the parts where who is in charge wrote none. This needs at least one
      part with the role lead; else who passed on help leads and reports in person;
    * a part is opened again or given anew after that: it is in progress again;
    * after it was sent back or opened again, only a part that then finishes makes it reported;
    * no part is left: it stays open, and who is in charge gets an activity.

    Done, sent back and taken back come from somebody's step only, never from this rule. It is
    applied from the changed part upwards as far as something changes.
    """

    _inherit = "vanthu.assignment"

    reported_by_parts = fields.Boolean(
        readonly=True, copy=False, help="The report was collected from the parts."
    )

    tree_name = fields.Char(
        string="Unit or person", compute="_compute_tree_name", compute_sudo=True,
        help="Indented below the work that it is a part of.",
    )

    @api.depends("parent_id", "unit_id", "user_id")
    def _compute_tree_name(self):
        for assignment in self:
            depth, above = 0, assignment.parent_id
            while above:
                depth, above = depth + 1, above.parent_id
            indent = "\u2003" * (depth - 1) + "└ " if depth else ""
            assignment.tree_name = indent + assignment._get_target_name()

    def _in_tree_order(self):
        """These assignments, each followed by its parts, in the order in which they were given.

        :return: ``vanthu.assignment``
        """
        parts_of = self.sorted("id").grouped(lambda work: work.parent_id & self)
        ordered = []

        def add(work):
            ordered.append(work.id)
            for part in parts_of.get(work, ()):
                add(part)

        for root in parts_of.get(self.browse(), ()):
            add(root)
        return self.browse(ordered)

    def _have_all_reported(self):
        """Whether all who must report have, among the assignments of a document or directive.

        Every lead must be done and every cooperation reported or done. Parts and those for
        information or opinion do not count. Nor do those that were sent or taken back; but
        when it was the lead, or everybody, somebody else must do it first.

        :return bool:
        """
        counted = self.filtered(lambda work: not work.parent_id and work.role not in SIDE_ROLES)
        alive = counted.filtered(lambda work: work.state not in GONE_ASSIGNMENT_STATES)
        leads = alive.filtered(lambda work: work.role == "lead")
        lead_is_gone = any(work.role == "lead" for work in counted - alive)
        if not leads and (lead_is_gone or (counted and not alive)):
            return False
        return all(work.state == "done" for work in leads) and all(
            work.state in FINISHED for work in alive - leads
        )

    def _settle_parents(self):
        """Bring the work above into line with these parts; the tree is read once."""
        tree = self.directive_id.assignment_ids | self
        parts_of = tree.filtered("parent_id").grouped("parent_id")
        changed = self
        while parents := changed.parent_id.filtered(lambda work: work.state not in CLOSED):
            moved = self.browse()
            for parent in parents:
                parts = parts_of[parent]
                if parent._settle(parts, changed & parts):
                    moved |= parent
            changed = moved

    def _settle(self, parts, changed):
        """Apply the rule to one assignment.

        :param parts: all of its parts
        :param changed: those that have just changed
        :return bool: its state changed
        """
        alive = parts.filtered(
            lambda part: part.state not in GONE_ASSIGNMENT_STATES and part.role not in SIDE_ROLES
        )
        if not alive:
            if any(part.role not in SIDE_ROLES for part in changed):
                self._ask_to_redirect()
            return False
        target = self._judge_parts(alive, changed)
        if not target:
            return False
        before = self.state
        self.state = target
        if target == "reported":
            self._report_parts(alive)
        elif before == "reported":
            self.activity_unlink(["vanthu_document.mail_activity_review"])
            self._plan_work()
        return True

    def _judge_parts(self, alive, changed):
        """The state that the live parts ask for.

        :return str: the new state, or None to leave it as it is
        """
        leads = alive.filtered(lambda part: part.role == "lead")
        finished = (
            leads and all(part.state == "done" for part in leads)
            and all(part.state in FINISHED for part in alive)
        )
        if finished and (
            not self.sent_back_reason or any(part.state in FINISHED for part in changed)
        ):
            return "reported" if self.state != "reported" else None
        if self.state == "reported":
            return "in_progress" if self.reported_by_parts else None
        if any(part.state in ("in_progress", *FINISHED) for part in alive):
            return "in_progress" if self.state in ("new", "accepted") else None
        return "accepted" if self.state == "new" else None

    def _report_parts(self, alive):
        vals = {
            "report_date": fields.Datetime.now(), "reported_by_id": self.env.uid,
            "sent_back_reason": False,
        }
        if not self.report or self.reported_by_parts:
            vals |= {"report": alive._collect_reports(), "reported_by_parts": True}
        self.write({**vals, "reported_by_parts": True})
        self._log_event("reported")
        self._end_given()
        self._tell_reported()

    def _collect_reports(self):
        """What those reported to whom work was passed on.

        :return str: one line for each; without the name where it is one only
        """
        parts = self.filtered(lambda part: part.report and part.role != "opinion").sorted("id")
        if len(parts) == 1:
            return parts.report
        return "\n".join(f"{part._get_target_name()}: {part.report}" for part in parts)

    def _ask_to_redirect(self):
        """Nobody works on a part any more: who is in charge gives it to somebody else."""
        redirect = "vanthu_document.mail_activity_redirect"
        asked = self._get_planned_users(redirect)
        for user in self._keep_named(self._get_responsible_users()) - asked:
            self.activity_schedule(
                redirect, user_id=user.id,
                date_deadline=local_today(self.env),
                summary=self.env._("No part is left; give it to somebody else or do it yourself"),
            )
