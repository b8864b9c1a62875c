from odoo import api, fields, models
from odoo.exceptions import UserError

CHECK_FIELDS = (
    "content_checked_by_id", "content_checked_at", "format_checked_by_id", "format_checked_at",
)
_MUST_BE_SAID = ("subject", "type_id", "code_notation", "signing_user_id")
# State → type of the activity that asks for the next step.
_ASKS = {
    "content_check": "vanthu_document.mail_activity_check_content",
    "format_check": "vanthu_document.mail_activity_check_format",
    "to_sign": "vanthu_document.mail_activity_sign",
}
_DRAFT_ACTIVITIES = (*_ASKS.values(), "vanthu_document.mail_activity_redraft")


class VanthuDocument(models.Model):
    """From the draft to the signer: two checks by two persons, each with name and time.

    Điều 12 of NĐ 30/2020: the head of the drafting unit answers for the content, the person in
    charge for form and presentation. What is sent back begins anew with both checks.
    """

    _inherit = "vanthu.document"

    content_checked_by_id = fields.Many2one(
        "res.users", string="Content checked by", readonly=True, copy=False,
        ondelete="restrict",
    )
    content_checked_at = fields.Datetime(readonly=True, copy=False)
    format_checked_by_id = fields.Many2one(
        "res.users", string="Presentation checked by", readonly=True, copy=False,
        ondelete="restrict",
    )
    format_checked_at = fields.Datetime(readonly=True, copy=False)
    send_back_reason = fields.Char(readonly=True, copy=False)
    sent_back_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(),
            **dict.fromkeys((*CHECK_FIELDS, "send_back_reason", "sent_back_by_id"), False),
        }

    # ---- STEPS ----

    def action_submit_draft(self):
        """Ask the head of the drafting unit to check the content.

        :raise UserError: something that the document must say is missing, or there is no file
        """
        for document in self:
            document._require_draft_step("content_check")
            document._check_draft_complete()
            document._move_draft("content_check", "draft_submitted", {
                "send_back_reason": False, "sent_back_by_id": False,
            })
        return True

    def action_confirm_content(self):
        """Confirm the content; the clerk then checks the presentation (Điều 12.1).

        :raise UserError: the draft is not waiting for this check
        :raise AccessError: the person is neither head nor deputy of the drafting unit
        """
        for document in self:
            document._require_draft_step("format_check")
            document._move_draft("format_check", "content_confirmed", {
                "content_checked_by_id": self.env.uid,
                "content_checked_at": fields.Datetime.now(),
            })
        return True

    def action_confirm_format(self):
        """Confirm form and presentation; the signer is then asked to sign (Điều 12.2).

        :raise UserError: the draft is not waiting for this check
        :raise AccessError: the person is no registry clerk
        """
        for document in self:
            document._require_draft_step("to_sign")
            document._check_signer()
            document._move_draft("to_sign", "format_confirmed", {
                "format_checked_by_id": self.env.uid,
                "format_checked_at": fields.Datetime.now(),
            })
        return True

    def action_send_back(self, reason: str):
        """Send a draft back to its drafter, with the reason; both checks begin anew.

        :param str reason: what is to be changed
        :raise UserError: no reason, or the document is signed already
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say what is to be changed."))
        self._refuse_secret_text([reason])
        for document in self:
            document._require_draft_step("draft")
            document._move_draft("draft", "draft_sent_back", {
                **dict.fromkeys(CHECK_FIELDS, False),
                "send_back_reason": reason, "sent_back_by_id": self.env.uid,
            }, {"reason": reason})
        return True

    def action_open_send_back(self):
        """Ask for the reason.

        :return dict: window action of the wizard
        """
        self.ensure_one()
        return self._open_wizard("vanthu.send.back.wizard", self.env._("Send back"))

    # ---- RULES ----

    def _require_draft_step(self, target):
        """Whoever holds the pen makes the next step, from the present state only.

        :param str target: wanted state
        """
        self.ensure_one()
        self.check_access("read")
        self._hold()
        self._require_move(target)
        self._require_pen()

    def _require_said(self, names):
        """Refuse to go on before a draft says what the next step needs.

        :param tuple names: of fields
        :raise UserError: names those that are empty
        """
        missing = [
            self._fields[name]._description_string(self.env) for name in names if not self[name]
        ]
        if missing:
            raise UserError(self.env._(
                "Fill in %(fields)s of %(name)s first.",
                fields=", ".join(missing), name=self.display_name,
            ))

    def _check_draft_complete(self):
        self._require_said(_MUST_BE_SAID)
        if not self.current_version_id:
            raise UserError(self.env._(
                "%s has no file yet; draft it from a template or add your own file.",
                self.display_name,
            ))
        self._check_signer()

    def _check_signer(self):
        """Refuse a signer without the right to sign in the chosen capacity (Điều 13).

        :raise UserError: says what is missing
        """
        document = self.sudo()
        if not document.signing_user_id:
            raise UserError(self.env._("Choose who signs %s.", self.display_name))
        if not document._has_right_to_sign():
            raise UserError(self.env._(
                "%(signer)s may not sign %(name)s in this capacity; choose another signer or "
                "capacity, or record the delegation first.",
                signer=document.signing_user_id.name, name=self.display_name,
            ))

    def _move_draft(self, state, kind, vals, detail=None):
        """Make a step of the draft, write it down and ask who comes next.

        :param str state: the new state; the caller has checked it
        :param str kind: kind of the event
        :param dict vals: further values
        :param dict detail: further facts for the event
        """
        document = self.sudo().with_context(tracking_disable=True)
        document.write({**vals, "state": state})
        version = document.current_version_id
        self.env["vanthu.event"]._log(self, kind, {
            **({"version": version.number} if version else {}), **(detail or {}),
        })
        document._ask_for_draft_step()

    def _ask_for_draft_step(self):
        self.activity_unlink(_DRAFT_ACTIVITIES)
        kind = _ASKS.get(self.state)
        if self.state == "draft":
            kind = "vanthu_document.mail_activity_redraft"
        if not kind:
            return
        for person in self._get_next_persons() - self.env.user:
            self.activity_schedule(kind, user_id=person.id, date_deadline=self._get_today())

    def _get_next_persons(self):
        """Who is asked to make the next step.

        :return: ``res.users``
        """
        if self.state == "draft":
            return self.drafter_id
        if self.state == "to_sign":
            return self.signing_user_id
        if self.state == "format_check":
            return self._get_clerks()
        unit = self.drafting_unit_id
        return (
            unit.head_id or unit.deputy_ids[:1] or unit.chief_ids[:1]
            or self._get_leaders(self.company_id)
        )
