import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

# Nobody but the software itself reads or writes such a field.
NO_ACCESS = "."
KEY_START = "vts_"
# A reading every minute and as much again.
MOST_REQUESTS_AN_HOUR = 120


class VanthuClimateSensor(models.Model):
    """An instrument in a store room: a data logger read by file, or one that sends by itself.

    Of the key with which it sends, only the SHA-256 is kept; the key itself is shown once.
    """

    _name = "vanthu.climate.sensor"
    _description = "Climate sensor"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "location_id, name, id"
    _check_company_auto = True
    _secrecy_fields = ("name", "note")

    name = fields.Char(required=True)
    code = fields.Char(
        string="Name in its files", size=60,
        help="As the data logger calls itself in the files that it writes.",
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True, index=True,
        ondelete="restrict", check_company=True, domain="[('kind', 'in', ('repository', 'room'))]",
    )
    company_id = fields.Many2one(
        related="location_id.company_id", store=True, precompute=True, index=True,
    )
    active = fields.Boolean(default=True)
    note = fields.Char(string="Remarks", help="Make, serial number, last calibration.")
    key_hash = fields.Char(readonly=True, copy=False, size=64, groups=NO_ACCESS)
    has_key = fields.Boolean(string="Sends by itself", readonly=True, copy=False)
    key_made_at = fields.Datetime(readonly=True, copy=False)
    last_seen_at = fields.Datetime(string="Last heard of", readonly=True, copy=False)
    hour_start = fields.Datetime(readonly=True, copy=False, groups=NO_ACCESS)
    hour_count = fields.Integer(readonly=True, copy=False, groups=NO_ACCESS)
    curl_line = fields.Text(string="Example", compute="_compute_curl_line")

    _key_uniq = models.UniqueIndex("(key_hash) WHERE key_hash IS NOT NULL")
    _code_uniq = models.UniqueIndex(
        "(company_id, lower(code)) WHERE code IS NOT NULL AND active",
        "Another sensor has this name in its files; each needs an own one.",
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "has_key": False, "key_made_at": False,
            "last_seen_at": False,
        }

    @api.constrains("location_id")
    def _check_location(self):
        for sensor in self:
            if sensor.location_id.kind not in ("repository", "room"):
                raise ValidationError(self.env._(
                    "A sensor measures a room; choose the room in which %s stands.", sensor.name
                ))

    def _compute_curl_line(self):
        for sensor in self:
            sensor.curl_line = self._write_curl_line("KEY")

    @api.model
    def _write_curl_line(self, key):
        """A command that sends one reading.

        :param str key: of the sensor
        :return str:
        """
        return (
            f"curl -X POST {self.get_base_url()}/vanthu/climate "
            f'-H "Authorization: Bearer {key}" -H "Content-Type: application/json" '
            """-d '{"temperature": 20.5, "humidity": 51, "light": 60}'"""
        )

    def write(self, vals):
        if vals.get("active") is False and "has_key" not in vals:
            self.filtered("has_key").action_remove_key()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        if self.env["vanthu.climate.reading"].sudo().search_count(
            [("sensor_id", "in", self.ids)], limit=1
        ):
            raise UserError(self.env._("The sensor has readings; archive it instead."))

    # ---- KEY ----

    def action_make_key(self) -> dict:
        """Make a new key and show it once; the one before is worth nothing from now on.

        :return dict: dialog with the key
        :raise AccessError: the caller is no archivist, or may not see the sensor
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        if not self.active:
            raise UserError(self.env._("%s is archived; restore it first.", self.name))
        key = KEY_START + secrets.token_urlsafe(32)
        self.sudo()._write_step({
            "key_hash": self._hash(key), "has_key": True, "key_made_at": fields.Datetime.now(),
            "hour_start": False, "hour_count": 0,
        })
        self.env["vanthu.event"]._log(self.location_id, "sensor_key_made", {"text": self.name})
        # A dialog that is not saved, so that the key is in no table and in no log.
        return {
            "type": "ir.actions.client", "tag": "vanthu_sensor_key", "target": "new",
            "name": self.env._("Key of %s", self.name),
            "params": {"key": key, "curl": self._write_curl_line(key)},
        }

    def action_remove_key(self) -> bool:
        """Refuse from now on whatever comes with the key of the sensor.

        :raise AccessError: the caller is no archivist, or may not see the sensor
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        self.sudo()._write_step({"key_hash": False, "has_key": False, "key_made_at": False})
        for sensor in self:
            self.env["vanthu.event"]._log(
                sensor.location_id, "sensor_key_removed", {"text": sensor.name}
            )
        # A sensor without a key is not silent: nobody expects anything of it.
        self.env["vanthu.climate.alarm"].sudo().search([
            ("sensor_id", "in", self.ids), ("kind", "=", "silence"), ("ended_at", "=", False),
        ])._end(fields.Datetime.now())
        return True

    @api.model
    def _hash(self, key):
        # The key is 256 random bits: nothing is gained by a slow hash.
        return hashlib.sha256(key.encode()).hexdigest()

    @api.model
    def _find_by_key(self, key):
        """The sensor of a key.

        :param str key: as it was sent
        :return: ``vanthu.climate.sensor`` with all rights, empty when no sensor has it
        """
        if not key.startswith(KEY_START) or len(key) > 100:
            return self.browse()
        return self.sudo().search([("key_hash", "=", self._hash(key))])

    def _count_request(self):
        """Count a request of the sensor and tell whether it may go on.

        :return bool: False when it has sent too much in this hour
        """
        now = fields.Datetime.now()
        self.env.cr.execute(SQL(
            """UPDATE vanthu_climate_sensor
                  SET hour_count = CASE WHEN hour_start > %(ago)s THEN hour_count + 1 ELSE 1 END,
                      hour_start = CASE WHEN hour_start > %(ago)s THEN hour_start ELSE %(now)s END,
                      last_seen_at = %(now)s
                WHERE id = %(id)s RETURNING hour_count""",
            ago=now - timedelta(hours=1), now=now, id=self.id,
        ))
        [count] = self.env.cr.fetchone()
        self.invalidate_recordset(["hour_count", "hour_start", "last_seen_at"])
        return count <= MOST_REQUESTS_AN_HOUR
