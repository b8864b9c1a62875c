from odoo import models

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
    _limits = LIMITS
    _limit_key = "vanthu_archive.climate"
