from odoo import api, models


class ResGroups(models.Model):
    """The archivist is a role of the records office: whoever gets or loses it is logged."""

    _inherit = "res.groups"

    @api.model
    def _get_vanthu_roles(self):
        return super()._get_vanthu_roles() | self.sudo().env.ref(
            "vanthu_archive.group_archivist"
        )
