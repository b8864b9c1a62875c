from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class VanthuBoxPlace(models.TransientModel):
    """Put boxes into the store, or move them: "where does this fit?" is answered here."""

    _name = "vanthu.box.place"
    _description = "Put boxes into the store"

    box_ids = fields.Many2many(
        "vanthu.archive.box", "vanthu_box_place_box_rel", "place_id", "box_id", string="Boxes",
        default=lambda self: self._default_boxes(), domain="[('state', '=', 'in_use')]",
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Place", ondelete="cascade",
        help="A place or something larger, whose free places are filled in order.",
    )
    reason = fields.Char()
    proposal_ids = fields.One2many(
        "vanthu.box.place.proposal", "place_id", string="It fits here",
        compute="_compute_proposal_ids", store=True, readonly=True,
    )

    @api.model
    def _default_boxes(self):
        if self.env.context.get("active_model") != "vanthu.archive.box":
            return self.env["vanthu.archive.box"]
        return self.env["vanthu.archive.box"].browse(self.env.context.get("active_ids"))

    @api.depends("box_ids")
    def _compute_proposal_ids(self):
        for wizard in self:
            boxes = wizard.box_ids._origin
            found = []
            if boxes:
                boxes.check_access("read")
                found = self.env["vanthu.storage.location"]._propose_places(boxes)
            wizard.proposal_ids = [Command.clear(), *(
                Command.create({
                    "location_id": row["location"].id, "free": row["free"],
                    "same_unit": row["same_unit"], "same_year": row["same_year"],
                }) for row in found
            )]

    def action_place(self) -> dict:
        """Move the boxes to the chosen place, or to the first proposal.

        :return dict: closes the dialog
        :raise AccessError: the caller is no archivist
        :raise UserError: no place is chosen, or there is not enough room
        """
        self.ensure_one()
        place = self.location_id or self.proposal_ids[:1].location_id
        if not place:
            raise UserError(self.env._(
                "Choose a place; nowhere in the store is room for all these boxes."
            ))
        self.box_ids.with_env(self.env).action_move(place.id, self.reason or "")
        return {"type": "ir.actions.act_window_close"}


class VanthuBoxPlaceProposal(models.TransientModel):
    """One place where boxes fit."""

    _name = "vanthu.box.place.proposal"
    _description = "Place where boxes fit"

    place_id = fields.Many2one(
        "vanthu.box.place", string="Dialog", required=True, readonly=True, ondelete="cascade"
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Place", readonly=True, ondelete="cascade"
    )
    free = fields.Integer(string="Free places", readonly=True)
    same_unit = fields.Integer(string="Boxes of the unit", readonly=True)
    same_year = fields.Integer(string="Boxes of the year", readonly=True)

    def action_choose(self) -> dict:
        """Put the boxes of the dialog here.

        :return dict: closes the dialog
        :raise AccessError: the caller is no archivist
        :raise UserError: there is not enough room
        """
        self.ensure_one()
        boxes = self.place_id.box_ids.with_env(self.env)
        boxes.action_move(self.location_id.id, self.place_id.reason or "")
        return {"type": "ir.actions.act_window_close"}
