from odoo import fields, models


class ResCompany(models.Model):
    """How an organisation draws its arrival stamp."""

    _inherit = "res.company"

    stamp_on_registration = fields.Boolean(
        string="Draw the arrival stamp when registering", default=True,
        help="Onto a copy of the PDF or picture; the file as received stays.",
    )
    stamp_place = fields.Selection(
        [("auto", "First free place"), ("fixed", "Always the same place")],
        string="Place of the stamp", default="auto", required=True,
    )
    stamp_x_mm = fields.Float(string="From the left (mm)", default=25, digits=(6, 1))
    stamp_y_mm = fields.Float(string="From the top (mm)", default=55, digits=(6, 1))

    _stamp_on_page = models.Constraint(
        "CHECK (stamp_x_mm BETWEEN 0 AND 160 AND stamp_y_mm BETWEEN 0 AND 262)",
        "The stamp must lie on an A4 page: at most 160 mm from the left and 262 mm from the top.",
    )


class ResConfigSettings(models.TransientModel):
    """The arrival stamp among the settings of the organisation."""

    _inherit = "res.config.settings"

    stamp_on_registration = fields.Boolean(
        related="company_id.stamp_on_registration", readonly=False
    )
    stamp_place = fields.Selection(related="company_id.stamp_place", readonly=False)
    stamp_x_mm = fields.Float(related="company_id.stamp_x_mm", readonly=False)
    stamp_y_mm = fields.Float(related="company_id.stamp_y_mm", readonly=False)
