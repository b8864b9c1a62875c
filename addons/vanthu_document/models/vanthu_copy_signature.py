import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .vanthu_document_signature import WAITING
from .vanthu_office_signature_mixin import get_signers
from .vanthu_signature import VERDICTS


class VanthuCopy(models.Model):
    """The organisation's digital signature on an electronic copy (Điều 25 of NĐ 30/2020).

    What was drawn bears the mark of the copy alone. The clerk fetches it, signs it with the
    organisation's token and brings it back; the signed file is kept beside it and goes out.
    """

    _name = "vanthu.copy"
    _inherit = ["vanthu.copy", "vanthu.office.signature.mixin"]

    signed_attachment_id = fields.Many2one(
        "ir.attachment", string="Signed PDF", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    signed_checksum = fields.Char(string="SHA-256", size=64, readonly=True, copy=False)
    signature_state = fields.Selection(
        [(WAITING, "Being verified"), *VERDICTS], string="Digital signature",
        compute="_compute_signature_report",
    )
    signature_report = fields.Html(compute="_compute_signature_report", sanitize=False)

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "signed_attachment_id": False, "signed_checksum": False,
        }

    @api.depends("signed_attachment_id")
    @api.depends_context("lang", "tz")
    def _compute_signature_report(self):
        self.update({"signature_state": False, "signature_report": False})
        checks = self.env["vanthu.signature.check"].sudo().search([
            ("attachment_id", "in", self.sudo().signed_attachment_id.ids),
        ])
        by_file = {check.attachment_id.id: check for check in checks}
        for copy in self:
            check = by_file.get(copy.sudo().signed_attachment_id.id)
            if check:
                copy.signature_state = WAITING if check.state == "todo" else check.verdict
                copy.signature_report = copy.document_id._draw_signature_check(check)

    # ---- SIGNING ----

    def action_download_to_sign(self) -> dict:
        """Fetch an electronic copy, to sign it with the organisation's token.

        :return dict: action that downloads it
        :raise UserError: not issued, void, on paper or signed already
        :raise AccessError: the person is no registry clerk
        """
        self._require_signable()
        return self._download(self.sudo().file_attachment_id)

    def action_open_office_signature(self) -> dict:
        """Ask for the copy that the organisation signed.

        :return dict: window action of the dialog
        :raise UserError, AccessError: as :meth:`action_download_to_sign`
        """
        self._require_signable()
        action = self.document_id._open_wizard(
            "vanthu.office.signature.wizard", self.env._("Organisation's digital signature")
        )
        return {**action, "context": {**action["context"], "default_copy_id": self.id}}

    def action_open_signed_file(self) -> dict:
        """Fetch the copy that the organisation signed, byte for byte as it was brought.

        :return dict: action that downloads it
        :raise UserError: there is none
        """
        self.ensure_one()
        self.check_access("read")
        if not self.sudo().signed_attachment_id:
            raise UserError(self.env._(
                "No file of %s has a digital signature.", self.display_name
            ))
        return self._download(self.sudo().signed_attachment_id)

    def action_add_office_signature(
        self, name: str, content: str, other_file: bool = False
    ) -> bool:
        """Keep the electronic copy that the organisation signed, with its SHA-256.

        :param str name: name of the file
        :param str content: the PDF in base64
        :param bool other_file: the clerk compared it where the software finds other words
        :raise UserError: it is not issued, void, on paper or signed already; or the file is no
            PDF with a whole digital signature, or another than the one that was handed out
        :raise AccessError: the person is no registry clerk
        """
        self._require_signable()
        raw, match = self._take_signed_file(name, content, other_file)
        attachment = self.env["ir.attachment"].sudo().create({
            "name": name, "raw": raw, "mimetype": "application/pdf", "res_model": self._name,
            "res_id": self.id,
        })
        self._write_step({
            "signed_attachment_id": attachment.id,
            "signed_checksum": hashlib.sha256(raw).hexdigest(),
        })
        check = self.env["vanthu.signature.check"]._add_for(self.document_id, attachment)
        check._try()
        self.env["vanthu.event"]._log(self, "office_signed", {
            "file": name, "number": self.reference, "match": match, "verdict": check.verdict,
            "signer": ", ".join(get_signers(check.signature_ids)),
        })
        return True

    def _get_handed_out_file(self):
        return self.sudo().file_attachment_id.with_context(bin_size=False).raw or b""

    def _require_signable(self):
        """Hold an electronic copy that waits for the signature, with its file drawn."""
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("write")
        self.document_id.check_access("read")
        self.env.cr.execute(SQL(
            "SELECT id FROM vanthu_copy WHERE id = %s FOR NO KEY UPDATE", self.id
        ))
        self.invalidate_recordset(["state", "signed_attachment_id"])
        copy = self.sudo()
        if copy.medium != "electronic" or copy.state != "issued" or copy.signed_attachment_id:
            raise UserError(self.env._(
                "The organisation signs an electronic copy once, after it has its number; a "
                "copy on paper is signed and sealed by hand."
            ))
        self._ensure_file()

    @api.model
    def _download(self, attachment):
        return {
            "type": "ir.actions.act_url", "url": f"/web/content/{attachment.id}?download=true",
            "target": "self",
        }


class VanthuDocument(models.Model):
    """Signatures on copies say nothing of the document that is copied."""

    _inherit = "vanthu.document"

    def _get_signature_checks(self):
        return super()._get_signature_checks().filtered(
            lambda check: check.attachment_id.res_model != "vanthu.copy"
        )


class VanthuSignatureCheck(models.Model):
    """A copy is signed by the organisation that makes it."""

    _inherit = "vanthu.signature.check"

    def _get_expected_holders(self):
        if self.attachment_id.res_model == "vanthu.copy":
            return [self.company_id.name]
        return super()._get_expected_holders()
