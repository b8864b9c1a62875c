from odoo import api, fields, models
from odoo.fields import Domain


class VanthuGuide(models.Model):
    """A guided tour on the real screens: whom it is for and to which screens it belongs."""

    _name = "vanthu.guide"
    _description = "Guided tour"
    _order = "sequence, id"

    name = fields.Char(string="Title", required=True, translate=True)
    tour_id = fields.Many2one("web_tour.tour", required=True, ondelete="cascade")
    group_id = fields.Many2one(
        "res.groups", string="Role", ondelete="cascade", help="Empty: everybody.",
    )
    heads_only = fields.Boolean(string="For heads of units")
    screens = fields.Char(
        help="Models, and external ids or tags of actions, with spaces between them.",
    )
    sequence = fields.Integer(default=10)

    _tour_once = models.Constraint("UNIQUE (tour_id)", "This tour has a title already.")

    @api.model
    @api.readonly
    def get_learning(self, screen: list) -> dict:
        """What the Learn button offers the user on the screen that is open.

        :param list screen: names of the screen: model, external id and tag of its action
        :return dict: ``guides`` (dicts of :meth:`_read_guides`, those of the screen first),
            ``lessons`` of those tours (``id``, ``name``)
        """
        guides = self._read_guides(screen)
        here = [guide["tour"] for guide in guides if guide["here"]]
        lessons = self.env["vanthu.lesson"].search_fetch(
            [("tour_name", "in", here or [guide["tour"] for guide in guides])], ["name"]
        )
        return {
            "guides": guides,
            "lessons": [{"id": lesson.id, "name": lesson.name} for lesson in lessons],
        }

    @api.model
    @api.readonly
    def get_offer(self) -> dict:
        """The first tour of the user's role, for who has never finished one.

        :return dict: as of :meth:`_read_guides`; empty once a tour is finished, and for who
            wants no more offers
        """
        user = self.env.user
        if user.vanthu_no_guide or user.practice_of_id:
            return {}
        guides = self._read_guides([])
        if not guides or any(guide["done"] for guide in guides):
            return {}
        return guides[0]

    @api.model
    def dismiss_offer(self) -> bool:
        """Offer the caller no tour any more; the Learn button stays.

        :return bool: True
        """
        self.env.user.sudo().vanthu_no_guide = True
        return True

    @api.model
    def _read_guides(self, screen):
        """Tours of the user's roles.

        :param list screen: names of the open screen
        :return list: dicts with ``name``, ``tour`` (technical name), ``done``, ``here``
        """
        user, wanted = self.env.user, set(screen)
        domain = Domain("group_id", "=", False) | Domain("group_id", "in", user.all_group_ids.ids)
        if not self._heads_a_unit():
            domain &= Domain("heads_only", "=", False)
        rows = [
            {
                "name": guide.name, "tour": guide.tour_id.name,
                "done": user in guide.sudo().tour_id.user_consumed_ids,
                "here": bool(wanted.intersection((guide.screens or "").split())),
            }
            for guide in self.search(domain)
        ]
        return sorted(rows, key=lambda row: not row["here"])

    @api.model
    def _heads_a_unit(self):
        return bool(self.env["vanthu.unit"].sudo().search_count(
            [("head_id", "=", self.env.uid)], limit=1
        ))


class WebTourTour(models.Model):
    """Records staff are led by the tours that they choose, one at a time."""

    _inherit = "web_tour.tour"

    @api.model
    def get_current_tour(self):
        if self.env.user.has_group("vanthu_document.group_user"):
            return False
        return super().get_current_tour()


class ResUsers(models.Model):
    """Who does not want to be offered a tour is not asked again."""

    _inherit = "res.users"

    vanthu_no_guide = fields.Boolean(string="Wants no tour offered", copy=False)
