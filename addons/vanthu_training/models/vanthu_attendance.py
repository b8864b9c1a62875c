from odoo import fields, models


class VanthuAttendance(models.Model):
    """One participant was present in one session, and how that is known."""

    _name = "vanthu.attendance"
    _description = "Attendance"
    _order = "at desc, id desc"
    _rec_name = "registration_id"

    session_id = fields.Many2one(
        "vanthu.class.session", required=True, readonly=True, index=True, ondelete="cascade"
    )
    registration_id = fields.Many2one(
        "event.registration", string="Participant", required=True, readonly=True, index=True,
        ondelete="cascade",
    )
    host_id = fields.Many2one(related="session_id.host_id", store=True, index=True)
    method = fields.Selection(
        [("qr", "Code on the screen"), ("badge", "Badge"), ("hand", "By hand")],
        required=True, readonly=True,
    )
    at = fields.Datetime(
        string="Recorded", required=True, readonly=True, default=fields.Datetime.now
    )
    by_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, ondelete="restrict",
        index="btree_not_null", default=lambda self: self.env.user,
    )

    _once = models.UniqueIndex(
        "(session_id, registration_id)", "This person is recorded for the session already."
    )
