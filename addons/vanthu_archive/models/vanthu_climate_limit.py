from odoo import api, fields, models

from ..tools.climate import Tolerance


class VanthuClimateLimit(models.Model):
    """Temperature and humidity in which one kind of material keeps, and when to raise an alarm.

    The values that come with the add-on are those of TT 09/2007/TT-BNV and of usual practice:
    paper 20 ± 2 °C and 50 ± 5 %, film and photographs 16 ± 2 °C and 45 ± 5 %.
    """

    _name = "vanthu.climate.limit"
    _description = "Climate limits"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="The kind of material.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        default=lambda self: self.env.company, help="Empty: for all organisations.",
    )
    temperature_min = fields.Float(
        string="Temperature from (°C)", required=True, default=18, digits=(5, 1), aggregator=None
    )
    temperature_max = fields.Float(
        string="Temperature to (°C)", required=True, default=22, digits=(5, 1), aggregator=None
    )
    humidity_min = fields.Float(
        string="Humidity from (%)", required=True, default=45, digits=(5, 1), aggregator=None
    )
    humidity_max = fields.Float(
        string="Humidity to (%)", required=True, default=55, digits=(5, 1), aggregator=None
    )
    light_max = fields.Float(
        string="Light up to (lux)", digits=(8, 1), aggregator=None,
        help="0: light raises no alarm.",
    )
    minutes_outside = fields.Integer(
        string="Alarm after (minutes)", required=True, default=60,
        help="Values outside raise an alarm when they stay so for this time and for this number "
        "of readings in a row.",
    )
    readings_outside = fields.Integer(string="Alarm after (readings)", required=True, default=2)
    good_minutes = fields.Integer(
        string="Over after (minutes)", required=True, default=60,
        help="An alarm ends by itself when the values are good for this time.",
    )
    silence_hours = fields.Integer(
        string="Silent after (hours)", required=True, default=6,
        help="A sensor that sends nothing for this time raises an alarm. 0: never.",
    )

    _ranges = models.Constraint(
        "CHECK (temperature_min < temperature_max AND humidity_min < humidity_max AND "
        "temperature_min >= -30 AND temperature_max <= 60 AND humidity_min >= 0 AND "
        "humidity_max <= 100 AND light_max >= 0)",
        "The lower limit is smaller than the upper one, temperature lies between -30 and 60 °C, "
        "humidity between 0 and 100 %.",
    )
    _patience = models.Constraint(
        "CHECK (minutes_outside BETWEEN 0 AND 10080 AND good_minutes BETWEEN 1 AND 10080 AND "
        "readings_outside BETWEEN 1 AND 20 AND silence_hours BETWEEN 0 AND 720)",
        "An alarm comes after 0 to 10,080 minutes and 1 to 20 readings, and after at most 720 "
        "hours of silence.",
    )

    @api.depends("name", "temperature_min", "temperature_max", "humidity_min", "humidity_max")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for limit in self:
            limit.display_name = (
                f"{limit.name or ''} ({limit.temperature_min:g}–{limit.temperature_max:g} °C, "
                f"{limit.humidity_min:g}–{limit.humidity_max:g} %)"
            )

    def _get_range(self, quantity):
        """Lower and upper limit of a quantity.

        :param str quantity: temperature, humidity or light
        :return tuple: (float, float), None for a side that is not watched
        """
        self.ensure_one()
        if quantity == "light":
            return None, self.light_max or None
        return self[f"{quantity}_min"], self[f"{quantity}_max"]

    def _get_tolerance(self):
        """How long values may be outside.

        :return Tolerance:
        """
        self.ensure_one()
        return Tolerance(self.minutes_outside, self.readings_outside, self.good_minutes)
