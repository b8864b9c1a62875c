from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.row_hold import hold_rows

from .guard import install_guard


class VanthuBoxMove(models.Model):
    """One move of a box: from where, to where, by whom, when. Rows are only ever added."""

    _name = "vanthu.box.move"
    _description = "Move of a box"
    _order = "id desc"
    _rec_name = "to_name"

    box_id = fields.Many2one(
        "vanthu.archive.box", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    from_id = fields.Many2one(
        "vanthu.storage.location", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    to_id = fields.Many2one(
        "vanthu.storage.location", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    # As the places were called on that day.
    from_name = fields.Char(string="From place", readonly=True)
    to_name = fields.Char(string="To place", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    reason = fields.Char(readonly=True)

    def init(self):
        install_guard(self.env.cr, "vanthu_box_move")


class VanthuArchiveBox(models.Model):
    """Moving boxes in the store."""

    _inherit = "vanthu.archive.box"

    def action_move(self, location_id: int, reason: str = "") -> bool:
        """Put boxes into a place; where it has parts, these are filled in order.

        :param int location_id: id of ``vanthu.storage.location``
        :param str reason: why, may be empty
        :raise AccessError: the caller is no archivist or may not see the place
        :raise UserError: there is not enough room, or a box is no longer used
        """
        self._require_keeper()
        place = self.env["vanthu.storage.location"].browse(location_id).exists()
        place.check_access("read")
        if not place.active:
            raise UserError(self.env._("This place is no longer used; choose another one."))
        if place.company_id != self.company_id:
            raise UserError(self.env._("Choose a place of the organisation that keeps the box."))
        leaves = place._get_leaves()
        # Whoever fills the same places at this moment goes first.
        hold_rows(leaves.sudo())
        moving = self.filtered(lambda box: box.location_id not in leaves)
        targets = place._distribute(moving.sorted("number"))
        for leaf in leaves:
            boxes = self.browse([box.id for box in targets if targets[box] == leaf])
            boxes._move(leaf, reason)
        return True

    def action_take_off(self, reason: str = "") -> bool:
        """Take boxes from their places without giving them new ones.

        :param str reason: why
        :raise AccessError: the caller is no archivist
        """
        self._require_keeper()
        self._move(self.env["vanthu.storage.location"], reason)
        return True

    def _move(self, place, reason=""):
        """Write the place and the history; the caller has checked person and room."""
        moving = self.filtered(lambda box: box.location_id != place)
        self.env["vanthu.box.move"].sudo().create([
            {
                "box_id": box.id, "company_id": box.company_id.id, "user_id": self.env.uid,
                "from_id": box.location_id.id, "from_name": box.location_id.display_name,
                "to_id": place.id, "to_name": place.display_name,
                "reason": reason or False,
            } for box in moving
        ])
        if moving:
            moving._write_step({"location_id": place.id})
            moving.invalidate_recordset(["move_ids"])  # the newest comes first
