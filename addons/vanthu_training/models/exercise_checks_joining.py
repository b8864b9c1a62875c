from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..tools.exercise_parameters import Choice, Kind, Number, Text

_ONE_LOOK = timedelta(minutes=10)  # as vanthu.event counts looks
_OWN = ("phone", "email", "name")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of the first steps with a new account."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        return {
            **super()._get_kinds(),
            "own_data": Kind(self.env._("First steps: own data are right"), {
                "field": Choice(_OWN), "value": Text(required=True),
            }),
            "documents_opened": Kind(self.env._("First steps: incoming documents were opened"), {
                "count": Number(3),
            }),
        }

    @api.model
    def _check_own_data(self, attempt, step):
        asked, user = step._get_parameters(), attempt.practice_user_id
        found = user[asked["field"]] or ""
        label = self._label("res.users", asked["field"])
        if self._is_same_value(asked["field"], found, asked["value"]):
            return True, self.env._("Your %(field)s is %(value)s.", field=label, value=found)
        if not found:
            return False, self.env._(
                "Your %(field)s is empty; enter %(value)s in your preferences.",
                field=label, value=asked["value"],
            )
        return False, self.env._(
            "Your %(field)s is “%(found)s”, but the exercise says %(value)s.",
            field=label, found=found, value=asked["value"],
        )

    @api.model
    def _is_same_value(self, field, found, wanted):
        if field == "phone":
            return _get_digits(found) == _get_digits(wanted)
        return self._same(found, wanted)

    @api.model
    def _check_documents_opened(self, attempt, step):
        asked = step._get_parameters()
        # A further look within ten minutes is no new event, so what was opened just before the
        # attempt counts, too.
        rows = self.env["vanthu.event"]._read_group(
            Domain("date", ">=", attempt.started_at - _ONE_LOOK)
            & Domain("company_id", "=", attempt.company_id.id)
            & Domain("user_id", "=", attempt.practice_user_id.id)
            & Domain("kind", "=", "opened") & Domain("res_model", "=", "vanthu.document"),
            ["res_id"],
        )
        found = self.env["vanthu.document"].search_count([
            ("id", "in", [row[0] for row in rows]), ("direction", "=", "incoming"),
        ])
        return found >= asked["count"], self.env._(
            "%(found)s of %(wanted)s incoming documents were opened since the exercise began.",
            found=found, wanted=asked["count"],
        )


def _get_digits(text):
    """The digits of a phone number, as within the country."""
    digits = "".join(sign for sign in text or "" if sign.isdigit())
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 9 else digits
