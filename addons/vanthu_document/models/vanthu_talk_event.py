from odoo import api, models


class VanthuEvent(models.Model):
    """What is asked and answered about work: more time, a stopped clock, opinions."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("extension_asked", self.env._("More time asked for")),
            ("extension_granted", self.env._("More time granted")),
            ("extension_refused", self.env._("More time refused")),
            ("extension_withdrawn", self.env._("Request for more time withdrawn")),
            ("paused", self.env._("Clock stopped")),
            ("resumed", self.env._("Clock runs again")),
            ("opinions_asked", self.env._("Opinions asked for")),
            ("opinion_given", self.env._("Opinion given")),
            ("opinions_closed", self.env._("Round of opinions ended")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {
            **super()._get_detail_labels(),
            "asked_date": self.env._("Asked for"),
            "granted_date": self.env._("Granted until"),
            "waiting_for": self.env._("Waiting for"),
            "days": self.env._("Working days"),
        }

    @api.model
    def _get_detail_values(self):
        stances = self.env["vanthu.assignment"]._fields["stance"]._description_selection(self.env)
        return {
            **super()._get_detail_values(),
            **{("stance", code): self.env._("Opinion: %s", label) for code, label in stances},
        }
