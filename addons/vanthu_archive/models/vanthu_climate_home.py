from odoo import api, models
from odoo.fields import Domain

ALARMS = "vanthu_archive.climate_alarm_action"
CHECKS = "vanthu_archive.store_check_action"


class VanthuHome(models.AbstractModel):
    """What the store rooms want of the archivist today."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        blocks = super()._get_blocks()
        if self.env.user.has_group("vanthu_archive.group_archivist"):
            blocks.append(self._get_store_block())
        return blocks

    @api.model
    def _get_store_block(self):
        checks = self.env["vanthu.store.check"]
        return {
            "key": "store_rooms", "title": self.env._("Store rooms"), "sequence": 70,
            "figures": [
                self._make_figure(
                    "climate_alarms", self.env._("Climate alarms"),
                    self._count("vanthu.climate.alarm", Domain("state", "!=", "closed")),
                    ALARMS, {"search_default_not_closed": 1}, tone="danger",
                ),
                self._make_figure(
                    "checks_overdue", self.env._("Checks overdue"),
                    self._count("vanthu.store.check", checks._get_overdue_domain()),
                    CHECKS, {"search_default_overdue": 1}, tone="danger",
                ),
            ],
        }
