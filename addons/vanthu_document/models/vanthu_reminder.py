from odoo import api, fields, models
from odoo.tools import SQL

from .states import OPEN_ASSIGNMENT_STATES

BATCH = 500


class VanthuReminder(models.Model):
    """That a person was, or is to be, reminded of work: once for each rung and deadline.

    A deadline that moves begins the ladder anew. Where the job has not run for days, only the
    highest rung that was reached reminds, and those below are never caught up.
    """

    _name = "vanthu.reminder"
    _description = "Reminder of work"
    _order = "id"

    assignment_id = fields.Many2one("vanthu.assignment", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    due_date = fields.Date(required=True)
    rung = fields.Integer(required=True, aggregator=None)
    user_id = fields.Many2one("res.users", ondelete="cascade")
    urgent = fields.Boolean()
    sent_at = fields.Datetime(help="Empty: waits for the next morning.")

    _once = models.UniqueIndex(
        "(assignment_id, due_date, rung, COALESCE(user_id, 0))",
        "Somebody is reminded of this already.",
    )
    _waiting_idx = models.Index("(user_id) WHERE sent_at IS NULL")

    @api.model
    def _cron_remind(self):
        """Climb the ladder for all open work, and tell at once what is urgent."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([("active", "=", True)]):
            while done := self._climb(company, BATCH):
                if not cron._commit_progress(done):
                    return
        self._send_urgent()

    @api.model
    def _climb(self, company, limit):
        """Note who is to be reminded of one batch of work.

        :param company: ``res.company``
        :param int limit: pieces of work
        :return int: pieces of work that have reached a new rung
        """
        today = company._get_work_day()
        ladder = self.env["vanthu.reminder.rule"]._get_ladder(company)
        if not ladder:
            return 0
        steps = [(rule, rule._get_last_due(company, today)) for rule in ladder]
        self.env.flush_all()
        reached = SQL("CASE %s END", SQL(" ").join(
            SQL("WHEN a.due_date <= %s THEN %s::int", due, rule.rung) for rule, due in steps
        ))
        found = self.env.execute_query(SQL(
            """SELECT a.id, %(reached)s FROM vanthu_assignment a
                WHERE a.company_id = %(company)s AND a.state IN %(open)s
                  AND a.due_date <= %(last)s AND a.paused IS NOT TRUE
                  AND NOT EXISTS (
                      SELECT 1 FROM vanthu_reminder r
                       WHERE r.assignment_id = a.id AND r.due_date = a.due_date
                         AND r.rung >= %(reached)s)
             ORDER BY a.id LIMIT %(limit)s""",
            reached=reached, company=company.id, open=OPEN_ASSIGNMENT_STATES,
            last=max(due for _rule, due in steps), limit=limit,
        ))
        rules = {rule.rung: rule for rule in ladder}
        work = self.env["vanthu.assignment"].sudo().browse([row[0] for row in found])
        self.create([
            vals for assignment, (_id, rung) in zip(work, found, strict=True)
            for vals in self._prepare(assignment, rules[rung])
        ])
        return len(found)

    @api.model
    def _prepare(self, assignment, rule):
        common = {
            "assignment_id": assignment.id, "company_id": assignment.company_id.id,
            "due_date": assignment.due_date, "rung": rule.rung,
            "urgent": assignment._is_urgent(),
        }
        people = rule._get_people(assignment)
        if not people:
            # Kept, so that nobody looks again for whom there is not.
            return [{**common, "sent_at": fields.Datetime.now()}]
        return [{**common, "user_id": user.id} for user in people]

    @api.model
    def _send_urgent(self):
        """One mail for each person with all that is urgent and waits to be told."""
        cron = self.env["ir.cron"]
        groups = self._read_group(
            [("sent_at", "=", False), ("urgent", "=", True)], ["user_id"], ["id:recordset"],
        )
        for user, reminders in groups:
            reminders._get_still_due()._mail_urgent(user)
            reminders.sent_at = fields.Datetime.now()
            if not cron._commit_progress(1):
                return

    def _get_still_due(self):
        """Those whose work still goes on with the same deadline."""
        return self.filtered(
            lambda reminder: reminder.assignment_id.state in OPEN_ASSIGNMENT_STATES
            and not reminder.assignment_id.paused
            and reminder.assignment_id.due_date == reminder.due_date
        )

    def _mail_urgent(self, user):
        digest = self.env["vanthu.morning.digest"]._for(user)
        lines = digest._get_lines(self.assignment_id, True)
        if lines:
            digest._send(
                digest.env._("Urgent work is due: %s", lines[0]["name"]) if len(lines) == 1
                else digest.env._("Urgent work is due: %s documents", len(lines)),
                [digest._make_section("urgent", digest.env._("Urgent work"), lines)],
            )


class VanthuAssignment(models.Model):
    """What cannot wait for the morning."""

    _inherit = "vanthu.assignment"

    def _is_urgent(self):
        """Whether people are told at once instead of the next morning.

        :return bool: the document is urgent, or the deadline has an hour
        """
        self.ensure_one()
        work = self.sudo()
        return bool(work.due_at) or (work.document_id.priority or "0") != "0"
