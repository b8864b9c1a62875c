from odoo import api, models
from odoo.fields import Domain

from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES

TO_DECIDE = "vanthu_document.assignment_action_to_approve"
UNIT_WORK = "vanthu_document.assignment_action_unit_work"
UNGROUPED = {"search_default_group_user": 0}
OF_MY_UNIT = Domain("is_of_my_unit", "=", True)
IS_OPEN = Domain("state", "in", OPEN_ASSIGNMENT_STATES)
TO_PASS_ON = (
    IS_OPEN & Domain("user_id", "=", False) & Domain("role", "!=", "inform")
    & Domain("child_ids", "not any", [("state", "not in", GONE_ASSIGNMENT_STATES)])
)
TO_APPROVE = Domain("waits_for_my_approval", "=", True)


class VanthuHome(models.AbstractModel):
    """What waits for heads and deputies of units, and how much each member has to do."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        units = self.env["vanthu.assignment"]._get_units_led()
        if units:
            blocks.append(self._get_unit_block(units))
        return blocks

    @api.model
    def _get_unit_block(self, units):
        work = self.env["vanthu.assignment"]
        counts = work._count_by_deadline(OF_MY_UNIT)
        is_leader = self._has_role("leader")  # whose own block tells the same
        return {
            "key": "unit", "title": self.env._("Work of the unit"), "sequence": 30,
            "figures": [
                self._make_figure(
                    "to_pass_on", self.env._("To pass on"),
                    work.search_count(OF_MY_UNIT & TO_PASS_ON), UNIT_WORK,
                    {**UNGROUPED, "search_default_to_pass_on": 1},
                ),
                self._make_figure(
                    "to_approve", self.env._("Reports to approve"),
                    work.search_count(OF_MY_UNIT & TO_APPROVE), TO_DECIDE,
                    domain=list(OF_MY_UNIT & TO_APPROVE),
                ),
                self._make_figure(
                    "late", self.env._("Late"), counts.get("late", 0), UNIT_WORK,
                    {**UNGROUPED, "search_default_late": 1}, tone="danger",
                ),
                self._make_figure(
                    "today", self.env._("Due today"), counts.get("today", 0), UNIT_WORK,
                    {**UNGROUPED, "search_default_today": 1}, tone="warning",
                ),
                *([] if is_leader else [self._make_extension_figure()]),
            ],
            "members": self._get_loads(units, idle=not is_leader),
        }

    @api.model
    def _make_extension_figure(self):
        return self._make_figure(
            "extensions", self.env._("Extensions to decide"),
            self.env["vanthu.extension"].search_count(
                Domain("waits_for_my_decision", "=", True)
            ), "vanthu_document.extension_action_to_decide",
        )

    @api.model
    def get_unit_load(self) -> list[dict]:
        """How much work each member of the reader's units has.

        :return list: a dict for each member: ``user_id``, ``name`` and the numbers
            ``open``, ``late``, ``soon`` (today included) and ``done`` (this month)
        """
        return self._get_loads(self.env["vanthu.assignment"]._get_units_led())

    @api.model
    def _get_loads(self, units, idle=True):
        members = units.sudo().member_ids | units.sudo().deputy_ids | units.sudo().head_id
        if not members:
            return []
        work = self.env["vanthu.assignment"]
        given = OF_MY_UNIT & Domain("user_id", "!=", False)
        loads = {}
        rows = work._read_group(
            given & IS_OPEN, ["user_id", "deadline_state"], ["__count"]
        )
        for user, state, count in rows:
            load = loads.setdefault(user.id, self._empty_load(user))
            load["open"] += count
            if state == "late":
                load["late"] += count
            elif state in ("today", "soon"):
                load["soon"] += count
        done = work._read_group(
            given & Domain("state", "=", "done") & Domain("done_date", ">=", "=1d"),
            ["user_id"], ["__count"],
        )
        for user, count in done:
            loads.setdefault(user.id, self._empty_load(user))["done"] = count
        for user in members if idle else ():
            loads.setdefault(user.id, self._empty_load(user))
        return sorted(
            loads.values(), key=lambda load: (-load["late"], -load["open"], load["name"])
        )

    @api.model
    def _empty_load(self, user):
        return {
            "user_id": user.id, "name": user.sudo().name,
            "open": 0, "late": 0, "soon": 0, "done": 0,
        }
