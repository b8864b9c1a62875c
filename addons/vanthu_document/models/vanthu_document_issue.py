import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.printing.pdf_overlay import count_pages
from ..tools.printing.spec import StampError
from .local_time import local_moment
from .states import BEFORE_ISSUE

# Files go out in the morning of the next working day at the latest (QĐ 28/2018/QĐ-TTg).
NOON = 12
_AS_FILE = ("office", "email")


class VanthuDocument(models.Model):
    """Number, date and issue of an outgoing document (Điều 15–18 of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    issued_at = fields.Datetime(string="Issued on", readonly=True, copy=False)
    issued_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    dispatched_at = fields.Datetime(string="Dispatched on", readonly=True, copy=False)
    issued_attachment_id = fields.Many2one(
        "ir.attachment", string="Issued file", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="Frozen: neither changed nor removed.",
    )
    issued_checksum = fields.Char(
        string="SHA-256 of the issued file", size=64, readonly=True, copy=False
    )
    dispatch_limit = fields.Date(
        string="Dispatch by", compute="_compute_dispatch_limit",
        help="The working day after the signature; an urgent document at once (Điều 18.1).",
    )
    dispatch_is_late = fields.Boolean(compute="_compute_dispatch_limit")
    needs_issued_file = fields.Boolean(compute="_compute_needs_issued_file")

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), **dict.fromkeys((
            "issued_at", "issued_by_id", "dispatched_at", "issued_attachment_id",
            "issued_checksum", "issue_number",
        ), False)}

    @api.depends(
        "signed_at", "dispatched_at", "priority", "company_id", "recipient_ids.channel"
    )
    @api.depends_context("tz")
    def _compute_dispatch_limit(self):
        signed = self.filtered("signed_at")
        (self - signed).dispatch_limit = (self - signed).dispatch_is_late = False
        as_file = signed._filter_sent_as_file()
        for document in signed:
            day = local_moment(document.env, document.signed_at).date()
            limit = day if document.priority != "0" else (
                document.company_id._add_working_days(day, 1)
            )
            sent = local_moment(
                document.env, document.dispatched_at or fields.Datetime.now()
            )
            noon = limit > day and document in as_file
            document.dispatch_limit = limit
            document.dispatch_is_late = (sent.date(), noon and sent.hour >= NOON) > (limit, False)

    @api.depends("state", "issued_attachment_id", "recipient_ids.channel")
    def _compute_needs_issued_file(self):
        waiting = self.filtered(lambda d: d.state == "issued" and not d.issued_attachment_id)
        (self - waiting).needs_issued_file = False
        as_file = waiting._filter_sent_as_file()
        for document in waiting:
            document.needs_issued_file = document in as_file

    def _filter_sent_as_file(self):
        """Those that somebody gets by the software; QĐ 28/2018 then asks for the morning.

        Many organisations may get one document, so lists do not read who they are.

        :return: ``vanthu.document``
        """
        saved = self.filtered(lambda document: isinstance(document.id, int))
        found = self.env["vanthu.recipient"].sudo()._read_group(
            [("document_id", "in", saved.ids), ("channel", "in", _AS_FILE)], ["document_id"],
        )
        ids = {document.id for (document,) in found}
        return self.filtered(lambda document: document.id in ids or (
            document not in saved
            and any(row.channel in _AS_FILE for row in document.sudo().recipient_ids)
        ))

    # ---- ISSUE ----

    def action_issue(self):
        """Give signed documents number and date, in the register of outgoing documents.

        The number is taken last, in order of time, one series for paper and electronic
        documents (Điều 15); what stands on the document stays from here on.

        :raise UserError: something that the register must say is missing
        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        self._require_move("issued", "signed")
        day, numbered = self._get_today(), []
        for document in self.sorted(lambda d: (d.signed_at, d.id)):
            document._check_ready_to_issue()
            register = self.env["vanthu.register"].sudo()._get_for(
                document.company_id, day.year, document.direction, document.type_id
            )
            document._prepare_issue(day, register)
            numbered.append((document, register))
        # Last of all: from the first number on, others wait for us.
        for document, register in numbered:
            document._finish_issue(register._take_number(day, document=document))
        for document in self:
            document._after_issue()
        return True

    def action_issue_under(self, entry_id: int):
        """Issue one document under a number that was reserved for it; its date is the number's.

        :param int entry_id: id of a reserved ``vanthu.register.entry``
        :raise UserError: the number is not free, belongs to another register, or something
            that the register must say is missing
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        self._require_move("issued", "signed")
        self._check_ready_to_issue()
        entry = self._get_reserved_entry(entry_id)
        self._prepare_issue(entry.date, entry.register_id)
        entry.sudo().write({"state": "issued", "document_id": self.id})
        entry.flush_recordset()
        self._finish_issue(entry)
        self._after_issue()
        return True

    def _prepare_issue(self, day, register):
        """Write everything that issuing changes, except the number."""
        self.sudo().with_context(tracking_disable=True).write({
            **self._prepare_issue_values(), "register_id": register.id, "issued_date": day,
            "state": "issued", "issued_at": fields.Datetime.now(), "issued_by_id": self.env.uid,
        })
        self.flush_recordset()

    def _check_ready_to_issue(self):
        """What the register must say (Phụ lục IV), and who receives the document.

        :raise UserError: says what is missing
        """
        self._check_register_fields()
        self.company_id._check_organ_open(self._get_today())

    def _check_register_fields(self):
        incoming = self.filtered(lambda d: d.direction == "incoming")
        for document in self - incoming:
            missing = [
                self._fields[name]._description_string(self.env)
                for name in ("subject", "type_id", "code_notation", "signer_name")
                if not document[name]
            ]
            if missing:
                raise UserError(self.env._(
                    "Fill in %(fields)s of %(name)s before it gets a number.",
                    fields=", ".join(missing), name=document.display_name,
                ))
        return super(VanthuDocument, incoming)._check_register_fields()

    def _prepare_issue_values(self):
        """What a part of the add-on adds to the values written when issuing.

        Called before the number is taken; nothing slow belongs here.

        :return dict: values of this document
        """
        return {}

    def _finish_issue(self, entry):
        """Give the document the number that was taken for it.

        :param entry: ``vanthu.register.entry`` that points at this document
        """
        notation = self.code_notation
        reference = f"{entry.label}/{notation}"
        self.env.cr.execute(
            """UPDATE vanthu_document
                  SET register_entry_id = %s, issue_number = %s, code_number = %s, reference = %s,
                      reference_key = %s
                WHERE id = %s""",
            (
                entry.id, entry.number, entry.label, reference,
                self._get_reference_key(reference), self.id,
            ),
        )
        self.invalidate_recordset([
            "register_entry_id", "issue_number", "code_number", "reference", "reference_key",
            "arrival_label", "display_name",
        ], flush=False)
        entry.invalidate_recordset(["document_id"], flush=False)
        self.env["vanthu.event"]._log(self, "issued", {
            "register": entry.register_id.display_name, "number": entry.label,
        })

    def _after_issue(self):
        """What follows the number in the same transaction: nothing slow."""
        self._index_head()

    # ---- THE ISSUED FILE ----

    def action_set_issued_file(self, name: str, content: str):
        """Join the file that was issued, or the scan of the signed and stamped paper; it is frozen.

        :param str name: name of the file, a PDF
        :param str content: base64
        :raise UserError: there is one already, the document is not signed yet, or it is no PDF
            that the receivers can open
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        raw = self._decode_upload(name, content)
        if raw.startswith(b"%PDF-"):
            self._require_readable_pdf(name, raw)
        self._freeze_file(name, raw)
        return True

    def _require_readable_pdf(self, name, raw):
        """Refuse a file that nobody could open: once frozen it goes to every receiver.

        :param str name: name of the file
        :param bytes raw: a PDF
        :raise UserError: it is damaged, has no page or is locked with a password
        """
        try:
            pages = count_pages(raw)
        except StampError as error:
            if error.code == "encrypted":
                raise UserError(self.env._(
                    "%s is locked with a password; save it without one first.", name
                )) from error
            pages = 0
        if not pages:
            raise UserError(self.env._(
                "%s is damaged and cannot be opened; scan or save the document as PDF again.",
                name,
            ))

    def _freeze_file(self, name, raw):
        """Keep the issued file with its SHA-256; from here on it neither changes nor goes.

        :param str name: name of the file
        :param bytes raw: a PDF
        :return: the new ``ir.attachment`` in superuser mode
        :raise UserError: as :meth:`action_set_issued_file`
        """
        self.ensure_one()
        self._hold()
        document = self.sudo()
        if document.state in BEFORE_ISSUE or document.state == "recalled":
            raise UserError(self.env._(
                "The file that goes out is joined when %s has its number.", self.display_name
            ))
        if document.issued_attachment_id:
            raise UserError(self.env._(
                "The issued file of %s is there already and stays; correct or replace the "
                "document by another one.", self.display_name,
            ))
        if not raw.startswith(b"%PDF-"):
            raise UserError(self.env._(
                "%s is no PDF; save or scan the document as PDF first.", name
            ))
        attachment = self.env["ir.attachment"].sudo().create({
            "name": name, "raw": raw, "mimetype": "application/pdf",
            "res_model": self._name, "res_id": self.id,
        })
        document.with_context(tracking_disable=True).write({
            "issued_attachment_id": attachment.id,
            "issued_checksum": hashlib.sha256(raw).hexdigest(),
            "message_main_attachment_id": attachment.id,
        })
        self.env["vanthu.event"]._log(self, "file_frozen", {
            "file": name, "sha256": document.issued_checksum,
        })
        return attachment

    def _is_issued_file_intact(self):
        """Whether the frozen file is still the one that was issued.

        :return bool: False also when there is none
        """
        self.ensure_one()
        document = self.sudo()
        raw = document.issued_attachment_id.with_context(bin_size=False).raw or b""
        return bool(raw) and hashlib.sha256(raw).hexdigest() == document.issued_checksum


class IrAttachment(models.Model):
    """The file of an issued document is frozen, for every role."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id", "name"} & vals.keys():
            self._refuse_frozen_files()
        return super().write(vals)

    def unlink(self):
        self._refuse_frozen_files()
        return super().unlink()

    def _erase_for_good(self):
        # A state secret goes even from an issued document; its SHA-256 stays.
        self.env["vanthu.document"].sudo().search(
            [("issued_attachment_id", "in", self.ids)]
        ).issued_attachment_id = False
        return super()._erase_for_good()

    def _refuse_frozen_files(self):
        if not any(attachment.res_model == "vanthu.document" for attachment in self.sudo()):
            return
        frozen = self.env["vanthu.document"].sudo().search(
            Domain("issued_attachment_id", "in", self.ids)
            | Domain("enclosure_ids", "in", self.ids)
            & Domain("state", "in", ("dispatched", "recalled")), limit=1,
        )
        if frozen:
            raise UserError(self.env._(
                "The issued file of %s is frozen; correct or replace the document by another "
                "one.", frozen.reference,
            ))
