from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

CHUNK = 1000


class VanthuClimateReading(models.Model):
    """What an instrument showed in a store room; one row for each moment.

    Made for ten years of twenty rooms every ten minutes: rows are inserted in lots, never read
    one by one for a graph, and found by room and moment. What a sensor or a file brought stays;
    the archivist may correct what was typed, which is logged.
    """

    _name = "vanthu.climate.reading"
    _description = "Climate reading"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "taken_at desc, id desc"
    _rec_name = "taken_at"
    _log_access = False
    _secrecy_fields = ("note",)

    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True, readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, ondelete="restrict"
    )
    sensor_id = fields.Many2one(
        "vanthu.climate.sensor", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    taken_at = fields.Datetime(string="Read at", required=True, readonly=True)
    temperature = fields.Float(
        string="Temperature (°C)", required=True, digits=(5, 1), aggregator="avg"
    )
    humidity = fields.Float(string="Humidity (%)", required=True, digits=(5, 1), aggregator="avg")
    light = fields.Float(string="Light (lux)", digits=(8, 1), aggregator="avg")
    source = fields.Selection(
        [("hand", "By hand"), ("file", "File"), ("sensor", "Sensor")], required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Read by", readonly=True, ondelete="restrict",
    )
    note = fields.Char(string="Remarks", size=200)

    # Also the way to the newest of a room and to a stretch of time.
    _moment_uniq = models.UniqueIndex("(location_id, taken_at, COALESCE(sensor_id, 0))")
    # Small; for what looks at one time in all rooms.
    _taken_brin = models.Index("USING brin (taken_at)")
    _possible = models.Constraint(
        "CHECK (temperature BETWEEN -30 AND 60 AND humidity BETWEEN 1 AND 100 AND "
        "COALESCE(light, 0) BETWEEN 0 AND 100000)",
        "Temperature lies between -30 and 60 °C, humidity between 1 and 100 %.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        raise UserError(self.env._("Enter readings on the page “Climate”."))

    def write(self, vals):
        if not vals.keys() <= {"temperature", "humidity", "light", "note"}:
            raise UserError(self.env._("Only values and remarks of a reading can be corrected."))
        self.env["vanthu.file"]._require_role("group_archivist")
        if any(reading.source != "hand" for reading in self):
            raise UserError(self.env._(
                "What an instrument recorded stays as it is; write a remark at the alarm."
            ))
        events = self.env["vanthu.event"]
        for reading in self:
            events._log(reading.location_id, "climate_corrected", {
                "text": fields.Datetime.to_string(reading.taken_at),
                "before": f"{reading.temperature:g} °C, {reading.humidity:g} %",
            })
        result = super().write(vals)
        self.location_id.sudo()._watch_climate([
            (reading.location_id.id, reading.sensor_id.id or None, reading.taken_at)
            for reading in self
        ])
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Readings are kept; correct the values instead."))

    @api.model
    def _store(self, rows):
        """Add readings; those of a moment that is there already are left out.

        :param list rows: dicts with ``location_id``, ``company_id``, ``sensor_id``, ``taken_at``,
            ``temperature``, ``humidity``, ``light``, ``source``, ``user_id``, ``note``; checked
            by the caller
        :return int: how many were new
        """
        names = (
            "location_id", "company_id", "sensor_id", "taken_at", "temperature", "humidity",
            "light", "source", "user_id", "note",
        )
        columns, stored = SQL(", ").join(map(SQL.identifier, names)), []
        for start in range(0, len(rows), CHUNK):
            values = SQL(", ").join(
                SQL("(%s)", SQL(", ").join(SQL("%s", row.get(name) or None) if name in (
                    "sensor_id", "user_id", "note") else SQL("%s", row[name]) for name in names))
                for row in rows[start:start + CHUNK]
            )
            self.env.cr.execute(SQL(
                "INSERT INTO vanthu_climate_reading (%s) VALUES %s ON CONFLICT DO NOTHING "
                "RETURNING location_id, sensor_id, taken_at", columns, values,
            ))
            stored += self.env.cr.fetchall()
        self.invalidate_model()
        if stored:
            rooms = self.env["vanthu.storage.location"].sudo().browse({row[0] for row in stored})
            rooms._watch_climate(stored)
        return len(stored)
