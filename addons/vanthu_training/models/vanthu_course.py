from odoo import fields, models


class VanthuCourse(models.Model):
    """What a class is held after: topics, hours, what must be passed, what is certified.

    Papers of a class and the form of its certificate follow the habit of provincial
    departments; texts and limits are data.
    """

    _name = "vanthu.course"
    _description = "Course"
    _order = "code, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True)
    code = fields.Char()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="restrict",
        help="Empty: every organisation may hold classes after it.",
    )
    topic_ids = fields.Many2many("vanthu.topic", string="Topics")
    hours = fields.Float(string="Lessons (periods)", digits=(6, 1))
    prerequisite_ids = fields.Many2many(
        "vanthu.topic", "vanthu_course_prerequisite_rel", "course_id", "topic_id",
        string="Topics to hold before",
    )
    survey_id = fields.Many2one(
        "survey.survey", string="Quiz", ondelete="restrict", index="btree_not_null"
    )
    feedback_survey_id = fields.Many2one(
        "survey.survey", string="Feedback form", ondelete="restrict", index="btree_not_null"
    )
    exercise_ids = fields.Many2many("vanthu.exercise", string="Exercises to pass")
    attendance_min = fields.Integer(
        string="Attendance needed (%)", default=80,
        help="Share of the sessions that a participant must attend.",
    )
    validity_months = fields.Integer(
        string="Certificate valid (months)", help="0: the certificate does not expire."
    )
    certificate_text = fields.Char(
        string="Wording of the certificate",
        help="What stands after “has completed the training programme”.",
    )
    description = fields.Html()
    class_ids = fields.One2many("event.event", "course_id", string="Classes")

    _attendance_range = models.Constraint(
        "CHECK (attendance_min BETWEEN 0 AND 100)",
        "Enter the attendance needed as a percentage from 0 to 100.",
    )
    _validity_range = models.Constraint(
        "CHECK (validity_months >= 0)",
        "Enter how many months the certificate is valid, or 0 if it does not expire.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            # Not into the hands of all, or of others, from where one keeps nothing.
            self.check_access("write")
        return result
