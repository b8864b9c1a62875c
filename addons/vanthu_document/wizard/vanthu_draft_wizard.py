from odoo import api, fields, models


class DraftWizard(models.TransientModel):
    """From which template a draft is made, and why anew."""

    _name = "vanthu.draft.wizard"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Draft from a template"

    document_id = fields.Many2one("vanthu.document", required=True, ondelete="cascade")
    template_candidate_ids = fields.Many2many(
        "vanthu.document.template", compute="_compute_template_candidate_ids"
    )
    template_id = fields.Many2one(
        "vanthu.document.template", compute="_compute_template_id", store=True, readonly=False,
        precompute=True, domain="[('id', 'in', template_candidate_ids)]",
    )
    version_count = fields.Integer(related="document_id.version_count")
    reason = fields.Char(help="What is new, for whoever checks and signs.")

    @api.depends("document_id")
    def _compute_template_candidate_ids(self):
        for wizard in self:
            wizard.template_candidate_ids = (
                wizard.document_id and wizard.document_id._find_templates()
            )

    @api.depends("template_candidate_ids")
    def _compute_template_id(self):
        for wizard in self:
            wizard.template_id = wizard.template_candidate_ids[:1]

    def action_apply(self):
        """Make the version.

        :return dict: closes the window
        """
        self.ensure_one()
        self.document_id.action_draft_from_template(self.template_id.id, self.reason)
        return {"type": "ir.actions.act_window_close"}


class VersionWizard(models.TransientModel):
    """A further version says what is new in it."""

    _inherit = "vanthu.version.wizard"

    version_count = fields.Integer(related="document_id.version_count")

    def action_apply(self):
        self.ensure_one()
        if self.state not in ("issued", "dispatched"):
            self.document_id._require_reason_for_version(self.reason)
        return super().action_apply()
