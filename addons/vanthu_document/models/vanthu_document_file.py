from odoo import fields, models


class VanthuDocumentFile(models.Model):
    """A file of a document and what was read from it, in the background.

    A row with a state that a cron works off; the clerk never waits for it.
    """

    _name = "vanthu.document.file"
    _description = "Document file"
    _order = "document_id, id"

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    name = fields.Char(readonly=True, required=True)
    state = fields.Selection(
        [
            ("todo", "Waiting"),
            ("done", "Read"),
            ("no_text", "No text"),
            ("damaged", "Damaged"),
            ("encrypted", "Encrypted"),
            ("unsupported", "Not readable"),
            ("too_large", "Too large"),
            ("failed", "Failed"),
        ],
        default="todo", required=True, readonly=True, index=True,
    )
    message = fields.Char(readonly=True, help="What is wrong and what to do.")
    text = fields.Text(readonly=True, prefetch=False)
    page_count = fields.Integer(readonly=True)
    sha256 = fields.Char(size=64, readonly=True, index="btree_not_null")
    tries = fields.Integer(readonly=True)

    _attachment_uniq = models.UniqueIndex("(attachment_id) WHERE attachment_id IS NOT NULL")
