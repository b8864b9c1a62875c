from odoo import api, models


class VanthuEvent(models.Model):
    """What happens in the rooms of the store."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("climate_alarm", self.env._("Climate alarm")),
            ("climate_alarm_closed", self.env._("Climate alarm closed")),
            ("climate_corrected", self.env._("Climate reading corrected")),
            ("climate_imported", self.env._("Climate readings imported")),
            ("sensor_key_made", self.env._("Key of a sensor made")),
            ("sensor_key_removed", self.env._("Key of a sensor taken away")),
            ("store_checked", self.env._("Check of the store done")),
        ]
