from odoo import api, fields, models
from odoo.tools import SQL


class ResCompany(models.Model):
    """How many boxes stand on a metre of shelf."""

    _inherit = "res.company"

    vanthu_boxes_per_metre = fields.Integer(
        string="Boxes on a metre of shelf", default=8,
        help="For figures in metres of shelf (mét giá); a box of TCVN 9252:2012 is 125 mm wide.",
    )

    _vanthu_boxes_per_metre_range = models.Constraint(
        "CHECK (vanthu_boxes_per_metre BETWEEN 1 AND 100)", "Choose from 1 to 100 boxes."
    )


class ResConfigSettings(models.TransientModel):
    """The width of boxes."""

    _inherit = "res.config.settings"

    vanthu_boxes_per_metre = fields.Integer(
        related="company_id.vanthu_boxes_per_metre", readonly=False
    )


class VanthuTransfer(models.Model):
    """What the minutes say of a batch: how much it is, and in which condition."""

    _inherit = "vanthu.transfer"

    box_count = fields.Integer(string="Boxes", help="Boxes or folders of paper (hộp, cặp).")
    shelf_metres = fields.Float(
        string="Metres of shelf", compute="_compute_shelf_metres", digits=(8, 2)
    )
    paper_count = fields.Integer(string="Files on paper", compute="_compute_media")
    electronic_count = fields.Integer(string="Electronic case files", compute="_compute_media")
    attachment_count = fields.Integer(
        string="Computer files", compute="_compute_media", help="In the electronic files (tệp tin)."
    )
    attachment_size = fields.Float(
        string="Megabytes", compute="_compute_media", digits=(12, 1)
    )
    condition = fields.Char(
        string="Condition of the files", help="As the minutes say it; otherwise: complete."
    )
    basis = fields.Char(
        string="Handed over according to",
        help="Căn cứ: the file plan of the year, the plan of collecting.",
    )
    note = fields.Text(string="Remarks")

    @api.depends("box_count", "company_id.vanthu_boxes_per_metre")
    def _compute_shelf_metres(self):
        for transfer in self:
            per_metre = transfer.company_id.sudo().vanthu_boxes_per_metre or 1
            transfer.shelf_metres = transfer.box_count / per_metre

    @api.depends("line_ids.file_id.medium", "line_ids.state")
    def _compute_media(self):
        """Count what both sides confirm: all files, after the taking over those taken."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """WITH given AS (
                      SELECT l.transfer_id, f.id, f.medium FROM vanthu_transfer_line l
                        JOIN vanthu_transfer t ON t.id = l.transfer_id
                        JOIN vanthu_file f ON f.id = l.file_id
                       WHERE t.id = ANY(%s) AND (t.state <> 'accepted' OR l.state = 'accepted')
                      ), content AS (
                      SELECT g.transfer_id, r.attachment_id, d.id FROM given g
                        JOIN vanthu_file_document d ON d.file_id = g.id
                        JOIN vanthu_file_document_attachment_rel r ON r.line_id = d.id
                       UNION
                      SELECT g.transfer_id, i.id, d.id FROM given g
                        JOIN vanthu_file_document d ON d.file_id = g.id
                        JOIN ir_attachment i ON i.res_model = 'vanthu.document'
                             AND i.res_id = d.document_id AND i.res_field IS NULL
                             AND i.type = 'binary'
                      )
               SELECT g.transfer_id, count(*) FILTER (WHERE g.medium <> 'electronic'),
                      count(*) FILTER (WHERE g.medium <> 'paper'),
                      (SELECT count(*) FROM content c WHERE c.transfer_id = g.transfer_id),
                      (SELECT COALESCE(sum(a.file_size), 0) FROM content c
                         JOIN ir_attachment a ON a.id = c.attachment_id
                        WHERE c.transfer_id = g.transfer_id)
                 FROM given g GROUP BY g.transfer_id""", self.ids,
        )) if self.ids else []
        found = {row[0]: row[1:] for row in rows}
        for transfer in self:
            paper, electronic, count, size = found.get(transfer._origin.id, (0, 0, 0, 0))
            transfer.paper_count, transfer.electronic_count = paper, electronic
            transfer.attachment_count = count
            transfer.attachment_size = float(size) / 1024 / 1024

    def _get_confirmed_lines(self):
        """What is printed: all files, after the taking over those taken.

        :return: ``vanthu.transfer.line`` that the caller may read, in the order of the list
        """
        self.ensure_one()
        if self.state != "accepted":
            return self._get_lines()
        return self._get_lines(("state", "=", "accepted"))
