from odoo import api, fields, models
from odoo.fields import Domain

from .local_time import local_today
from .vanthu_home import ROWS
from .vanthu_home_unit import TO_DECIDE

ALL_WORK = "vanthu_document.assignment_action_all"
BOARD = "vanthu_document.vanthu_board_action"
DESK = "vanthu_document.desk_action"
LATE_DOCUMENTS = "vanthu_document.document_report_action_late"


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
                    ), DESK,
                ),
                self._make_figure(
                    "to_approve", self.env._("Reports to approve"),
                    self.env["vanthu.assignment"].search_count(
                        Domain("waits_for_my_approval", "=", True)
                    ), TO_DECIDE,
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
        """Leads with most late documents, as the board of the running week counts them.

        What was directed without a document is in no figure of documents: here as there it is
        a number of its own.
        """
        today = local_today(self.env)
        board = self.env["vanthu.board"]
        leads = board._get_late_leads(today)
        hidden = len(leads) - ROWS
        return {
            "key": "late_units", "title": self.env._("Late by unit"), "sequence": 20,
            "figures": [
                self._make_figure(
                    f"lead_{place}", lead["name"], lead["late"], LATE_DOCUMENTS, tone="danger",
                    domain=lead["domain"],
                ) for place, lead in enumerate(leads[:ROWS])
            ] + [
                self._make_figure(
                    "directives", self.env._("Directives without a document"),
                    board._get_directives(today)["late"], ALL_WORK,
                    {
                        "search_default_late": 1, "search_default_lead": 1,
                        "search_default_without_document": 1,
                    },
                    tone="danger", domain=[("company_id", "=", self.env.company.id)],
                ),
            ],
            "more": {
                "label": self.env._("and %s more late units", hidden) if hidden > 0
                else self.env._("Open the board"),
                "action": BOARD,
                "context": {"board": {"kind": "week", "day": fields.Date.to_string(today)}},
            },
        }
