from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import get_lang

from odoo.addons.vanthu_document.models.row_hold import hold_rows

UNITS = {"temperature": "°C", "humidity": "%", "light": "lux"}


class VanthuClimateAlarm(models.Model):
    """The climate of a room was outside of its limits, or a sensor fell silent.

    One alarm for each episode: it is raised once, people write why and what was done, and it ends
    by itself when the values are good again. Who closes it earlier hears of the same episode no
    more.
    """

    _name = "vanthu.climate.alarm"
    _description = "Climate alarm"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.step.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "started_at desc, id desc"
    _mail_post_access = "read"
    _secrecy_fields = ("reason", "measure")

    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    sensor_id = fields.Many2one(
        "vanthu.climate.sensor", readonly=True, index="btree_not_null", ondelete="restrict",
        help="Empty: readings by hand or from a file without sensor.",
    )
    kind = fields.Selection(
        [
            ("temperature", "Temperature"),
            ("humidity", "Humidity"),
            ("light", "Light"),
            ("silence", "Sensor is silent"),
        ],
        required=True, readonly=True,
    )
    state = fields.Selection(
        [("open", "Open"), ("acknowledged", "Being seen to"), ("closed", "Closed")],
        required=True, default="open", readonly=True, index=True, tracking=True,
    )
    started_at = fields.Datetime(string="Since", required=True, readonly=True)
    ended_at = fields.Datetime(string="Good again since", readonly=True)
    worst = fields.Float(string="Worst value", readonly=True, digits=(8, 1), aggregator=None)
    limits = fields.Char(readonly=True, help="As they were when the alarm was raised.")
    values = fields.Char(compute="_compute_values")
    acknowledged_by_id = fields.Many2one("res.users", string="Seen to by", readonly=True)
    acknowledged_at = fields.Datetime(string="Seen at", readonly=True)
    reason = fields.Char(string="Why", size=500, tracking=True)
    measure = fields.Char(string="What was done", size=500, tracking=True)
    can_see_to = fields.Boolean(compute="_compute_can_see_to")

    _episode_uniq = models.UniqueIndex(
        "(location_id, COALESCE(sensor_id, 0), kind) WHERE ended_at IS NULL"
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "open", "ended_at": False,
            "acknowledged_by_id": False, "acknowledged_at": False,
        }

    @api.depends("worst", "kind", "limits")
    @api.depends_context("lang")
    def _compute_values(self):
        for alarm in self:
            unit = UNITS.get(alarm.kind)
            worst = f"{alarm.worst:g}".replace(".", get_lang(self.env).decimal_point or ".")
            alarm.values = f"{worst} {unit} ({alarm.limits or ''})" if unit else ""

    @api.depends("kind", "location_id.full_code", "location_id.name", "sensor_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for alarm in self:
            place = alarm.location_id.sudo().display_name
            if alarm.kind == "silence":
                place = f"{alarm.sensor_id.sudo().name}, {place}"
            alarm.display_name = f"{labels.get(alarm.kind, '')}: {place}"

    @api.depends("location_id.climate_user_id")
    @api.depends_context("uid")
    def _compute_can_see_to(self):
        is_archivist = self.env.user.has_group("vanthu_archive.group_archivist")
        for alarm in self:
            keeper = alarm.location_id.sudo().climate_user_id
            alarm.can_see_to = is_archivist or keeper == self.env.user

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Alarms are raised by the readings themselves."))
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_step() and not vals.keys() <= {"reason", "measure", "activity_ids",
                                                        "message_ids"}:
            raise UserError(self.env._("Only why it happened and what was done is written here."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Alarms are kept; close it instead."))

    # ---- STEPS OF PEOPLE ----

    def _require_keeper(self):
        """Archivists and who answers for the room see to its alarms until these are closed.

        :raise AccessError: the caller does neither
        :raise UserError: an alarm is closed
        """
        self.check_access("read")
        if not all(alarm.can_see_to for alarm in self):
            self.env["vanthu.file"]._require_role("group_archivist")
        hold_rows(self)
        for alarm in self:
            if alarm.state == "closed":
                raise UserError(self.env._("“%s” is closed already.", alarm.display_name))

    def action_acknowledge(self) -> bool:
        """See to it: others know that somebody does.

        :raise AccessError: the caller does not keep the room
        :raise UserError: somebody does already, or the alarm is closed
        """
        self._require_keeper()
        for alarm in self:
            if alarm.state != "open":
                raise UserError(self.env._(
                    "Somebody sees to “%s” already; reload the page.", alarm.display_name
                ))
        self.sudo()._write_step({
            "state": "acknowledged", "acknowledged_by_id": self.env.uid,
            "acknowledged_at": fields.Datetime.now(),
        })
        return True

    def action_close(self) -> bool:
        """Close the alarm, once it is written why it came and what was done.

        :raise AccessError: the caller does not keep the room
        :raise UserError: reason or measure is missing, or the alarm is closed already
        """
        self._require_keeper()
        for alarm in self:
            if not alarm.reason or not alarm.measure:
                raise UserError(self.env._("Write why it happened and what was done, then close."))
        self.sudo()._write_step({"state": "closed"})
        self.env["vanthu.event"]._log(self.location_id, "climate_alarm_closed", {
            "text": ", ".join(self.mapped("kind")),
        })
        self.sudo().activity_ids.action_feedback()
        return True

    # ---- WHAT THE SOFTWARE DOES ----

    @api.model
    def _raise(self, room, vals_list):
        """Raise alarms in one room and tell its keepers once of all of them.

        :param room: ``vanthu.storage.location``
        :param list vals_list: values; those with ``ended_at`` are over already and are only kept
        :return: ``vanthu.climate.alarm``
        """
        alarms = self.sudo().create([
            {
                "location_id": room.id, "company_id": room.company_id.id,
                "state": "closed" if vals.get("ended_at") else "open", **vals,
            } for vals in vals_list
        ])
        running = alarms.filtered(lambda alarm: not alarm.ended_at)
        self.env["vanthu.event"]._log(room, "climate_alarm", {"text": ", ".join(
            alarms.mapped("kind")
        )})
        if running:
            running._tell_keepers(room)
        return alarms

    def _tell_keepers(self, room):
        """An activity at the first alarm and a message in the inbox, in each person's language."""
        keepers = room._get_keepers()
        for user in keepers:
            alarms = self.with_context(lang=user.lang)
            env = alarms.env
            lines = [
                " ".join(filter(None, (alarm.display_name, alarm.values))) for alarm in alarms
            ]
            # The message below says more than that of the activity.
            alarms[0].with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo", user_id=user.id,
                summary=env._("Climate alarm: see to the room"),
            )
            env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=env._("Climate alarm in %s", room.display_name),
                body=env._(
                    "%(alarms)s. Open Files > Store > Climate, see to it and write what was done.",
                    alarms="; ".join(lines),
                ),
                model=alarms._name, res_id=alarms[0].id,
            )

    def _end(self, moment):
        """The values are good, or the sensor sends again: the episode is over.

        :param datetime.datetime moment: since when
        """
        for alarm in self:
            alarm.sudo()._write_step({
                "state": "closed", "ended_at": max(moment, alarm.started_at),
            })
            alarm.sudo().activity_ids.action_feedback(
                feedback=alarm.company_id._in_own_language(alarm).env._("Good again by itself")
            )
