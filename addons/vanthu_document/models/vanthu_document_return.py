from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class VanthuDocument(models.Model):
    """Return to the sender, and envelopes handed over unopened (Điều 21 of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    can_reopen_envelope = fields.Boolean(compute="_compute_can_reopen_envelope")

    @api.depends("state", "hand_over_user_id")
    @api.depends_context("uid")
    def _compute_can_reopen_envelope(self):
        is_clerk = self.env.user.has_group("vanthu_document.group_clerk")
        for document in self:
            document.can_reopen_envelope = document.state == "handed_over" and (
                is_clerk or document.hand_over_user_id == self.env.user
            )

    # ---- RETURN ----

    def action_return(self, reason: str):
        """Send a document back that is not for this organisation or not in order (Điều 21).

        The sender gets a letter where an e-mail address is known.

        :param str reason: what is wrong, for the sender
        :raise UserError: no reason given, or the document is registered already
        """
        self._require_group("group_clerk")
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the document goes back."))
        self._require_move("returned")
        self._write_step({"state": "returned", "return_reason": reason.strip()})
        self.env["vanthu.event"]._log(self, "returned", {"reason": reason.strip()})
        template = self.env.ref("vanthu_document.mail_template_returned")
        for document in self.filtered("sender_email"):
            template.send_mail(document.id)
        return True

    def action_open_return(self):
        """Ask for the reason of a return.

        :return dict: window action of the wizard
        """
        self.ensure_one()
        return self._open_wizard("vanthu.return.wizard", self.env._("Return to the sender"))

    # ---- UNOPENED ENVELOPES ----

    def action_hand_over(self, user_id: int):
        """Hand an envelope over unopened to the person it is addressed to (Điều 21.1).

        The person sees the entry, gets an activity and can say that the content is official.

        :param int user_id: id of the person (``res.users``)
        :raise UserError: the document is registered already, or the person is unknown here
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._require_move("handed_over")
        user = self.env["res.users"].browse(user_id).exists()
        if not user:
            raise UserError(self.env._("Choose the person who receives the envelope."))
        if not user.has_group("vanthu_document.group_user"):
            raise UserError(self.env._(
                "%s does not use the records office yet; ask the administrator for the role "
                "“Handler” first.", user.name,
            ))
        for document in self:
            if document.company_id not in user.sudo().company_ids:
                raise UserError(self.env._(
                    "%(person)s does not belong to %(organisation)s; choose a person of the "
                    "organisation, or return the envelope.",
                    person=user.name, organisation=document.company_id.name,
                ))
        self.filtered("restricted").write({"allowed_user_ids": [Command.link(user.id)]})
        self._write_step({"state": "handed_over", "hand_over_user_id": user.id})
        self.env["vanthu.event"]._log(self, "handed_over", {"person": user.name})
        self.activity_schedule(
            "vanthu_document.activity_type_envelope", user_id=user.id,
            date_deadline=self._get_today(),
        )
        return True

    def action_open_hand_over(self):
        """Ask to whom the envelope goes.

        :return dict: window action of the wizard
        """
        self.ensure_one()
        return self._open_wizard("vanthu.hand.over.wizard", self.env._("Hand over unopened"))

    def action_reopen_envelope(self):
        """Bring an envelope back whose content turned out to be official (Điều 21.1).

        By the clerk, or by the person who received it; the clerk is then asked to register.

        :raise UserError: the document was not handed over
        """
        holders = self.hand_over_user_id
        by_holder = bool(self) and all(
            document.hand_over_user_id == self.env.user for document in self
        )
        if by_holder:
            self.check_access("read")
        else:
            self._require_group("group_clerk")
            self.check_access("write")
        self._require_move("arrived")
        documents = self.sudo()
        documents.write({"state": "arrived", "hand_over_user_id": False})
        documents.activity_unlink(["vanthu_document.activity_type_envelope"])
        self.env["vanthu.event"]._log(documents, "received", {
            "envelope": "opened", "person": ", ".join(holders.mapped("name")),
        })
        if not by_holder:
            return True
        for document in documents:
            document.activity_schedule(
                "vanthu_document.activity_type_register",
                user_id=document.create_uid.id, date_deadline=self._get_today(),
            )
        # The person may no longer read it from here on: leave the form.
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "vanthu_document.document_action_incoming"
            ),
            "target": "main",
        }

    def _open_wizard(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_document_id": self.id},
        }
