from odoo import fields, models


class VanthuWorkRecord(models.AbstractModel):
    """A row of the history of work, read by whoever may read the work."""

    _name = "vanthu.work.record.mixin"
    _description = "Row of the history of work"
    _inherit = ["vanthu.secrecy.mixin"]

    assignment_id = fields.Many2one(
        "vanthu.assignment", string="Work", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    document_id = fields.Many2one(
        related="assignment_id.document_id", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one(
        related="assignment_id.company_id", string="Organisation", store=True, index=True
    )
