from odoo import api, fields, models
from odoo.fields import Domain


class VanthuDelivery(models.Model):
    """Reminders to receivers who have not taken a document into their register."""

    _inherit = "vanthu.delivery"

    reminded_at = fields.Datetime(string="Reminded on", readonly=True)
    waits_too_long = fields.Boolean(
        compute="_compute_waits_too_long", search="_search_waits_too_long",
        help="Not registered by the working day after it arrived (Điều 4.2c of NĐ 30/2020).",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "reminded_at": False}

    @api.depends("state", "sent_at", "company_id")
    def _compute_waits_too_long(self):
        for delivery in self:
            limit = delivery._get_register_limit_start()
            delivery.waits_too_long = bool(
                delivery.state == "received" and delivery.channel == "office"
                and delivery.sent_at and delivery.sent_at < limit
            )

    def _search_waits_too_long(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        limit = self._get_register_limit_start()
        return (
            Domain("state", "=", "received") & Domain("channel", "=", "office")
            & Domain("sent_at", "<", limit)
        )

    @api.model
    def _get_register_limit_start(self):
        """What was sent before this moment had to be registered by yesterday.

        :return datetime.datetime: naive UTC, start of the working day before today
        """
        company = self.company_id[:1] or self.env.company
        today = self.env["vanthu.document"]._get_today()
        return company._get_day_start(company._add_working_days(today, -1))

    def action_remind(self):
        """Remind receivers here that a document waits for their registration.

        :raise AccessError: the person is no registry clerk
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        self.sudo()._remind()
        return True

    def _remind(self):
        for delivery in self.filtered(lambda d: d.state == "received"):
            document = delivery.received_document_id
            if not document:
                continue
            own = document.company_id._in_own_language(document)
            for clerk in own._get_clerks() - own.activity_ids.user_id:
                own.activity_schedule(
                    "vanthu_document.mail_activity_waiting_arrival", user_id=clerk.id,
                    date_deadline=own._get_today(),
                )
            delivery.reminded_at = fields.Datetime.now()

    @api.model
    def _cron_remind_receivers(self):
        """Once a day: remind, once for each delivery, whoever let a document lie."""
        new = Domain("state", "=", "received") & Domain("reminded_at", "=", False)
        for (company,) in self._read_group(new, ["company_id"]):
            self.with_company(company).search(
                new & Domain("waits_too_long", "=", True)
                & Domain("company_id", "=", company.id), limit=500,
            )._remind()
