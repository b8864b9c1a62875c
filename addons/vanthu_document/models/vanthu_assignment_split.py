from odoo import api, fields, models
from odoo.exceptions import UserError

from .states import OPEN_ASSIGNMENT_STATES


class VanthuAssignment(models.Model):
    """Passing work on, whole or in parts, to persons and sub-units."""

    _inherit = "vanthu.assignment"

    can_split = fields.Boolean(compute="_compute_can_split")

    @api.depends("holder_ids", "state", "reported_by_parts")
    @api.depends_context("uid")
    def _compute_can_split(self):
        for assignment in self:
            assignment.can_split = assignment.is_mine and assignment._can_pass_on()

    def action_pass_on(
        self, user_id: int | None = None, unit_id: int | None = None, instruction: str = "",
        due_date: str | None = None, role: str = "lead",
    ) -> list[int]:
        """Pass work on to one person or sub-unit; it stays with who passes it on, too.

        :param int user_id: id of the person, or
        :param int unit_id: id of the unit
        :param str instruction: what is to be done
        :param str due_date: ISO date, by default and at the latest the own deadline
        :param str role: lead, cooperate or inform
        :return list: ids of the new assignments
        :raise AccessError: not in charge
        :raise UserError: not open any more, or the receiver or the deadline does not fit
        """
        return self.action_split([{
            "role": role, "user_id": user_id, "unit_id": unit_id, "due_date": due_date,
            "instruction": instruction,
        }])

    def action_split(self, parts: list[dict]) -> list[int]:
        """Split work among several persons and sub-units, each with an own role and deadline.

        :param list parts: dicts with ``role`` (lead, cooperate or inform; several may lead),
            ``user_id`` or ``unit_id``, ``instruction`` and ``due_date`` (ISO date; by default
            and at the latest the own deadline)
        :return list: ids of the new assignments
        :raise AccessError: not in charge
        :raise UserError: not open any more, nobody named, or a receiver or deadline that does
            not fit
        """
        self._require_holder()
        self._hold()
        if not parts:
            raise UserError(self.env._("Choose at least one person or sub-unit."))
        vals_list = []
        for assignment in self:
            assignment._require_to_pass_on()
            rows = assignment.company_id._check_routing(parts, lead_limit=None)
            vals_list += [assignment._prepare_part(row) for row in rows]
        created = self._give(vals_list)
        self._open_documents()
        self._end_redirect()
        created.with_env(self.env)._after_step()
        return created.ids

    def _can_pass_on(self):
        return self.state in OPEN_ASSIGNMENT_STATES or (
            self.state == "reported" and self.sudo().reported_by_parts
        )

    def _require_to_pass_on(self):
        if not self._can_pass_on():
            self._require_step("in_progress")
            raise UserError(self.env._("Open the assignment again before passing it on."))

    def _prepare_part(self, row):
        assignment = self.sudo()
        if (row["unit_id"], row["user_id"]) == (assignment.unit_id.id, assignment.user_id.id):
            raise UserError(self.env._("Choose somebody else; this work is with you already."))
        limit = assignment.due_date
        due_date = row["due_date"] or (row["role"] != "inform" and limit)
        if limit and due_date and due_date > limit:
            raise UserError(self.env._(
                "Your own deadline is %(limit)s; give an earlier one.",
                limit=limit.strftime("%d/%m/%Y"),
            ))
        return {
            **row, **assignment.directive_id._get_assignment_values(),
            "document_id": assignment.document_id.id, "company_id": assignment.company_id.id,
            "parent_id": assignment.id, "given_by_id": self.env.uid, "due_date": due_date,
            "due_at": due_date == limit and assignment.due_at,
        }

    def _end_redirect(self):
        self.sudo().activity_unlink(["vanthu_document.mail_activity_redirect"])
