import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.secrecy import find_secret_mark
from ..tools.text_extract import extract_text


class VanthuDocumentFile(models.Model):
    """A file of a document and what was read from it, in the background.

    Every attachment of a document has one, whatever door it came through (see
    ``ir.attachment``).
    """

    _name = "vanthu.document.file"
    _inherit = ["vanthu.queue.mixin"]
    _description = "Document file"
    _order = "document_id, id"
    _queue_cron = "vanthu_document.ir_cron_read_files"
    _queue_batch = 20
    _queue_minutes = 5

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    name = fields.Char(readonly=True, required=True)
    state = fields.Selection(
        [
            ("todo", "Waiting"),
            ("done", "Read"),
            ("no_text", "No text"),
            ("damaged", "Damaged"),
            ("encrypted", "Encrypted"),
            ("unsupported", "Not readable"),
            ("too_large", "Too large"),
            ("failed", "Failed"),
            ("secret", "Removed: state secret"),
        ],
        default="todo", required=True, readonly=True, index=True,
    )
    message = fields.Char(readonly=True, help="What is wrong and what to do.")
    text = fields.Text(readonly=True, prefetch=False)
    page_count = fields.Integer(string="Pages", readonly=True, aggregator=None)
    sha256 = fields.Char(string="SHA-256", size=64, readonly=True, index="btree_not_null")

    _attachment_uniq = models.UniqueIndex("(attachment_id) WHERE attachment_id IS NOT NULL")

    # ---- ROWS ----

    @api.model
    def _add_for_attachments(self, attachments):
        """Make a waiting row for each attachment of a document that has none yet.

        :param attachments: ``ir.attachment``, of any model
        :return: the new rows
        """
        attachments = attachments.sudo().filtered(
            lambda a: a.res_model == "vanthu.document" and a.res_id and not a.res_field
            and a.type == "binary"
        )
        if not attachments:
            return self.browse()
        known = {
            row.attachment_id.id: row
            for row in self.sudo().search([("attachment_id", "in", attachments.ids)])
        }
        for attachment in attachments:
            row = known.get(attachment.id)
            if row and row.document_id.id != attachment.res_id:
                row.document_id = attachment.res_id
        rows = self.sudo().create([
            {
                "document_id": attachment.res_id, "attachment_id": attachment.id,
                "name": attachment.name,
            }
            for attachment in attachments if attachment.id not in known
        ])
        if rows:
            self._wake_up()
        return rows

    def action_read_again(self):
        """Put files back in the queue, for example after their password was taken off.

        :raise AccessError: the person is not a clerk or may not change the document
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.document_id.check_access("write")
        self._reset()
        return True

    def _reset(self):
        rows = self.sudo().filtered("attachment_id")
        rows.write({
            "state": "todo", "message": False, "tries": 0, "next_try": False,
        })
        if rows:
            self._wake_up()

    # ---- READING ----

    def _work(self):
        attachment = self.attachment_id.with_context(bin_size=False)
        data = attachment.raw or b""
        if attachment.file_size and not data:
            raise UserError(self.env._(
                "The file is not in the storage at the moment; tell the administrator if "
                "this stays so."
            ))
        found = extract_text(
            data, attachment.name or "", attachment.mimetype,
            recognizer=self._get_recognizer(),
        )
        sha256 = hashlib.sha256(data).hexdigest()
        mark = find_secret_mark(found.text, attachment.name or "")
        if mark:
            self._quarantine(mark, sha256)
            return
        self.write({
            "state": found.state,
            "message": self._explain(found),
            "text": found.text or False,
            "page_count": found.page_count or 0,
            "sha256": sha256,
            "next_try": False,
        })
        self.document_id._after_files_read()

    @api.model
    def _get_recognizer(self):
        """What reads letters in pictures (``text_extract.Recognizer``); other add-ons bring one."""
        return

    def _note_failure(self, error):
        message, at = self._get_reason(error), self._plan_next_try()
        self.write({"state": "todo" if at else "failed", "message": message, "next_try": at})

    def _give_up(self):
        self.write({"state": "failed", "message": self._explain_error(), "next_try": False})

    def _explain_error(self):
        return self.env._(
            "The file could not be read because of an error in the software; it is kept as it "
            "came."
        )

    def _explain(self, found):
        """The sentence for what was found, in the language of the reader's organisation.

        :param found: ``ExtractedText``
        :return: str or False when all is well
        """
        sentences = {
            "empty_file": self.env._("The file is empty: ask the sender for it again."),
            "no_text": self.env._(
                "The file holds no text, only pictures: type the fields from the page."
            ),
            "damaged": self.env._(
                "The file is damaged and cannot be read: it is kept as it came, ask the "
                "sender for it again."
            ),
            "encrypted": self.env._(
                "The file is protected by a password: it is kept as it came, ask the sender "
                "for an open copy."
            ),
            "unsupported": self.env._(
                "Text cannot be taken from this kind of file: it is kept as it came."
            ),
            "too_large": self.env._(
                "The file is too large to read its text: it is kept as it came."
            ),
            "cut": self.env._("The file is long: only the first part of its text was read."),
        }
        parts = [sentences.get(found.message, "")]
        if found.wrong_extension:
            parts.append(self.env._(
                "The name of the file does not match what is in it: open it with care."
            ))
        return " ".join(filter(None, parts)) or False

    # ---- STATE SECRETS ----

    def _quarantine(self, mark, sha256):
        """Delete the content of a file that bears a mark of secrecy (Luật 117/2025/QH15).

        The row stays and says why, without name or content; a clerk is told.

        :param mark: ``SecretMark`` that was found
        :param str sha256: fingerprint of the file, all that is kept of it
        """
        self.ensure_one()
        document, attachment = self.document_id, self.attachment_id
        self.write({
            "state": "secret",
            "attachment_id": False,
            "name": self.env._("Removed file"),
            "message": self.env["vanthu.document"]._get_secret_sentence(),
            "text": False,
            "sha256": sha256,
            "next_try": False,
        })
        attachment._erase_for_good()
        document._after_files_read()
        document._log_secret_refused("file", sha256, mark)
        document._notify_secret_removed()


class VanthuDocument(models.Model):
    """What the files of a document say together: words to find, values to propose."""

    _inherit = "vanthu.document"

    file_state = fields.Selection(
        [("reading", "Being read"), ("read", "Read"), ("attention", "Needs attention")],
        string="Files read", compute="_compute_file_state",
    )

    file_note = fields.Char(
        string="Files that could not be read", compute="_compute_file_note",
    )

    @api.depends("file_ids.state")
    def _compute_file_state(self):
        states = dict(self.env["vanthu.document.file"].sudo()._read_group(
            [("document_id", "in", self.ids)], ["document_id"], ["state:array_agg_distinct"],
        ))
        for document in self:
            found = set(states.get(document, ()))
            if "todo" in found:
                document.file_state = "reading"
            elif found - {"done", "no_text"}:
                document.file_state = "attention"
            else:
                document.file_state = "read" if found else False

    @api.depends("file_ids.state", "file_ids.message")
    def _compute_file_note(self):
        for document in self:
            document.file_note = " ".join(
                f"{row.name}: {row.message}" for row in document.sudo().file_ids
                if row.message and row.state not in ("todo", "done", "no_text")
            )

    def _after_files_read(self):
        """Index the words of all files of a document and refresh what is proposed."""
        for document in self.sudo():
            rows = document.file_ids.filtered(lambda row: row.state == "done")
            document._index_body("\n".join(row.text or "" for row in rows))
            document._refresh_proposals()
