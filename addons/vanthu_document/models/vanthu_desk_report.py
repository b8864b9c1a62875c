from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .vanthu_desk import Pile


class VanthuDesk(models.AbstractModel):
    """The pile of reports to approve or to send back."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_piles(self):
        return {
            **super()._get_piles(),
            "report": Pile(
                self.env._("Reports"), "vanthu.assignment",
                Domain("waits_for_my_approval", "=", True), "report_date, id",
                ("report", "report_date", "reported_by_id", "document_id", "directive_id"),
            ),
        }

    @api.model
    def _prepare_report_cards(self, works):
        heads = self._prepare_work_heads(works)
        return [
            {
                "id": work.id,
                **heads[work.id],
                "report": work.report or "",
                "reported_by": work.reported_by_id.name or "",
                "report_date": self._show_moment(work.report_date),
                "answer_reference": work.document_id.answer_reference or "",
            }
            for work in works.sudo()
        ]

    @api.model
    def _decide_report(self, work, decision, client_key):
        """Approve a report or send it back.

        :param work: ``vanthu.assignment``
        :param dict decision: ``verdict`` (approve or send_back) and ``text`` (a note, or what
            is missing)
        :param str client_key: key of the decision
        :return dict: nothing to add
        :raise UserError: decided already, or no reason
        """
        text = decision.get("text") or ""
        if decision.get("verdict") == "approve":
            work.action_approve(text)
        elif decision.get("verdict") == "send_back":
            work.action_send_back(text)
        else:
            raise UserError(self.env._("Approve the report or send it back."))
        return {}
