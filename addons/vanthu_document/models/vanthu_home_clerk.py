from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

INCOMING = "vanthu_document.document_action_incoming"
OPEN = "vanthu_document.document_action_open"
WAITING = "vanthu_document.document_action_waiting"
IS_INCOMING = Domain("direction", "=", "incoming")
ON_THE_WAY = ("registered", "submitted", "assigned", "in_progress")
PAPER_OF_TODAY = (
    Domain("channel", "=", "paper") & Domain("state", "in", (*ON_THE_WAY, "done"))
    & Domain("hand_over_line_ids", "=", False)
    & (Domain("arrival_date", "=", "today") | Domain("transfer_date", "=", "today"))
)


class VanthuHome(models.AbstractModel):
    """What waits for the registry clerk (Điều 20–24 of NĐ 30/2020)."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        if self._has_role("clerk"):
            blocks.append(self._get_clerk_block())
        return blocks

    @api.model
    def _get_clerk_block(self):
        documents = self.env["vanthu.document"]
        waiting, oldest = documents._read_group(
            IS_INCOMING & Domain("state", "=", "arrived"), [], ["__count", "arrival_date:min"]
        )[0]
        note = self.env._("since %(day)s", day=format_date(self.env, oldest)) if oldest else ""
        by_deadline = dict(documents._read_group(
            IS_INCOMING & Domain("state", "in", ON_THE_WAY)
            & Domain("deadline_state", "in", ("late", "today")), ["deadline_state"], ["__count"],
        ))

        def figure(key, label, domain, action, **values):
            return self._make_figure(
                key, label, documents.search_count(IS_INCOMING & domain), action,
                {f"search_default_{key}": 1}, **values,
            )

        return {
            "key": "clerk", "title": self.env._("Registry"), "sequence": 10,
            "empty": self.env._("Everything is registered and submitted."),
            "figures": [
                self._make_figure(
                    "waiting", self.env._("Waiting for registration"), waiting, WAITING,
                    note=note,
                ),
                figure(
                    "to_submit", self.env._("To submit"), Domain("state", "=", "registered"),
                    OPEN,
                ),
                figure(
                    "submission_late", self.env._("Not submitted in time"),
                    Domain("submission_late", "=", True), OPEN, tone="danger",
                ),
                figure(
                    "paper_today", self.env._("Paper of today to hand over"), PAPER_OF_TODAY,
                    INCOMING,
                ),
                figure(
                    "handed_over", self.env._("Envelopes not yet back"),
                    Domain("state", "=", "handed_over"), INCOMING,
                ),
                self._make_figure(
                    "late", self.env._("Late documents"), by_deadline.get("late", 0), OPEN,
                    {"search_default_late": 1}, tone="danger",
                ),
                self._make_figure(
                    "today", self.env._("Documents due today"), by_deadline.get("today", 0),
                    OPEN, {"search_default_today": 1}, tone="warning",
                ),
            ],
        }
