import calendar
import re
from datetime import date

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.vanthu_document.tools.printing.spec import FORMS_OF

from ..tools.exercise_parameters import Choice, Flag, Kind, Number

_NUMBER = re.compile(r"0*(\d+)")
_OWN_FORMS = {forms[0].code for forms in FORMS_OF.values()}
_PRINTS = ("vanthu.register", "vanthu.register.volume")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of printing registers and closing their volumes (Điều 16, 22 of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        direction = Choice(("outgoing", "incoming"))
        year = Choice(("this", "last"))
        return {
            **super()._get_kinds(),
            "register_printed": Kind(self.env._("Register: it is printed or exported"), {
                "direction": direction, "year": year,
                "quarter": Number(0, 0, 4), "month": Number(0, 0, 12),
            }),
            "volume_closed": Kind(self.env._("Register: a volume is closed"), {
                "direction": direction, "year": year, "printed": Flag(),
            }),
        }

    # ---- PRINTED ----

    @api.model
    def _check_register_printed(self, attempt, step):
        asked = step._get_parameters()
        year = self._get_year(attempt, asked["year"])
        period = self._get_period(year, asked)
        wanted = self._count_numbers(attempt, asked["direction"], year, period)
        title = self._name_register(asked["direction"], year, asked)
        if not wanted:
            # An organisation made last year has its register in the year before.
            old = asked["year"] == "last" and not self._count_numbers(
                attempt, asked["direction"], year, self._get_period(year, {})
            )
            return False, self.env._(
                "%s has no number; begin the practice organisation anew.", title
            ) if old else self.env._("%s has no number yet.", title)
        prints = self._find_prints(attempt)
        form = FORMS_OF[asked["direction"]][0].code
        of_form = [(register, detail) for register, detail in prints if detail.get("form") == form]
        if any(self._is_whole(register, detail, wanted) for register, detail in of_form):
            return True, self.env._("%s was printed.", title)
        if of_form:
            register, detail = of_form[-1]
            return False, self._compare_print(register, detail, wanted, title)
        if prints:
            return False, self.env._(
                "What was printed is another book; choose the register itself for %s.", title
            )
        return False, self.env._("%s was not printed since the exercise began.", title)

    @api.model
    def _get_year(self, attempt, word):
        return self._get_days(attempt)[1].year - (word == "last")

    @api.model
    def _get_period(self, year, asked):
        """First and last day of what is to be printed."""
        first, last = 1, 12
        if asked.get("month"):
            first = last = asked["month"]
        elif asked.get("quarter"):
            first, last = asked["quarter"] * 3 - 2, asked["quarter"] * 3
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])

    @api.model
    def _name_register(self, direction, year, asked):
        book = {
            "incoming": self.env._("The register of incoming documents"),
            "outgoing": self.env._("The register of outgoing documents"),
        }[direction]
        if asked.get("month"):
            return self.env._("%(book)s, month %(month)s of %(year)s", book=book,
                              month=asked["month"], year=year)
        if asked.get("quarter"):
            return self.env._("%(book)s, quarter %(quarter)s of %(year)s", book=book,
                              quarter=asked["quarter"], year=year)
        return self.env._("%(book)s of %(year)s", book=book, year=year)

    @api.model
    def _count_numbers(self, attempt, direction, year, period):
        """What each register has in the period: id → (count, first, last number)."""
        rows = self.env["vanthu.register.entry"]._read_group(
            Domain("company_id", "=", attempt.company_id.id)
            & Domain("register_id.direction", "=", direction)
            & Domain("register_id.year", "=", year)
            & Domain("date", ">=", period[0]) & Domain("date", "<=", period[1]),
            ["register_id"], ["__count", "number:min", "number:max"],
        )
        return {register.id: tuple(values) for register, *values in rows}

    @api.model
    def _find_prints(self, attempt):
        """What the practice account has printed or exported: pairs of register id, facts."""
        events = self.env["vanthu.event"].search_fetch(
            self._get_events_domain(attempt, "printed", "exported")
            & Domain("res_model", "in", _PRINTS), ["res_model", "res_id", "detail"], order="id",
        )
        volumes = self.env["vanthu.register.volume"].browse(
            [event.res_id for event in events if event.res_model == _PRINTS[1]]
        ).exists()
        register_of = {volume.id: volume.register_id.id for volume in volumes}
        return [
            (event.res_id if event.res_model == _PRINTS[0] else register_of.get(event.res_id),
             event.detail or {})
            for event in events
        ]

    @api.model
    def _is_whole(self, register, detail, wanted):
        return register in wanted and wanted[register] == (
            detail.get("count"), _get_number(detail.get("from")), _get_number(detail.get("to"))
        )

    @api.model
    def _compare_print(self, register, detail, wanted, title):
        if register not in wanted:
            return self.env._("What was printed is another register than this: %s.", title)
        count, first, last = wanted[register]
        return self.env._(
            "Numbers %(from)s to %(to)s were printed, %(found)s in all, but these are wanted: "
            "%(first)s to %(last)s, %(count)s in all; check the range of days.",
            **{"from": detail.get("from") or "–", "to": detail.get("to") or "–"},
            found=detail.get("count") or 0, first=f"{first:02d}", last=f"{last:02d}", count=count,
        )

    # ---- CLOSED ----

    @api.model
    def _check_volume_closed(self, attempt, step):
        asked = step._get_parameters()
        year = self._get_year(attempt, asked["year"])
        closed = self._find_done(attempt, "vanthu.register.volume", "volume_closed")
        title = self._name_register(asked["direction"], year, {})
        found = closed.filtered(
            lambda volume: volume.state == "closed"
            and volume.register_id.direction == asked["direction"]
            and volume.register_id.year == year
        )
        if not found:
            other = closed[:1]
            return False, self.env._(
                "%(found)s was closed, but this was to be closed: a volume of %(wanted)s.",
                found=other.display_name, wanted=title[:1].lower() + title[1:],
            ) if other else self.env._("No volume is closed yet: %s.", title)
        if asked["printed"] and not self._is_printed_whole(attempt, found):
            return False, self.env._(
                "%s is closed, but was not printed whole yet.", found[0].display_name
            )
        return True, self.env._("%s is closed.", found[0].display_name)

    @api.model
    def _is_printed_whole(self, attempt, volumes):
        """Whether one of some volumes was printed with all its numbers."""
        counts = {volume.id: volume.entry_count for volume in volumes}
        events = self.env["vanthu.event"].search_fetch(
            self._get_events_domain(attempt, "printed", "exported")
            & Domain("res_model", "=", volumes._name) & Domain("res_id", "in", volumes.ids),
            ["res_id", "detail"],
        )
        return any(
            (event.detail or {}).get("count") == counts[event.res_id]
            and event.detail.get("form") in _OWN_FORMS for event in events
        )


def _get_number(label):
    """The number of a label such as "07a", 0 for none."""
    match = _NUMBER.match(str(label or ""))
    return int(match[1]) if match else 0
