from odoo import api, fields, models

# Odoo's numbered colours: red, orange, yellow, blue; green and violet for what is finished.
DEADLINE_COLORS = {"late": 1, "today": 2, "soon": 3, "later": 4, "met": 10, "missed": 5}


class VanthuAssignment(models.Model):
    """What lists, cards and the calendar show of work: who has it and how much it presses."""

    _inherit = "vanthu.assignment"

    target_name = fields.Char(
        string="Given to", compute="_compute_target_name", compute_sudo=True,
        help="The unit, and the person in it who has the work.",
    )
    deadline_color = fields.Integer(compute="_compute_deadline_color")

    @api.depends("unit_id", "user_id", "parent_id.unit_id", "parent_id.parent_id.unit_id")
    def _compute_target_name(self):
        for work in self:
            units = (
                work.unit_id or work.parent_id.unit_id or work.parent_id.parent_id.unit_id
                or work.user_id.vanthu_unit_ids.filtered(
                    lambda unit, company=work.company_id: unit.company_id == company
                )[:1]
            )
            work.target_name = " – ".join(filter(None, (units.name, work.user_id.name)))

    @api.depends("deadline_state")
    def _compute_deadline_color(self):
        for work in self:
            work.deadline_color = DEADLINE_COLORS.get(work.deadline_state, 0)

    @api.model
    @api.readonly
    def web_read_group(self, domain, groupby, *args, opening_info=None, **kwargs):
        """Groups as lists show them; in the work of a unit, what nobody has is never folded.

        Odoo folds the group without a value, unless somebody opened it.
        """
        nobody_first = self.env.context.get("vanthu_nobody_first")
        if nobody_first and groupby[0] == "user_id" and kwargs.get("auto_unfold"):
            known = opening_info or []
            if not any(info["value"] is False for info in known):
                limit = kwargs.get("unfold_read_default_limit", 80)
                nobody = {"value": False, "folded": False, "offset": 0, "limit": limit}
                opening_info = [*known, nobody]
        return super().web_read_group(
            domain, groupby, *args, opening_info=opening_info, **kwargs
        )
