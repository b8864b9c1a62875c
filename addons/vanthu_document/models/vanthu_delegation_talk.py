from odoo import api, fields, models
from odoo.fields import Domain


class VanthuExtension(models.Model):
    """More time is granted and refused in a leader's place, too."""

    _inherit = "vanthu.extension"

    decided_as = fields.Char(
        string="Decided in the capacity", readonly=True,
        help="Capacity, position and name of who decided in the leader's place.",
    )

    @api.model
    def _get_waiting_domain(self):
        waiting = super()._get_waiting_domain()
        work = self.env["vanthu.assignment"].sudo()
        for item in self.env["vanthu.delegation"]._get_principals():
            covered = work._search(
                Domain("directive_id.leader_id", "=", item.principal_id.id)
                & Domain("parent_id", "=", False)
                & (
                    Domain("document_id.delegation_ids", "in", item.ids)
                    | Domain("directive_id.delegation_ids", "in", item.ids)
                )
            )
            waiting |= Domain("assignment_id", "in", covered)
        return waiting

    def _decide(self, state, **vals):
        if state != "withdrawn":
            for extension in self:
                place = extension.assignment_id.with_env(self.env)._find_place()
                if place:
                    extension.sudo().decided_as = place._get_signature()
        return super()._decide(state, **vals)


class VanthuAssignment(models.Model):
    """Who acts for the leader hears what the leader hears, while it lasts."""

    _inherit = "vanthu.assignment"

    def _get_givers(self):
        return super()._get_givers() | self._get_delegates()

    def _get_deadline_setters(self):
        return super()._get_deadline_setters() | self._get_delegates()

    def _get_delegates(self):
        """Who decides about this work in the leader's place at this moment.

        :return: ``res.users`` in superuser mode
        """
        work = self.sudo()
        directive = work.directive_id
        if work.parent_id or not directive:
            return self.env["res.users"].sudo()
        found = (work.document_id or directive).delegation_ids._is_in_force().filtered(
            lambda item: item.principal_id == directive.leader_id
        )
        return found._get_covering(work.document_id or directive).delegate_id
