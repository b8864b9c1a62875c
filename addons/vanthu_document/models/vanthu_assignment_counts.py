from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .states import OPEN_ASSIGNMENT_STATES

PRESSING_STATES = ("late", "today")


class VanthuAssignment(models.Model):
    """How much work presses: the two numbers in the bar above; who comes first in lists."""

    _inherit = "vanthu.assignment"

    @api.model
    @api.readonly
    def get_work_counts(self) -> dict:
        """Count the user's own open work that is late or due today, and drafts that wait.

        The lists behind are “My work” with the filter of the same name, and the drafts and
        documents to send whose next step is the user's.

        :return dict: ``late`` and ``today``, numbers of assignments; ``drafts``, of documents
        """
        counts = self._count_by_deadline(
            Domain("is_mine", "=", True) & Domain("deadline_state", "in", PRESSING_STATES)
        )
        return {
            **{state: counts.get(state, 0) for state in PRESSING_STATES},
            "drafts": self.env["vanthu.document"]._count_waiting_drafts(),
        }

    @api.model
    def _count_by_deadline(self, domain):
        """Open work by deadline, in one query and under the user's rights.

        :param domain: which work
        :return dict: value of ``deadline_state`` → number
        """
        return dict(self._read_group(
            Domain(domain) & Domain("state", "in", OPEN_ASSIGNMENT_STATES),
            ["deadline_state"], ["__count"],
        ))

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        # In the work of a unit, what nobody has yet is to be passed on: it comes first.
        if field_name == "user_id" and self.env.context.get("vanthu_nobody_first"):
            nulls = SQL("NULLS FIRST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
