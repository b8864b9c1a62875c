from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import pdf_signature


class OfficeSignatureWizard(models.TransientModel):
    """The file that the organisation signed; what is to be said of it is said before it counts."""

    _name = "vanthu.office.signature.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Organisation's digital signature"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    copy_id = fields.Many2one("vanthu.copy", ondelete="cascade")
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

    @api.depends("file", "document_id", "copy_id")
    def _compute_finding(self):
        self.update(dict.fromkeys(("finding", "refusal", "signers", "match_text"), False))
        for wizard in self.with_context(bin_size=False).filtered("file"):
            wizard._look_at_file()

    def _look_at_file(self):
        signed = self._get_signed()
        try:
            raw, match = signed._read_signed_file(self._get_file_name(), self.file)
        except UserError as error:
            self.update({"finding": "refused", "refusal": str(error)})
            return
        text, is_expected = signed._explain_office_signers(pdf_signature.verify(raw))
        finding = "good" if match == "same" and is_expected else "look"
        self.update({
            "finding": "other" if match == "other" else finding, "signers": text,
            "match_text": signed._explain_match(match),
        })

    def _get_signed(self):
        """What the organisation signs: the document, or a copy of one.

        :raise AccessError: the person may not read it
        """
        signed = self.copy_id or self.document_id
        signed.check_access("read")
        return signed

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
        self._get_signed().action_add_office_signature(
            self._get_file_name(), self.with_context(bin_size=False).file, self.other_file
        )
        return {"type": "ir.actions.act_window_close"}
