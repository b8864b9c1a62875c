from odoo import api, models


class VanthuEvent(models.Model):
    """What happens to an outgoing document, from the draft to its receivers."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("drafted", self.env._("Drafted")),
            ("version_added", self.env._("Version saved")),
            ("draft_submitted", self.env._("Submitted for checking")),
            ("content_confirmed", self.env._("Content confirmed")),
            ("format_confirmed", self.env._("Presentation confirmed")),
            ("draft_sent_back", self.env._("Draft sent back")),
            ("signed", self.env._("Signed")),
            ("issued", self.env._("Issued")),
            ("file_frozen", self.env._("Issued file frozen")),
            ("copied", self.env._("Copy issued")),
            ("kept_copy_used", self.env._("Kept copy lent")),
            ("kept_copy_returned", self.env._("Kept copy returned")),
            ("dispatched", self.env._("Dispatched")),
            ("sent_on_paper", self.env._("Sent on paper")),
            ("delivery_refused", self.env._("Refused by the receiver")),
            ("recall_refused", self.env._("Recall refused")),
            ("recall_answered", self.env._("Answer to the recall noted")),
        ]
