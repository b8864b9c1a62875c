from odoo import api, models
from odoo.exceptions import UserError

from ..tools import pdf_signature
from ..tools.pdf_match import is_same_holder, match_files


class VanthuDocument(models.Model):
    """The organisation's digital signature on what goes out.

    It comes after number and date (NĐ 30/2020, Điều 17 and Phụ lục I): the clerk fetches the
    file that bears them, signs it with the organisation's token in its own program and brings
    it back. The software holds no key.
    """

    _inherit = "vanthu.document"

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
        raw = self._decode_upload(name, content)
        self._check_intake_size(name, len(raw))
        self._check_signed_file(name, raw)
        match = self._match_final_file(raw)
        if match == "other" and not other_file:
            raise UserError(self._explain_match(match))
        check = self.env["vanthu.signature.check"]._add_for(self, self._freeze_file(name, raw))
        check._try()
        self.env["vanthu.event"]._log(self, "office_signed", {
            "file": name, "signer": ", ".join(_get_signers(check.signature_ids)),
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

    # ---- WHAT IS SAID OF THE FILE ----

    def _match_final_file(self, raw):
        """Compare a file with the one that was handed out to be signed.

        :param bytes raw: the file
        :return str: as :func:`..tools.pdf_match.match_files`; "" where nothing was handed out,
            as for a document that was signed on paper
        """
        document = self.sudo()
        base = document._get_final_file().with_context(bin_size=False).raw
        if document.signing_method == "paper" or not base:
            return ""
        return match_files(raw, base)

    def _explain_match(self, match):
        """One sentence about :meth:`_match_final_file`.

        :return str:
        """
        return {
            "same": self.env._("It is the file that was handed out, with a signature added."),
            "saved_anew": self.env._(
                "Another program saved the file anew; its words are those of the file that was "
                "handed out."
            ),
            "other": self.env._(
                "This is not the file with number and date that was handed out for %s: its "
                "words are others. Choose the right file, or compare both and confirm.",
                self.display_name,
            ),
        }.get(match, self.env._(
            "There is no file here to compare it with; see for yourself that number and date of "
            "%s stand in it.", self.display_name,
        ))

    def _explain_office_signers(self, facts):
        """Who signed a file, and whether the organisation did.

        :param facts: ``FileFacts`` of ..tools.pdf_signature
        :return tuple: sentence, bool: whether it is as expected
        """
        if facts.problem:
            return self._explain_unverified(facts.problem), False
        found = _get_signers(facts.signatures)
        organisation = self.sudo().company_id.name
        if any(is_same_holder(name, organisation) for name in found):
            return self.env._("Signed by %s.", ", ".join(found)), True
        return self.env._(
            "Signed by %(signer)s, expected %(expected)s.",
            signer=", ".join(found) or "?", expected=organisation,
        ), False


def _get_signers(signatures):
    """Names of those who signed, without authorities that only tell the time."""
    return [row.signer or "?" for row in signatures if row.kind == "signature"]


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
