from odoo import api, fields, models
from odoo.fields import Domain


class ResConfigSettings(models.TransientModel):
    """Whether strangers may ask for accounts, and who decides."""

    _inherit = "res.config.settings"

    join_open = fields.Boolean(
        string="Page to ask for an account", config_parameter="vanthu_document.join_open"
    )
    join_company_id = fields.Many2one(
        "res.company", string="Decided by administrators of",
        config_parameter="vanthu_document.join_company_id",
    )
    join_unconfirmed = fields.Boolean(
        string="Without confirming the e-mail",
        config_parameter="vanthu_document.join_unconfirmed",
        help="Only where this server sends no e-mail: anybody can then ask in another's name.",
    )
    join_url = fields.Char(string="Address of the page", compute="_compute_join_url")

    @api.depends("join_open")
    def _compute_join_url(self):
        for settings in self:
            settings.join_url = f"{self.env.company.get_base_url()}/vanthu/join"


class VanthuHome(models.AbstractModel):
    """Requests that wait stand among what the administrator has to set up."""

    _inherit = "vanthu.home"

    @api.model
    def _get_setup_figures(self):
        return [
            *super()._get_setup_figures(),
            self._make_figure(
                "join_requests", self.env._("Requests for accounts"),
                self._count("vanthu.join.request", Domain("state", "=", "waiting")),
                "vanthu_document.vanthu_join_request_action", {"search_default_waiting": 1},
            ),
        ]
