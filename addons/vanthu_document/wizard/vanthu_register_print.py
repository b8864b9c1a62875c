from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.local_time import local_today
from ..tools.printing.spec import FORMS


class VanthuRegisterPrint(models.TransientModel):
    """Choose register, form and range; print as PDF or export as XLSX."""

    _name = "vanthu.register.print"
    _description = "Print register"

    register_id = fields.Many2one(
        "vanthu.register", required=True, default=lambda self: self._default_register(),
        domain="[('direction', '=', 'incoming')]", ondelete="cascade",
    )
    form = fields.Selection(
        [
            ("incoming_register", "Register of incoming documents"),
            ("follow_up_register", "Register of follow-up of incoming documents"),
            ("hand_over_list", "Hand-over list"),
        ],
        required=True, default="incoming_register",
    )
    volume_id = fields.Many2one(
        "vanthu.register.volume", compute="_compute_volume_id", store=True, readonly=False,
        domain="[('register_id', '=', register_id)]", ondelete="cascade",
        help="Leave empty to print all volumes of the register.",
    )
    range_kind = fields.Selection(
        [("all", "Everything"), ("numbers", "Numbers"), ("dates", "Dates")],
        string="Range", required=True, default="all",
    )
    number_from = fields.Integer(string="From number")
    number_to = fields.Integer(string="To number")
    date_from = fields.Date(string="From date")
    date_to = fields.Date(string="To date")

    def _default_register(self):
        year = local_today(self.env).year
        return self.env["vanthu.register"].search([
            ("company_id", "=", self.env.company.id), ("direction", "=", "incoming"),
            ("year", "<=", year),
        ], order="year desc, sequence, id", limit=1)

    @api.depends("register_id")
    def _compute_volume_id(self):
        for wizard in self:
            if wizard.volume_id.register_id != wizard.register_id:
                wizard.volume_id = wizard.register_id.volume_ids.filtered(
                    lambda volume: volume.state == "open"
                )[:1]

    def _get_selection(self):
        """What is to be printed.

        :return tuple: register, ``RegisterForm``, volume, (first, last number),
            (first, last date), as :meth:`vanthu.register._get_print_rows` takes them
        :raise UserError: a range that ends before it begins
        """
        self.ensure_one()
        numbers = days = None
        if self.range_kind == "numbers":
            numbers = (self.number_from, self.number_to)
            if self.number_to and self.number_from > self.number_to:
                raise UserError(self.env._(
                    "The range ends before it begins; enter the smaller number first."
                ))
        elif self.range_kind == "dates":
            days = (self.date_from, self.date_to)
            if self.date_from and self.date_to and self.date_from > self.date_to:
                raise UserError(self.env._(
                    "The range ends before it begins; enter the earlier date first."
                ))
        return self.register_id, FORMS[self.form], self.volume_id, numbers, days

    def action_print(self):
        """Print as PDF.

        :return dict: report action
        """
        self._get_selection()
        report = self.env.ref("vanthu_document.action_report_register_print")
        return report.report_action(self)

    def action_export(self):
        """Export as XLSX.

        :return dict: URL action of the download
        """
        self._get_selection()
        return {
            "type": "ir.actions.act_url",
            "url": f"/vanthu/register/{self.id}.xlsx",
            "target": "download",
        }
