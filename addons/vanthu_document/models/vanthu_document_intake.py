import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.document_reader import read_document_dict
from ..tools.text_extract import detect_kind
from .vanthu_document_secrecy import CHECKED

DEFAULT_LIMIT_MB = 100
# Old Word and Excel files hold no text that can be read here, but offices still send them.
ACCEPTED_EXTENSIONS = (
    "pdf", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp", "heic", "docx", "doc",
    "xlsx", "xls", "txt",
)
_ACCEPTED_KINDS = ("pdf", "docx", "xlsx", "image", "text")


class VanthuDocument(models.Model):
    """Intake of scans and files (Điều 21): each becomes a document waiting for registration."""

    _inherit = "vanthu.document"

    received_subject = fields.Char(
        readonly=True, copy=False, help="Subject of the e-mail that brought the document."
    )

    intake_hint = fields.Char(
        string="Came as", compute="_compute_intake_hint",
        help="Subject of the e-mail or name of the file, while nothing else is known.",
    )

    @api.depends("state", "received_subject", "message_main_attachment_id", "file_ids.name")
    def _compute_intake_hint(self):
        for document in self:
            if document.state != "arrived":
                document.intake_hint = False
                continue
            known = document.sudo()
            main = known.message_main_attachment_id
            document.intake_hint = (
                document.received_subject or (document._owns(main) and main.name)
                or known.file_ids[:1].name
            )

    intake_summary = fields.Char(
        string="Subject or what came in", compute="_compute_intake_summary",
        help="The subject; in brackets, while the clerk has not entered it, what was read from "
        "the file or what it came as.",
    )

    @api.depends("state", "intake_hint", "subject", "proposals")
    def _compute_intake_summary(self):
        for document in self:
            read = document.proposals or {}
            value = {
                name: read.get(name, {}).get("display")
                for name in ("code_number", "code_notation", "organ_name", "subject")
            }
            parts = (
                "/".join(filter(None, (value["code_number"], value["code_notation"]))),
                value["organ_name"], value["subject"],
            )
            summary = " – ".join(filter(None, parts))
            summary = summary if document.state == "arrived" else ""
            summary = summary or document.intake_hint
            document.intake_summary = document.subject or (f"[{summary}]" if summary else False)

    @api.depends("intake_hint")
    def _compute_display_name(self):
        return super()._compute_display_name()

    def _get_own_name(self):
        return super()._get_own_name() or self.intake_hint

    @api.model
    def get_intake_settings(self):
        """What an upload may be.

        :return dict: ``limit`` in bytes, ``accept`` as a list of file extensions for an input
        """
        self._require_group("group_clerk")
        return {
            "limit": self._get_intake_limit(),
            "accept": ",".join(f".{extension}" for extension in ACCEPTED_EXTENSIONS),
        }

    @api.model
    def _get_intake_limit(self):
        value = self.env["ir.config_parameter"].sudo().get_param("vanthu_document.upload_limit_mb")
        try:
            megabytes = int(value)
        except (TypeError, ValueError):
            megabytes = 0
        return (megabytes if megabytes > 0 else DEFAULT_LIMIT_MB) * 1024 * 1024

    @api.model
    def intake_file(self, name: str, content: str, document_id: int = 0) -> dict:
        """Take in one scanned or received file, for scanning stations and other machines.

        :param str name: file name with its extension
        :param str content: the file in base64
        :param int document_id: document that waits for registration and gets the file too;
            0 makes a new document
        :return dict: ``document_id`` and ``name``
        :raise UserError: the file is empty, too large, of another kind or a state secret
        """
        data = self._decode_upload(name, content)
        document = self.browse(document_id) if document_id else None
        document = self._intake_one(name, data, document)
        return {"document_id": document.id, "name": name}

    @api.model
    def _decode_upload(self, name, content):
        """The bytes of a file that a machine or a dialog sent.

        :param str name: file name
        :param content: the file in base64, text or bytes
        :return bytes:
        :raise UserError: it is not base64
        """
        try:
            return base64.b64decode(content or "", validate=True)
        except (binascii.Error, ValueError) as error:
            raise UserError(self.env._(
                "The file %(name)s was not sent in base64; send it again.", name=name
            )) from error

    @api.model
    def _intake_one(self, name, data, document=None):
        """Take in one file.

        :param str name: file name
        :param bytes data: content
        :param document: ``vanthu.document`` that waits for registration and gets the file;
            without it a new one is made
        :return: the document
        :raise UserError: see :meth:`intake_file`
        """
        self._require_group("group_clerk")
        self._check_intake_size(name, len(data))
        self._check_intake_kind(name, data)
        mark = self._find_secret_in_file(data, name)
        if mark:
            self.env.company._log_secret_refused("file", self._get_sha256(data), mark)
            raise UserError(self._get_secret_sentence())
        if document is None:
            document = self.create({"direction": "incoming", "channel": "upload"})
        else:
            document.check_access("write")
            if document.state != "arrived":
                raise UserError(self.env._(
                    "Files are added here only while the document waits for registration."
                ))
        attachment = self.env["ir.attachment"].with_context(
            vanthu_files_checked=CHECKED
        ).create({
            "name": name, "raw": data, "res_model": self._name, "res_id": document.id,
        })
        document._message_set_main_attachment_id(attachment, filter_xml=False)
        return document

    @api.model
    def _check_intake_size(self, name, size):
        """Refuse an empty or oversized file.

        :param str name: file name
        :param int size: bytes
        :raise UserError: always for a size of 0 and above the limit
        """
        if not size:
            raise UserError(self.env._(
                "The file %(name)s is empty: scan it again or ask the sender for it.", name=name
            ))
        limit = self._get_intake_limit()
        if size > limit:
            raise UserError(self.env._(
                "The file %(name)s has %(size)s MB and the limit is %(limit)s MB: scan it at "
                "200 dpi or in parts.",
                name=name, size=-(-size // 1024 ** 2), limit=limit // 1024 ** 2,
            ))

    @api.model
    def _check_intake_kind(self, name, data):
        extension = (name or "").rpartition(".")[2].lower()
        if extension in ACCEPTED_EXTENSIONS or detect_kind(data) in _ACCEPTED_KINDS:
            return
        raise UserError(self.env._(
            "The file %(name)s is of a kind that is not taken: save it as PDF, picture, .docx, "
            ".xlsx or .txt.", name=name,
        ))

    # ---- PROPOSALS ----

    def _refresh_proposals(self):
        """Read the fields out of the main file's text and keep them as proposals.

        Nothing is written into the fields themselves, except that the subject of the e-mail
        fills in when the file proposes none.
        """
        for document in self:
            row = document._get_main_file()
            proposals = read_document_dict(row.text or "") if row else {}
            if row.page_count:
                proposals["page_count"] = {"value": row.page_count, "source": row.name}
            document._store_proposals(proposals)
            document._use_received_subject()

    def _get_main_file(self):
        self.ensure_one()
        rows = self.file_ids.filtered(lambda row: row.state in ("done", "no_text"))
        main = rows.filtered(lambda row: row.attachment_id == self.message_main_attachment_id)
        with_text = rows.filtered(lambda row: row.state == "done")
        return (main & with_text) or with_text[:1] or main or rows[:1]

    def _use_received_subject(self):
        """Take the e-mail's subject where the files, all read, propose none."""
        self.ensure_one()
        if (
            self.subject or not self.received_subject or self.state != "arrived"
            or (self.proposals or {}).get("subject")
            or any(row.state == "todo" for row in self.file_ids)
        ):
            return
        self.subject = self.received_subject
