from odoo import api, models
from odoo.fields import Domain

TO_DIRECT = "vanthu_document.document_action_to_direct"


class VanthuDesk(models.AbstractModel):
    """On the desk of a delegate lies what waits for the leader, too."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_direct_domain(self):
        return Domain("direction", "=", "incoming") & Domain("waits_for_me", "=", True)

    @api.model
    def _require_directing(self):
        return bool(self.env["vanthu.delegation"]._get_principals()) or super(
        )._require_directing()

    @api.model
    def _prepare_direct_cards(self, documents):
        cards = super()._prepare_direct_cards(documents)
        return [
            {**card, "acting_note": document.acting_note or ""}
            for card, document in zip(cards, documents, strict=True)
        ]

    @api.model
    def _get_desk_extras(self):
        places = self.env["vanthu.delegation"]._get_principals()
        return {
            **super()._get_desk_extras(), "acting_notes": [place._get_note() for place in places],
        }


class VanthuHome(models.AbstractModel):
    """For whom the user acts, until when, and what waits there."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        places = self.env["vanthu.delegation"]._get_principals()
        blocks = super()._get_blocks()
        if places:
            blocks.append(self._get_acting_block(places))
        return blocks

    @api.model
    def _get_acting_block(self, places):
        Document = self.env["vanthu.document"]
        counts = {
            leader: count for leader, count in Document._read_group(
                Domain("waits_for_me", "=", True) & Domain("direction", "=", "incoming")
                & Domain("leader_id", "in", places.principal_id.ids), ["leader_id"], ["__count"],
            )
        }
        figures = []
        for leader, items in places.grouped("principal_id").items():
            figures.append(self._make_figure(
                f"acting_{leader.id}", self.env._("To direct for %s", leader.name),
                counts.get(leader, 0), TO_DIRECT,
                domain=[
                    ("direction", "=", "incoming"), ("waits_for_me", "=", True),
                    ("leader_id", "=", leader.id),
                ],
                note=self.env._(
                    "%(capacity)s, until %(day)s", capacity=items[0]._get_capacity(),
                    day=f"{items._get_last_day():%d/%m/%Y}",
                ),
            ))
        return {
            "key": "acting", "title": self.env._("In a leader's place"), "sequence": 5,
            "figures": figures, "empty": self.env._("Nothing waits there."),
        }
