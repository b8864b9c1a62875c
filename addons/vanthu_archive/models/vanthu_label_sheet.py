from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.printing.labels import LabelSheet


class VanthuLabelSheet(models.Model):
    """A sheet of labels as it is bought, or cut from plain A4."""

    _name = "vanthu.label.sheet"
    _description = "Sheet of labels"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    kind = fields.Selection(
        [("box", "Boxes"), ("place", "Shelves"), ("file", "Backs of files")], required=True,
        string="For",
    )
    columns = fields.Integer(required=True, default=2)
    rows = fields.Integer(required=True, default=2)
    width_mm = fields.Float(string="Width (mm)", required=True, digits=(5, 1))
    height_mm = fields.Float(string="Height (mm)", required=True, digits=(5, 1))
    left_mm = fields.Float(string="Margin left (mm)", digits=(5, 1))
    top_mm = fields.Float(string="Margin top (mm)", digits=(5, 1))
    gap_x_mm = fields.Float(string="Gap across (mm)", digits=(5, 1))
    gap_y_mm = fields.Float(string="Gap down (mm)", digits=(5, 1))

    _sizes = models.Constraint(
        "CHECK (columns BETWEEN 1 AND 10 AND rows BETWEEN 1 AND 30 AND width_mm >= 25 AND "
        "height_mm >= 20 AND left_mm >= 0 AND top_mm >= 0 AND gap_x_mm >= 0 AND gap_y_mm >= 0)",
        "A label is at least 25 mm wide and 20 mm high.",
    )

    @api.constrains(
        "columns", "rows", "width_mm", "height_mm", "left_mm", "top_mm", "gap_x_mm", "gap_y_mm"
    )
    def _check_fits(self):
        for sheet in self:
            if not sheet._get_layout().fits():
                raise ValidationError(self.env._(
                    "The labels of %s do not fit on a page of A4; correct their number or size.",
                    sheet.name,
                ))

    def _get_layout(self):
        """The sheet for the program that draws.

        :return LabelSheet:
        """
        self.ensure_one()
        return LabelSheet(**{
            name: self[name] for name in LabelSheet.__dataclass_fields__
        })
