from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .local_time import local_today
from .vanthu_desk import Pile


class VanthuDesk(models.AbstractModel):
    """The pile of requests for more time."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_piles(self):
        return {
            **super()._get_piles(),
            "extension": Pile(
                self.env._("More time"), "vanthu.extension",
                Domain("waits_for_my_decision", "=", True), "old_date, id",
                ("assignment_id", "reason", "requested_by_id", "old_date", "asked_date"),
            ),
        }

    @api.model
    def _prepare_extension_cards(self, extensions):
        heads = self._prepare_work_heads(extensions.assignment_id)
        today = local_today(self.env)
        return [
            {
                **heads[extension.assignment_id.id],
                "id": extension.id,
                "reason": extension.reason,
                "asked_by": extension.requested_by_id.name,
                "old_date": fields.Date.to_string(extension.old_date),
                "asked_date": fields.Date.to_string(extension.asked_date),
                "first_date": fields.Date.to_string(
                    max(today, extension.old_date + timedelta(days=1))
                ),
                "last_date": fields.Date.to_string(
                    extension.assignment_id.parent_id.due_date
                ) or False,
            }
            for extension in extensions.sudo()
        ]

    @api.model
    def _decide_extension(self, extension, decision, client_key):
        """Give more time, or refuse it.

        :param extension: ``vanthu.extension``
        :param dict decision: ``verdict`` (grant or refuse), ``text`` and, to grant, ``date``
            (ISO; the day that was asked for by default)
        :param str client_key: key of the decision
        :return dict: nothing to add
        :raise UserError: decided already, no reason, or the day does not fit
        """
        text = decision.get("text") or ""
        if decision.get("verdict") == "grant":
            extension.action_grant(decision.get("date") or None, text)
        elif decision.get("verdict") == "refuse":
            extension.action_refuse(text)
        else:
            raise UserError(self.env._("Grant the request or refuse it."))
        return {}
