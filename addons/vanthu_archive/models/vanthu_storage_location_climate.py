from odoo import api, fields, models
from odoo.exceptions import ValidationError


class VanthuStorageLocation(models.Model):
    """The climate of a room: which limits hold, who answers for it, what was measured last."""

    _inherit = "vanthu.storage.location"

    climate_limit_id = fields.Many2one(
        "vanthu.climate.limit", string="Climate limits", index="btree_not_null",
        ondelete="restrict", check_company=True,
        help="What is kept here, and the climate that it needs. Empty: no alarms.",
    )
    climate_user_id = fields.Many2one(
        "res.users", string="Answers for the room", ondelete="restrict",
        index="btree_not_null", domain="[('company_ids', 'in', company_id)]",
        help="Gets the alarms and the checks of the room. Empty: all archivists.",
    )
    sensor_ids = fields.One2many("vanthu.climate.sensor", "location_id", string="Sensors")
    check_plan_ids = fields.One2many("vanthu.store.check.plan", "location_id", string="Checks")
    climate_alarm_ids = fields.One2many(
        "vanthu.climate.alarm", "location_id", string="Alarms",
        domain=[("ended_at", "=", False)],
    )
    climate_alarm_count = fields.Integer(
        string="Open alarms", compute="_compute_climate_alarm_count"
    )

    @api.depends("climate_alarm_ids.state")
    def _compute_climate_alarm_count(self):
        counts = dict(self.env["vanthu.climate.alarm"]._read_group(
            [("location_id", "in", self.ids), ("state", "!=", "closed")],
            ["location_id"], ["__count"],
        ))
        for place in self:
            place.climate_alarm_count = counts.get(place._origin, 0)

    @api.constrains("climate_user_id", "company_id")
    def _check_climate_user(self):
        for place in self:
            user = place.climate_user_id.sudo()
            if user and not (
                place.company_id in user.company_ids
                and user.has_groups(
                    "vanthu_archive.group_archivist,vanthu_document.group_clerk,"
                    "vanthu_document.group_leader"
                )
            ):
                raise ValidationError(self.env._(
                    "%s may not see the store; choose an archivist, a clerk or a leader of this "
                    "organisation.", user.name,
                ))

    def write(self, vals):
        result = super().write(vals)
        if "climate_limit_id" in vals and not vals["climate_limit_id"]:
            # Nothing is outside of limits that are gone.
            self.env["vanthu.climate.alarm"].sudo().search([
                ("location_id", "in", self.ids), ("ended_at", "=", False),
            ])._end(fields.Datetime.now())
        return result

    def _get_keepers(self):
        """Who is told what happens in this room.

        :return: ``res.users``: who answers for it, or all archivists of the organisation
        """
        self.ensure_one()
        room = self.sudo()
        if room.climate_user_id.active:
            return room.climate_user_id
        return self.env.ref("vanthu_archive.group_archivist").sudo().all_user_ids.filtered(
            lambda user: user.active and room.company_id in user.company_ids
        )

    def action_open_readings(self) -> dict:
        """Show the readings of this room, the newest first.

        :return dict: window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_archive.climate_reading_action"
        )
        return {
            **action, "domain": [("location_id", "=", self.id)], "context": {},
            "display_name": self.display_name,
        }

    def action_open_climate(self) -> dict:
        """Show the graph of this room.

        :return dict: client action
        """
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id("vanthu_archive.climate_action")
        return {**action, "params": {"room": self.id}}
