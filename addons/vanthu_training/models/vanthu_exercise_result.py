from odoo import api, fields, models
from odoo.tools import SQL


class VanthuExerciseResult(models.Model):
    """Who of a class has passed which exercise: one row for each participant and exercise.

    Exercises are those of the course and those of its topics; the former must be passed.
    """

    _name = "vanthu.exercise.result"
    _description = "Exercises of a class"
    _auto = False
    _order = "event_id desc, trainee_id, exercise_id, id"
    _rec_name = "exercise_id"
    _depends = {
        "vanthu.attempt": ["exercise_id", "user_id", "state", "try_count", "hint_count", "seconds"],
        "event.registration": ["event_id", "trainee_id", "state", "is_waiting", "course_id"],
        "vanthu.exercise": ["topic_id", "active"],
        "vanthu.course": ["exercise_ids", "topic_ids"],
    }

    event_id = fields.Many2one("event.event", string="Class", readonly=True)
    registration_id = fields.Many2one("event.registration", string="Participant", readonly=True)
    trainee_id = fields.Many2one("res.users", string="Person", readonly=True)
    organisation_id = fields.Many2one("res.partner", readonly=True)
    host_id = fields.Many2one("res.company", string="Held by", readonly=True)
    exercise_id = fields.Many2one("vanthu.exercise", readonly=True)
    topic_id = fields.Many2one("vanthu.topic", readonly=True)
    is_required = fields.Boolean(string="Must be passed", readonly=True)
    state = fields.Selection(
        [("not_begun", "Not begun"), ("in_progress", "In progress"), ("passed", "Passed")],
        readonly=True,
    )
    passed_count = fields.Integer(string="Passed", readonly=True)
    open_count = fields.Integer(string="Not passed yet", readonly=True)
    try_count = fields.Integer(string="Tries", readonly=True)
    hint_count = fields.Integer(string="Hints used", readonly=True)
    seconds = fields.Integer(string="Best time (s)", readonly=True, aggregator="min")

    @property
    def _table_query(self):
        return SQL(
            """WITH wanted AS (
                   SELECT course_id, exercise_id, bool_or(required) AS is_required FROM (
                       SELECT vanthu_course_id AS course_id, vanthu_exercise_id AS exercise_id,
                              TRUE AS required FROM vanthu_course_vanthu_exercise_rel
                        UNION ALL
                       SELECT t.vanthu_course_id, x.id, FALSE
                         FROM vanthu_course_vanthu_topic_rel t
                         JOIN vanthu_exercise x ON x.topic_id = t.vanthu_topic_id
                   ) e GROUP BY course_id, exercise_id),
               done AS (
                   SELECT user_id, exercise_id, bool_or(state = 'passed') AS passed,
                          bool_or(state = 'in_progress') AS going, SUM(try_count) AS tries,
                          SUM(hint_count) AS hints,
                          MIN(seconds) FILTER (WHERE state = 'passed') AS best
                     FROM vanthu_attempt GROUP BY user_id, exercise_id)
               SELECT row_number() OVER (ORDER BY r.id, x.id) AS id, r.event_id,
                      r.id AS registration_id, r.trainee_id, r.organisation_id, r.host_id,
                      x.id AS exercise_id, x.topic_id, w.is_required,
                      CASE WHEN d.passed THEN 'passed' WHEN d.going THEN 'in_progress'
                           ELSE 'not_begun' END AS state,
                      COALESCE(d.passed, FALSE)::int AS passed_count,
                      (NOT COALESCE(d.passed, FALSE))::int AS open_count,
                      COALESCE(d.tries, 0)::int AS try_count,
                      COALESCE(d.hints, 0)::int AS hint_count, d.best AS seconds
                 FROM event_registration r
                 JOIN wanted w ON w.course_id = r.course_id
                 JOIN vanthu_exercise x ON x.id = w.exercise_id AND x.active
            LEFT JOIN done d ON d.user_id = r.trainee_id AND d.exercise_id = x.id
                WHERE r.trainee_id IS NOT NULL AND r.state IN ('open', 'done')
                  AND r.is_waiting IS NOT TRUE""",
        )

    @api.depends("exercise_id", "trainee_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.trainee_id.sudo().name}: {row.exercise_id.display_name}"
