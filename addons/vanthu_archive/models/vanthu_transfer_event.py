from odoo import api, models


class VanthuEvent(models.Model):
    """What happens when files change hands."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("batch_sent", self.env._("Batch sent to the archive")),
            ("batch_sent_back", self.env._("Batch sent back by the archive")),
            ("batch_accepted", self.env._("Batch taken over")),
            ("handover_refused", self.env._("File sent back by the archive")),
            ("file_transferred", self.env._("File given to a historical archive")),
            ("keep_back_approved", self.env._("Keeping back allowed")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {**super()._get_detail_labels(), "rules": self.env._("Retention rules")}
