import hashlib

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import pdf_signature

# Names of the verdicts of tools/pdf_signature.py, the worst first.
VERDICTS = [
    ("broken", "Signature broken"),
    ("changed", "Changed after signing"),
    ("revoked", "Certificate revoked"),
    ("expired", "Certificate expired"),
    ("unverified", "Cannot be verified here"),
    ("untrusted", "Trust not established"),
    ("unreadable", "Signature cannot be read"),
    ("unknown", "Trust not established (other reason)"),
    ("valid", "Signature valid"),
]
# What another list of trusted authorities cannot mend.
_FINAL = ("broken", "changed", "unreadable")


class VanthuSignatureCheck(models.Model):
    """One file whose digital signatures are verified, in the background.

    Điều 21 of NĐ 30/2020: the clerk checks whether an electronic document is authentic and
    whole. Made by the software, changed by it alone.
    """

    _name = "vanthu.signature.check"
    _inherit = ["vanthu.queue.mixin"]
    _description = "Verification of signatures"
    _order = "document_id, id"
    _queue_cron = "vanthu_document.ir_cron_signatures"
    _queue_batch = 20
    _queue_minutes = 5

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    attachment_id = fields.Many2one(
        "ir.attachment", required=True, readonly=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="File", required=True, readonly=True)
    state = fields.Selection(
        [("todo", "Being verified"), ("done", "Verified"), ("failed", "Failed")],
        required=True, default="todo", readonly=True, index=True,
    )
    verdict = fields.Selection(VERDICTS, readonly=True)
    problem = fields.Char(readonly=True, help="Why nothing can be said of the signatures.")
    checked_at = fields.Datetime(string="Verified on", readonly=True)
    sha256 = fields.Char(string="SHA-256", size=64, readonly=True)
    signature_ids = fields.One2many("vanthu.signature", "check_id", readonly=True)

    _attachment_uniq = models.UniqueIndex("(attachment_id)")

    # ---- ROWS ----

    @api.model
    def _add_for(self, document, attachment):
        """Queue a file of a document, if it is a PDF with a digital signature.

        :param document: ``vanthu.document``
        :param attachment: ``ir.attachment``, of the document or of one of its versions
        :return: the row, empty for an unsigned file
        """
        rows = self.sudo()
        raw = attachment.sudo().with_context(bin_size=False).raw or b""
        if not pdf_signature.looks_signed(raw):
            return rows.browse()
        row = rows.search([("attachment_id", "=", attachment.id)])
        if not row:
            row = rows.create({
                "document_id": document.id, "attachment_id": attachment.id,
                "name": attachment.sudo().name,
            })
        row._queue()
        return row

    def _queue(self):
        """Verify again, from the first try."""
        self.write({"state": "todo", "tries": 0, "next_try": False})
        if self:
            self._wake_up()
            self.document_id._refresh_signature_state()

    @api.model
    def _judge_again(self, companies):
        """Verify again what a change of trust can change.

        :param companies: ``res.company``; empty for all
        """
        domain = Domain("state", "!=", "todo") & (
            Domain("verdict", "not in", _FINAL) | Domain("verdict", "=", False)
        )
        if companies:
            domain &= Domain("company_id", "in", companies.ids)
        self.search(domain)._queue()

    # ---- VERIFYING ----

    def _give_up(self):
        self.write({
            "state": "failed", "verdict": "unverified", "problem": "failed", "next_try": False,
        })
        self.document_id._refresh_signature_state()

    def _work(self):
        raw = self.attachment_id.with_context(bin_size=False).raw or b""
        if self.attachment_id.file_size and not raw:
            raise FileNotFoundError(self.attachment_id.store_fname)
        trust = self.env["vanthu.trust.anchor"]._get_trust(self.company_id)
        found = pdf_signature.verify(raw, trust)
        before = self.verdict
        self.signature_ids.unlink()
        self.write({
            "state": "done", "next_try": False, "checked_at": fields.Datetime.now(),
            "verdict": found.verdict if found.verdict != "none" else "unverified",
            "problem": found.problem or False, "sha256": hashlib.sha256(raw).hexdigest(),
        })
        self.env["vanthu.signature"].create([
            {"check_id": self.id, "sequence": number, **_get_values(facts)}
            for number, facts in enumerate(found.signatures, start=1)
        ])
        if self.verdict != before:
            self.env["vanthu.event"]._log(self.document_id, "signature_verified", {
                "file": self.name, "verdict": self.verdict, "sha256": self.sha256,
            })
        self.document_id._refresh_signature_state()


