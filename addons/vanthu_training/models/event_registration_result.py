from odoo import api, fields, models

from .event_result import refuse_fixed

_FIXED = ("result", "result_proposed", "result_missing", "grade", "certificate_id")


class EventRegistration(models.Model):
    """What a participant reached, and what is missing, in one sentence."""

    _inherit = "event.registration"

    result_proposed = fields.Selection(
        [("passed", "Passes"), ("failed", "Does not pass")], string="Proposed", readonly=True,
        copy=False,
    )
    result_missing = fields.Char(string="What is missing", readonly=True, copy=False)
    grade = fields.Char(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_fixed(self, vals, _FIXED, {"result": "pending"})
        return super().create(vals_list)

    def write(self, vals):
        refuse_fixed(self, vals, _FIXED)
        return super().write(vals)

    def _propose_result(self):
        """Write down who passes, with which grade, and who misses what; in superuser mode."""
        grades = self.env["vanthu.grade"].search([], order="score_min desc")
        passed_exercises = self._get_passed_exercises()
        for registration in self:
            missing = registration._get_missing(
                passed_exercises.get(registration.trainee_id, self.env["vanthu.exercise"])
            )
            sentence = self.env._("Missing: %s.", "; ".join(missing)) if missing else False
            grade = False
            if not missing and registration.course_id.survey_id:
                score = registration.score_after
                grade = grades.filtered(lambda g, s=score: g.score_min <= s)[:1].name
            registration.write({
                "result_proposed": "failed" if missing else "passed",
                "result_missing": sentence, "grade": grade,
            })

    def _get_passed_exercises(self):
        """What each of these people has passed.

        :return dict: ``res.users`` → ``vanthu.exercise``
        """
        return dict(self.env["vanthu.attempt"]._read_group(
            [("user_id", "in", self.trainee_id.ids), ("state", "=", "passed"),
             ("exercise_id", "in", self.course_id.exercise_ids.ids)],
            ["user_id"], ["exercise_id:recordset"],
        ))

    def _get_missing(self, passed):
        """What stands between a participant and the certificate.

        Exercises are asked of people with an account only: the software has seen no others.

        :param passed: ``vanthu.exercise`` that the person passed
        :return list: parts of a sentence; empty for who passes
        """
        self.ensure_one()
        course, missing = self.course_id, []
        if self.attendance_rate < course.attendance_min:
            missing.append(self.env._(
                "attended %(rate)s%% of the sessions instead of %(min)s%%",
                rate=_say(self.attendance_rate), min=course.attendance_min,
            ))
        wanted = course.survey_id.scoring_success_min
        if course.survey_id and not self.score_after:
            missing.append(self.env._("quiz not passed: no answers yet"))
        elif course.survey_id and self.score_after < wanted:
            missing.append(self.env._(
                "%(score)s%% in the quiz instead of %(min)s%%",
                score=_say(self.score_after), min=_say(wanted),
            ))
        open_ones = course.exercise_ids - passed if self.trainee_id else passed.browse()
        if open_ones:
            missing.append(self.env._(
                "exercises not passed: %s", ", ".join(open_ones.mapped("name"))
            ))
        return missing


class VanthuGrade(models.Model):
    """A grade (xếp loại) and the score from which it is given; offices change both."""

    _name = "vanthu.grade"
    _description = "Grade"
    _order = "score_min desc, id"

    name = fields.Char(required=True, help="As it is printed.")
    score_min = fields.Float(string="From a score of (%)", required=True, digits=(5, 1))
    active = fields.Boolean(default=True)

    _score_range = models.Constraint(
        "CHECK (score_min BETWEEN 0 AND 100)", "Enter a percentage from 0 to 100."
    )
    _score_uniq = models.UniqueIndex(
        "(score_min) WHERE active", "Another grade begins at this score."
    )


def _say(number):
    """66.7 and 80, without a needless zero."""
    return f"{number:.1f}".removesuffix(".0")
