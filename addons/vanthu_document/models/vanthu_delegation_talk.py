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
        covered = self.env["vanthu.assignment"]._get_covered_domain()
        if covered.is_false():
            return waiting
        work = self.env["vanthu.assignment"].sudo()
        return waiting | Domain("assignment_id", "in", work._search(covered))

    def _decide(self, state, **vals):
        if state != "withdrawn":
            for extension in self:
                place = extension.assignment_id.with_env(self.env)._find_place()
                if place:
                    extension.sudo().decided_as = place._get_signature()
        return super()._decide(state, **vals)


class VanthuAssignment(models.Model):
    """Who acts for the leader hears and finds what the leader does, while it lasts."""

    _inherit = "vanthu.assignment"

    @api.model
    def _get_covered_domain(self):
        """Work, as a leader gave it, about which the user decides in the leader's place.

        :return: Domain, to be searched in superuser mode
        """
        return Domain.OR(
            Domain("directive_id.leader_id", "=", item.principal_id.id)
            & Domain("parent_id", "=", False)
            & (
                Domain("document_id.delegation_ids", "in", item.ids)
                | Domain("directive_id.delegation_ids", "in", item.ids)
            )
            for item in self.env["vanthu.delegation"]._get_principals()
        )

    def _compute_waits_for_my_approval(self):
        result = super()._compute_waits_for_my_approval()
        for assignment in self.filtered("can_approve"):
            work = assignment.sudo()
            if work.role == "lead" and work.needs_approval and not work.parent_id:
                assignment.waits_for_my_approval |= self.env.user in work._get_delegates()
        return result

    @api.model
    def _search_waits_for_my_approval(self, operator, value):
        found, covered = super()._search_waits_for_my_approval(
            operator, value
        ), self._get_covered_domain()
        if found is NotImplemented or covered.is_false():
            return found
        asked = covered & Domain("state", "=", "reported") & Domain("role", "=", "lead") & Domain(
            "directive_id.needs_approval", "=", True
        )
        return found | Domain("id", "in", self.sudo()._search(asked))

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
