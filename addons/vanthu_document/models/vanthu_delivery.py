from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .vanthu_recipient import CHANNELS

# Waiting or failed deliveries have reached nobody; what is asked back waits for an answer.
UNSENT = ("waiting", "failed")
# Where the receiver has not yet dealt with the recall or refused the document.
ON_THE_WAY = ("sent", "received", "registered", "assigned", "in_progress", "done")
# State of the receiver's document → state of the delivery.
_ECHO = {
    "arrived": "received",
    "handed_over": "received",
    "returned": "refused",
    "registered": "registered",
    "submitted": "registered",
    "assigned": "assigned",
    "in_progress": "in_progress",
    "done": "done",
    "recalled": "recalled",
}
# Status codes of QĐ 28/2018/QĐ-TTg.
STATUS_CODES = {
    "received": "01", "refused": "02", "registered": "03", "assigned": "04",
    "in_progress": "05", "done": "06", "recall_asked": "13", "recalled": "15",
    "recall_refused": "16",
}


class VanthuDelivery(models.Model):
    """One outgoing document on its way to one recipient, and what became of it there.

    Điều 18 of NĐ 30/2020 (follow the transfer); Phụ lục VI, III.1.k and III.1.o (the sender sees
    receipt and handling). Made by dispatching, changed by steps alone.
    """

    _name = "vanthu.delivery"
    _description = "Delivery"
    _inherit = ["vanthu.queue.mixin", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "document_id desc, sequence, id"
    _rec_name = "name"
    _secrecy_fields = ("note", "reason", "receiver_name")
    _queue_cron = "vanthu_document.ir_cron_deliver"
    _queue_waiting = "waiting"
    _queue_batch = 100
    _queue_tries = 5
    _queue_minutes = 5

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="restrict"
    )
    recipient_id = fields.Many2one(
        "vanthu.recipient", string="Line of the recipients", readonly=True,
        index="btree_not_null", ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char(string="Recipient", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    channel = fields.Selection(CHANNELS, string="Sent by", required=True, readonly=True)
    copies = fields.Integer(readonly=True, default=1)
    state = fields.Selection(
        [
            ("waiting", "To be sent"),
            ("sent", "Sent"),
            ("received", "Arrived there"),
            ("registered", "Registered there"),
            ("assigned", "Assigned there"),
            ("in_progress", "In work there"),
            ("done", "Done there"),
            ("refused", "Refused"),
            ("failed", "Not sent"),
            ("recall_asked", "Asked back"),
            ("recalled", "Recalled"),
            ("recall_refused", "Kept there"),
        ],
        required=True, default="waiting", readonly=True, index=True,
    )
    status_code = fields.Char(
        compute="_compute_status_code", help="Status code of QĐ 28/2018/QĐ-TTg."
    )
    sent_at = fields.Datetime(string="Sent on", readonly=True)
    status_at = fields.Datetime(string="Since", readonly=True)
    reason = fields.Char(readonly=True, help="Why it was refused or is kept.")
    error = fields.Char(readonly=True, help="Why it was not sent, and what to do.")
    received_document_id = fields.Many2one(
        "vanthu.document", string="Document at the receiver", readonly=True,
        index="btree_not_null", ondelete="restrict", groups="base.group_system",
    )
    received_number = fields.Char(
        string="Number there", readonly=True, help="Số đến at the receiver.",
    )

    # Paper
    sent_date = fields.Date(string="Day of transfer", readonly=True)
    envelope_count = fields.Integer(string="Number of envelopes", default=1, readonly=True)
    receiver_name = fields.Char(string="Signed for by", readonly=True)
    note = fields.Char(string="Remarks", readonly=True)

    _waiting_idx = models.Index("(next_try, id) WHERE state = 'waiting'")
    _recipient_uniq = models.UniqueIndex(
        "(recipient_id) WHERE recipient_id IS NOT NULL", "This recipient is being served already."
    )

    @api.model
    def _get_step_fields(self):
        return dict.fromkeys((
            "state", "sent_at", "status_at", "reason", "tries", "next_try", "error",
            "received_document_id", "received_number", "sent_date", "receiver_name", "note",
        ), False) | {"state": "waiting"}

    @api.depends("state")
    def _compute_status_code(self):
        for delivery in self:
            delivery.status_code = STATUS_CODES.get(delivery.state, False)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Deliveries are kept with the document that was sent."))

    # ---- THE JOB ----

    @api.model
    def _domain_waiting(self):
        return super()._domain_waiting() & Domain("channel", "in", ("office", "email"))

    def _work(self):
        getattr(self, f"_send_{self.channel}")()

    def _note_failure(self, error):
        reason, at = self._get_reason(error), self._plan_next_try()
        if at:
            self._write_step({"error": reason, "next_try": at})
        else:
            self._fail(reason)

    def _give_up(self):
        self._fail(self._explain_error())

    def _fail(self, reason):
        """Ask the sender to find another way."""
        self._write_step({"state": "failed", "error": reason, "next_try": False})
        self.document_id._tell_sender(self, self.env._(
            "%(document)s could not be sent to %(recipient)s: %(reason)s",
            document=self.document_id.reference, recipient=self.name, reason=reason,
        ))

    def _explain_error(self):
        return self.env._(
            "An error in the software or in the mail server; the administrator finds it in "
            "the log."
        )

    def action_try_again(self):
        """Put deliveries that failed back in the queue.

        :raise AccessError: the person is no registry clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        failed = self.sudo().filtered(lambda d: d.state == "failed")
        failed.write({"state": "waiting", "tries": 0, "next_try": False, "error": False})
        self._wake_up()
        return True

    # ---- PAPER ----

    def action_mark_sent(
        self, day: str = "", envelopes: int = 1, receiver: str = "", note: str = ""
    ):
        """Write down that paper went to the post or was handed over.

        :param str day: ISO date of the transfer; today by default
        :param int envelopes: number of envelopes
        :param str receiver: who signed for it
        :param str note: remarks of the book
        :raise UserError: it is not sent on paper, or a date lies before the issue
        :raise AccessError: the person is no registry clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        self._refuse_secret_text([receiver, note])
        date = fields.Date.to_date(day) if day else self.env["vanthu.document"]._get_today()
        for delivery in self.sudo():
            if delivery.channel not in ("post", "hand"):
                raise UserError(self.env._(
                    "The software itself sends %(document)s to %(recipient)s.",
                    document=delivery.document_id.reference, recipient=delivery.name,
                ))
            issued = delivery.document_id.issued_date
            if date < issued or date > self.env["vanthu.document"]._get_today():
                raise UserError(self.env._(
                    "The day of transfer lies between the date of the document, %(issued)s, "
                    "and today.", issued=f"{issued:%d/%m/%Y}",
                ))
            delivery.write({
                "state": "sent", "sent_date": date, "sent_at": fields.Datetime.now(),
                "status_at": fields.Datetime.now(), "envelope_count": max(envelopes, 1),
                "receiver_name": (receiver or "").strip() or delivery.receiver_name,
                "note": (note or "").strip() or delivery.note,
            })
            self.env["vanthu.event"]._log(delivery.with_env(self.env), "sent_on_paper", {
                "recipient": delivery.name, "channel": delivery.channel,
            })
        return True

    # ---- WHAT COMES BACK ----

    def _echo(self, document):
        """Tell the sender what the receiver has done with the document.

        :param document: ``vanthu.document`` of the receiver, in superuser mode
        """
        self.ensure_one()
        state = _ECHO[document.state]
        if self.state == "recall_asked" and state not in ("recalled", "refused"):
            return
        vals = {"state": state, "status_at": fields.Datetime.now()}
        if state == "refused":
            vals["reason"] = document.return_reason
        if document.register_entry_id:
            vals["received_number"] = document.register_entry_id.label
        if state == self.state:
            return
        self._write_step(vals)
        if state == "refused":
            self.env["vanthu.event"]._log(self, "delivery_refused", {
                "recipient": self.name, "reason": document.return_reason or "",
            })
            self.document_id._tell_sender(self, self.env._(
                "%(recipient)s refused %(document)s: %(reason)s", recipient=self.name,
                document=self.document_id.reference, reason=document.return_reason or "",
            ))
