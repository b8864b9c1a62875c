from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.store_code import FILE


class VanthuFile(models.Model):
    """Where a file stands. Both columns may change as long as the file exists."""

    _name = "vanthu.file"
    _inherit = ["vanthu.file", "vanthu.label.mixin"]
    _label_kind = FILE

    box_id = fields.Many2one(
        "vanthu.archive.box", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )
    box_sequence = fields.Integer(
        string="Place in the box", readonly=True, copy=False, aggregator=None
    )
    store_place = fields.Char(
        string="Stands in", compute="_compute_store_place",
        help="Box and place in the store.",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "box_id": False, "box_sequence": 0}

    @api.depends("box_id.number", "box_id.location_id.full_code")
    @api.depends_context("lang")
    def _compute_store_place(self):
        for file in self:
            # Whoever may see the file may know where it stands.
            box = file.sudo().box_id
            parts = (box.location_id.full_code, box.display_name) if box else ()
            file.store_place = ", ".join(filter(None, parts))

    def action_show_on_map(self) -> dict:
        """Open the map of the store where the file stands.

        :return dict: client action
        :raise UserError: the file stands in no box of the store
        :raise AccessError: the caller may not see the store
        """
        self.ensure_one()
        if not self.box_id:
            raise UserError(self.env._("%s is in no box.", self.display_name))
        return self.box_id.action_show_on_map()

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("transferred", "disposed"):
            self._leave_box()
        return result
