from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows

_SET = ("company_id", "group_id", "topic_ids", "date_from")


class VanthuSkillGate(models.Model):
    """A role that an organisation gives only to people who hold certain topics.

    Off at first. Announced with a day it lists who lacks what; from that day on the role is
    given to nobody else. Whoever has the role keeps it and stays on the list, and an
    organisation in which nobody has the role may always give it once.
    """

    _name = "vanthu.skill.gate"
    _description = "Requirement for a role"
    _inherit = ["vanthu.step.mixin"]
    _order = "company_id, group_id"

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="cascade",
        default=lambda self: self.env.company,
    )
    group_id = fields.Many2one(
        "res.groups", string="Role", required=True, index=True, ondelete="cascade",
        domain=lambda self: self._get_role_domain(),
    )
    topic_ids = fields.Many2many("vanthu.topic", string="Topics needed", required=True)
    state = fields.Selection(
        [("off", "Off"), ("announced", "Announced"), ("on", "On")], default="off",
        required=True, readonly=True, copy=False,
    )
    date_from = fields.Date(string="On from", help="Until then people have time to be trained.")
    holder_count = fields.Integer(string="People with the role", compute="_compute_lacking")
    lacking_count = fields.Integer(string="Of them without proof", compute="_compute_lacking")
    lacking_text = fields.Text(string="Who lacks what", compute="_compute_lacking")

    _role_uniq = models.UniqueIndex(
        "(company_id, group_id)", "There is a requirement for this role already; change that one."
    )

    @api.model
    def _get_role_domain(self):
        category = self.env.ref("vanthu_document.module_category_vanthu")
        return [("privilege_id.category_id", "=", category.id)]

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "state": "off"}

    @api.depends("group_id")
    def _compute_display_name(self):
        for gate in self:
            gate.display_name = gate.sudo().group_id.name or self.env._("New requirement")

    @api.depends("company_id", "group_id", "topic_ids")
    @api.depends_context("tz")
    def _compute_lacking(self):
        for gate in self:
            holders = gate._get_holders()
            missing = gate._get_missing(holders)
            gate.holder_count = len(holders)
            gate.lacking_count = len(missing)
            gate.lacking_text = "\n".join(
                f"{user.name}: {', '.join(topics.mapped('name'))}"
                for user, topics in missing.items()
            )

    def write(self, vals):
        if not self._is_step() and any(gate.state != "off" for gate in self) and any(
            name in vals for name in _SET
        ):
            raise UserError(self.env._("Switch the requirement off before you change it."))
        return super().write(vals)

    # ---- WHO HAS THE ROLE AND WHAT IS MISSING ----

    def _get_holders(self, closed=False):
        """People of the organisation who have the role.

        :param bool closed: closed accounts, too
        :return: ``res.users`` in superuser mode; no practice accounts
        """
        self.ensure_one()
        gate = self.sudo()
        return self.env["res.users"].sudo().with_context(active_test=not closed).search([
            ("all_group_ids", "in", gate.group_id.ids), ("company_ids", "in", gate.company_id.ids),
            ("share", "=", False), ("practice_of_id", "=", False), ("id", "!=", SUPERUSER_ID),
        ], order="name, id")

    def _get_missing(self, users):
        """What people lack.

        :param users: ``res.users``
        :return dict: ``res.users`` → ``vanthu.topic``; who lacks nothing is left out
        """
        self.ensure_one()
        wanted = self.sudo().topic_ids
        held = users._get_held_topics()
        missing = {user: wanted - held.get(user, wanted.browse()) for user in users}
        return {user: topics for user, topics in missing.items() if topics}

    # ---- ACTIONS ----

    def action_announce(self) -> bool:
        """Announce the requirement; it is on from its day.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        :raise UserError: the day is missing or past, or there is no topic
        """
        for gate in self:
            gate._require_step("off")
            if not gate.date_from or gate.date_from <= local_today(self.env):
                raise UserError(self.env._(
                    "Enter a day to come, until which people have time to be trained."
                ))
            gate._set_state("announced")
        return True

    def action_switch_on(self) -> bool:
        """Give the role to nobody else who lacks a topic, from now on.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        """
        for gate in self:
            gate._require_step("off", "announced")
            gate._set_state("on")
        return True

    def action_switch_off(self) -> bool:
        """Require nothing any more.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        """
        for gate in self:
            gate._require_step("announced", "on")
            gate._set_state("off")
        return True

    def _require_step(self, *states):
        self.env["vanthu.document"]._require_group("group_manager")
        self.check_access("write")
        hold_rows(self)
        self.invalidate_recordset(["state"])
        if self.state not in states:
            raise UserError(self.env._("Somebody has changed this meanwhile; open it again."))
        if not self.topic_ids:
            raise UserError(self.env._("Choose the topics that the role needs."))

    def _set_state(self, state):
        self._write_step({"state": state})
        self.env["vanthu.event"]._log(self, "gate_changed", {
            "state": state, "roles": self.sudo().group_id.name,
            "topics": ", ".join(self.topic_ids.mapped("name")),
        })

    @api.model
    def _cron_switch_on(self):
        """Switch on what was announced for today."""
        due = self.search([
            ("state", "=", "announced"), ("date_from", "<=", local_today(self.env)),
        ])
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(due))
        for gate in due:
            locked = gate.try_lock_for_update().filtered(lambda one: one.state == "announced")
            if locked:
                locked._set_state("on")
            if not commit(1):
                break

    @api.ondelete(at_uninstall=False)
    def _unlink_only_off(self):
        if any(gate.state != "off" for gate in self):
            raise UserError(self.env._("Switch the requirement off before you delete it."))
