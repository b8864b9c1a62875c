from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.row_hold import hold_rows

from ..tools.store_code import BOX


class VanthuArchiveBox(models.Model):
    """A box of files (hộp): its number, its place, and what is in it.

    Numbers run through a fonds without gaps and are never given twice.
    """

    _name = "vanthu.archive.box"
    _description = "Box"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin", "vanthu.label.mixin"]
    _order = "fonds_id, number, id"
    _check_company_auto = True
    _secrecy_fields = ("note",)
    _label_kind = BOX

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    fonds_id = fields.Many2one(
        "vanthu.fonds", required=True, index=True, ondelete="restrict", check_company=True,
        compute="_compute_fonds_id", store=True, readonly=False, precompute=True,
    )
    number = fields.Integer(string="Box", readonly=True, copy=False, aggregator=None)
    profile_id = fields.Many2one(
        "vanthu.box.profile", string="Kind of box", required=True, index=True,
        ondelete="restrict", check_company=True,
        default=lambda self: self.env["vanthu.box.profile"].search([], limit=1),
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Place", index="btree_not_null", ondelete="restrict",
        readonly=True, copy=False, check_company=True,
    )
    state = fields.Selection(
        [("in_use", "In use"), ("retired", "No longer used")],
        required=True, default="in_use", readonly=True, copy=False,
    )
    note = fields.Char(string="Remarks")
    file_ids = fields.One2many("vanthu.file", "box_id", string="Files", readonly=True)
    move_ids = fields.One2many("vanthu.box.move", "box_id", string="History", readonly=True)
    file_count = fields.Integer(string="Number of files", compute="_compute_contents")
    sheet_count = fields.Integer(string="Sheets", compute="_compute_contents")
    fill_percent = fields.Float(
        string="Filled (%)", compute="_compute_contents", digits=(5, 0),
        help="Estimated from the sheets of the files and the kind of box.",
    )
    years = fields.Char(string="Years of the files", compute="_compute_contents")
    notations = fields.Char(
        string="Files from – to", compute="_compute_notations",
        help="Number and notation of the first and the last file.",
    )

    _number_uniq = models.UniqueIndex(
        "(fonds_id, number) WHERE number > 0",
        "The fonds has a box with this number already; try again.",
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "number": 0, "location_id": False, "state": "in_use",
        }

    # ---- COMPUTES ----

    @api.depends("company_id")
    def _compute_fonds_id(self):
        fonds = self.env["vanthu.fonds"].search(
            [("company_id", "in", self.company_id.ids)]
        ).grouped("company_id")
        for box in self:
            if box.fonds_id.company_id != box.company_id:
                box.fonds_id = fonds.get(box.company_id, self.env["vanthu.fonds"])[:1]

    @api.depends("number")
    def _compute_display_name(self):
        for box in self:
            box.display_name = (
                self.env._("Box %s", box.number) if box.number else self.env._("New box")
            )

    @api.depends("file_ids", "profile_id.sheet_capacity")
    def _compute_contents(self):
        figures = self._get_contents()
        for box in self:
            count, sheets, first, last = figures.get(box._origin.id, (0, 0, 0, 0))
            box.file_count, box.sheet_count = count, sheets
            capacity = box.profile_id.sheet_capacity
            box.fill_percent = sheets * 100 / capacity if capacity else 0
            box.years = "–".join(map(str, sorted({first, last} - {0})))

    def _get_contents(self):
        """What is in the boxes, restricted files included: figures say no title.

        :return dict: id → (files, estimated sheets, first year, last year)
        """
        self.env["vanthu.file"].flush_model(["box_id", "sheet_count", "page_count", "catalog"])
        rows = self.env.execute_query(SQL(
            """SELECT box_id, COUNT(*),
                      SUM(GREATEST(1, COALESCE(NULLIF(sheet_count, 0),
                                               CEIL(COALESCE(page_count, 0) / 2.0)::int))),
                      MIN(catalog), MAX(catalog)
                 FROM vanthu_file WHERE box_id = ANY(%s) GROUP BY box_id""", self.ids,
        ))
        return {row[0]: (row[1], int(row[2]), row[3], row[4]) for row in rows}

    @api.depends("file_ids.box_sequence", "file_ids.notation")
    def _compute_notations(self):
        rows = self.env["vanthu.file"].sudo().search_fetch(
            [("box_id", "in", self.ids)], ["box_id", "notation"], order="box_sequence, id"
        ).grouped("box_id")
        for box in self:
            found = [file.notation for file in rows.get(box._origin, ()) if file.notation]
            ends = found[:1] if len(found) < 2 else [found[0], found[-1]]
            box.notations = " – ".join(ends)

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        boxes = super().create(vals_list)
        boxes._give_numbers()
        return boxes

    def write(self, vals):
        if {"company_id", "fonds_id"} & vals.keys():
            raise UserError(self.env._(
                "A box stays in its fonds, which has given it its number; make a new box."
            ))
        result = super().write(vals)
        if "profile_id" in vals:
            self.location_id._check_room()
        return result

    def _give_numbers(self):
        """Number new boxes after the last one of their fonds, one maker after the other."""
        for fonds, boxes in self.grouped("fonds_id").items():
            hold_rows(fonds.sudo())
            ((last,),) = self.sudo()._read_group(
                [("fonds_id", "=", fonds.id)], [], ["number:max"]
            )
            for number, box in enumerate(boxes, (last or 0) + 1):
                box._write_step({"number": number})

    @api.ondelete(at_uninstall=False)
    def _unlink_only_last_unused(self):
        for fonds, boxes in self.grouped("fonds_id").items():
            numbers = set(boxes.mapped("number"))
            later = self.sudo().search([
                ("fonds_id", "=", fonds.id), ("number", ">", min(numbers)),
                ("id", "not in", boxes.ids),
            ], limit=1)
            if later or boxes.sudo().file_ids or boxes.sudo().move_ids:
                raise UserError(self.env._(
                    "Only the last boxes that were never used can be deleted, so that no number "
                    "is missing; set the box aside instead."
                ))

    def action_show_on_map(self) -> dict:
        """Open the map of the store where the box stands.

        :return dict: client action
        :raise AccessError: the caller may not see the box
        :raise UserError: the box is not in the store
        """
        self.ensure_one()
        self.check_access("read")
        if not self.location_id:
            raise UserError(self.env._(
                "%s has no place in the store yet; put it there first.", self.display_name
            ))
        place = self.location_id
        return {
            **self.env["ir.actions.actions"]._for_xml_id("vanthu_archive.store_map_action"),
            "params": {
                "lit": place.id, "box": self.id,
                "room": self.env["vanthu.store"]._get_room_of(place),
            },
        }

    # ---- STEPS ----

    def _require_keeper(self):
        """Refuse whoever does not keep the store, and boxes that are set aside.

        :raise AccessError: the caller is no archivist or may not see a box
        :raise UserError: a box is no longer used
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        hold_rows(self)
        for box in self:
            if box.state == "retired":
                raise UserError(self.env._(
                    "%s is no longer used; choose another box.", box.display_name
                ))

    def action_retire(self) -> bool:
        """Set empty boxes aside: their numbers stay taken.

        :raise AccessError: the caller is no archivist
        :raise UserError: a box has files in it
        """
        self._require_keeper()
        for box in self:
            if box.sudo().file_ids:
                raise UserError(self.env._(
                    "%s has files in it; put them into another box first.", box.display_name
                ))
        self._move(self.env["vanthu.storage.location"], self.env._("No longer used"))
        self._write_step({"state": "retired"})
        return True
