from odoo import api, models
from odoo.fields import Domain

from .vanthu_home import ROWS
from .vanthu_home_unit import IS_OPEN

ALL_WORK = "vanthu_document.assignment_action_all"
TO_DIRECT = "vanthu_document.document_action_to_direct"


class VanthuHome(models.AbstractModel):
    """What waits for the leader, and which units are late."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        if self._has_role("leader"):
            blocks += [self._get_desk_block(), self._get_late_units_block()]
        return blocks

    @api.model
    def _get_desk_block(self):
        documents = self.env["vanthu.document"]
        return {
            "key": "desk", "title": self.env._("My desk"), "sequence": 10,
            "empty": self.env._("Nothing waits for your decision."),
            "figures": [
                self._make_figure(
                    "to_direct", self.env._("Documents to direct"),
                    documents.search_count(
                        Domain("direction", "=", "incoming") & Domain("state", "=", "submitted")
                        & Domain("leader_id", "=", self.env.uid)
                    ), TO_DIRECT,
                ),
                self._make_figure(
                    "to_approve", self.env._("Reports to approve"),
                    self.env["vanthu.assignment"].search_count(
                        Domain("waits_for_my_approval", "=", True)
                    ), ALL_WORK,
                    {"search_default_open": 0, "search_default_to_approve": 1},
                ),
                self._make_extension_figure(),
                self._make_figure(
                    "access_to_confirm", self.env._("Access changes to confirm"),
                    documents.search_count(
                        Domain("direction", "=", "incoming")
                        & Domain("access_to_confirm", "=", True)
                    ), "vanthu_document.document_action_incoming",
                    {"search_default_access_to_confirm": 1},
                ),
            ],
        }

    @api.model
    def _get_late_units_block(self):
        late = self.env["vanthu.assignment"]._read_group(
            IS_OPEN & Domain("deadline_state", "=", "late") & Domain("unit_id", "!=", False)
            & Domain("role", "=", "lead"),  # as on the board, where the lead answers for it
            ["unit_id"], ["__count"], order="__count desc, unit_id", limit=ROWS,
        )
        return {
            "key": "late_units", "title": self.env._("Late by unit"), "sequence": 20,
            "figures": [
                self._make_figure(
                    f"unit_{unit.id}", unit.sudo().name, count, ALL_WORK,
                    {
                        "search_default_late": 1, "search_default_lead": 1,
                        "search_default_unit_id": unit.id,
                    },
                    tone="danger",
                ) for unit, count in late
            ],
        }
