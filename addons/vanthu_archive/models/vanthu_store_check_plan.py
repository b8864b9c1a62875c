from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuStoreCheckPlan(models.Model):
    """What is checked again and again in a room: the room itself, or a piece of equipment.

    There is always one check ahead; when it is done, the next one is planned.
    """

    _name = "vanthu.store.check.plan"
    _description = "Planned check"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "location_id, kind_id, id"
    _check_company_auto = True
    _secrecy_fields = ("subject",)

    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True, index=True, ondelete="restrict",
        check_company=True, domain="[('kind', 'in', ('repository', 'room'))]",
    )
    company_id = fields.Many2one(
        related="location_id.company_id", store=True, precompute=True, index=True,
    )
    kind_id = fields.Many2one(
        "vanthu.store.check.kind", string="Check", required=True, index=True,
        ondelete="restrict", check_company=True,
    )
    subject = fields.Char(
        string="Equipment", size=120,
        help="For example: extinguisher 3 by the door, serial number. Empty: the whole room.",
    )
    user_id = fields.Many2one(
        "res.users", string="Responsible", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user, domain="[('company_ids', 'in', company_id)]",
    )
    next_date = fields.Date(
        string="Next check", required=True, default=lambda self: local_today(self.env),
    )
    active = fields.Boolean(default=True)
    check_ids = fields.One2many("vanthu.store.check", "plan_id", string="Checks")

    @api.depends("kind_id.name", "subject", "location_id.full_code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = " · ".join(filter(None, (
                plan.kind_id.name, plan.subject, plan.location_id.sudo().full_code,
            )))

    @api.constrains("user_id", "location_id")
    def _check_user(self):
        for plan in self:
            user = plan.user_id.sudo()
            if plan.company_id not in user.company_ids or not user.has_group(
                "vanthu_archive.group_archivist"
            ):
                raise ValidationError(self.env._(
                    "%s is no archivist of this organisation; choose somebody who is.", user.name
                ))

    @api.constrains("location_id")
    def _check_location(self):
        for plan in self:
            if plan.location_id.kind not in ("repository", "room"):
                raise ValidationError(self.env._("Checks are planned for rooms; choose a room."))

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans._plan()
        return plans

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"user_id", "next_date", "active", "kind_id", "subject", "location_id"}:
            self._plan()
        return result

    def _plan(self):
        """Have one check ahead of each plan in use, as the plan says, and none of the others."""
        checks = self.env["vanthu.store.check"].sudo()
        ahead = checks.search([("plan_id", "in", self.ids), ("state", "=", "planned")])
        ahead.unlink()
        checks.create([
            {
                "plan_id": plan.id, "due_date": plan.next_date, "user_id": plan.user_id.id,
                "subject": plan.subject, "kind_id": plan.kind_id.id,
                "location_id": plan.location_id.id, "company_id": plan.company_id.id,
            } for plan in self if plan.active
        ])

    def action_open_check(self) -> dict:
        """Open the check that is ahead, to do it now.

        :return dict: window action
        """
        self.ensure_one()
        check = self.check_ids.filtered(lambda one: one.state == "planned")[:1]
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.store.check",
            "view_mode": "form", "res_id": check.id, "name": self.display_name,
        }
