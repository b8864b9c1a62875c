from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .vanthu_directive_undo import UNDO_MINUTES


class VanthuDesk(models.AbstractModel):
    """The last directives of the person, as long as they can be undone."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_desk_extras(self):
        return {**super()._get_desk_extras(), "recent": self._get_recent()}

    @api.model
    def _get_recent(self):
        """Directives that the person gave and may still undo, on whatever device.

        :return list: dicts with ``key``, ``directive_id``, ``label``, ``subject`` and
            ``undo_until``, the oldest first
        """
        since = fields.Datetime.now() - timedelta(minutes=UNDO_MINUTES)
        mine = Domain("leader_id", "=", self.env.uid) | Domain("delegate_id", "=", self.env.uid)
        directives = self.env["vanthu.directive"].search(
            mine & Domain("create_date", ">=", since) & Domain("document_id", "!=", False),
            order="id",
        )
        return [
            {
                "key": f"directive-{directive.id}",
                "directive_id": directive.id,
                "label": self._describe_directive(directive),
                "subject": directive.sudo().document_id.subject or "",
                "undo_until": fields.Datetime.to_string(directive.undo_until),
            }
            for directive in directives if directive.undo_until
        ]

    @api.model
    def _describe_directive(self, directive):
        works = directive.sudo().assignment_ids.filtered(lambda work: not work.parent_id)
        names = ", ".join(work._get_target_name() for work in works)
        if not names:
            return self.env._("Filed: nobody gets work")
        return self.env._("Directed to %(names)s", names=names)
