from odoo import api, fields, models
from odoo.tools import SQL

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
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """SELECT c.line_id, a.id, a.name, a.mimetype, a.file_size
                 FROM (SELECT d.id AS line_id, r.attachment_id FROM vanthu_file_document d
                         JOIN vanthu_file_document_attachment_rel r ON r.line_id = d.id
                        WHERE d.file_id = ANY(%(files)s)
                        UNION
                       SELECT d.id, i.id FROM vanthu_file_document d
                         JOIN ir_attachment i ON i.res_model = 'vanthu.document'
                              AND i.res_id = d.document_id AND i.res_field IS NULL
                              AND i.type = 'binary'
                        WHERE d.file_id = ANY(%(files)s)) c
                 JOIN ir_attachment a ON a.id = c.attachment_id
             ORDER BY c.line_id, a.id""", files=files.ids,
        ))
        names = ("line_id", "attachment_id", "name", "mimetype", "size")
        return self.sudo().create([dict(zip(names, row, strict=True)) for row in rows])
