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
    * the lead closes what the leader gave to lead; the leader may close it, too;
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
        if assignment.role == "lead" and user in assignment.holder_ids:
            return True
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

    def _require_holder(self):
        self.check_access("read")
        for assignment in self:
            if not self.env.su and self.env.user not in assignment.sudo().holder_ids:
                raise AccessError(self.env._(
                    "“%(name)s” was given to %(who)s, who alone can do this.",
                    name=assignment.sudo().document_id.display_name or "",
                    who=assignment._get_target_name(),
                ))

    def _require_step(self, target):
        self.sudo().document_id._hold()
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

    def _require_no_open_part(self):
        for assignment in self.sudo():
            busy = assignment.child_ids.filtered(
                lambda child: child.state in OPEN_ASSIGNMENT_STATES and child.role not in SIDE_ROLES
            )
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
        created = self.sudo().with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True
        ).create(vals_list)
        for assignment in created:
            assignment.document_id._add_named_persons(assignment._get_concerned_users())
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

    def action_pass_on(
        self, user_id: int | None = None, unit_id: int | None = None, instruction: str = "",
        due_date: str | None = None, role: str = "lead",
    ) -> list[int]:
        """Pass work on to a person or a sub-unit; it stays with who passes it on, too.

        :param int user_id: id of the person, or
        :param int unit_id: id of the unit
        :param str instruction: what is to be done
        :param str due_date: ISO date, by default and at the latest the own deadline
        :param str role: lead, cooperate or inform
        :return list: ids of the new assignments
        :raise AccessError: not in charge
        :raise UserError: not open any more, or the receiver or the deadline does not fit
        """
        self._require_holder()
        vals_list = []
        for assignment in self.sudo():
            if assignment.state not in OPEN_ASSIGNMENT_STATES:
                assignment._require_step("in_progress")
                raise UserError(self.env._("Open the assignment again before passing it on."))
            vals_list.append(assignment.with_env(self.env)._prepare_part({
                "role": role, "user_id": user_id, "unit_id": unit_id, "due_date": due_date,
                "instruction": instruction,
            }))
        created = self._give(vals_list)
        self.sudo().filtered(lambda parent: parent.state == "new").state = "accepted"
        self._end_given()
        self._after_step()
        return created.ids

    def _prepare_part(self, row):
        assignment = self.sudo()
        row = assignment.document_id.with_env(self.env)._check_routing_row(row)
        if (row["unit_id"], row["user_id"]) == (assignment.unit_id.id, assignment.user_id.id):
            raise UserError(self.env._("Choose somebody else; this work is with you already."))
        limit = assignment.due_date
        row["due_date"] = row["due_date"] or limit
        if limit and row["due_date"] > limit:
            raise UserError(self.env._(
                "Your own deadline is %(limit)s; give an earlier one.",
                limit=limit.strftime("%d/%m/%Y"),
            ))
        return {
            **row, "parent_id": assignment.id, "directive_id": assignment.directive_id.id,
            "document_id": assignment.document_id.id, "company_id": assignment.company_id.id,
            "given_by_id": self.env.uid,
        }

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
    ) -> bool:
        """Report what was done, with files and the answering document.

        :param str report: the report
        :param list attachment_ids: ids of files that the caller uploaded
        :param str answer_reference: number and notation of the answering document
        :raise AccessError: not in charge, or a file is somebody else's
        :raise UserError: no text, or reported already
        """
        self._require_holder()
        text = self._require_text(report, self.env._("Write what was done."))
        self._require_step("reported")
        self._require_no_open_part()
        self.sudo().write({
            "state": "reported", "report": text, "report_date": fields.Datetime.now(),
            "reported_by_id": self.env.uid,
        })
        self._keep_files(attachment_ids)
        self._note_answer(answer_reference)
        self._log_event("reported")
        self._end_given()
        self._tell_reported()
        self._after_step()
        return True

    def action_done(
        self, report: str = "", attachment_ids: list[int] | None = None,
        answer_reference: str = "",
    ) -> bool:
        """Close work: the lead its own, who passed on what was passed on.

        What was passed on and is reported is closed with it.

        :param str report: last words, if not reported before
        :param list attachment_ids: ids of files that the caller uploaded
        :param str answer_reference: number and notation of the answering document
        :raise AccessError: may not close it
        :raise UserError: done already, or somebody still works on a part
        """
        self.check_access("read")
        for assignment in self:
            if not (self.env.su or assignment._may_close()):
                raise AccessError(self.env._(
                    "Only the lead, or who passed the work on, can close the assignment of "
                    "%(who)s; report instead.", who=assignment._get_target_name(),
                ))
        self._require_step("done")
        self._require_no_open_part()
        now = fields.Datetime.now()
        vals = {"state": "done", "done_date": now}
        if (report or "").strip():
            vals |= {
                "report": report.strip(), "report_date": now, "reported_by_id": self.env.uid,
            }
        closed = self.sudo()
        parts = closed.child_ids.filtered(lambda part: part.state == "reported")
        parts.write({"state": "done", "done_date": now})
        parts._end_given()
        closed.write(vals)
        self._keep_files(attachment_ids)
        self._note_answer(answer_reference)
        self._log_event("completed")
        self._end_given()
        self._after_step()
        return True

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
        self._require_step("in_progress")
        self.sudo().write({"state": "in_progress", "done_date": False})
        for document in self.sudo().document_id.filtered(lambda doc: doc.state == "done"):
            document._require_move("in_progress")
            document.write({"state": "in_progress", "done_date": False})
        self._log_event("reopened")
        self._tell_reopened(text)
        return True

    # ---- CONSEQUENCES ----

    def _after_step(self):
        self.sudo().document_id.with_env(self.env)._update_progress()

    def _note_answer(self, answer_reference):
        if (answer_reference or "").strip():
            self.sudo().document_id.write({"answer_reference": answer_reference.strip()})

    def _keep_files(self, attachment_ids):
        """Attach what the caller has just uploaded to the assignment; one copy for each."""
        files = self.env["ir.attachment"].sudo().browse(attachment_ids or []).exists()
        if any(
            file.create_uid != self.env.user or (file.res_id and file.res_model != self._name)
            for file in files
        ):
            raise AccessError(self.env._("Add only files that you have uploaded yourself."))
        for index, assignment in enumerate(self):
            for file in files:
                target = file if index == 0 else file.copy()
                target.write({"res_model": self._name, "res_id": assignment.id})