def _get_values(facts):
    """Values of a ``vanthu.signature`` from ``SignatureFacts``."""
    return {
        "verdict": facts.verdict, "kind": facts.kind, "signer": facts.signer,
        "organisation": facts.organisation, "issuer": facts.issuer, "serial": facts.serial,
        "chain": "\n".join(facts.chain), "signed_at": facts.signed_at or False,
        "time_source": facts.time_source or False, "whole": facts.whole,
        "changed_after": facts.changed_after, "trusted": facts.trusted,
        "revocation_checked": facts.revocation_checked,
    }


class VanthuSignature(models.Model):
    """One digital signature in a file, and what it is worth."""

    _name = "vanthu.signature"
    _description = "Digital signature"
    _order = "check_id, sequence, id"
    _rec_name = "signer"

    check_id = fields.Many2one(
        "vanthu.signature.check", required=True, readonly=True, index=True, ondelete="cascade"
    )
    document_id = fields.Many2one(
        related="check_id.document_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="check_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(readonly=True)
    verdict = fields.Selection(VERDICTS, required=True, readonly=True)
    kind = fields.Selection(
        [("signature", "Signature"), ("timestamp", "Time stamp")], required=True, readonly=True
    )
    signer = fields.Char(readonly=True)
    organisation = fields.Char(string="Organisation of the signer", readonly=True)
    issuer = fields.Char(string="Certificate issued by", readonly=True)
    serial = fields.Char(string="Serial number", readonly=True)
    chain = fields.Text(readonly=True, help="From the signer to the trusted authority.")
    signed_at = fields.Datetime(string="Signed on", readonly=True)
    time_source = fields.Selection(
        [("timestamp", "Time stamp of an authority"), ("signer", "The signer's computer")],
        string="Time told by", readonly=True,
    )
    whole = fields.Boolean(readonly=True)
    changed_after = fields.Boolean(readonly=True)
    trusted = fields.Boolean(readonly=True)
    revocation_checked = fields.Boolean(readonly=True)

    def _explain(self):
        """One sentence about what the signature is worth.

        :return str: in the language of the user
        """
        self.ensure_one()
        if self.verdict == "valid":
            if self.revocation_checked:
                return self.env._(
                    "The content is as it was signed, a trusted authority vouches for the "
                    "signer, and the certificate is not revoked."
                )
            return self.env._(
                "The content is as it was signed and a trusted authority vouches for the "
                "signer. Whether the certificate was revoked is not known here."
            )
        return {
            "broken": self.env._(
                "The content is not what was signed: do not use the file, ask the sender for "
                "it again."
            ),
            "changed": self.env._(
                "Something was put into the file after this signature: ask the sender for the "
                "file as it was signed."
            ),
            "revoked": self.env._(
                "The content is as it was signed, but the authority revoked the certificate: "
                "ask the sender."
            ),
            "expired": self.env._(
                "The content is as it was signed, but the certificate is outside its time and "
                "nothing proves that it was signed within it."
            ),
            "untrusted": self.env._(
                "The content is as it was signed, but no trusted authority vouches for the "
                "signer; the administrator keeps the list of authorities."
            ),
        }.get(self.verdict, self.env._(
            "The signature is made in a way that cannot be judged here; open the file in a "
            "program for signatures."
        ))
