from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.store_code import LOCATION

# From the outside to the inside; a smaller office leaves some of them out.
KINDS = ("repository", "room", "row", "shelf", "compartment")
# TCVN 9252:2012: so much of a shelf a box takes, eight to the metre.
BOX_MM = 125


class VanthuStorageLocation(models.Model):
    """A place in the store: repository, room, row, shelf, compartment (kho, giá, khoang, đợt).

    Boxes stand in places that have no parts. TCVN 9253:2012 describes shelves, TT 09/2007/TT-BNV
    the room.
    """

    _name = "vanthu.storage.location"
    _description = "Place in the store"
    _inherit = ["vanthu.secrecy.mixin", "vanthu.label.mixin"]
    _order = "full_code, id"
    _parent_store = True
    _check_company_auto = True
    _rec_names_search = ["full_code", "name"]
    _secrecy_fields = ("name", "note")
    _label_kind = LOCATION

    name = fields.Char(required=True)
    code = fields.Char(required=True, size=10, help="Short, such as K1, A or 03.")
    full_code = fields.Char(
        string="Place", compute="_compute_full_code", store=True, recursive=True,
        help="The codes from the repository to here.",
    )
    kind = fields.Selection(
        [
            ("repository", "Repository"),
            ("room", "Room"),
            ("row", "Row"),
            ("shelf", "Shelf"),
            ("compartment", "Compartment"),
        ],
        required=True, default="repository",
    )
    parent_id = fields.Many2one(
        "vanthu.storage.location", string="Part of", index=True, ondelete="restrict",
        check_company=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("vanthu.storage.location", "parent_id", string="Parts")
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)
    length_mm = fields.Integer(
        string="Length (mm)", aggregator=None, help="Length of the board that boxes stand on."
    )
    box_capacity = fields.Integer(
        string="Room for boxes", compute="_compute_box_capacity", store=True, readonly=False,
        precompute=True, help="Boxes that stand here side by side; only of a place without parts.",
    )
    area_m2 = fields.Float(string="Area (m²)", digits=(8, 1))
    note = fields.Char(string="Remarks")
    box_ids = fields.One2many("vanthu.archive.box", "location_id", string="Boxes")

    _full_code_uniq = models.UniqueIndex(
        "(company_id, full_code)",
        "Another place has this code; choose a different one.",
    )
    _sizes = models.Constraint(
        "CHECK (COALESCE(box_capacity, 0) >= 0 AND COALESCE(length_mm, 0) >= 0 AND "
        "COALESCE(area_m2, 0) >= 0)",
        "Length, area and room for boxes cannot be less than nothing.",
    )

    @api.depends("code", "parent_id.full_code")
    def _compute_full_code(self):
        for place in self:
            place.full_code = "-".join(filter(None, (place.parent_id.full_code, place.code)))

    @api.depends("length_mm")
    def _compute_box_capacity(self):
        for place in self:
            if place.length_mm:
                place.box_capacity = place.length_mm // BOX_MM
            else:
                place.box_capacity = place.box_capacity

    @api.depends("full_code", "name")
    def _compute_display_name(self):
        for place in self:
            place.display_name = " · ".join(filter(None, (place.full_code, place.name)))

    @api.constrains("kind", "parent_id")
    def _check_kind(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A place cannot be a part of itself."))
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for place in self:
            above = place.parent_id
            if (place.kind == "repository") == bool(above):
                raise ValidationError(self.env._(
                    "%s: a repository stands alone, and everything else is a part of something; "
                    "choose what it is a part of.", place.display_name,
                ))
            if above and KINDS.index(above.kind) >= KINDS.index(place.kind):
                raise ValidationError(self.env._(
                    "“%(part)s” cannot be a part of “%(whole)s”; choose something larger.",
                    part=labels[place.kind], whole=labels[above.kind],
                ))
            if above.box_ids:
                raise ValidationError(self.env._(
                    "Boxes stand in %s already; move them before it gets parts.",
                    above.display_name,
                ))

    @api.constrains("active", "box_capacity", "length_mm")
    def _check_room_for_its_boxes(self):
        for place in self.with_context(active_test=False):
            if not place.active and (place.box_ids or place.child_ids.filtered("active")):
                raise ValidationError(self.env._(
                    "%s is in use; move its boxes and parts first.", place.display_name
                ))
        self._check_room()

    def copy_data(self, default=None):
        return [
            {**vals, "code": self.env._("%s copy", vals["code"])[:10]}
            for vals in super().copy_data(default)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        moves = self.env["vanthu.box.move"].sudo().search_count([
            "|", ("from_id", "in", self.ids), ("to_id", "in", self.ids),
        ], limit=1)
        if moves or self.sudo().box_ids:
            raise UserError(self.env._(
                "Boxes stand or stood here, and their history names the place; archive it instead."
            ))

    def _get_leaves(self):
        """Places without parts at or below these, in order: where boxes can stand.

        :return: ``vanthu.storage.location``
        """
        return self.search([
            ("id", "child_of", self.ids), ("child_ids", "=", False),
        ])

    def action_open_boxes(self) -> dict:
        """Show the boxes that stand here or in a part of it.

        :return dict: window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.box_action")
        return {
            **action, "domain": [("location_id", "child_of", self.id)], "context": {},
            "display_name": self.display_name,
        }
