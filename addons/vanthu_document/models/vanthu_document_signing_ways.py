from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import pdf_signature
from ..tools.printing.signature_picture import place_signature
from ..tools.printing.spec import StampError

# Verdicts with which nothing goes out.
_REFUSED = ("broken", "changed", "revoked")


class VanthuDocument(models.Model):
    """The ways of signing: on paper, with a signed file, with a picture of the signature.

    A file with a digital signature has the value of signed paper (Điều 5 of NĐ 30/2020); a
    picture has none and is for trying out. The software holds no key: people sign in their own
    program and bring the file.
    """

    _inherit = "vanthu.document"

    signing_is_trial = fields.Boolean(compute="_compute_signing_is_trial")

    @api.depends("signing_method")
    def _compute_signing_is_trial(self):
        for document in self:
            document.signing_is_trial = document.signing_method == "picture"

    def action_open_sign(self):
        """Ask how it is signed.

        :return dict: window action of the dialog, which offers the ways that are open
        """
        self.ensure_one()
        action = self._open_wizard("vanthu.sign.wizard", self.env._("Sign"))
        action["context"]["vanthu_signing_ways"] = self._get_signing_ways()
        return action

    def _get_signing_ways(self):
        """Ways of signing that are open to the user: the picture only to the signer.

        :return list: keys of ``SIGNING_METHODS``
        """
        self.ensure_one()
        allowed = self.can_sign and self.company_id.sudo().allow_signature_picture
        return ["paper", "upload", *(["picture"] if allowed else [])]

    # ---- SIGNED FILE ----

    def action_sign_file(self, name: str, content: str) -> bool:
        """Sign, as the person named as signer, with a PDF that was signed outside.

        :param str name: name of the file
        :param str content: the PDF in base64
        :raise UserError: it is no PDF with a whole digital signature, or the document does not
            wait for a signature
        :raise AccessError: somebody else is named as signer
        """
        self.ensure_one()
        self.check_access("read")
        self._hold()
        self._require_move("signed", "to_sign")
        self._add_signed_version(name, content)
        return self.action_sign("upload")

    def action_record_signed_file(self, name: str, content: str) -> bool:
        """Record, as registry clerk, a PDF that the signer signed and sent.

        :param str name: name of the file
        :param str content: the PDF in base64
        :raise UserError: as :meth:`action_sign_file`, or something that the register must say
            is missing
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        self._require_move("signed", "draft", "to_sign")
        self._check_register_fields()
        self._check_signer()
        # The signer holds the pen; the clerk only records what came from him or her.
        self.sudo()._add_signed_version(name, content)
        self._write_signature("upload", self.sudo().signing_user_id, recorded=True)
        return True

    def _add_signed_version(self, name, content):
        """Save a signed file as the version that is signed.

        :raise UserError: says what is wrong with the file
        """
        raw = self._decode_upload(name, content)
        self._check_intake_size(name, len(raw))
        self._check_signed_file(name, raw)
        self._add_version(name, raw, self.env._("Signed file"))

    @api.model
    def _check_signed_file(self, name, raw):
        """Refuse a file whose signature is missing or broken; trust is judged afterwards.

        :param str name: name of the file
        :param bytes raw: its content
        :raise UserError: says what is wrong
        """
        if not pdf_signature.looks_signed(raw):
            raise UserError(self.env._(
                "%s has no digital signature; sign the PDF with your token first, or choose "
                "another way of signing.", name,
            ))
        found = pdf_signature.verify(raw)
        if found.problem == "encrypted":
            raise UserError(self.env._(
                "%s is locked by a password; save it without one and sign it again.", name
            ))
        if found.problem == "damaged":
            raise UserError(self.env._(
                "The digital signature of %s cannot be read, the file may be cut off; choose it "
                "again, or sign it again.", name,
            ))
        if found.verdict in _REFUSED:
            raise UserError(self.env._(
                "The digital signature of %s is broken: the file was changed after it was "
                "signed. Sign it again.", name,
            ))

    # ---- PICTURE ----

    def action_sign_with_picture(self) -> bool:
        """Sign by laying one's own picture over the PDF of the draft, for trying out.

        :raise UserError: there is no picture, no PDF, or the name does not stand in it
        :raise AccessError: somebody else is named as signer
        """
        self.ensure_one()
        self.check_access("read")
        self._hold()
        self._require_move("signed", "to_sign")
        self._check_picture_allowed()
        picture = self.env["vanthu.signature.picture"]._get_own()
        if not picture:
            raise UserError(self.env._("Put in the picture of your signature first."))
        name, raw = self._get_draft_pdf()
        if not raw:
            raise UserError(self.env._(
                "There is no PDF of the draft to lay the picture on; add the draft as PDF, or "
                "choose another way of signing."
            ))
        signed = self._place_signature(raw, picture._get_raw())
        self._add_version(name, signed, self.env._("With the picture of the signature"))
        return self.action_sign("picture")

    def _check_picture_allowed(self):
        """Refuse a picture where the organisation does not use them, or no longer does.

        :raise UserError: they are switched off in the Settings
        """
        if not self.company_id.sudo().allow_signature_picture:
            raise UserError(self.env._(
                "Pictures of signatures are switched off in this organisation; choose another "
                "way of signing."
            ))

    def _get_draft_pdf(self):
        """The PDF of the newest version, its own or the one that was made of it.

        :return tuple: name and content; the content is empty where there is none
        """
        version = self.sudo().current_version_id
        file = version.attachment_id if version.kind == "pdf" else version.pdf_ids.attachment_id
        return file.name or "", file.with_context(bin_size=False).raw or b""

    def _place_signature(self, raw, picture):
        """Lay a picture over a PDF.

        :param bytes raw: the PDF
        :param bytes picture: PNG
        :return bytes:
        :raise UserError: says why it is not possible
        """
        try:
            return place_signature(raw, picture, self.sudo().signer_name)
        except StampError as error:
            raise UserError({
                "signed": self.env._(
                    "The PDF bears a digital signature, which a picture would break; choose "
                    "the way with a signed file."
                ),
                "no_place": self.env._(
                    "The name %s does not stand in the PDF, so there is no place for the "
                    "picture; choose another way of signing.", self.sudo().signer_name,
                ),
            }.get(error.code, self.env._(
                "The PDF of the draft cannot be read; add it again, or choose another way of "
                "signing."
            ))) from error

    # ---- RULES ----

    def _write_signature(self, method, signer, recorded=False):
        version = self.sudo().current_version_id
        if method == "upload":
            raw = version.attachment_id.with_context(bin_size=False).raw or b""
            self._check_signed_file(version.name or self.display_name, raw)
        if method == "picture":
            self._check_picture_allowed()
            if version.kind != "pdf":
                raise UserError(self.env._(
                    "There is no PDF with the picture of the signature; use the button “Sign”."
                ))
        result = super()._write_signature(method, signer, recorded)
        if method == "upload":
            self.env["vanthu.signature.check"]._add_for(self, version.attachment_id)
        return result

    def _check_ready_to_issue(self):
        result = super()._check_ready_to_issue()
        for document in self.sudo().filtered(lambda d: d.signing_method == "upload"):
            check = self.env["vanthu.signature.check"].sudo().search([
                ("attachment_id", "=", document.signed_version_id.attachment_id.id),
            ])
            if check.state == "todo":
                check._try()
            if check.verdict in _REFUSED:
                raise UserError(self.env._(
                    "The digital signature of %s does not hold (see “Digital signatures”), so "
                    "it gets no number; have it signed again.", document.display_name,
                ))
        return result


class ResCompany(models.Model):
    """Whether an organisation tries signing with pictures."""

    _inherit = "res.company"

    allow_signature_picture = fields.Boolean(
        string="Pictures of signatures, for trying out", default=True,
        help="A picture is no electronic signature. Switch it off before real documents go out.",
    )


class ResConfigSettings(models.TransientModel):
    """Signing among the settings of the organisation."""

    _inherit = "res.config.settings"

    allow_signature_picture = fields.Boolean(
        related="company_id.allow_signature_picture", readonly=False
    )
