from odoo import api, fields, models

# Role → what opens after the log-in; the first that fits counts.
HOME_ACTIONS = {
    "group_clerk": "document_action_waiting",
    "group_leader": "document_action_to_direct",
    "group_manager": "res_company_action",
    "group_user": "assignment_action_my_work",
}


class ResUsers(models.Model):
    """What the records office knows of a person: the units he or she reads for.

    A new person lands, after the log-in, where the work of the role begins.
    """

    _inherit = "res.users"

    vanthu_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_unit_member_rel", "user_id", "unit_id",
        string="Units", readonly=True,
    )
    vanthu_reader_unit_ids = fields.Many2many(
        "vanthu.unit", "vanthu_unit_reader_rel", "user_id", "unit_id",
        string="Units whose documents are visible", readonly=True,
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "vanthu_unit_ids", "vanthu_reader_unit_ids"]

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        for user, vals in zip(users, vals_list, strict=True):
            if "action_id" not in vals:
                user._set_home_action()
        return users

    def _set_home_action(self):
        """Open the desk of the role after the log-in, where nothing else was chosen."""
        for user in self.filtered(lambda user: not user.action_id and not user.share):
            for group, action in HOME_ACTIONS.items():
                if user.has_group(f"vanthu_document.{group}"):
                    user.action_id = self.env.ref(f"vanthu_document.{action}").id
                    break
