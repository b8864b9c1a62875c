from odoo import api, fields, models
from odoo.exceptions import UserError


class SignWizard(models.TransientModel):
    """How the signer signs, or how the clerk records the signature."""

    _name = "vanthu.sign.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Sign"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    is_signer = fields.Boolean(compute="_compute_is_signer")
    signer_name = fields.Char(related="document_id.signer_name")
    method = fields.Selection(
        [
            ("paper", "On paper"),
            ("upload", "With a signed PDF (token)"),
            ("picture", "With a picture of the signature (trial)"),
        ],
        string="Way of signing", required=True, default="paper",
    )
    file = fields.Binary(string="Signed PDF", attachment=False)
    file_name = fields.Char()
    has_picture = fields.Boolean(compute="_compute_picture")
    picture = fields.Binary(
        string="Your signature", compute="_compute_picture", attachment=False, readonly=True,
    )
    new_picture = fields.Binary(
        string="Picture of your signature", attachment=False,
        help="PNG with a transparent ground. Only you see and use it.",
    )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Only the ways that are open, where the dialog is opened from a document."""
        result = super().fields_get(allfields, attributes)
        ways = self.env.context.get("vanthu_signing_ways")
        if ways and "selection" in result.get("method", {}):
            result["method"]["selection"] = [
                option for option in result["method"]["selection"] if option[0] in ways
            ]
        return result

    @api.depends("document_id")
    @api.depends_context("uid")
    def _compute_is_signer(self):
        for wizard in self:
            wizard.is_signer = bool(wizard.document_id) and wizard.document_id.can_sign

    @api.depends_context("uid")
    @api.depends("document_id")
    def _compute_picture(self):
        own = self.env["vanthu.signature.picture"]._get_own()
        for wizard in self:
            wizard.has_picture, wizard.picture = bool(own), own.image

    def action_apply(self):
        """Sign, or record the signature, in the way that was chosen.

        :return dict: closes the window
        :raise UserError: something is missing, or the document does not wait for a signature
        """
        self.ensure_one()
        document = self.document_id
        if self.method == "upload":
            name = self.file_name or self.env._("signed.pdf")
            if not self.file:
                raise UserError(self.env._("Choose the PDF that was signed with the token."))
            if self.is_signer:
                document.action_sign_file(name, self.file)
            else:
                document.action_record_signed_file(name, self.file)
        elif self.method == "picture":
            if self.new_picture:
                self.env["vanthu.signature.picture"]._set_own(self.new_picture)
                # Kept with its person alone, not with the dialog.
                self.new_picture = False
            document.action_sign_with_picture()
        elif self.is_signer:
            document.action_sign("paper")
        else:
            document.action_record_signature()
        return {"type": "ir.actions.act_window_close", "infos": {"signed": True}}
