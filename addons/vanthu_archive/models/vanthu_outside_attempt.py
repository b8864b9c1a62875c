from odoo import models

# Requests before an address, or all together, must wait; each may be changed under the key
# vanthu_archive.outside_<name> of the system parameters.
LIMITS = {
    "address_hour": 10, "address_day": 30, "total_hour": 100, "total_day": 300,
    "open_requests": 300, "email_day": 3,
}


class VanthuOutsideAttempt(models.Model):
    """One row for each request for archived files sent on the public page, so that floods end.

    Counted in the database, since several workers serve the page; addresses are kept as keyed
    hashes and for two days.
    """

    _name = "vanthu.outside.attempt"
    _inherit = ["vanthu.join.attempt"]
    _description = "Attempt to ask for archived files from outside"
    _limits = LIMITS
    _limit_key = "vanthu_archive.outside"
