from odoo import fields, models


class ResUsers(models.Model):
    """What the records office knows of a person: the units he or she reads for."""

    _inherit = "res.users"

    vanthu_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_unit_member_rel", "user_id", "unit_id",
        string="Units", readonly=True,
    )
    vanthu_reader_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_unit_reader_rel", "user_id", "unit_id",
        string="Units whose documents are visible", readonly=True,
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "vanthu_unit_ids", "vanthu_reader_unit_ids"]
