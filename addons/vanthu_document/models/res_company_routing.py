from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

ROLES = ("lead", "cooperate", "inform")


class ResCompany(models.Model):
    """How an organisation gives work: checks of units and persons, approval of reports."""

    _inherit = "res.company"

    approve_reports = fields.Boolean(
        string="Leaders approve reports",
        help="Unless a directive says otherwise, its lead reports and the leader closes the work.",
    )

    def _check_leader(self, leader_id):
        """Find one of the organisation's leaders.

        :param int leader_id: id of a user
        :return: ``res.users``, in superuser mode
        :raise UserError: the person is no leader here
        """
        leaders = self.env["vanthu.document"]._get_leaders(self)
        leader = leaders.filtered(lambda user: user.id == leader_id)
        if not leader:
            raise UserError(self.env._(
                "Choose a leader of %(organisation)s.", organisation=self.name
            ))
        return leader

    def _check_routing(self, rows, lead_limit=1):
        """Check units and persons to whom work is given and complete their rows.

        :param list rows: dicts with ``role`` (lead, cooperate, inform), ``unit_id`` or
            ``user_id``, and if wanted ``due_date`` (date or ISO text) and ``instruction``
        :param int lead_limit: how many may lead; None for any number
        :return list: dicts with all five keys
        :raise UserError: somebody is missing, double, or of another organisation
        """
        self.ensure_one()
        checked = [self._check_routing_row(row) for row in self._require_rows(rows)]
        leads = sum(row["role"] == "lead" for row in checked)
        if lead_limit is not None and leads > lead_limit:
            raise UserError(self.env._("Only one unit or person leads; the others cooperate."))
        targets = [(row["unit_id"], row["user_id"]) for row in checked]
        for row in checked:
            if targets.count((row["unit_id"], row["user_id"])) > 1:
                raise UserError(self.env._(
                    "%(name)s is named twice; give each unit or person one role.",
                    name=self._get_target_name(row),
                ))
        return checked

    @api.model
    def _require_rows(self, rows):
        """Refuse what a program sends as units and persons and is no list of dicts.

        :param rows: as the caller sent them
        :return list: the same rows
        :raise UserError: they are something else
        """
        if not isinstance(rows, list | tuple) or any(not isinstance(row, dict) for row in rows):
            raise UserError(self.env._("Choose either a unit or a person for each role."))
        return rows

    def _check_routing_row(self, row):
        role = row.get("role") or "lead"
        if role not in ROLES:
            raise UserError(self.env._("The role is lead, cooperate or inform."))
        unit = self._find_target("vanthu.unit", row.get("unit_id"))
        user = self._find_target("res.users", row.get("user_id"))
        if len(unit) + len(user) != 1:
            raise UserError(self.env._("Choose either a unit or a person for each role."))
        if unit and unit.company_id != self:
            raise UserError(self.env._(
                "%(unit)s is no unit of %(organisation)s; choose another.",
                unit=unit.name, organisation=self.name,
            ))
        if user and not (
            user.active and self in user.company_ids
            and user.has_group("vanthu_document.group_user")
        ):
            raise UserError(self.env._(
                "%(person)s does not work with documents of %(organisation)s; choose another "
                "person or ask the administrator.", person=user.name, organisation=self.name,
            ))
        return {
            "role": role, "unit_id": unit.id, "user_id": user.id,
            "due_date": self._parse_date(row.get("due_date")),
            "instruction": (row.get("instruction") or "").strip() or False,
        }

    def _find_target(self, model, target_id):
        """Find the unit or person that a row names.

        :param str model: vanthu.unit or res.users
        :param target_id: id as the caller sent it; what is no number finds nobody
        :return: record in superuser mode, possibly empty
        """
        found = self.env[model].sudo()
        return found.browse(target_id).exists() if type(target_id) is int else found

    def _check_deadlines(self, rows, day):
        """Refuse deadlines before the day on which the work is given.

        :param list rows: as :meth:`_check_routing` returns them
        :param datetime.date day: day of the directive
        :raise UserError: a deadline lies before it
        """
        for row in rows:
            if row["due_date"] and row["due_date"] < day:
                raise UserError(self.env._(
                    "The deadline of %(name)s lies before the directive; choose a later day.",
                    name=self._get_target_name(row),
                ))

    @api.model
    def _parse_date(self, value):
        try:
            return fields.Date.to_date(value) or False
        except (TypeError, ValueError) as error:
            raise ValidationError(self.env._(
                "“%(value)s” is no date; write it as year-month-day.", value=value
            )) from error

    @api.model
    def _get_target_name(self, row):
        unit = self.env["vanthu.unit"].sudo().browse(row["unit_id"] or [])
        user = self.env["res.users"].sudo().browse(row["user_id"] or [])
        return unit.name or user.name
