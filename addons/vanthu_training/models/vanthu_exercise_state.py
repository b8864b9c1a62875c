from odoo import api, fields, models
from odoo.fields import Domain

STATES = ("not_begun", "in_progress", "passed")


class VanthuExercise(models.Model):
    """How far the person who looks is with each exercise, and the way into it."""

    _inherit = "vanthu.exercise"

    my_state = fields.Selection(
        [("not_begun", "Not begun"), ("in_progress", "In progress"), ("passed", "Passed")],
        string="My state", compute="_compute_my_state", search="_search_my_state",
    )
    my_best_time = fields.Char(string="Best time", compute="_compute_my_state")
    my_tries = fields.Integer(string="My tries", compute="_compute_my_state")
    step_count = fields.Integer(string="Number of steps", compute="_compute_step_count")

    @api.depends("name", "code")
    def _compute_display_name(self):
        for exercise in self:
            exercise.display_name = " – ".join(filter(None, (exercise.code, exercise.name)))

    @api.depends_context("uid")
    def _compute_my_state(self):
        attempts = self.env["vanthu.attempt"]
        found = {}
        for exercise, state, tries, best in attempts.sudo()._read_group(
            Domain("user_id", "=", attempts._get_trainee().id)
            & Domain("exercise_id", "in", self.ids),
            ["exercise_id", "state"], ["try_count:sum", "seconds:min"],
        ):
            found.setdefault(exercise.id, {})[state] = (tries, best)
        for exercise in self:
            own = found.get(exercise.id, {})
            passed = own.get("passed")
            # Whoever practises once more is at it again; the best time stays.
            exercise.my_state = next(
                (state for state in ("in_progress", "passed") if state in own), "not_begun"
            )
            exercise.my_best_time = passed and attempts._write_duration(passed[1])
            exercise.my_tries = sum(tries for tries, _best in own.values())

    @api.model
    def _search_my_state(self, operator, value):
        """Exercises by how far the person is with them.

        :param str operator: ``in``
        :param value: set of states
        :return: Domain
        """
        if operator != "in":
            return NotImplemented
        attempts = self.env["vanthu.attempt"]
        own = {"in_progress": set(), "passed": set()}
        for exercise, state in attempts.sudo()._read_group(
            Domain("user_id", "=", attempts._get_trainee().id)
            & Domain("state", "in", tuple(own)), ["exercise_id", "state"],
        ):
            own[state].add(exercise.id)
        own["passed"] -= own["in_progress"]
        begun = own["in_progress"] | own["passed"]
        return Domain.OR(
            Domain("id", "not in", list(begun)) if state == "not_begun"
            else Domain("id", "in", list(own.get(state, ())))
            for state in value
        )

    def _compute_step_count(self):
        counts = dict(self.env["vanthu.exercise.step"].sudo()._read_group(
            [("exercise_id", "in", self.ids)], ["exercise_id"], ["__count"]
        ))
        for exercise in self:
            exercise.step_count = counts.get(exercise, 0)

    def action_start(self) -> dict:
        """Begin the exercise, or go on with it.

        :return dict: window action of the attempt
        """
        self.ensure_one()
        attempts = self.env["vanthu.attempt"]
        return attempts.browse(attempts.action_start(self.id))._open()
