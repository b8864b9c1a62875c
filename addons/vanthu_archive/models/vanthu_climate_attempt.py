from odoo import api, models

# Failed requests before an address, or all together, must wait.
LIMITS = {"address_hour": 20, "address_day": 100, "total_hour": 500, "total_day": 2000}


class VanthuClimateAttempt(models.Model):
    """One row for each request of a sensor with a wrong key, so that guessing ends.

    Counted in the database, since several workers take the requests; addresses are kept as keyed
    hashes and for two days.
    """

    _name = "vanthu.climate.attempt"
    _inherit = ["vanthu.join.attempt"]
    _description = "Refused request of a sensor"

    @api.model
    def _get_limit(self, name):
        value = self.env["ir.config_parameter"].sudo().get_param(f"vanthu_archive.climate_{name}")
        return int(value) if (value or "").isdecimal() and int(value) else LIMITS[name]
