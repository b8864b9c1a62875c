from collections import Counter

from odoo import api, models
from odoo.fields import Domain

from .vanthu_home_leader import DESK

DRAFTS = "vanthu_document.document_action_drafts"
TO_SEND = "vanthu_document.document_action_to_send"
TO_SIGN = "vanthu_document.document_action_to_sign"
DELIVERIES = "vanthu_document.delivery_action"
IS_OUTGOING = Domain("direction", "=", "outgoing")
DRAFT = "draft"
IN_CHECKS = ("content_check", "format_check", "to_sign", "signed")
ON_PAPER = ("post", "hand")


class VanthuHome(models.AbstractModel):
    """Outgoing documents that wait for the reader: to draft, check, sign, number and send."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = [*super()._get_blocks(), self._get_drafts_block()]
        if self._has_role("clerk"):
            blocks.append(self._get_sending_block())
        return blocks

    @api.model
    def _get_desk_block(self):
        block = super()._get_desk_block()
        block["figures"].insert(1, self._make_to_sign_figure(DESK))
        return block

    @api.model
    def _make_to_sign_figure(self, action):
        return self._make_figure(
            "to_sign", self.env._("Drafts to sign"),
            self._count("vanthu.document", IS_OUTGOING & Domain("state", "=", "to_sign")
                        & Domain("signing_user_id", "=", self.env.uid)),
            action,
        )

    @api.model
    def _count_drafts(self, domain):
        """Outgoing documents in one query.

        :param domain: which of them
        :return collections.Counter: state → number; ``sent_back`` for drafts with a reason
        """
        counts = Counter()
        for state, reason, count in self.env["vanthu.document"]._read_group(
            IS_OUTGOING & domain, ["state", "send_back_reason"], ["__count"]
        ):
            counts["sent_back" if state == "draft" and reason else state] += count
        return counts

    @api.model
    def _get_drafts_block(self):
        counts = self._count_drafts(
            Domain("drafter_id", "=", self.env.uid) & Domain("state", "in", (DRAFT, *IN_CHECKS))
        )
        figures = [
            self._make_draft_figure(
                "sent_back", self.env._("Sent back to me"), counts["sent_back"], tone="warning",
            ),
            self._make_figure(
                "to_check_content", self.env._("Drafts to check"),
                self._count("vanthu.document", IS_OUTGOING
                            & self.env["vanthu.document"]._get_content_check_domain()), DRAFTS,
                {"search_default_to_check_content": 1, "search_default_waits_for_me": 1},
            ),
            self._make_draft_figure(
                "being_drafted", self.env._("My drafts"), counts[DRAFT],
            ),
            self._make_draft_figure(
                "in_checks", self.env._("My drafts with others"),
                sum(counts[state] for state in IN_CHECKS),
            ),
        ]
        if not self._has_role("leader"):
            figures.insert(2, self._make_to_sign_figure(TO_SIGN))
        return {
            "key": "drafts", "title": self.env._("Drafts"), "sequence": 35, "figures": figures,
        }

    @api.model
    def _make_draft_figure(self, key, label, count, **values):
        context = {"search_default_mine": 1, f"search_default_{key}": 1}
        return self._make_figure(key, label, count, DRAFTS, context, **values)

    @api.model
    def _get_sending_block(self):
        counts = self._count_drafts(Domain("state", "in", ("format_check", "signed", "issued")))

        def figure(key, label, count, action=TO_SEND, **values):
            return self._make_figure(
                key, label, count, action, {f"search_default_{key}": 1}, **values
            )

        return {
            "key": "sending", "title": self.env._("Outgoing"), "sequence": 12,
            "figures": [
                figure(
                    "to_check_format", self.env._("Presentation to check"),
                    counts["format_check"], DRAFTS,
                ),
                figure("signed", self.env._("Waiting for a number"), counts["signed"]),
                figure("issued", self.env._("Issued, not sent yet"), counts["issued"]),
                figure(
                    "to_send_late", self.env._("Should have been sent"),
                    self._count("vanthu.document", Domain("to_send_late", "=", True)
                                & IS_OUTGOING), tone="danger",
                ),
                *self._get_delivery_figures(),
            ],
        }

    @api.model
    def _get_delivery_figures(self):
        counts = Counter()
        for state, channel, count in self.env["vanthu.delivery"]._read_group(
            Domain("state", "in", ("refused", "failed", "waiting", "recall_asked")),
            ["state", "channel"], ["__count"],
        ):
            counts["paper" if state == "waiting" and channel in ON_PAPER else state] += count

        def figure(key, label, count, **values):
            return self._make_figure(
                key, label, count, DELIVERIES, {f"search_default_{key}": 1}, **values
            )

        return [
            figure(
                "problems", self.env._("Refused or not sent"),
                counts["refused"] + counts["failed"], tone="danger",
            ),
            figure("paper", self.env._("Paper to be sent"), counts["paper"]),
            figure(
                "waits_too_long", self.env._("Not registered there in time"),
                self._count("vanthu.delivery", Domain("waits_too_long", "=", True)),
                tone="warning",
            ),
            figure("recall", self.env._("Recalls without an answer"), counts["recall_asked"]),
        ]
