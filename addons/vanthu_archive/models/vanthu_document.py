from odoo import fields, models


class VanthuDocument(models.Model):
    """The case files that a document is in."""

    _inherit = "vanthu.document"

    file_line_ids = fields.One2many(
        "vanthu.file.document", "document_id", string="In the files", readonly=True
    )
