from odoo import fields, models


class ResPartner(models.Model):
    """Any organisation that sends or receives documents (mã định danh, QĐ 20/2020)."""

    _inherit = "res.partner"

    organ_code = fields.Char(
        string="Organisation code",
        size=35,
        index="btree_not_null",
        help="Identifier of the organisation in document exchange, at most 35 characters.",
    )
