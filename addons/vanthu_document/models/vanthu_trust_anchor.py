import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.certificate import CertificateError, read_authority, read_revocation_list
from ..tools.pdf_signature import Trust

_FIXED = {"certificate", "subject", "issuer", "valid_from", "valid_to", "fingerprint"}
# Parameter of the server: whether a signature counts only where a list of the authority says
# that its certificate is not revoked.
REQUIRE_LIST = "vanthu_document.signature_requires_revocation_list"


class VanthuTrustAnchor(models.Model):
    """A certification authority whose signatures count, put in by an administrator.

    Nobody is trusted by default. Lists of revoked certificates are put in, too: the server
    fetches nothing from the network (Luật Giao dịch điện tử 20/2023/QH15; NĐ 30/2020, Điều 5).
    """

    _name = "vanthu.trust.anchor"
    _description = "Trusted certification authority"
    _order = "subject, id"
    _rec_name = "subject"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    file = fields.Binary(
        string="Certificate file", store=False, compute="_compute_file", inverse="_inverse_file",
        help="Certificate of the certification authority, PEM or DER (.pem, .crt, .cer).",
    )
    certificate = fields.Binary(attachment=False, readonly=True, required=True)
    subject = fields.Char(string="Authority", readonly=True, required=True)
    issuer = fields.Char(string="Issued by", readonly=True)
    valid_from = fields.Datetime(readonly=True)
    valid_to = fields.Datetime(readonly=True)
    is_valid_now = fields.Boolean(string="In force", compute="_compute_is_valid_now")
    fingerprint = fields.Char(
        string="SHA-256 fingerprint", readonly=True, size=64, required=True,
        help="Compare it with what the authority publishes.",
    )
    source = fields.Char(help="Where the certificate was taken from, and who compared it.")
    revocation_file = fields.Binary(
        string="List of revoked certificates", store=False, compute="_compute_file",
        inverse="_inverse_revocation_file", help="CRL of this authority, PEM or DER (.crl).",
    )
    revocation_list = fields.Binary(attachment=True, readonly=True)
    revocation_until = fields.Datetime(string="List holds until", readonly=True)

    _fingerprint_uniq = models.UniqueIndex(
        "(fingerprint, COALESCE(company_id, 0))", "This authority is trusted already."
    )

    def _compute_file(self):
        self.file = self.revocation_file = False

    def _inverse_file(self):
        """Taken out of the values by ``create``; a certificate never changes afterwards."""

    def _inverse_revocation_file(self):
        for anchor in self:
            if anchor.revocation_file:
                anchor._take_revocation_list(anchor.revocation_file)

    @api.depends("valid_from", "valid_to")
    def _compute_is_valid_now(self):
        now = fields.Datetime.now()
        for anchor in self:
            anchor.is_valid_now = bool(
                anchor.valid_from and anchor.valid_from <= now <= anchor.valid_to
            )

    # ---- RECORDS ----

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in _FIXED | {"revocation_list", "revocation_until"}:
                vals.pop(name, None)
            vals.update(self._read_certificate(vals.pop("file", None)))
        anchors = super().create(vals_list)
        anchors._judge_again()
        return anchors

    def write(self, vals):
        if vals.get("file") or (not self.env.su and (
            (_FIXED | {"revocation_list", "revocation_until"}) & vals.keys()
        )):
            raise UserError(self.env._(
                "A certificate stays as it was put in; archive it and add the new one."
            ))
        result = super().write(vals)
        if {"active", "company_id", "revocation_list"} & vals.keys():
            self._judge_again()
        return result

    def unlink(self):
        self._judge_again()
        return super().unlink()

    @api.model
    def _read_certificate(self, content):
        """Values of a certificate.

        :param content: base64
        :return dict:
        :raise UserError: says what is wrong with the file
        """
        try:
            facts = read_authority(self.env["vanthu.document"]._decode_upload(
                self.env._("certificate"), content
            ))
        except CertificateError as error:
            raise UserError(self._explain(error.code)) from error
        return {
            "certificate": base64.b64encode(facts.der), "subject": facts.subject,
            "issuer": facts.issuer, "valid_from": facts.valid_from, "valid_to": facts.valid_to,
            "fingerprint": facts.fingerprint,
        }

    def _take_revocation_list(self, content):
        raw = self.env["vanthu.document"]._decode_upload(
            self.env._("list of revoked certificates"), content
        )
        try:
            der, until = read_revocation_list(
                raw, base64.b64decode(self.with_context(bin_size=False).certificate)
            )
        except CertificateError as error:
            raise UserError(self._explain(error.code)) from error
        self.check_access("write")
        self.sudo().write({
            "revocation_list": base64.b64encode(der), "revocation_until": until,
        })

    @api.model
    def _explain(self, code):
        return {
            "damaged": self.env._(
                "The file cannot be read; choose a certificate or list in PEM or DER form."
            ),
            "several": self.env._(
                "The file holds several certificates; put in each authority by itself."
            ),
            "not_authority": self.env._(
                "This is the certificate of a person or a web site; choose the one of the "
                "certification authority."
            ),
            "too_large": self.env._("The file is too large for a certificate or list."),
            "other_issuer": self.env._(
                "This list of revoked certificates is not signed by this authority; choose "
                "the list that it publishes."
            ),
        }[code]

    # ---- USE ----

    def _judge_again(self):
        """Signatures whose worth depends on whom we trust are judged anew, in the background."""
        self.env["vanthu.signature.check"].sudo()._judge_again(
            self.env["res.company"] if any(not anchor.company_id for anchor in self)
            else self.company_id
        )

    @api.model
    def _get_trust(self, company):
        """Whom an organisation trusts.

        :param company: ``res.company``
        :return: ``Trust`` for :func:`..tools.pdf_signature.verify`
        """
        now = fields.Datetime.now()
        anchors = self.sudo().with_context(bin_size=False).search(
            Domain("company_id", "in", [False, company.id])
            & Domain("valid_from", "<=", now) & Domain("valid_to", ">=", now)
        )
        asked = self.env["ir.config_parameter"].sudo().get_param(REQUIRE_LIST)
        return Trust(
            certificates=[base64.b64decode(anchor.certificate) for anchor in anchors],
            revocation_lists=[
                base64.b64decode(anchor.revocation_list)
                for anchor in anchors if anchor.revocation_list
            ],
            must_check_revocation=str(asked).lower() in ("1", "true"),
        )
