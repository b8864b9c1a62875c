import hashlib

from pytz import timezone, utc

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.printing.copy_pdf import CopyBlock, write_electronic_copy, write_paper_copy
from ..tools.printing.image_pdf import image_as_pdf
from ..tools.printing.pdf_overlay import open_pdf, telling_damage
from ..tools.printing.spec import StampError
from .vanthu_document_secrecy import CHECKED

# Phụ lục I, Phần II: the time of a copy is that of Viet Nam, wherever the clerk is.
_VIETNAM = timezone("Asia/Ho_Chi_Minh")


class VanthuCopy(models.Model):
    """The file of a copy: a new one, drawn once and then frozen; the source is never touched."""

    _inherit = "vanthu.copy"

    def action_print(self) -> dict:
        """Draw the copy, or take the file that was drawn before, as PDF.

        :return dict: report action
        :raise AccessError: the copy may not be read
        :raise UserError: it is not issued, or its number is void
        """
        self.ensure_one()
        self._require_printable()
        return self.env.ref("vanthu_document.action_report_copy").report_action(self)

    def _get_source_file(self):
        """The file that is copied: the issued or received one, as it came.

        :return: ``ir.attachment`` in superuser mode
        :raise UserError: there is none, or it is neither PDF nor picture
        """
        self.ensure_one()
        copy = self.sudo()
        if copy.form == "trs":
            source = copy._get_extracts()[:1]
        elif copy.source_copy_id:
            copy.source_copy_id._ensure_file()
            source = copy.source_copy_id.file_attachment_id
        else:
            document = copy.document_id
            # Without the arrival stamp, which is drawn into a copy.
            source = (
                document.issued_attachment_id or document.stamp_source_id
                or document.message_main_attachment_id
            )
        mimetype = source.mimetype or ""
        if not (mimetype == "application/pdf" or mimetype.startswith("image/")):
            raise UserError(self.env._(
                "There is no PDF or scan to copy; add it to %s first.",
                copy.document_id.display_name,
            ))
        return source

    def _require_printable(self):
        self.check_access("read")
        if self.state != "issued" or self.is_void:
            raise UserError(self.env._("Only an issued copy, whose number counts, is printed."))

    def _ensure_file(self):
        """Draw the file of an issued copy unless it is there; it is frozen with its SHA-256.

        :return bytes: PDF
        :raise UserError: not issued, void, or the source cannot be copied
        """
        self.ensure_one()
        self._require_printable()
        self.document_id.check_access("read")
        copy = self.sudo()
        self.env.cr.execute(SQL(
            "SELECT id FROM vanthu_copy WHERE id = %s FOR NO KEY UPDATE", self.id
        ))
        copy.invalidate_recordset(["file_attachment_id"])
        if not copy.file_attachment_id:
            copy._draw_file()
        return copy.file_attachment_id.raw

    def _check_readable(self, source):
        """Refuse a file of which no copy can be drawn.

        :param source: ``ir.attachment`` in superuser mode
        :raise UserError: it is locked or damaged
        """
        try:
            with telling_damage("The file cannot be read."):
                data = source.raw or b""
                if source.mimetype.startswith("image/"):
                    data = image_as_pdf(data)
                if not len(open_pdf(data).pages):
                    raise StampError("damaged", "The file has no page.")
        except StampError as error:
            raise UserError(self._explain_source(error)) from error

    def _explain_source(self, error):
        if error.code == "encrypted":
            return self.env._(
                "The file is locked with a password; scan the paper and add the scan."
            )
        return self.env._(
            "The file is damaged and cannot be copied; scan the paper and add the scan."
        )

    def _draw_file(self):
        try:
            raw = self._draw_copy(self.source_attachment_id)
        except StampError as error:
            raise UserError(self._explain_source(error)) from error
        checked = self.env["ir.attachment"].with_context(vanthu_files_checked=CHECKED)
        attachment = checked.create({
            "name": f"{self.reference.replace('/', '-')}.pdf", "raw": raw,
            "mimetype": "application/pdf", "res_model": self._name, "res_id": self.id,
        })
        self._write_step({
            "file_attachment_id": attachment.id, "checksum": hashlib.sha256(raw).hexdigest(),
        })

    def _draw_copy(self, source):
        data = source.raw or b""
        if source.mimetype.startswith("image/"):
            data = image_as_pdf(data)
        if self.medium == "electronic":
            moment = utc.localize(self.issued_at).astimezone(_VIETNAM)
            return write_electronic_copy(data, self.form, self.company_id.name, moment)
        return write_paper_copy(data, CopyBlock(
            form=self.form, organ=self.company_id.name, reference=self.reference,
            place=self.place or "", day=self.day, capacity=self._get_capacity_lines(),
            signer=self.signing_user_id.name,
            recipients=tuple((self.recipients or "").splitlines()),
        ))


class IrAttachment(models.Model):
    """The file of an issued copy, and what it was drawn from, stay as they are."""

    _inherit = "ir.attachment"

    def _refuse_frozen_files(self):
        if any(attachment.res_model == "vanthu.copy" for attachment in self.sudo()):
            frozen = self.env["vanthu.copy"].sudo().search([
                ("state", "=", "issued"), "|", "|", ("file_attachment_id", "in", self.ids),
                ("source_attachment_id", "in", self.ids),
                ("signed_attachment_id", "in", self.ids),
            ], limit=1)
            if frozen:
                raise UserError(self.env._(
                    "The file of copy %s is frozen; issue another copy instead.",
                    frozen.reference,
                ))
        return super()._refuse_frozen_files()
