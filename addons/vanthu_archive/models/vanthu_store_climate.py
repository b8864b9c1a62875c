from odoo import api, models


class VanthuStore(models.AbstractModel):
    """The map of a room says what climate it has."""

    _inherit = "vanthu.store"

    @api.model
    @api.readonly
    def get_map(self, room_id: int = 0) -> dict:
        """A room with its shelves, and its climate.

        :param int room_id: id of ``vanthu.storage.location``; 0 for the first room
        :return dict: as without climate, and ``climate``: see ``get_rooms`` of
            ``vanthu.climate``, False where nothing was measured
        :raise AccessError: the caller may not see the store
        """
        data = super().get_map(room_id)
        page = self.env["vanthu.climate"]
        room = self.env["vanthu.storage.location"].browse(data["room"] or [])
        last = page._get_last(room).get(room.id)
        data["climate"] = last and page._describe(room, last, ())
        return data
