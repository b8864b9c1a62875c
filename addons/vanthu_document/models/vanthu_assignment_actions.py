from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .states import (
    ASSIGNMENT_TRANSITIONS,
    GONE_ASSIGNMENT_STATES,
    OPEN_ASSIGNMENT_STATES,
    SIDE_ROLES,
    can_move,
)


class VanthuAssignment(models.Model):
    """What may be done with an assignment, in which state and by whom.

    * who is in charge (``holder_ids``) accepts, begins, passes on, reports, sends back;
    * the lead closes what the leader gave to lead, unless reports are to be approved; the
      leader may close it, too;
    * what cooperates is reported by who is in charge and may be closed by the lead or the leader;
    * what was passed on is reported by who got it and closed by who passed it on;
    * what is for information is closed by who received it;
    * the leader opens again what the leader gave, who passed on what was passed on.

    All methods check state and person on the server and work for JSON-2.
    """

    _inherit = "vanthu.assignment"

    # ---- WHO MAY ----

    def _is_leader(self):
        return self.env.su or self.env.user.has_group("vanthu_document.group_leader")

    def _may_close(self):
        self.ensure_one()
        user, assignment = self.env.user, self.sudo()
        if assignment.role == "inform":
            return user in assignment.holder_ids
        if assignment.parent_id:
            return user in assignment.parent_id.holder_ids
        if assignment.role == "lead":
            return self._is_leader() or (
                user in assignment.holder_ids and not assignment.directive_id.needs_approval
            )
        leads = assignment.directive_id.assignment_ids.filtered(
            lambda other: not other.parent_id and other.role == "lead"
            and other.state not in GONE_ASSIGNMENT_STATES
        )
        return self._is_leader() or user in leads.holder_ids

    def _may_reopen(self):
        self.ensure_one()
        parent = self.sudo().parent_id
        if parent:
            return self.env.user in parent.holder_ids and parent.state not in (
                "done", *GONE_ASSIGNMENT_STATES
            )
        return self._is_leader()

    def _require_readable(self):
        """Refuse whoever may not read the work; who had it learns that it was taken back.

        :raise UserError: it was taken back from the caller
        :raise AccessError: the caller has nothing to do with it
        """
        gone = self.sudo().filtered(
            lambda work: work.state == "recalled" and self.env.user in work.holder_ids
        )
        if gone and not gone.with_env(self.env).has_access("read"):
            raise UserError(self.env._(
                "This work was taken back by who gave it; you need not do anything. Go back to "
                "your list."
            ))
        self.check_access("read")

    def _require_holder(self):
        self._require_readable()
        for assignment in self:
            if not self.env.su and self.env.user not in assignment.sudo().holder_ids:
                raise AccessError(self.env._(
                    "“%(name)s” was given to %(who)s, who alone can do this.",
                    name=assignment.sudo().document_subject or "",
                    who=assignment._get_target_name(),
                ))

    def _hold(self):
        """Let one person after the other decide about this work and what hangs on it."""
        work = self.sudo()
        work.document_id._hold()
        work.filtered(lambda assignment: not assignment.document_id).directive_id._hold()

    def _require_step(self, target):
        self._hold()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for assignment in self:
            if assignment.state == target:
                raise UserError(self.env._(
                    "The assignment of %(who)s is “%(state)s” already, perhaps by a colleague "
                    "just now; reload the page.",
                    who=assignment._get_target_name(), state=labels[target],
                ))
            if not can_move(ASSIGNMENT_TRANSITIONS, assignment.state, target):
                raise UserError(self.env._(
                    "The assignment of %(who)s is “%(state)s” and cannot become “%(target)s”.",
                    who=assignment._get_target_name(), state=labels[assignment.state],
                    target=labels[target],
                ))

    def _get_open_parts(self):
        return self.child_ids.filtered(
            lambda part: part.state in OPEN_ASSIGNMENT_STATES and part.role not in SIDE_ROLES
        )

    def _require_no_open_part(self):
        for assignment in self.sudo():
            busy = assignment._get_open_parts()
            if busy:
                raise UserError(self.env._(
                    "%(names)s still work on a part that was passed on; close those parts first.",
                    names=", ".join(part._get_target_name() for part in busy),
                ))

    @api.model
    def _require_text(self, text, message):
        if not (text or "").strip():
            raise UserError(message)
        return text.strip()

    # ---- GIVING ----

    @api.model
    def _give(self, vals_list):
        """Create assignments, let their people into restricted documents and tell them.

        :param list vals_list: complete values, checked by the caller
        :return: the new assignments
        """
        for vals in vals_list:
            if vals["role"] == "inform":  # what is only taken note of is never late
                vals |= {"due_date": False, "due_at": False}
        created = self.sudo().with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True
        ).create(vals_list)
        for assignment in created:
            people = assignment._get_concerned_users()
            assignment.named_ids = assignment.document_id._add_named_persons(people).ids
            assignment._log_event("assigned", {"role": assignment.role})
        created._tell_given()
        return created

    def _log_event(self, kind, detail=None):
        """Log an event on the document, where an inspector looks; else on the assignment."""
        for assignment in self.sudo():
            self.env["vanthu.event"]._log(
                assignment.document_id or assignment, kind,
                {"assignment": assignment.id, "to": assignment._get_target_name(),
                 **(detail or {})},
            )

    # ---- WORKING ----

    def action_accept(self) -> bool:
        """Take the work on.

        :raise AccessError: not in charge
        :raise UserError: not new any more
        """
        return self._step("accepted", "accepted")

    def action_start(self) -> bool:
        """Say that work has begun.

        :raise AccessError: not in charge
        :raise UserError: begun, reported, done or sent back already
        """
        self._require_holder()
        if any(assignment.state == "reported" for assignment in self):
            raise UserError(self.env._(
                "The report was handed in; ask who gave the work to open it again."
            ))
        if any(assignment.state == "done" for assignment in self):
            raise UserError(self.env._("This work is done; ask the leader to open it again."))
        return self._step("in_progress", "begun")

    def _step(self, target, kind):
        self._require_holder()
        self._require_step(target)
        self.sudo().write({"state": target})
        self._log_event(kind)
        self._after_step()
        return True

    def action_report(
        self, report: str, attachment_ids: list[int] | None = None, answer_reference: str = "",
        answer_document_id: int | None = None,
    ) -> bool:
        """Report what was done, with files and the answering document.

        :param str report: the report
        :param list attachment_ids: ids of files that the caller uploaded
        :param str answer_reference: number and notation of the answering document, or
        :param int answer_document_id: its id, if the caller may read it here
        :raise AccessError: not in charge, or a file is somebody else's
        :raise UserError: no text, or reported already
        """
        self._require_holder()
        text = self._require_text(report, self.env._("Write what was done."))
        answer = self._check_answer(answer_document_id)
        self._hand_in(self._prepare_report(text), attachment_ids, answer_reference, answer)
        return True

    def _prepare_report(self, text):
        return {
            "report": text, "report_date": fields.Datetime.now(),
            "reported_by_id": self.env.uid, "reported_by_parts": False,
        }

    def _hand_in(self, vals, attachment_ids=None, answer_reference="", answer=None):
        """Report work; the caller has checked who does.

        :param dict vals: values of the report
        """
        self._require_step("reported")
        self._require_no_open_part()
        self.sudo().write({"state": "reported", "sent_back_reason": False, **vals})
        self._keep_files(attachment_ids)
        self._note_answer(answer_reference, answer)
        self._log_event("reported")
        self._end_given()
        self._tell_reported()
        self._after_step()

    def action_done(
        self, report: str = "", attachment_ids: list[int] | None = None,
        answer_reference: str = "", answer_document_id: int | None = None,
    ) -> bool:
        """Close work: the lead its own, who passed on what was passed on.

        What was passed on and is reported is closed with it.

        :param str report: last words, if not reported before
        :param list attachment_ids: ids of files that the caller uploaded
        :param str answer_reference: number and notation of the answering document, or
        :param int answer_document_id: its id, if the caller may read it here
        :raise AccessError: may not close it
        :raise UserError: done already, or somebody still works on a part
        """
        self._require_readable()
        for assignment in self:
            if not (self.env.su or assignment._may_close()):
                raise AccessError(self.env._(
                    "Only the lead, or who passed the work on, can close the assignment of "
                    "%(who)s; report instead.", who=assignment._get_target_name(),
                ))
        answer = self._check_answer(answer_document_id)
        text = (report or "").strip()
        vals = self._prepare_report(text) if text else {}
        self._close(vals, "completed", attachment_ids, answer_reference, answer)
        return True

    def _close(self, vals, kind, attachment_ids=None, answer_reference="", answer=None):
        """Close work, and with it the parts whose reports came in.

        :param dict vals: what is written with it
        :param str kind: kind of the event
        """
        self._require_step("done")
        self._require_no_open_part()
        now = fields.Datetime.now()
        closed = level = self.sudo()
        parts = closed.browse()
        while level := level.child_ids.filtered(lambda part: part.state in ("reported", "done")):
            parts |= level
        parts = parts.filtered(lambda part: part.state == "reported")
        parts.write({"state": "done", "done_date": now})
        parts._end_given()
        closed.write({"state": "done", "done_date": now, "sent_back_reason": False, **vals})
        self._keep_files(attachment_ids)
        self._note_answer(answer_reference, answer)
        self._log_event(kind)
        self._end_given()
        self._after_step()

    def action_return(self, reason: str) -> bool:
        """Send work back to who gave it, who is told and gives it to somebody else.

        :param str reason: why
        :raise AccessError: not in charge
        :raise UserError: no reason, or reported already
        """
        self._require_holder()
        text = self._require_text(reason, self.env._("Say why the work goes back."))
        self._require_step("returned")
        self._require_no_open_part()
        self.sudo().write({"state": "returned", "return_reason": text})
        self._log_event("assignment_returned")
        self._end_given()
        self._tell_returned()
        self._after_step()
        return True

    def action_reopen(self, reason: str) -> bool:
        """Open work again that was reported or done.

        :param str reason: what is missing
        :raise AccessError: neither the leader nor who passed it on
        :raise UserError: no reason, or still open
        """
        self.check_access("read")
        text = self._require_text(reason, self.env._("Say what is missing."))
        for assignment in self:
            if not (self.env.su or assignment._may_reopen()):
                raise AccessError(self.env._(
                    "Only who gave the work to %(who)s can open it again, while the whole is "
                    "not closed.", who=assignment._get_target_name(),
                ))
            if assignment.state not in ("reported", "done"):
                raise UserError(self.env._("This work is still open."))
        self._open_again(text, "reopened")
        return True

    def _open_again(self, reason, kind):
        """Back to work, with the reason shown to who reported.

        :param str reason: what is missing
        :param str kind: kind of the event
        """
        self._require_step("in_progress")
        self.sudo().write({
            "state": "in_progress", "done_date": False, "sent_back_reason": reason,
        })
        self._open_documents()
        self._log_event(kind, {"reason": reason})
        self._tell_reopened(reason)
        self._after_step()

    def _open_documents(self):
        """Documents that were done are in work again."""
        documents = self.sudo().document_id.filtered(lambda document: document.state == "done")
        documents._open_again()

    # ---- CONSEQUENCES ----

    def _after_step(self):
        work = self.sudo()
        work._settle_parents()
        work.directive_id.with_env(self.env)._update_progress()
        work.document_id.with_env(self.env)._update_progress()

    def _keep_files(self, attachment_ids):
        """Attach what the caller has just uploaded to the assignments; one copy for each."""
        self.env["ir.attachment"]._keep_uploads(attachment_ids, self)
