from odoo import api, fields, models


class VanthuDocument(models.Model):
    """The case files that a document is in."""

    _inherit = "vanthu.document"

    file_line_ids = fields.One2many(
        "vanthu.file.document", "document_id", string="In the files", readonly=True
    )
    disposal_id = fields.Many2one(
        "vanthu.disposal", string="Content destroyed by", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
        help="The files were destroyed by decision; number and description stay.",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "disposal_id": False}

    def _forget_words(self, disposal):
        """Forget what the software knows of the text of destroyed documents.

        The line of the register stays: it is part of another record (Điều 15, 22).

        :param disposal: ``vanthu.disposal`` that destroyed them
        """
        self.file_ids.write({"text": False})
        for document in self:
            document._index_body("")
        self.with_context(tracking_disable=True).write({"disposal_id": disposal.id})
