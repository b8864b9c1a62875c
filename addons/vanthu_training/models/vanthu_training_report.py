from odoo import fields, models
from odoo.tools import SQL


class VanthuTrainingReport(models.Model):
    """Participants in figures: one row for each registration of a class."""

    _name = "vanthu.training.report"
    _description = "Training in figures"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "event_id"
    _depends = {
        "event.registration": [
            "event_id", "course_id", "host_id", "trainee_id", "organisation_id", "unit_id",
            "sender_company_id", "state", "is_waiting", "attendance_rate", "score_before",
            "score_after", "is_before_taken", "is_after_taken", "result", "certificate_id",
        ],
        "event.event": ["date_begin"],
        "vanthu.certificate": ["state", "expires_on"],
    }

    registration_id = fields.Many2one("event.registration", string="Participant", readonly=True)
    event_id = fields.Many2one("event.event", string="Class", readonly=True)
    course_id = fields.Many2one("vanthu.course", readonly=True)
    host_id = fields.Many2one("res.company", string="Held by", readonly=True)
    trainee_id = fields.Many2one("res.users", string="Person", readonly=True)
    organisation_id = fields.Many2one("res.partner", readonly=True)
    sender_company_id = fields.Many2one("res.company", string="Sent by", readonly=True)
    unit_id = fields.Many2one("vanthu.unit", readonly=True)
    date = fields.Date(string="Begin", readonly=True)
    status = fields.Selection(
        [("placed", "With a place"), ("waiting", "Waiting"), ("cancelled", "Cancelled")],
        readonly=True,
    )
    result = fields.Selection(
        [("pending", "Not decided"), ("passed", "Passed"), ("failed", "Not passed")],
        readonly=True,
    )
    attendance_rate = fields.Float(string="Attended (%)", readonly=True, aggregator="avg")
    score_before = fields.Float(string="Score before (%)", readonly=True, aggregator="avg")
    score_after = fields.Float(string="Score after (%)", readonly=True, aggregator="avg")
    gain = fields.Float(
        string="Gain (points)", readonly=True, aggregator="avg",
        help="Score after less score before, of those who took both quizzes.",
    )
    passed = fields.Integer(readonly=True)
    certificates = fields.Integer(readonly=True)
    expires_on = fields.Date(string="Certificate until", readonly=True)

    @property
    def _table_query(self):
        return SQL("""
            SELECT r.id, r.id AS registration_id, r.event_id, r.course_id, r.host_id,
                   r.trainee_id, r.organisation_id, r.sender_company_id, r.unit_id,
                   (e.date_begin AT TIME ZONE 'UTC'
                        AT TIME ZONE COALESCE(e.date_tz, 'Asia/Ho_Chi_Minh'))::date AS date,
                   CASE WHEN r.state = 'cancel' THEN 'cancelled'
                        WHEN r.is_waiting THEN 'waiting' ELSE 'placed' END AS status,
                   r.result,
                   CASE WHEN r.state IN ('open', 'done') THEN r.attendance_rate END
                        AS attendance_rate,
                   CASE WHEN r.is_before_taken THEN r.score_before END AS score_before,
                   CASE WHEN r.is_after_taken THEN r.score_after END AS score_after,
                   CASE WHEN r.is_before_taken AND r.is_after_taken
                        THEN r.score_after - r.score_before END AS gain,
                   (r.result = 'passed')::int AS passed,
                   (c.state = 'valid')::int AS certificates,
                   CASE WHEN c.state = 'valid' THEN c.expires_on END AS expires_on
              FROM event_registration r
              JOIN event_event e ON e.id = r.event_id
         LEFT JOIN vanthu_certificate c ON c.id = r.certificate_id
             WHERE r.course_id IS NOT NULL
        """)
