from odoo import models
from odoo.exceptions import UserError

from ..tools.pdf_match import is_same_holder, match_files


class OfficeSignatureMixin(models.AbstractModel):
    """What the organisation signs in its own program and brings back: documents, and copies.

    A model has ``company_id`` and says which file was handed out (``_get_handed_out_file``).
    """

    _name = "vanthu.office.signature.mixin"
    _description = "Signed by the organisation"

    def _get_handed_out_file(self):
        """The file that was handed out to be signed.

        :return bytes: PDF; empty where nothing was handed out
        """
        raise NotImplementedError

    def _read_signed_file(self, name, content):
        """Read a file that comes back, and refuse what is not well signed.

        :param str name: name of the file
        :param str content: the PDF in base64
        :return tuple: bytes, str as :meth:`_match_final_file`
        :raise UserError: too large, or no PDF with a whole digital signature
        """
        documents = self.env["vanthu.document"]
        raw = documents._decode_upload(name, content)
        documents._check_intake_size(name, len(raw))
        documents._check_signed_file(name, raw)
        return raw, self._match_final_file(raw)

    def _take_signed_file(self, name, content, other_file):
        """The same, and refuse another file than the one that was handed out.

        :param bool other_file: the clerk compared it where the software finds other words
        """
        raw, match = self._read_signed_file(name, content)
        if match == "other" and not other_file:
            raise UserError(self._explain_match(match))
        return raw, match

    def _match_final_file(self, raw):
        """Compare a file with the one that was handed out to be signed.

        :param bytes raw: the file
        :return str: as :func:`..tools.pdf_match.match_files`; "" where nothing was handed out,
            as for a document that was signed on paper
        """
        base = self._get_handed_out_file()
        return match_files(raw, base) if base else ""

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
            return self.env["vanthu.document"]._explain_unverified(facts.problem), False
        found = get_signers(facts.signatures)
        organisation = self.sudo().company_id.name
        if any(is_same_holder(name, organisation) for name in found):
            return self.env._("Signed by %s.", ", ".join(found)), True
        return self.env._(
            "Signed by %(signer)s, expected %(expected)s.",
            signer=", ".join(found) or "?", expected=organisation,
        ), False


def get_signers(signatures):
    """Names of those who signed, without authorities that only tell the time."""
    return [row.signer or "?" for row in signatures if row.kind == "signature"]
