from odoo import api, fields, models

# TT 09/2007/TT-BNV: no room is larger, and its floor bears so much for each square metre.
MOST_M2 = 200
FLOOR_LOADS = {"fixed": 1700, "mobile": 2400}


class VanthuStorageLocation(models.Model):
    """What TT 09/2007/TT-BNV wants of a store room, told where a room does not have it."""

    _inherit = "vanthu.storage.location"

    shelving = fields.Selection(
        [("fixed", "Fixed shelves"), ("mobile", "Mobile shelves")], string="Shelves"
    )
    floor_load = fields.Integer(string="Floor bears (kg/m²)", aggregator=None)
    room_advice = fields.Text(compute="_compute_room_advice")

    _floor_load_positive = models.Constraint(
        "CHECK (COALESCE(floor_load, 0) >= 0)", "A floor bears 0 kg or more."
    )

    @api.depends("kind", "area_m2", "shelving", "floor_load")
    @api.depends_context("lang")
    def _compute_room_advice(self):
        for place in self:
            advice, least = [], FLOOR_LOADS.get(place.shelving, 0)
            if place.kind == "room" and place.area_m2 > MOST_M2:
                advice.append(self.env._(
                    "A store room has at most %s m² (TT 09/2007/TT-BNV).", MOST_M2
                ))
            if place.kind == "room" and place.floor_load and place.floor_load < least:
                advice.append(self.env._(
                    "Under such shelves a floor bears %s kg/m² or more (TT 09/2007/TT-BNV).",
                    f"{least:,}".replace(",", "."),
                ))
            place.room_advice = "\n".join(advice) or False
