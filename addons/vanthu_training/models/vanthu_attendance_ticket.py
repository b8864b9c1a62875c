import secrets
from datetime import timedelta

from odoo import api, fields, models

# Who scans first and logs in then has this long.
LIFE = timedelta(minutes=5)
# Scans and typed codes before an address must wait: a class scans from one room, so one
# address stands for a hundred people and three tries each.
LIMITS = {
    "address_hour": 600, "address_day": 3000, "total_hour": 6000, "total_day": 30000,
}


class VanthuAttendanceTicket(models.Model):
    """Keeps the moment of a scan for who still has to say who he or she is; good for one person."""

    _name = "vanthu.attendance.ticket"
    _description = "Ticket of a scan"
    _log_access = False

    token = fields.Char(required=True, index=True, default=lambda self: secrets.token_urlsafe(24))
    session_id = fields.Many2one("vanthu.class.session", required=True, ondelete="cascade")
    valid_until = fields.Datetime(
        required=True, index=True, default=lambda self: fields.Datetime.now() + LIFE
    )

    @api.model
    def _redeem(self, token):
        """Use a ticket up.

        :param str token: what the page got at the scan
        :return: ``vanthu.class.session``; empty for a ticket that is over, used or unknown
        """
        self.env.cr.execute(
            """DELETE FROM vanthu_attendance_ticket
                WHERE token = %s AND valid_until >= %s
            RETURNING session_id""", [token or "", fields.Datetime.now()],
        )
        found = self.env.cr.fetchone()
        self.env["vanthu.attendance.ticket"].invalidate_model()
        return self.env["vanthu.class.session"].sudo().browse(found[0] if found else [])

    @api.autovacuum
    def _gc_tickets(self):
        self.search([("valid_until", "<", fields.Datetime.now())], limit=100_000).unlink()


class VanthuAttendanceAttempt(models.Model):
    """One row for each scan or typed code, so that guessing ends."""

    _name = "vanthu.attendance.attempt"
    _inherit = ["vanthu.join.attempt"]
    _description = "Attempt to record attendance"
    _limits = LIMITS
    _limit_key = "vanthu_training.attendance"
