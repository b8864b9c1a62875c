from odoo import api, fields, models

from .guard import install_guard


class VanthuFileContent(models.Model):
    """One electronic file of an archived case file, whose bytes must never change.

    Made when the archive takes a case file over. The foreign key keeps the attachment from
    being deleted on any path, and a trigger keeps its bytes. ``sha256`` is computed in the
    background, and compared from then on.
    """

    _name = "vanthu.file.content"
    _description = "Content of an archived file"
    _order = "file_id, line_id, id"

    line_id = fields.Many2one(
        "vanthu.file.document", required=True, readonly=True, index=True, ondelete="restrict"
    )
    file_id = fields.Many2one(
        related="line_id.file_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(related="line_id.company_id", store=True, precompute=True)
    attachment_id = fields.Many2one(
        "ir.attachment", string="Electronic file", readonly=True, index=True, ondelete="restrict",
    )
    name = fields.Char(readonly=True, required=True)
    mimetype = fields.Char(readonly=True)
    size = fields.Integer(string="Bytes", readonly=True)
    sha256 = fields.Char(string="SHA-256", size=64, readonly=True)

    _attachment_uniq = models.UniqueIndex("(line_id, attachment_id)")

    def init(self):
        install_guard(self.env.cr, "vanthu_file_content")
        install_guard(self.env.cr, "ir_attachment")

    @api.model
    def _take_over(self, files):
        """List the electronic files of case files that the archive takes over.

        :param files: ``vanthu.file``
        :return: ``vanthu.file.content`` in superuser mode
        """
        lines = files.sudo().line_ids
        found = self.env["ir.attachment"].sudo().search_fetch(
            [
                ("res_model", "=", "vanthu.document"), ("res_field", "=", False),
                ("res_id", "in", lines.document_id.ids), ("type", "=", "binary"),
            ],
            ["name", "mimetype", "file_size", "res_id"], order="id",
        ).grouped("res_id")
        none = self.env["ir.attachment"]
        return self.sudo().create([
            {
                "line_id": line.id, "attachment_id": attachment.id, "name": attachment.name,
                "mimetype": attachment.mimetype, "size": attachment.file_size,
            }
            for line in lines
            for attachment in line.attachment_ids | found.get(line.document_id.id, none)
        ])
