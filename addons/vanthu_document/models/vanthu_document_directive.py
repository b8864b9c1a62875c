from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .local_time import local_moment
from .states import GONE_ASSIGNMENT_STATES, SIDE_ROLES


class VanthuDocument(models.Model):
    """Directives on a document and what becomes of them (Điều 23, 24 of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    directive_count = fields.Integer(compute="_compute_directive_count")

    @api.depends("directive_ids")
    def _compute_directive_count(self):
        counts = dict(self.env["vanthu.directive"]._read_group(
            [("document_id", "in", self.ids)], ["document_id"], ["__count"]
        ))
        for document in self:
            document.directive_count = counts.get(document, 0)

    def action_direct(
        self, content: str, assignments: list[dict] | None = None,
        leader_id: int | None = None, date: str | None = None,
        needs_approval: bool | None = None, client_key: str | None = None,
    ) -> list[int]:
        """Give a directive on each document: what is to be done, by whom, until when.

        A leader directs in his or her own name. A clerk records what a leader wrote on paper:
        the leader is named, the clerk stands as recorder. A delegate directs in the place of
        the leader (:meth:`_find_place`). A directive that gives nobody work ("for the file")
        ends the document.

        :param str content: the leader's words (bút phê)
        :param list assignments: dicts with ``role`` (lead, cooperate or inform; one lead at
            most), ``unit_id`` or ``user_id``, ``due_date`` (ISO date; by default the document's
            deadline, else the working days of its type) and ``instruction``
        :param int leader_id: the leader whose directive a clerk records, or in whose place a
            delegate directs; the own id for a leader who does not want to act for another
        :param str date: when it was given (ISO date and time, UTC); now by default
        :param bool needs_approval: the leader approves the report before the work is closed;
            by default what the organisation has chosen
        :param str client_key: the same key sent twice by one leader directs once; of several
            documents each has its own, ``KEY/ID``
        :return list: ids of the new ``vanthu.directive``, one for each document; of the
            existing one where the key was used before
        :raise AccessError: neither a leader nor a clerk
        :raise UserError: the words are missing, a unit or person does not fit, the document is
            not registered or done already
        """
        self.check_access("read")
        self._require_directing()
        Directive = self.env["vanthu.directive"]
        text, moment = Directive._check_words(content), Directive._parse_moment(date)
        self._hold()
        directives = []
        for document in self:
            key = client_key and (f"{client_key}/{document.id}" if len(self) > 1 else client_key)
            found = Directive._find_given(leader_id or self.env.uid, key)
            if not found:
                leader = document._check_directing(leader_id)
                rows = document._check_routing(assignments or [])
                found = document._direct_one(
                    leader, text, rows, moment, needs_approval=needs_approval, client_key=key
                )
            directives.append(found.id)
        return directives

    def action_reopen(self, reason: str) -> bool:
        """Take up documents again that were done.

        :param str reason: why
        :raise UserError: no reason, or the document is not done
        """
        self.check_access("read")
        self._require_leader()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the document is opened again."))
        for document in self:
            document.sudo()._open_again()
            self.env["vanthu.event"]._log(document, "reopened", {
                "reason": reason.strip(), **document._get_place_facts(),
            })
        return True

    def _open_again(self):
        for document in self:
            document._require_move("in_progress", "done")
            document.write({"state": "in_progress", "done_date": False})

    def _check_directing(self, leader_id):
        """Who gives the directive: the caller, or the leader whose words a clerk records."""
        self.ensure_one()
        leader = self._get_directing_leader(leader_id)
        if self.state not in ("assigned", "in_progress"):
            self._require_move("assigned", "registered", "submitted")
        return leader

    def _get_directing_leader(self, leader_id):
        return self.env["vanthu.directive"]._check_giver(self.company_id, leader_id)

    def _require_directing(self):
        return self._require_group("group_leader", "group_clerk")

    def _require_leader(self):
        return self._require_group("group_leader")

    def _direct_one(self, leader, content, rows, moment, **values):
        document = self.sudo()
        day = local_moment(self.env, moment).date()
        for row in rows:
            if row["role"] != "inform" and not row["due_date"]:  # informed: never late
                row["due_date"] = self._get_assignment_due_date(day)
                row["due_at"] = row["due_date"] == self.due_date and self.due_at
        self.company_id._check_deadlines(rows, day)
        directive = self.env["vanthu.directive"]._record(
            self.company_id, leader, content, moment, {
                "document_id": document.id, "former": document._get_former(), **values,
            },
        )
        document._add_named_persons(leader)
        document._note_receiver(rows, day)
        document._end_activities("mail_activity_direct")
        self.env["vanthu.assignment"]._give([
            {**row, **directive._get_assignment_values()} for row in rows
        ])
        if document.state in ("registered", "submitted"):
            document.state = "assigned"
        directive._update_progress()
        document._update_progress()
        return directive

    def _get_assignment_due_date(self, day):
        """Deadline of an assignment where the leader named none.

        :param datetime.date day: day of the directive
        :return: the document's deadline, else the working days of its type, else False
        """
        if self.due_date and self.due_date >= day:
            return self.due_date
        return self._get_default_due(day)[0]

    def _note_receiver(self, rows, day):
        """Fill columns 7 and 8 of the register, unless paper was handed over already."""
        receivers = [row for row in rows if row["role"] == "lead"] or rows[:1]
        if not receivers or self.hand_over_line_ids.filtered("done"):
            return
        name = self.company_id._get_target_name(receivers[0])
        vals = {"receiver_name": name, "transfer_date": day}
        if receivers[0]["role"] == "lead" and receivers[0]["due_date"]:
            vals["due_date"] = receivers[0]["due_date"]
        self.write(vals)

    def _add_named_persons(self, users):
        """Let persons into a restricted document; the change of the right is logged.

        :param users: ``res.users``
        :return: those of them who were not named before
        """
        added = self.env["res.users"]
        for document in self.sudo():
            new = users - document.allowed_user_ids
            if document.restricted and new:
                added |= new
                document.write({
                    "allowed_user_ids": [Command.link(user_id) for user_id in new.ids]
                })
        return added

    def _update_progress(self):
        """Bring the state into line with the assignments.

        A document is done when all who must report have: every assignment of the leader with
        the role lead is done, and every one with the role cooperate is reported or done. Those
        for information do not count, nor those that were sent or taken back; but when the lead
        was, somebody else must lead first. It is in progress from the moment in which one of
        those who must report accepts, begins or passes on.
        """
        # Two who report at the same moment would each take the other for still at work.
        self._hold()
        for document in self.sudo():
            if document.state not in ("assigned", "in_progress"):
                continue
            if document.assignment_ids._have_all_reported():
                document._set_done()
            elif document.state == "assigned" and any(
                assignment.state not in ("new", *GONE_ASSIGNMENT_STATES)
                and assignment.role not in SIDE_ROLES
                for assignment in document.assignment_ids
            ):
                document.state = "in_progress"

    def _set_done(self):
        self.write({"state": "done", "done_date": fields.Datetime.now()})
        self._end_activities("mail_activity_redirect")
        self.env["vanthu.event"]._log(self, "completed")
        leaders = self.directive_ids.leader_id.filtered("active") - self.env.user
        if leaders:
            self.message_notify(
                partner_ids=leaders.partner_id.ids,
                subject=self.env._("Done: %(document)s", document=self.display_name),
                body=self.env._("All who had to report have reported."),
            )
