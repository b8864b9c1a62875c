from odoo import api, models


class VanthuEvent(models.Model):
    """What happens when archived files are used."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("loan_asked", self.env._("Use asked for")),
            ("loan_approved", self.env._("Use allowed")),
            ("loan_refused", self.env._("Use refused")),
            ("loan_cancelled", self.env._("Request cancelled")),
            ("loan_handed_out", self.env._("Files handed out")),
            ("loan_copied", self.env._("Copies given")),
            ("loan_returned", self.env._("Files given back")),
            ("file_lent", self.env._("File handed out to a reader")),
            ("file_copied", self.env._("Copy of the file given")),
            ("file_back", self.env._("File given back by the reader")),
        ]
