from odoo import api, models
from odoo.exceptions import UserError

from ..tools import pdf_signature
from ..tools.pdf_match import is_same_holder
from .vanthu_office_signature_mixin import get_signers


class VanthuDocument(models.Model):
    """The organisation's digital signature on what goes out.

    It comes after number and date (NĐ 30/2020, Điều 17 and Phụ lục I): the clerk fetches the
    file that bears them, signs it with the organisation's token in its own program and brings
    it back. The software holds no key.
    """

    _name = "vanthu.document"
    _inherit = ["vanthu.document", "vanthu.office.signature.mixin"]

    def action_download_final_file(self):
        """Fetch the proposed file, to sign it with the organisation's token.

        :return dict: action that downloads it
        :raise UserError: there is none yet
        :raise AccessError: the person is no registry clerk
        """
        action = self.action_open_final_file()
        return {**action, "target": "self", "url": f"{action['url']}?download=true"}

    def action_open_office_signature(self):
        """Ask for the file that the organisation signed.

        :return dict: window action of the dialog
        """
        self.ensure_one()
        return self._open_wizard(
            "vanthu.office.signature.wizard", self.env._("Organisation's digital signature")
        )

    def action_add_office_signature(
        self, name: str, content: str, other_file: bool = False
    ) -> bool:
        """Freeze, as the issued file, the PDF that the organisation signed.

        :param str name: name of the file
        :param str content: the PDF in base64
        :param bool other_file: the clerk compared it where the software finds other words
        :raise UserError: it was dispatched, has an issued file, is no PDF with a whole digital
            signature, or is another file than the one that was handed out
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        if self.state != "issued" or self.sudo().issued_attachment_id:
            raise UserError(self.env._(
                "The organisation signs %s after it has its number, before it is dispatched and "
                "once.", self.display_name,
            ))
        raw, match = self._take_signed_file(name, content, other_file)
        check = self.env["vanthu.signature.check"]._add_for(self, self._freeze_file(name, raw))
        check._try()
        self.env["vanthu.event"]._log(self, "office_signed", {
            "file": name, "signer": ", ".join(get_signers(check.signature_ids)),
            "verdict": check.verdict, "match": match,
        })
        return True

    def _freeze_file(self, name, raw):
        document = self.sudo()
        if pdf_signature.looks_signed(raw):
            self._check_signed_file(name, raw)
        elif document.signing_method == "paper" and raw == document._get_final_file().raw:
            raise UserError(self.env._(
                "%s was signed on paper, so this PDF bears no signature; print, sign and seal "
                "it, and add the scan.", self.display_name,
            ))
        return super()._freeze_file(name, raw)

    def _get_handed_out_file(self):
        document = self.sudo()
        if document.signing_method == "paper":
            return b""
        return document._get_final_file().with_context(bin_size=False).raw or b""


class VanthuSignature(models.Model):
    """Whether the holder of a certificate is who should have signed."""

    _inherit = "vanthu.signature"

    def _explain_holder(self):
        """A warning where the certificate belongs to somebody else than the document names.

        :return str: "" where it is as expected, or nobody is named
        """
        self.ensure_one()
        expected = self.check_id._get_expected_holders()
        if self.kind != "signature" or not self.signer or not expected:
            return ""
        if any(is_same_holder(self.signer, name) for name in expected):
            return ""
        return self.env._(
            "Signed by %(signer)s, expected %(expected)s.", signer=self.signer,
            expected=self.env._(" or ").join(expected),
        )


class VanthuSignatureCheck(models.Model):
    """Who should have signed a file."""

    _inherit = "vanthu.signature.check"

    def _get_expected_holders(self):
        """The person who signs and, where its signature may be there, the organisation.

        :return list: names; empty where the document names nobody
        """
        document = self.document_id.sudo()
        person = document.signer_name
        if not person:
            return []
        if self.attachment_id == document.signed_version_id.attachment_id:
            return [person]
        office = document.organ_name if document.direction == "incoming" else (
            document.company_id.name
        )
        return [person, *([office] if office else [])]


class VanthuEvent(models.Model):
    """The organisation's signature among the events."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("office_signed", self.env._("Signed by the organisation")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {**super()._get_detail_labels(), "signer": self.env._("Signer"), "match": ""}
