import logging
import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext

from ..tools.secrecy import find_secret_mark

_logger = logging.getLogger(__name__)

_PREFIX = re.compile(r"^\s*((re|fw|fwd|tr|trả lời|chuyển tiếp)\s*:\s*)+", re.IGNORECASE)
# Answers of machines; a mailing program that marks real letters "bulk" still carries files.
_ALWAYS_AUTOMATIC = {"auto-replied", "auto-notified"}
_BULK = {"bulk", "list", "junk", "auto_reply"}


class MailThread(models.AbstractModel):
    """Mails of machines make no document."""

    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        routes = super().message_route(
            message, message_dict, model=model, thread_id=thread_id, custom_values=custom_values
        )
        if not any(route[0] == "vanthu.document" and not route[1] for route in routes or ()):
            return routes
        reason = self.env["vanthu.document"]._find_automatic_reason(message, message_dict)
        if not reason:
            return routes
        _logger.info(
            "mail %s from %s made no document: %s",
            message_dict.get("message_id"), message_dict.get("email_from"), reason,
        )
        return [route for route in routes if route[0] != "vanthu.document" or route[1]]


class VanthuDocument(models.Model):
    """E-mail to an organisation's address becomes a document that waits for registration."""

    _inherit = "vanthu.document"

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Mails without files that a sender sent; too many in two hours are taken for a loop.

        A busy ministry sends more than that, but with files.
        """
        return Domain("sender_email", "=", email_from_normalized) & Domain("file_ids", "=", False)

    @api.model
    def _find_automatic_reason(self, message, message_dict):
        """Why a mail is taken for the answer of a machine (RFC 3834, RFC 3464).

        :param message: ``email.message.EmailMessage``
        :param dict message_dict: what Odoo parsed from it
        :return str: the header that says so, or ""
        """
        submitted = (message.get("Auto-Submitted") or "no").split(";")[0].strip().lower()
        precedence = (message.get("Precedence") or "").strip().lower()
        has_files = bool(message_dict.get("attachments"))
        if submitted in _ALWAYS_AUTOMATIC or (submitted != "no" and not has_files):
            return f"Auto-Submitted: {submitted}"
        if precedence in _BULK and (not has_files or precedence in ("junk", "auto_reply")):
            return f"Precedence: {precedence}"
        for header in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply"):
            if message.get(header):
                return header
        if (message.get("Return-Path") or "").strip() == "<>":
            return "Return-Path: <>"
        if message.get_content_type() == "multipart/report":
            return "multipart/report"
        return self._find_own_address(message_dict)

    @api.model
    def _find_own_address(self, message_dict):
        sender = email_normalize(message_dict.get("email_from") or "")
        own = self.env["mail.alias"].sudo().search_count([
            ("alias_full_name", "=", sender), ("alias_model_id.model", "=", self._name),
        ], limit=1) if sender else 0
        return "sent by the intake address itself" if own else ""

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make a document of a mail; its files are linked when the mail is posted.

        :param dict msg_dict: parsed mail
        :param dict custom_values: defaults of the alias, ``company_id`` among them
        :return: the new ``vanthu.document``
        """
        values = dict(custom_values or {})
        subject = _PREFIX.sub("", msg_dict.get("subject") or "").strip()
        body = html2plaintext(str(msg_dict.get("body") or ""))
        files = [a for a in msg_dict.get("attachments") or [] if a[0] != "original_email.eml"]
        marked = find_secret_mark(subject) or find_secret_mark(body)
        marked = marked or self._find_secret_attachments(files)[0]
        values.update(
            direction="incoming", channel="email",
            sender_email=email_normalize(msg_dict.get("email_from") or "")
            or msg_dict.get("email_from"),
        )
        if not marked:
            values["received_subject"] = subject
            if not files:
                values["subject"] = subject
        company = self.env["res.company"].browse(values.get("company_id") or self.env.company.id)
        documents = company._in_own_language(self.with_company(company))
        document = documents.create({**values, "company_id": company.id})
        if not files:
            document._note_mail_without_files()
        if not marked:
            document._acknowledge_receipt()
        return document

    def _note_mail_without_files(self):
        self.message_post(
            body=self.env._(
                "The e-mail came without a file: the text of the message is the document."
            ),
            subtype_xmlid="mail.mt_note",
        )

    def _acknowledge_receipt(self):
        """Tell the sender within the day that the document arrived (Điều 21.2).

        Each organisation may turn this off; the mail is marked as a machine's, so that no
        other machine answers it.
        """
        self.ensure_one()
        sender = email_normalize(self.sender_email or "")
        if not sender or not self.company_id.intake_acknowledge:
            return
        template = self.env.ref(
            "vanthu_document.mail_template_receipt", raise_if_not_found=False
        )
        if template:
            template.sudo().send_mail(self.id, force_send=False, email_values={
                "email_to": sender,
                "headers": repr({
                    "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All",
                }),
            })
