from odoo import api, fields, models
from odoo.exceptions import UserError

from .vanthu_document_secrecy import CHECKED

# What the receiver's clerk need not type (Phụ lục VI, III.1.g of NĐ 30/2020).
_FILLED = (
    "subject", "code_number", "code_notation", "reference", "issued_date", "issued_place",
    "signer_name", "signer_position", "signer_competence", "priority", "circulation_scope",
    "page_count", "language_code",
)


class VanthuDelivery(models.Model):
    """The ways on which the software itself sends: to an organisation here, and by e-mail."""

    _inherit = "vanthu.delivery"

    def _send_office(self):
        """Put the document, with its files, before the receiver's clerk.

        The file on disk is the same: only a row is added. That it is made once is seen to by
        the unique index on ``source_delivery_id``.
        """
        receiver = self.env["res.company"].sudo().search(
            [("partner_id", "=", self.partner_id.id)], limit=1
        )
        if not receiver:
            raise UserError(self.env._(
                "%s has no organisation in this database any more; send it another way.",
                self.name,
            ))
        today = self.env["vanthu.document"]._get_today()
        receiver._check_organ_open(today)
        document = self._create_received(receiver)
        self._copy_files(document)
        self._write_step({
            "state": "received", "received_document_id": document.id, "error": False,
            "sent_at": fields.Datetime.now(), "status_at": fields.Datetime.now(),
            "next_try": False,
        })
        document._announce_arrival()

    def _create_received(self, receiver):
        source = self.document_id
        Document = receiver._in_own_language(
            self.env["vanthu.document"].with_company(receiver).with_context(
                allowed_company_ids=receiver.ids, tracking_disable=True,
            )
        )
        return Document.create({
            **{name: source[name] for name in _FILLED},
            "direction": "incoming", "channel": "office", "company_id": receiver.id,
            "type_id": source.type_id.id, "organ_id": source.company_id.partner_id.id,
            "organ_name": source.company_id.name, "copy_count": self.copies,
            "source_delivery_id": self.id,
        })

    def _copy_files(self, document):
        """Give the receiver's document the issued file and its enclosures.

        What was read from them is taken over, so that nobody reads one file 49 times.
        """
        source = self.document_id
        known = self.env["ir.attachment"].with_context(
            vanthu_files_checked=CHECKED, vanthu_files_known=CHECKED,
        )
        rows = {row.attachment_id.id: row for row in source.file_ids}
        File, body = self.env["vanthu.document.file"], []
        for attachment in source._get_files_to_send():
            copy = attachment.with_env(known.env).copy({
                "res_model": document._name, "res_id": document.id, "name": attachment.name,
            })
            if attachment == source.issued_attachment_id:
                document.message_main_attachment_id = copy
            row = rows.get(attachment.id)
            if row and row.state in ("done", "no_text"):
                File.create({
                    "document_id": document.id, "attachment_id": copy.id, "name": row.name,
                    "state": row.state, "text": row.text, "page_count": row.page_count,
                    "sha256": row.sha256,
                })
                body.append(row.text or "")
            else:
                File._add_for_attachments(copy)
        if any(body):
            document._index_body("\n".join(body))

    def _send_email(self):
        """Send the issued file to the recipient's address."""
        address = self.partner_id.email_normalized or self.partner_id.email
        if not address:
            raise UserError(self.env._(
                "%s has no e-mail address; add it to the contact and try again, or send the "
                "document another way.", self.name,
            ))
        source = self.document_id
        template = self.env.ref("vanthu_document.mail_template_delivery")
        mail_id = template.send_mail(self.id, email_values={
            "email_to": address, "auto_delete": False,
            "attachment_ids": source._get_files_to_send().ids,
        })
        mail = self.env["mail.mail"].browse(mail_id)
        mail.send(raise_exception=True)
        if mail.exists() and mail.state == "exception":
            raise UserError(self.env._(
                "The mail server did not take the mail to %(address)s: %(reason)s",
                address=address, reason=mail.failure_reason or "",
            ))
        self._write_step({
            "state": "sent", "error": False, "next_try": False,
            "sent_at": fields.Datetime.now(), "status_at": fields.Datetime.now(),
        })


class VanthuDocument(models.Model):
    """What the receiver's document knows of its sender, and what it tells back."""

    _inherit = "vanthu.document"

    source_delivery_id = fields.Many2one(
        "vanthu.delivery", string="Delivered by", readonly=True, copy=False, ondelete="restrict",
    )

    _source_delivery_uniq = models.UniqueIndex(
        "(source_delivery_id) WHERE source_delivery_id IS NOT NULL",
        "This delivery has arrived already.",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "source_delivery_id": False}

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._echo_to_senders()
        return result

    def _finish_registration(self, entry):
        result = super()._finish_registration(entry)
        delivery = self.sudo().source_delivery_id
        if delivery:
            delivery.received_number = entry.label
        return result

    def _echo_to_senders(self):
        for document in self.sudo():
            delivery = document.source_delivery_id
            if delivery:
                delivery.company_id._in_own_language(delivery)._echo(document)

    def _announce_arrival(self):
        """Ask the clerks to register what came in; an urgent document today (Điều 21)."""
        self.ensure_one()
        if self.priority == "0":
            return
        for clerk in self._get_clerks():
            self.activity_schedule(
                "vanthu_document.mail_activity_urgent_arrival", user_id=clerk.id,
                date_deadline=self._get_today(),
            )
