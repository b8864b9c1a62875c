from odoo import api, fields, models
from odoo.exceptions import UserError

from .event_registration_quiz import SCORES
from .event_result import begin_fixed, refuse_fixed

_FIXED = (
    "result", "result_proposed", "result_missing", "result_note", "grade", "certificate_id",
    "attendance_rate", "score_paper", "is_waiting", "waiting_since",
)


class EventRegistration(models.Model):
    """What a participant reached, and what is missing, in one sentence."""

    _inherit = "event.registration"

    result_proposed = fields.Selection(
        [("passed", "Passes"), ("failed", "Does not pass")], string="Proposed", readonly=True,
        copy=False,
    )
    result_missing = fields.Char(string="What is missing", readonly=True, copy=False)
    result_note = fields.Char(
        string="Overruled because", readonly=True, copy=False,
        help="Somebody has judged otherwise than the figures, for example by a quiz on paper.",
    )
    grade = fields.Char(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_fixed(self, vals, _FIXED, {"result": "pending"})
        return super().create(vals_list)

    @api.model
    def _add_missing_default_values(self, values):
        result = super()._add_missing_default_values(values)
        return begin_fixed(self, values, result, (*_FIXED, *SCORES), {"result": "pending"})

    def write(self, vals):
        refuse_fixed(self, vals, _FIXED)
        return super().write(vals)

    def _propose_result(self):
        """Write down who passes, with which grade, and who misses what; in superuser mode.

        Whom somebody has judged with a reason stays as judged.
        """
        passed_exercises = self._get_passed_exercises()
        for registration in self:
            missing = registration._get_missing(
                passed_exercises.get(registration.trainee_id, self.env["vanthu.exercise"])
            )
            sentence = self.env._("Missing: %s.", "; ".join(missing)) if missing else False
            verdict = "failed" if missing else "passed"
            if registration.result_note:
                verdict = registration.result_proposed
            registration.write({
                "result_proposed": verdict, "result_missing": sentence,
                "grade": verdict == "passed" and registration._get_grade(),
            })

    def _get_grade(self):
        """The grade of the quiz.

        :return: its name, False without a quiz
        """
        if not self.course_id.survey_id or not (self.is_after_taken or self.score_after):
            return False
        return self.env["vanthu.grade"].search(
            [("score_min", "<=", self.score_after)], order="score_min desc", limit=1
        ).name

    def action_overrule(self, verdict: str, reason: str) -> bool:
        """Judge otherwise than the figures, before the results are decided.

        For what the software has not seen: a quiz on paper, a session made up for.

        :param str verdict: passed or failed
        :param str reason: why; it stays with the result
        :return bool: True
        :raise AccessError: the caller is neither trainer of the class nor its manager
        :raise UserError: nothing is proposed, or the results are decided already
        """
        reason = (reason or "").strip()
        if verdict not in ("passed", "failed") or not reason:
            raise UserError(self.env._("Choose a result and enter the reason."))
        self.check_access("read")
        for event in self.event_id:
            event._require_results("proposed", by_trainer=True)
        for person in self.sudo():
            person.write({"result_note": reason, "result_proposed": verdict})
            person.grade = verdict == "passed" and person._get_grade()
            self.env["vanthu.event"]._log(person.event_id, "results_overruled", {
                "person": person.name, "reason": reason, "passed": int(verdict == "passed"),
            })
        return True

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
        if course.survey_id and not (self.is_after_taken or self.score_after):
            missing.append(self.env._("quiz not passed: no answers yet"))
        elif course.survey_id and self.score_after < wanted:
            missing.append(self.env._(
                "%(score)s%% in the quiz instead of %(min)s%%",
                score=_say(self.score_after), min=_say(wanted),
            ))
        open_ones = course.exercise_ids - passed
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
