from odoo import api, models
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_moment, local_today
from odoo.addons.vanthu_document.tools.normalize import collapse


class VanthuExerciseCheck(models.AbstractModel):
    """What exercises can be checked for: a registry of kinds, and what the checks share.

    A check reads the state of the records in the practice organisation and what the practice
    account has done since the attempt began; how it was done does not matter. Files
    ``exercise_checks_<subject>`` add kinds to :meth:`_get_kinds` and a method
    ``_check_<kind>(attempt, step)`` for each.
    """

    _name = "vanthu.exercise.check"
    _description = "Checks of exercises"

    @api.model
    def _get_kinds(self):
        """The checks that there are.

        :return dict: kind → :class:`~..tools.exercise_parameters.Kind`
        """
        return {}

    @api.model
    def _run(self, attempt, step):
        """Whether a step is done.

        :param attempt: ``vanthu.attempt``
        :param step: ``vanthu.exercise.step``
        :return tuple: bool, and one sentence that says what was found
        """
        # Only what is registered: the name of a check comes from data.
        if step.check_kind not in self._get_kinds():
            return False, self.env._(
                "This step cannot be checked any more; tell the training manager."
            )
        check = getattr(self.sudo(), f"_check_{step.check_kind}")
        return check(attempt.sudo(), step.sudo())

    # ---- WHAT WAS DONE ----

    @api.model
    def _get_events_domain(self, attempt, *kinds):
        """Events of the practice account since the attempt began."""
        return (
            Domain("id", ">", attempt.event_mark)
            & Domain("company_id", "=", attempt.company_id.id)
            & Domain("user_id", "=", attempt.practice_user_id.id)
            & Domain("kind", "in", kinds)
        )

    @api.model
    def _find_done(self, attempt, model, *kinds):
        """Records with which the practice account did one of some things.

        :param str model: name of a model
        :param kinds: kinds of events
        :return: recordset, in the order of its ids
        """
        rows = self.env["vanthu.event"]._read_group(
            self._get_events_domain(attempt, *kinds) & Domain("res_model", "=", model),
            ["res_id"],
        )
        return self.env[model].browse(sorted(row[0] for row in rows)).exists()

    @api.model
    def _find_done_of(self, attempt, model, *kinds):
        """As :meth:`_find_done` for records whose events are told at their document.

        :param str model: name of a model with ``document_id``
        :return: recordset, in the order of its ids
        """
        ids = set()
        for event in self.env["vanthu.event"].search_fetch(
            self._get_events_domain(attempt, *kinds), ["res_model", "res_id", "detail"],
        ):
            if event.res_model == model:
                ids.add(event.res_id)
                continue
            name, _comma, number = str((event.detail or {}).get("of", "")).partition(",")
            if name == model and number.isdigit():
                ids.add(int(number))
        return self.env[model].browse(sorted(ids)).exists()

    # ---- JUDGING ----

    @api.model
    def _judge(self, records, count, complain, sentence):
        """Whether enough records are as they should be.

        :param records: what was done
        :param int count: how many are wanted
        :param complain: function of a record → sentence about what is wrong, or None
        :param sentence: function of how many are right → sentence
        :return tuple: bool, sentence
        """
        complaints = [text for text in map(complain, records) if text]
        right = len(records) - len(complaints)
        if right < count and complaints:
            return False, complaints[0]
        return right >= count, sentence(right)

    @api.model
    def _label(self, model, name):
        """What a field is called on the screen, in small letters for the middle of a sentence."""
        label = self.env[model]._fields[name]._description_string(self.env)
        return label[:1].lower() + label[1:]

    @api.model
    def _fold(self, text):
        """A text without what does not matter: capitals, blanks, how its letters are composed."""
        return collapse(text or "").casefold()

    @api.model
    def _same(self, text, other):
        """Whether two texts are the same but for capitals and blanks."""
        return self._fold(text) == self._fold(other)

    @api.model
    def _holds(self, text, part):
        """Whether a text holds another, but for capitals; everything holds nothing."""
        return self._fold(part) in self._fold(text)

    @api.model
    def _get_days(self, attempt):
        """The days from the beginning of the attempt to today, as the trainee's clock says.

        :return tuple: two dates
        """
        env = attempt.practice_user_id.with_user(attempt.practice_user_id).env
        return local_moment(env, attempt.started_at).date(), local_today(env)
