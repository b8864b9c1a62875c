from odoo import api, fields, models


class VanthuBoxProfile(models.Model):
    """A kind of box: its size and how much paper it holds (TCVN 9252:2012)."""

    _name = "vanthu.box.profile"
    _description = "Kind of box"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    height_mm = fields.Integer(string="Height (mm)", required=True, default=350)
    depth_mm = fields.Integer(string="Depth (mm)", required=True, default=250)
    thickness_mm = fields.Integer(
        string="Width on the shelf (mm)", required=True, default=125
    )
    sheets_per_mm = fields.Float(
        string="Sheets per mm", required=True, default=8.0, digits=(4, 1),
        help="How many sheets in their covers lie in one millimetre; to estimate how full a box "
        "is.",
    )
    sheet_capacity = fields.Integer(
        string="Sheets", compute="_compute_sheet_capacity", store=True, precompute=True
    )

    _sizes = models.Constraint(
        "CHECK (height_mm BETWEEN 20 AND 2000 AND depth_mm BETWEEN 20 AND 2000 AND "
        "thickness_mm BETWEEN 10 AND 2000 AND sheets_per_mm BETWEEN 1 AND 20)",
        "A box is 20 to 2000 mm large, and 1 to 20 sheets lie in one millimetre.",
    )

    @api.depends("thickness_mm", "sheets_per_mm")
    def _compute_sheet_capacity(self):
        for profile in self:
            profile.sheet_capacity = int(profile.thickness_mm * profile.sheets_per_mm)

    @api.depends("name", "height_mm", "depth_mm", "thickness_mm")
    def _compute_display_name(self):
        for profile in self:
            profile.display_name = (
                f"{profile.name} ({profile.height_mm}×{profile.depth_mm}×{profile.thickness_mm})"
            )
