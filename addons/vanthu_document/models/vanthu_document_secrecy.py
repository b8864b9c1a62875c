import hashlib

from odoo import api, models
from odoo.tools import html2plaintext

from ..tools.secrecy import find_secret_mark
from ..tools.text_extract import Limits, extract_text
from .vanthu_secrecy import get_secrecy_facts

# What is looked at while the sender waits; the whole text is read in the background.
QUICK_LIMITS = Limits(
    max_pages=1, max_seconds=3.0, max_chars=20_000, max_unpacked=20 * 1024 * 1024, max_rows=200
)
# Not JSON, so no caller from outside can claim that a file was looked at.
CHECKED = object()


class VanthuDocument(models.Model):
    """State secrets stay out (Luật 117/2025/QH15; registers of secrets are kept apart).

    Whatever bears the mark Mật, Tối mật or Tuyệt mật is refused at entry, upload, e-mail and
    chatter, with one sentence; of its content nothing is kept but a fingerprint.
    """

    _name = "vanthu.document"
    _inherit = ["vanthu.document", "vanthu.secrecy.mixin"]

    _secrecy_fields = (
        "subject", "code_number", "code_notation", "reference", "organ_name", "issued_place",
        "signer_name", "signer_position", "description", "received_subject",
        "answer_reference", "return_reason",
    )

    # ---- DOORS ----

    def message_post(self, **kwargs):
        """Post what bears no mark of secrecy; a note stands where something was left out."""
        self.ensure_one()
        refused = self._strip_secret_message(kwargs)
        document = self.with_context(vanthu_files_checked=CHECKED)
        message = super(VanthuDocument, document).message_post(**kwargs)
        if refused:
            self._notify_secret_removed()
        return message

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        texts = [html2plaintext(str(body))] if body else []
        self._refuse_secret_text(texts, self[:1].sudo().company_id)
        return super()._message_update_content(message, body=body, **kwargs)

    def _strip_secret_message(self, values):
        """Take secrets out of a message that is about to be posted.

        :param dict values: arguments of ``message_post``, changed in place
        :return bool: something was taken out
        """
        body = values.get("body") or ""
        mark = find_secret_mark(values.get("subject") or "") or find_secret_mark(
            html2plaintext(str(body)) if body else ""
        )
        attachments = list(values.get("attachments") or [])
        given = self.env["ir.attachment"].sudo().browse(values.get("attachment_ids") or [])
        # Only what this person put into the composer may be taken away again.
        pending = given.exists().filtered(
            lambda a: a.res_model == "mail.compose.message" and a.create_uid == self.env.user
        )
        secret, found = self._find_secret_attachments(attachments)
        secret_pending, found_pending = self._find_secret_pending(pending)
        if not (mark or secret or secret_pending):
            return False
        if mark:
            # A marked letter: what it carries is not looked into any further.
            secret, secret_pending = range(len(attachments)), pending
            values.update(body=self.env._("The text was not kept."))
            self._log_secret_refused("message", False, mark)
        # A subject tells what the file is about.
        values["subject"] = False
        for sha256, file_mark in found + found_pending:
            self._log_secret_refused("file", sha256, file_mark)
        secret = set(secret)
        values["attachments"] = [
            attachment for index, attachment in enumerate(attachments)
            # The original of a mail holds the refused file again.
            if index not in secret and attachment[0] != "original_email.eml"
        ]
        values["attachment_ids"] = (given - secret_pending).ids
        secret_pending._erase_for_good()
        return True

    @api.model
    def _find_secret_attachments(self, attachments):
        """Look at the files of a mail.

        :param list attachments: tuples of name, content and possibly facts
        :return tuple: indexes of marked files, list of (sha256, mark)
        """
        indexes, found = [], []
        for index, attachment in enumerate(attachments):
            name, content = attachment[0], attachment[1]
            if hasattr(content, "as_bytes"):
                content = content.as_bytes()
            data = content.encode() if isinstance(content, str) else content or b""
            mark = self._find_secret_in_file(data, name)
            if mark:
                indexes.append(index)
                found.append((self._get_sha256(data), mark))
        return indexes, found

    @api.model
    def _find_secret_pending(self, attachments):
        secret, found = attachments.browse(), []
        for attachment in attachments:
            data = attachment.raw or b""
            mark = self._find_secret_in_file(data, attachment.name, attachment.mimetype)
            if mark:
                secret |= attachment
                found.append((self._get_sha256(data), mark))
        return secret, found

    # ---- LOOKING ----

    @api.model
    def _find_secret_in_file(self, data, name, mimetype=None):
        """Quick look at the name and the first page of a file.

        :param bytes data: content
        :param str name: file name
        :param str mimetype: a hint, may be missing
        :return: ``SecretMark`` or None
        """
        mark = find_secret_mark("", name or "")
        if mark or not data:
            return mark
        return find_secret_mark(extract_text(data, name or "", mimetype, QUICK_LIMITS).text)

    @api.model
    def _get_sha256(self, data):
        return hashlib.sha256(data).hexdigest()

    # ---- TELLING ----

    def _log_secret_refused(self, place, sha256, mark, apart=False):
        """Log a refusal without any content, not even the name of the file.

        :param str place: entry, file or message
        :param str sha256: fingerprint of the refused file, or False
        :param mark: ``SecretMark``
        :param bool apart: in an own transaction, because this one will be rolled back
        """
        if apart:
            self.ensure_one().sudo().company_id._log_secret_refused(place, sha256, mark)
            return
        facts = get_secrecy_facts(place, sha256, mark)
        if self:
            self.env["vanthu.event"]._log(self, "secret_refused", facts)
        else:  # said beside work without a document
            self.env["vanthu.event"]._log_company(self.env.company, "secret_refused", facts)

    def _notify_secret_removed(self):
        """Tell the clerks of the organisation that something was left out of a document."""
        for document in self.sudo():
            clerks = document._get_clerks()
            document.message_post(
                body=self.env._(
                    "A file or text with the mark of a state secret was removed; nothing of "
                    "its content was kept. Hand it over on paper to the person in charge of "
                    "secret documents."
                ),
                partner_ids=clerks.partner_id.ids,
                subtype_xmlid="mail.mt_note",
            )

    def _get_clerks(self):
        """Registry clerks who may see this document.

        :return: ``res.users``
        """
        self.ensure_one()
        group = self.env.ref("vanthu_document.group_clerk")
        clerks = self.env["res.users"].sudo().search([
            ("all_group_ids", "in", group.ids), ("company_ids", "in", self.company_id.ids),
            ("share", "=", False),
        ])
        return clerks & self.allowed_user_ids if self.restricted else clerks
