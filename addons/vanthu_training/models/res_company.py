from odoo import fields, models


class ResCompany(models.Model):
    """Organisations in which people practise, apart from the real ones."""

    _inherit = "res.company"

    is_practice = fields.Boolean(
        string="Practice organisation", readonly=True, copy=False,
        help="Made for practice: nothing in it counts, is sent or is kept.",
    )
