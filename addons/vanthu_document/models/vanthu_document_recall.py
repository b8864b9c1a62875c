from odoo import api, fields, models
from odoo.exceptions import UserError

from .local_time import local_moment
from .states import OPEN_ASSIGNMENT_STATES
from .vanthu_delivery import ON_THE_WAY, UNSENT


class VanthuDocument(models.Model):
    """Recall of an issued document: asked by the sender, answered by each receiver.

    Điều 18.4 and Phụ lục VI, III.8 of NĐ 30/2020; codes 13, 15 and 16 of QĐ 28/2018/QĐ-TTg. The
    sender's document and its metadata are frozen; at the receiver the content goes, and a
    tombstone with number, date and the facts of the recall stays on both sides.
    """

    _inherit = "vanthu.document"

    recall_reason = fields.Char(readonly=True, copy=False)
    recall_asked_at = fields.Datetime(string="Asked back on", readonly=True, copy=False)
    recall_asked_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    recall_state = fields.Selection(
        [
            ("asked", "The sender asks it back"),
            ("agreed", "Given back"),
            ("refused", "Kept"),
        ],
        string="Recall", readonly=True, copy=False, index="btree_not_null",
    )
    recall_answered_at = fields.Datetime(string="Answered on", readonly=True, copy=False)
    recall_answered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    recall_answer = fields.Char(string="Why it is kept", readonly=True, copy=False)

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), **dict.fromkeys((
            "recall_reason", "recall_asked_at", "recall_asked_by_id", "recall_state",
            "recall_answered_at", "recall_answered_by_id", "recall_answer",
        ), False)}

    # ---- SENDER ----

    def action_recall(self, reason: str):
        """Recall an issued document from everybody to whom it was sent.

        :param str reason: why, for the receivers and the register
        :raise UserError: no reason, or the document is not issued
        :raise AccessError: the person is neither registry clerk nor leader
        """
        self._require_group("group_clerk", "group_leader")
        self.check_access("read")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the document is recalled."))
        self._refuse_secret_text([reason])
        self._hold()
        self._require_move("recalled", "issued", "dispatched")
        now = fields.Datetime.now()
        for document in self.sudo():
            document.with_context(tracking_disable=True).write({
                "state": "recalled", "recall_reason": reason, "recall_asked_at": now,
                "recall_asked_by_id": self.env.uid,
            })
            document.delivery_ids._ask_back(reason)
        self.env["vanthu.event"]._log(self, "recalled", {"reason": reason})
        return True

    def action_open_recall(self):
        """Ask for the reason of a recall.

        :return dict: window action of the wizard
        """
        self.ensure_one()
        return self._open_wizard("vanthu.recall.wizard", self.env._("Recall"))

    # ---- RECEIVER ----

    def action_agree_recall(self):
        """Give a document back to its sender: its content is erased here.

        :raise UserError: nobody asks for it
        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        for document in self:
            document._require_recall_asked()
            document._require_move("recalled")
            document._erase_recalled()
            document._write_step({
                "state": "recalled", "recall_state": "agreed", **self._get_answer_values(),
            })
        self.env["vanthu.event"]._log(self, "recalled", {
            "reason": ", ".join(filter(None, self.mapped("recall_reason"))),
        })
        return True

    def action_refuse_recall(self, reason: str):
        """Keep a document that its sender asks back, and say why.

        :param str reason: for the sender
        :raise UserError: no reason, or nobody asks for it
        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        self.check_access("write")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the document is kept."))
        self._refuse_secret_text([reason])
        self._hold()
        for document in self:
            document._require_recall_asked()
            document._write_step({
                "recall_state": "refused", "recall_answer": reason, **self._get_answer_values(),
            })
            delivery = document.sudo().source_delivery_id
            delivery.write({
                "state": "recall_refused", "reason": reason,
                "status_at": fields.Datetime.now(),
            })
            delivery.document_id._tell_sender(delivery, self.env._(
                "%(recipient)s keeps %(document)s: %(reason)s", recipient=delivery.name,
                document=delivery.document_id.reference, reason=reason,
            ))
            document.activity_unlink(["vanthu_document.mail_activity_recall"])
        self.env["vanthu.event"]._log(self, "recall_refused", {"reason": reason})
        return True

    def _get_answer_values(self):
        return {
            "recall_answered_at": fields.Datetime.now(), "recall_answered_by_id": self.env.uid,
        }

    def _require_recall_asked(self):
        self.ensure_one()
        if self.recall_state != "asked":
            raise UserError(self.env._(
                "Nobody asks for %s; reload the page.", self.display_name
            ))

    def _erase_recalled(self):
        """Erase what the document says; number, dates and the facts of the recall stay."""
        self.ensure_one()
        document = self.sudo().with_context(tracking_disable=True)
        attachments = self.env["ir.attachment"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", False),
        ])
        document.file_ids.write({"text": False, "name": self.env._("Recalled file")})
        attachments._erase_for_good()
        document._index_body("")
        document.activity_unlink(["vanthu_document.mail_activity_recall"])
        open_work = document.assignment_ids.filtered(
            lambda work: work.state in (*OPEN_ASSIGNMENT_STATES, "reported")
        )
        open_work.write({"state": "recalled"})
        open_work.activity_ids.unlink()
        if document.register_entry_id.volume_id.state != "closed":
            # What stands in a bound volume stays there (Điều 22.3); everything else goes.
            document.write({
                "subject": self.env._(
                    "Recalled by %(sender)s on %(day)s", sender=document.organ_name,
                    day=f"{local_moment(self.env, self.recall_asked_at):%d/%m/%Y}",
                ),
                "description": False, "received_subject": False, "signer_name": False,
                "proposal": False,
            })


