from odoo import fields, models
from odoo.tools import SQL

# With fewer answers a trainer could tell who gave which.
MIN_ANSWERS = 3


class VanthuQuizReport(models.Model):
    """Points of each participant in each topic, before and after the class.

    Of the tries after the class the best counts. Points below nothing count as nothing; who has
    not taken a quiz has no points in it, which an average leaves out.
    """

    _name = "vanthu.quiz.report"
    _description = "Quiz results by topic"
    _auto = False
    _order = "event_id desc, registration_id, topic_id"
    _rec_name = "topic_id"
    _depends = {
        "survey.user_input": [
            "registration_id", "phase", "state", "test_entry", "scoring_percentage",
            "predefined_question_ids",
        ],
        "survey.user_input.line": ["user_input_id", "question_id", "answer_score"],
        "survey.question": ["topic_id", "question_type"],
        "survey.question.answer": ["question_id", "answer_score"],
        "event.registration": [
            "event_id", "course_id", "host_id", "organisation_id", "sender_company_id",
            "trainee_id",
        ],
    }

    registration_id = fields.Many2one("event.registration", string="Participant", readonly=True)
    trainee_id = fields.Many2one("res.users", string="Person", readonly=True)
    event_id = fields.Many2one("event.event", string="Class", readonly=True)
    course_id = fields.Many2one("vanthu.course", readonly=True)
    host_id = fields.Many2one("res.company", string="Held by", readonly=True)
    organisation_id = fields.Many2one("res.partner", readonly=True)
    sender_company_id = fields.Many2one("res.company", string="Sent by", readonly=True)
    topic_id = fields.Many2one("vanthu.topic", readonly=True)
    score_before = fields.Float(
        string="Score before (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    score_after = fields.Float(
        string="Score after (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    gain = fields.Float(
        string="Gain (points)", readonly=True, aggregator="avg", digits=(5, 1),
        help="Score after less score before, of those who took both quizzes.",
    )

    @property
    def _table_query(self):
        return SQL("""
            WITH chosen AS (
                SELECT DISTINCT ON (registration_id, phase) id, registration_id, phase
                  FROM survey_user_input
                 WHERE registration_id IS NOT NULL AND state = 'done'
                   AND test_entry IS NOT TRUE
              ORDER BY registration_id, phase, scoring_percentage DESC, id
            ), question AS (
                SELECT q.id, q.topic_id,
                       CASE q.question_type WHEN 'simple_choice' THEN MAX(a.answer_score)
                            ELSE SUM(GREATEST(a.answer_score, 0)) END AS possible
                  FROM survey_question q
                  JOIN survey_question_answer a ON a.question_id = q.id
                 WHERE q.topic_id IS NOT NULL
              GROUP BY q.id, q.topic_id, q.question_type
            ), line AS (
                SELECT user_input_id, question_id, SUM(answer_score) AS points
                  FROM survey_user_input_line
                 WHERE user_input_id IN (SELECT id FROM chosen)
              GROUP BY user_input_id, question_id
            ), topic AS (
                SELECT chosen.registration_id, question.topic_id, chosen.phase,
                       GREATEST(SUM(COALESCE(line.points, 0)), 0) * 100.0
                           / NULLIF(SUM(question.possible), 0) AS score
                  FROM chosen
                  JOIN survey_question_survey_user_input_rel asked
                    ON asked.survey_user_input_id = chosen.id
                  JOIN question ON question.id = asked.survey_question_id
             LEFT JOIN line ON line.user_input_id = chosen.id
                           AND line.question_id = question.id
              GROUP BY chosen.registration_id, question.topic_id, chosen.phase
            ), pair AS (
                SELECT registration_id, topic_id,
                       MAX(score) FILTER (WHERE phase = 'before') AS score_before,
                       MAX(score) FILTER (WHERE phase = 'after') AS score_after
                  FROM topic
              GROUP BY registration_id, topic_id
            )
            SELECT ROW_NUMBER() OVER (ORDER BY pair.registration_id, pair.topic_id) AS id,
                   pair.registration_id, pair.topic_id, pair.score_before, pair.score_after,
                   pair.score_after - pair.score_before AS gain,
                   r.trainee_id, r.event_id, r.course_id, r.host_id, r.organisation_id,
                   r.sender_company_id
              FROM pair
              JOIN event_registration r ON r.id = pair.registration_id
             WHERE r.state <> 'cancel'
        """)


class VanthuFeedbackReport(models.Model):
    """What participants say of a class, without their names.

    A class is shown once enough of them have answered; until then an answer would tell who gave
    it.
    """

    _name = "vanthu.feedback.report"
    _description = "Feedback on classes"
    _auto = False
    _order = "event_id desc, sequence, id"
    _rec_name = "question"
    _depends = {
        "survey.user_input": ["event_id", "survey_id", "state", "test_entry"],
        "survey.user_input.line": [
            "user_input_id", "question_id", "skipped", "value_scale", "value_text_box",
        ],
        "survey.survey": ["survey_type"],
        "survey.question": ["title", "sequence"],
        "event.event": ["course_id", "host_id"],
    }

    event_id = fields.Many2one("event.event", string="Class", readonly=True)
    course_id = fields.Many2one("vanthu.course", readonly=True)
    host_id = fields.Many2one("res.company", string="Held by", readonly=True)
    question = fields.Char(readonly=True)
    sequence = fields.Integer(readonly=True, aggregator=None)
    mark = fields.Float(
        readonly=True, aggregator="avg", digits=(3, 2), help="From 1, not at all, to 5, fully."
    )
    comment = fields.Text(readonly=True)

    @property
    def _table_query(self):
        # Neither the answer sheet nor its times: lines are numbered by what they say.
        return SQL("""
            WITH sheet AS (
                SELECT i.id, i.event_id, COUNT(*) OVER (PARTITION BY i.event_id) AS answers
                  FROM survey_user_input i
                  JOIN survey_survey s ON s.id = i.survey_id
                 WHERE s.survey_type = 'vanthu_feedback' AND i.state = 'done'
                   AND i.test_entry IS NOT TRUE AND i.event_id IS NOT NULL
            )
            SELECT ROW_NUMBER() OVER (
                       ORDER BY sheet.event_id, q.sequence, q.id, line.value_scale,
                                line.value_text_box, line.id
                   ) AS id,
                   sheet.event_id, e.course_id, e.host_id, q.sequence,
                   COALESCE(q.title->>%(lang)s, q.title->>'en_US') AS question,
                   NULLIF(line.value_scale, 0) AS mark, line.value_text_box AS comment
              FROM sheet
              JOIN survey_user_input_line line ON line.user_input_id = sheet.id
              JOIN survey_question q ON q.id = line.question_id
              JOIN event_event e ON e.id = sheet.event_id
             WHERE sheet.answers >= %(least)s AND line.skipped IS NOT TRUE
        """, lang=self.env.lang or "en_US", least=MIN_ANSWERS)
