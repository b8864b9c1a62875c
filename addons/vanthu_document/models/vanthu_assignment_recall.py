from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from .states import GONE_ASSIGNMENT_STATES


class VanthuAssignment(models.Model):
    """Taking back work that was given by mistake, while nobody has begun it."""

    _inherit = "vanthu.assignment"

    can_recall = fields.Boolean(compute="_compute_can_recall")

    def _may_recall(self):
        """Who gave the work may take it back: the leader, or who passed it on."""
        self.ensure_one()
        return self._may_reopen()

    def _is_untouched(self):
        work = self.sudo()
        return work.state == "new" and all(
            part.state in GONE_ASSIGNMENT_STATES for part in work.child_ids
        )

    @api.depends("state", "child_ids.state", "parent_id.holder_ids", "parent_id.state")
    @api.depends_context("uid")
    def _compute_can_recall(self):
        for assignment in self:
            assignment.can_recall = assignment._is_untouched() and assignment._may_recall()

    def action_recall(self, reason: str = "") -> bool:
        """Take work back that nobody has accepted or begun.

        Who had it is told and no longer reads it. Where nobody is left who must act, the
        document waits for a directive again.

        :param str reason: why
        :raise AccessError: neither the leader nor who passed it on
        :raise UserError: somebody has accepted or begun it, or it was taken back already
        """
        self.check_access("read")
        for assignment in self:
            if not (self.env.su or assignment._may_recall()):
                raise AccessError(self.env._(
                    "Only who gave the work to %(who)s can take it back.",
                    who=assignment._get_target_name(),
                ))
        self._require_step("recalled")
        for assignment in self:
            if not assignment._is_untouched():
                raise UserError(self.env._(
                    "%(who)s has passed the work on already; it cannot be taken back.",
                    who=assignment._get_target_name(),
                ))
        self._take_back((reason or "").strip())
        self.sudo().directive_id.with_env(self.env)._after_recall()
        self._after_step()
        return True

    def _take_back(self, reason):
        """Take work back; the caller has checked state and person.

        :param str reason: why, may be empty
        """
        work = self.sudo()
        people = {assignment: assignment._get_concerned_users() for assignment in work}
        work.write({"state": "recalled", "return_reason": reason})
        self._log_event("assignment_recalled", {"reason": reason} if reason else None)
        work._end_given()
        work._end_messages()
        closed = work._close_restricted_documents()
        for assignment, users in people.items():
            assignment._tell_recalled(users - closed - self.env.user, reason)

    def _end_messages(self):
        """What was not sent or not read yet need not be any more."""
        self.env["mail.mail"].sudo().search([
            ("model", "=", self._name), ("res_id", "in", self.ids),
            ("state", "in", ("outgoing", "exception")),
        ]).unlink()
        self.env["mail.notification"].sudo().search([
            ("mail_message_id.model", "=", self._name),
            ("mail_message_id.res_id", "in", self.ids), ("is_read", "=", False),
        ]).write({"is_read": True})

    def _close_restricted_documents(self):
        """Whom only this work let into a restricted document is named there no longer.

        :return: ``res.users`` to whom a document was closed
        """
        closed = self.env["res.users"]
        for document in self.document_id.filtered("restricted"):
            given = document.assignment_ids
            let_in = {user_id for work in given for user_id in work.named_ids or ()}
            kept = document.leader_id | document.create_uid | self.env.user
            kept |= document.directive_ids.leader_id | document.directive_ids.recorder_id
            for work in given.filtered(lambda other: other.state != "recalled"):
                kept |= work._get_concerned_users()
            gone = (document.allowed_user_ids & closed.browse(let_in)) - kept
            if gone:
                document.with_env(self.env).sudo().write({
                    "allowed_user_ids": [Command.unlink(user_id) for user_id in gone.ids],
                })
                closed |= gone
        return closed

    def _tell_recalled(self, users, reason):
        if users:
            # On no record: they may not read it any more.
            self.env["mail.thread"].message_notify(
                partner_ids=users.partner_id.ids,
                subject=self.env._("Work taken back"),
                body=self.env._(
                    "%(who)s has taken back the work “%(what)s”; you need not do anything. "
                    "%(reason)s", who=self.env.user.name, what=self._get_subject_name(),
                    reason=reason,
                ).strip(),
            )
