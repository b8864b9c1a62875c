from odoo import api, models
from odoo.fields import Domain

from .states import OPEN_ASSIGNMENT_STATES
from .vanthu_home import ROWS

MY_WORK = "vanthu_document.assignment_action_my_work"
PRESSING_FIRST = "deadline_state, due_date, due_at, document_priority desc, id"
_ROW_FIELDS = [
    "document_id", "directive_id", "due_date", "due_at", "deadline_state", "role", "state",
]


class VanthuHome(models.AbstractModel):
    """The reader's own work: late, today, soon, new, with the first of each."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        return [*super()._get_blocks(), self._get_work_block()]

    @api.model
    def _get_work_block(self):
        mine = Domain("is_mine", "=", True) & Domain("state", "in", OPEN_ASSIGNMENT_STATES)
        counts = dict(self.env["vanthu.assignment"]._read_group(
            mine, ["deadline_state"], ["__count"]
        ))
        dated = ("late", "today", "soon")
        labels = {
            "late": self.env._("Late"),
            "today": self.env._("Due today"),
            "soon": self.env._("Due soon"),
        }
        tones = {"late": "danger", "today": "warning", "soon": ""}
        figures = [
            self._make_work_figure(
                state, labels[state], counts.get(state, 0),
                mine & Domain("deadline_state", "=", state), tone=tones[state],
            ) for state in dated
        ]
        new = mine & Domain("state", "=", "new")
        figures.append(self._make_work_figure(
            "waiting", self.env._("Not begun"), self._count("vanthu.assignment", new),
            new & Domain("deadline_state", "not in", dated),
            rows_label=self.env._("New, and not due soon"),
        ))
        opinions = mine & Domain("role", "=", "opinion")
        figures.append(self._make_figure(
            "opinion", self.env._("Opinions asked"),
            self._count("vanthu.assignment", opinions), MY_WORK,
            {"search_default_open": 1, "search_default_opinion": 1},
        ))
        others = any(map(self._has_role, ("clerk", "leader", "manager")))
        return {
            "key": "work", "title": self.env._("My work"), "sequence": 40, "figures": figures,
            "empty": "" if others else self.env._("Nothing waits for you."),
        }

    @api.model
    def _make_work_figure(self, key, label, count, first, **values):
        rows = []
        if count:
            # Same number of queries whether there is work or not: one for each list.
            rows = self._make_work_rows(first)
        return self._make_figure(
            key, label, count, MY_WORK, {"search_default_open": 1, f"search_default_{key}": 1},
            rows=rows, **values,
        )

    @api.model
    def _make_work_rows(self, domain):
        found = self.env["vanthu.assignment"].search_fetch(
            domain, _ROW_FIELDS, order=PRESSING_FIRST, limit=ROWS
        )
        return [
            self._make_row(
                work, work._get_subject(),
                " · ".join(filter(None, (work.document_reference, work.document_organ_name))),
            ) for work in found
        ]


class VanthuAssignment(models.Model):
    """What work is called where there is room for one line."""

    _inherit = "vanthu.assignment"

    def _get_subject(self):
        self.ensure_one()
        directive = self.directive_id.sudo()
        return self.document_subject or directive.subject or directive.content or ""
