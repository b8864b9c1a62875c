from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import local_today

from .states import LOAN_TRANSITIONS, can_move


class VanthuLoan(models.Model):
    """The steps of a request, from the decision to the giving back."""

    _inherit = "vanthu.loan"

    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_cancel = fields.Boolean(compute="_compute_can_cancel")
    can_hand_out = fields.Boolean(compute="_compute_can_cancel")

    @api.depends("is_conditional")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for loan in self:
            loan.can_decide = any(map(self.env.user.has_group, loan._get_decider_roles()))

    @api.depends("reader_id")
    @api.depends_context("uid")
    def _compute_can_cancel(self):
        for loan in self:
            loan.can_hand_out = loan._is_archivist()
            loan.can_cancel = loan.can_hand_out or self.env.user in (
                loan.reader_id, loan.create_uid
            )

    def _require_step(self, target):
        """Check that a step is next, one person after the other.

        :param str target: wanted state
        :raise AccessError: the caller may not see the request
        :raise UserError: the step is not next
        """
        self.ensure_one()
        self.check_access("read")
        self._hold_row()
        if not can_move(LOAN_TRANSITIONS, self.state, target):
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._(
                "This request is “%(state)s” and cannot become “%(target)s”.",
                state=labels[self.state], target=labels[target],
            ))

    def _take_step(self, target, kind, vals=None):
        # Who may do it is checked; those who decide need not be allowed to write.
        self.sudo()._write_step({"state": target, **(vals or {})})
        self.env["vanthu.event"]._log(self, kind)
        self.sudo().activity_ids.unlink()
        return True

    def action_approve(self) -> bool:
        """Allow the use.

        :raise AccessError: the caller may not decide about these files
        :raise UserError: the consent is missing, or a file may not be given to this reader
        """
        self._require_step("approved")
        self._require_decider()
        if self.kind == "borrow" and not (self.consent_reference and self.consent_date):
            raise UserError(self.env._(
                "Files leave the office only with the consent of the head; enter its number "
                "and date."
            ))
        self.line_ids._check_usable()
        self._take_step("approved", "loan_approved", {
            "decided_by_id": self.env.uid, "decided_date": local_today(self.env),
        })
        self._tell("vanthu_archive.group_archivist", lambda env: env._("Hand out the files"))
        self._tell_reader(lambda env: env._("Your request for archived files is approved."))
        return True

    def _tell_reader(self, text):
        """Tell the reader of the organisation what was decided, in the own language.

        :param text: function of an environment → str
        """
        reader = self.reader_id.sudo()
        if reader and reader != self.env.user:
            self.sudo().message_post(
                body=text(self.with_context(lang=reader.lang).env),
                partner_ids=reader.partner_id.ids,
            )

    def action_refuse(self, reason: str = "") -> bool:
        """Refuse the use; the reader is told why.

        :param str reason: why; by default what is written in the remarks of the decision
        :raise AccessError: the caller may not decide about these files
        :raise UserError: there is no reason
        """
        self._require_step("refused")
        self._require_decider()
        reason = (reason or self.decision_note or "").strip()
        if not reason:
            raise UserError(self.env._("Write in the remarks why the request is refused."))
        self._refuse_secret_text([reason], self.company_id)
        self._take_step("refused", "loan_refused", {
            "decided_by_id": self.env.uid, "decided_date": local_today(self.env),
            "decision_note": reason,
        })
        self._tell_reader(lambda env: env._(
            "Your request for archived files is refused: %s", reason
        ))
        return True

    def action_cancel(self) -> bool:
        """Give a request up before anything is handed out.

        :raise AccessError: the caller is neither the one who asked nor the archivist
        """
        self._require_step("cancelled")
        if not self.can_cancel:
            raise AccessError(self.env._(
                "Only who asked, or the archivist, cancels the request."
            ))
        return self._take_step("cancelled", "loan_cancelled")

    def action_hand_out(self) -> bool:
        """Give all waiting files to the reader; of a copy, give the copies.

        :raise AccessError: the caller is no archivist
        :raise UserError: a file is out, its sheets are not counted, or it is not free any more
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self._require_step("returned" if self.kind == "copy" else "handed_out")
        waiting = self.line_ids.filtered(lambda line: line.state == "waiting")
        if not waiting:
            raise UserError(self.env._("No file of this request waits to be handed out."))
        waiting._hand_out()
        today = local_today(self.env)
        if self.kind == "copy":
            return self._take_step("returned", "loan_copied", {
                "handed_date": today, "returned_date": today,
            })
        company = self.company_id.sudo()
        due = self.return_due or company._add_working_days(
            today, company.vanthu_loan_return_days
        )
        if due < today:
            raise UserError(self.env._("The day on which it is due back lies in the past."))
        return self._take_step("handed_out", "loan_handed_out", {
            "handed_date": today, "return_due": due,
        })

    def action_return(self) -> bool:
        """Take back all that is out.

        :raise AccessError: the caller is no archivist
        :raise UserError: sheets are missing and nobody says which
        """
        self.ensure_one()
        self.line_ids.filtered(lambda line: line.state == "out")._take_back()
        return True

    def _finish_when_all_is_back(self):
        """Close the requests of which nothing is out any more."""
        for loan in self.filtered(lambda one: one.state == "handed_out"):
            if "out" not in loan.sudo().line_ids.mapped("state"):
                loan._take_step("returned", "loan_returned", {
                    "returned_date": local_today(self.env),
                })