class VanthuDelivery(models.Model):
    """A delivery that is asked back."""

    _inherit = "vanthu.delivery"

    def _ask_back(self, reason):
        """Ask each receiver to give the document back; what was not sent yet stays here.

        :param str reason: for the receivers
        """
        now = fields.Datetime.now()
        self.filtered(lambda d: d.state in UNSENT).write({"state": "recalled", "status_at": now})
        sent = self.filtered(lambda d: d.state in ON_THE_WAY)
        sent.write({"state": "recall_asked", "status_at": now})
        for delivery in sent.filtered(lambda d: d.channel == "email"):
            self.env.ref("vanthu_document.mail_template_recall").send_mail(
                delivery.id, email_values={"email_to": delivery.partner_id.email},
            )
        for delivery in sent:
            document = delivery.received_document_id
            if not document:
                continue
            document.with_context(tracking_disable=True).write({
                "recall_state": "asked", "recall_reason": reason, "recall_asked_at": now,
            })
            clerks = document._get_clerks()
            document = document.company_id._in_own_language(document)
            for clerk in clerks:
                document.activity_schedule(
                    "vanthu_document.mail_activity_recall", user_id=clerk.id,
                    date_deadline=document._get_today(),
                )

    def action_note_recall(self, agreed: bool, reason: str = ""):
        """Write down what a receiver outside this database answered to a recall.

        :param bool agreed: it came back or was destroyed
        :param str reason: why it is kept
        :raise UserError: nothing was asked, or the receiver answers here
        :raise AccessError: the person is no registry clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        self._refuse_secret_text([reason])
        for delivery in self.sudo():
            if delivery.state != "recall_asked" or delivery.received_document_id:
                raise UserError(self.env._(
                    "%s was not asked, or answers here by itself.", delivery.name
                ))
            delivery.write({
                "state": "recalled" if agreed else "recall_refused",
                "reason": (reason or "").strip() or False, "status_at": fields.Datetime.now(),
            })
            self.env["vanthu.event"]._log(delivery.with_env(self.env), "recall_answered", {
                "recipient": delivery.name, "agreed": agreed,
            })
        return True

    def action_note_given_back(self):
        """Write down that the paper came back, or that the mail was destroyed.

        :raise UserError: as :meth:`action_note_recall`
        """
        return self.action_note_recall(True)
