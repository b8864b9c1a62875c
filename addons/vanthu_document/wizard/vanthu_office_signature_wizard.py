from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import pdf_signature


class OfficeSignatureWizard(models.TransientModel):
    """The file that the organisation signed; what is to be said of it is said before it counts."""

    _name = "vanthu.office.signature.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Organisation's digital signature"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    file = fields.Binary(string="Signed PDF", attachment=False)
    file_name = fields.Char()
    finding = fields.Selection(
        [
            ("good", "Good"), ("look", "To be looked at"), ("other", "Another file"),
            ("refused", "Refused"),
        ],
        compute="_compute_finding",
    )
    refusal = fields.Char(compute="_compute_finding")
    signers = fields.Char(compute="_compute_finding")
    match_text = fields.Char(compute="_compute_finding")
    other_file = fields.Boolean(string="I compared both: it is the right file all the same")

    @api.depends("file", "document_id")
    def _compute_finding(self):
        self.update(dict.fromkeys(("finding", "refusal", "signers", "match_text"), False))
        for wizard in self.with_context(bin_size=False).filtered("file"):
            wizard._look_at_file()

    def _look_at_file(self):
        document, name = self.document_id, self._get_file_name()
        try:
            raw = document._decode_upload(name, self.file)
            document._check_intake_size(name, len(raw))
            document._check_signed_file(name, raw)
        except UserError as error:
            self.update({"finding": "refused", "refusal": str(error)})
            return
        match = document._match_final_file(raw)
        text, is_expected = document._explain_office_signers(pdf_signature.verify(raw))
        finding = "good" if match == "same" and is_expected else "look"
        self.update({
            "finding": "other" if match == "other" else finding, "signers": text,
            "match_text": document._explain_match(match),
        })

    def _get_file_name(self):
        return self.file_name or self.env._("signed.pdf")

    def action_apply(self):
        """Freeze the file as the one that goes out.

        :return dict: closes the window
        :raise UserError: no file was chosen, or see ``action_add_office_signature``
        """
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose the PDF that was signed with the token."))
        self.document_id.action_add_office_signature(
            self._get_file_name(), self.with_context(bin_size=False).file, self.other_file
        )
        return {"type": "ir.actions.act_window_close"}
