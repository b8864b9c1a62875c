from odoo import api, fields, models

_TOLD = ("approved", "refused", "cancelled")


class VanthuLoan(models.Model):
    """Requests that came by the public page; the person is told by e-mail what is decided."""

    _inherit = "vanthu.loan"

    source = fields.Selection(
        [("office", "At the office"), ("outside", "By the public page")], string="Came",
        required=True, default="office", readonly=True, copy=False,
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "source": "office"}

    def _take_step(self, target, kind, vals=None):
        result = super()._take_step(target, kind, vals)
        if target in _TOLD:
            requests = self.env["vanthu.outside.request"].sudo()
            for request in requests.search([("loan_id", "in", self.ids)]):
                request._send_mail(
                    "outside_mail_decided",
                    lambda env: env._("Your request for archived files"),
                    url=request._get_page_url(),
                )
        return result
