from odoo import fields, models


class VanthuAccessExplanation(models.TransientModel):
    """Who may see a document and why, as a table to read."""

    _name = "vanthu.access.explanation"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Access explained"

    document_id = fields.Many2one("vanthu.document", readonly=True, ondelete="cascade")
    restricted = fields.Boolean(related="document_id.restricted")
    line_ids = fields.One2many("vanthu.access.explanation.line", "explanation_id", readonly=True)


class VanthuAccessExplanationLine(models.TransientModel):
    """One person and the reasons."""

    _name = "vanthu.access.explanation.line"
    _description = "Access explained: person"

    explanation_id = fields.Many2one("vanthu.access.explanation", ondelete="cascade")
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    position = fields.Char(related="user_id.partner_id.function")
    reason = fields.Char(string="Why", readonly=True)
