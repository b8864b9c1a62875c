from odoo import api, fields, models
from odoo.exceptions import UserError

MOST_PLACES = 20_000
PARTS = ("row", "shelf", "compartment")


class VanthuStorageGenerate(models.TransientModel):
    """Set a room up in one go: rows of shelves with compartments, all alike."""

    _name = "vanthu.storage.generate"
    _description = "Set up a room"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, ondelete="cascade",
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "vanthu.storage.location", string="Repository", ondelete="cascade", check_company=True,
        domain="[('kind', '=', 'repository'), ('company_id', '=', company_id)]",
        default=lambda self: self.env["vanthu.storage.location"].search([
            ("kind", "=", "repository"), ("company_id", "=", self.env.company.id),
        ], limit=1),
        help="Empty: a new repository is made.",
    )
    name = fields.Char(
        string="Room", required=True,
        default=lambda self: self.env._("Room %s", self._get_next_room()),
    )
    code = fields.Char(
        required=True, size=10, default=lambda self: f"P{self._get_next_room()}"
    )
    rows = fields.Integer(required=True, default=2)
    shelves = fields.Integer(string="Shelves in a row", required=True, default=4)
    compartments = fields.Integer(string="Compartments of a shelf", required=True, default=5)
    boxes = fields.Integer(
        string="Boxes in a compartment", required=True, default=8,
        help="Eight boxes of 125 mm take one metre.",
    )
    total = fields.Integer(string="Room for boxes", compute="_compute_total")

    _sizes = models.Constraint(
        "CHECK (rows BETWEEN 1 AND 26 AND shelves BETWEEN 1 AND 200 AND "
        "compartments BETWEEN 1 AND 99 AND boxes BETWEEN 1 AND 500)",
        "Up to 26 rows, 200 shelves in a row, 99 compartments of a shelf, 500 boxes in each.",
    )

    @api.model
    def _get_next_room(self):
        return 1 + self.env["vanthu.storage.location"].with_context(
            active_test=False
        ).search_count([("kind", "=", "room"), ("company_id", "=", self.env.company.id)])

    @api.depends("rows", "shelves", "compartments", "boxes")
    def _compute_total(self):
        for wizard in self:
            wizard.total = wizard.rows * wizard.shelves * wizard.compartments * wizard.boxes

    def action_generate(self) -> dict:
        """Make the room with all its parts.

        :return dict: window action with the room
        :raise AccessError: the caller is no archivist
        :raise UserError: there would be too many places
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        self.parent_id.check_access("read")
        if self.rows * self.shelves * self.compartments > MOST_PLACES:
            raise UserError(self.env._(
                "That is more than %s compartments; set the room up in several parts.", MOST_PLACES
            ))
        # Titles are read by all: they are in the organisation's language.
        own = self.company_id._in_own_language(self.company_id).env
        places = self.env["vanthu.storage.location"]
        repository = self.parent_id or places.create({
            "kind": "repository", "code": "K", "name": own._("Store"),
            "company_id": self.company_id.id,
        })
        room = places.create({
            "kind": "room", "code": self.code, "name": self.name, "parent_id": repository.id,
            "company_id": self.company_id.id,
        })
        names = {
            "row": lambda code: own._("Row %s", code),
            "shelf": lambda code: own._("Shelf %s", code),
            "compartment": lambda code: own._("Compartment %s", code),
        }
        codes = {
            "row": [chr(ord("A") + index) for index in range(self.rows)],
            "shelf": [f"{index:02d}" for index in range(1, self.shelves + 1)],
            "compartment": [f"{index:02d}" for index in range(1, self.compartments + 1)],
        }
        above = room
        for kind in PARTS:
            size = {"box_capacity": self.boxes} if kind == "compartment" else {}
            above = places.create([
                {
                    "kind": kind, "code": code, "name": names[kind](code),
                    "parent_id": parent.id, "company_id": self.company_id.id, **size,
                } for parent in above for code in codes[kind]
            ])
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.location_action"),
            "domain": [("id", "child_of", room.id)], "display_name": room.display_name,
        }
