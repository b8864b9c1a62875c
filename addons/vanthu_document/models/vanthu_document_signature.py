from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import pdf_signature
from .local_time import local_moment
from .vanthu_signature import VERDICTS

_COLOURS = {"valid": "success", "broken": "danger", "changed": "danger", "revoked": "danger"}
_RANK = {name: rank for rank, (name, _label) in enumerate(VERDICTS)}
WAITING = "waiting"


class VanthuDocument(models.Model):
    """What the digital signatures in the files of a document are worth, on its form."""

    _inherit = "vanthu.document"

    signature_state = fields.Selection(
        [(WAITING, "Being verified"), *VERDICTS], string="Digital signature", readonly=True,
        copy=False, index="btree_not_null", help="That of the worst signature in its files.",
    )
    signature_report = fields.Html(compute="_compute_signature_report", sanitize=False)
    signature_note = fields.Char(compute="_compute_signature_report")

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "signature_state": False}

    def _get_signature_checks(self):
        """Files whose signatures count: what came or goes out, and the version that is signed.

        :return: ``vanthu.signature.check`` in superuser mode
        """
        document = self.sudo()
        versions = document.version_ids - document.signed_version_id
        return self.env["vanthu.signature.check"].sudo().search([
            ("document_id", "=", self.id),
            ("attachment_id", "not in", versions.attachment_id.ids),
        ])

    def _refresh_signature_state(self):
        """Keep the worst verdict at the document, for lists and searches."""
        for document in self.sudo().with_context(tracking_disable=True):
            checks = document._get_signature_checks()
            verdicts = [check.verdict for check in checks if check.verdict]
            state = min(verdicts, key=_RANK.get, default=False)
            if any(check.state == "todo" for check in checks):
                state = WAITING
            if document.signature_state != state:
                document.signature_state = state

    @api.depends("signature_state", "signer_name")
    @api.depends_context("lang", "tz")
    def _compute_signature_report(self):
        for document in self:
            checks = document._get_signature_checks() if document.signature_state else ()
            checks = [check.with_env(self.env).sudo() for check in checks]
            document.signature_report = Markup("").join(
                document._draw_signature_check(check) for check in checks
            ) or False
            notes = [
                row._explain_holder() for check in checks for row in check.signature_ids
                if check.state != "todo"
            ]
            document.signature_note = " ".join(dict.fromkeys(filter(None, notes))) or False

    def _draw_signature_check(self, check):
        if check.state == "todo":
            text = self.env._("The signatures are being verified.")
        elif check.verdict == "unverified":
            text = self._explain_unverified(check.problem)
        else:
            text = ""
        return Markup('<div class="mb-2"><strong>%s</strong>%s%s</div>') % (
            check.name,
            Markup('<p class="mb-1">%s</p>') % text if text else "",
            Markup("").join(
                self._draw_signature(row) for row in check.signature_ids
            ) if check.state != "todo" else "",
        )

    def _draw_signature(self, row):
        """One signature as HTML; every text in it is escaped."""
        labels = dict(row._fields["verdict"]._description_selection(self.env))
        moment = local_moment(self.env, row.signed_at) if row.signed_at else None
        when = moment.strftime("%d/%m/%Y %H:%M:%S") if moment else ""
        if when and row.time_source == "signer":
            when = self.env._("%s (by the signer's computer)", when)
        kind = self.env._("Time stamp") if row.kind == "timestamp" else ""
        who = " – ".join(filter(None, (kind, row.signer, row.organisation)))
        chain = " → ".join((row.chain or "").split("\n")) or self.env._(
            "Certificate issued by %s", row.issuer or "?"
        )
        note = row._explain_holder()
        return Markup(
            '<div class="mb-2"><span class="badge text-bg-%s">%s</span> %s'
            '<div class="small">%s</div><div class="small text-muted">%s</div>'
            '<div class="small">%s</div>%s</div>'
        ) % (
            _COLOURS.get(row.verdict, "warning"), labels[row.verdict], who, when, chain,
            row._explain(), Markup('<div class="small text-danger">%s</div>') % note
            if note else "",
        )

    @api.model
    def _explain_unverified(self, problem):
        return {
            "missing_program": self.env._(
                "The file is signed, but signatures cannot be verified here: the server lacks "
                "the program (Settings → Records office). Open the file in a program for "
                "signatures."
            ),
            "too_large": self.env._(
                "The file is too large to verify its signatures here; open it in a program for "
                "signatures."
            ),
            "too_many": self.env._("The file has more signatures than are verified here."),
            "encrypted": self.env._(
                "The file is locked by a password, so its signatures cannot be verified."
            ),
            "damaged": self.env._(
                "The file holds a signature that cannot be read: it may be damaged; ask the "
                "sender for it again."
            ),
        }.get(problem, self.env._(
            "The signatures could not be verified because of an error in the software; try "
            "again, or tell the administrator."
        ))

    def action_verify_signatures(self):
        """Verify the signatures again, for example after the list of authorities changed.

        :raise AccessError: the person may not read the document
        :raise UserError: no file of it is signed
        """
        self.check_access("read")
        for document in self:
            checks = document._get_signature_checks()
            if not checks:
                raise UserError(self.env._(
                    "No file of %s has a digital signature.", document.display_name
                ))
            checks._queue()
        return True


class VanthuDocumentFile(models.Model):
    """Files of documents are looked at for signatures when they are read."""

    _inherit = "vanthu.document.file"

    def _work(self):
        result = super()._work()
        # The PDF beside the form is a copy of a version, which is verified when it counts.
        is_copy = self.attachment_id == self.document_id.draft_preview_id
        if self.attachment_id and not is_copy:
            self.env["vanthu.signature.check"]._add_for(self.document_id, self.attachment_id)
        return result


class ResConfigSettings(models.TransientModel):
    """Whether signatures can be verified here."""

    _inherit = "res.config.settings"

    @api.model
    def _get_vanthu_tools(self):
        return [
            *super()._get_vanthu_tools(),
            ("pyHanko", self.env._("verification of digital signatures"),
             pdf_signature.find_version()),
        ]


class VanthuEvent(models.Model):
    """Events of signatures."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("signature_verified", self.env._("Signatures verified")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {**super()._get_detail_labels(), "verdict": self.env._("Verdict")}
