from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.exercise_parameters import ParameterError, complete, read_lines, write_lines


class VanthuExerciseStep(models.Model):
    """What a step is checked for, composed from the checks that there are."""

    _inherit = "vanthu.exercise.step"

    check_kind = fields.Selection(string="What is checked")
    parameter_text = fields.Text(
        string="What the check is told", compute="_compute_parameter_text",
        inverse="_inverse_parameter_text", help="One on each line, such as “count: 10”.",
    )
    parameter_help = fields.Text(
        string="Possible parameters", compute="_compute_parameter_help"
    )

    def _selection_check_kind(self):
        kinds = self.env["vanthu.exercise.check"]._get_kinds()
        return [
            *super()._selection_check_kind(),
            *((name, kind.label) for name, kind in kinds.items()),
        ]

    @api.depends("parameters")
    def _compute_parameter_text(self):
        for step in self:
            step.parameter_text = write_lines(step.parameters) or False

    def _inverse_parameter_text(self):
        for step in self:
            step.parameters = step._read_parameter_text()

    def _read_parameter_text(self):
        try:
            return read_lines(self.parameter_text) or False
        except ParameterError as error:
            raise ValidationError(self._explain_parameter(error)) from error

    @api.depends("check_kind")
    def _compute_parameter_help(self):
        kinds = self.env["vanthu.exercise.check"]._get_kinds()
        for step in self:
            kind = kinds.get(step.check_kind)
            step.parameter_help = kind and "\n".join(
                f"{name}: {parameter.describe()}" for name, parameter in kind.parameters.items()
            )

    @api.constrains("check_kind", "parameters")
    def _check_parameters(self):
        for step in self:
            step._get_parameters()

    def _get_parameters(self):
        """What the check of this step is told, completed.

        :return dict: name → value
        :raise ValidationError: a parameter is not known or does not fit
        """
        self.ensure_one()
        kind = self.env["vanthu.exercise.check"]._get_kinds().get(self.check_kind)
        if not kind:
            raise ValidationError(self.env._(
                "Choose for the step “%s” one of the checks of the list.", self.name
            ))
        try:
            return complete(kind, self.parameters)
        except ParameterError as error:
            raise ValidationError(self._explain_parameter(error)) from error

    def _explain_parameter(self, error):
        """One sentence for a parameter that does not fit.

        :param ParameterError error: what is wrong
        :return str: in the user's language
        """
        sentences = {
            "unknown": self.env._(
                "This check knows no parameter “%(name)s”; it knows: %(known)s."
            ),
            "missing": self.env._("Give the parameter “%(name)s”; the check needs it."),
            "number": self.env._("“%(value)s” is no whole number; correct “%(name)s”."),
            "range": self.env._("“%(name)s” lies between %(least)s and %(most)s."),
            "choice": self.env._(
                "“%(value)s” is not possible for “%(name)s”; choose from: %(choices)s."
            ),
            "flag": self.env._("Write yes or no for “%(name)s”."),
            "line": self.env._("Write “%(line)s” as name, colon and value."),
        }
        text = sentences[error.code] % error.values
        return self.env._("Step “%(step)s”: %(problem)s", step=self.name, problem=text)
