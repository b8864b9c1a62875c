from odoo import api, models


class VanthuEvent(models.Model):
    """What happens to classes, written down in the log of the organisation that holds them."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("people_named", self.env._("Participants named")),
            ("paper_score", self.env._("Score on paper entered")),
            ("place_given_back", self.env._("Place given back")),
            ("organisations_invited", self.env._("Organisations invited")),
            ("attendance_taken_back", self.env._("Attendance taken back")),
        ]

    @api.model
    def _row(self, record, kind, detail):
        if "host_id" in record._fields and record.host_id:
            return (record.host_id.id, self.env.uid, kind, record._name, record.id, detail)
        return super()._row(record, kind, detail)
