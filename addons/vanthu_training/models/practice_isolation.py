"""What keeps practice apart: nothing of it is mailed, delivered or told to real people."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Contacts of practice organisations and accounts, hidden from everybody else by a rule."""

    _inherit = "res.partner"

    is_practice = fields.Boolean(
        compute="_compute_is_practice", store=True, compute_sudo=True, readonly=True, index=True,
    )

    @api.depends("company_id.is_practice")
    def _compute_is_practice(self):
        for partner in self:
            partner.is_practice = partner.company_id.is_practice

    @api.model_create_multi
    def create(self, vals_list):
        # What is typed in practice stays there, whatever company the form names.
        if self.env.user.practice_of_id:
            for vals in vals_list:
                vals["company_id"] = self.env.user.company_id.id
        return super().create(vals_list)


class MailMail(models.Model):
    """No mail leaves a practice organisation."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        held = mails.filtered(lambda mail: mail._is_practice())
        held.write({
            "state": "cancel", "failure_reason": self.env._("Practice: mail is not sent."),
        })
        return mails

    def _send(self, *args, **kwargs):
        held = self.filtered(lambda mail: mail._is_practice())
        held.filtered(lambda mail: mail.state == "outgoing").write({"state": "cancel"})
        return super(MailMail, self - held)._send(*args, **kwargs)

    def _is_practice(self):
        """Whether this mail comes from a practice account or is about one of its records."""
        self.ensure_one()
        mail = self.sudo()
        if self.env.user.practice_of_id or mail.author_id.is_practice:
            return True
        if not mail.model or not mail.res_id or mail.model not in self.env:
            return False
        model = self.env[mail.model].sudo()
        if "company_id" not in model._fields:
            return model._name == "res.partner" and model.browse(mail.res_id).is_practice
        return bool(model.browse(mail.res_id).exists().company_id[:1].is_practice)


class DiscussChannel(models.Model):
    """Channels are for real people."""

    _inherit = "discuss.channel"

    def message_post(self, **kwargs):
        if self.env.user.practice_of_id:
            raise UserError(self.env._(
                "Messages to other people are not sent from practice; leave practice first."
            ))
        return super().message_post(**kwargs)


class VanthuDelivery(models.Model):
    """Documents of a practice organisation go nowhere, and its clerk sees them as sent."""

    _inherit = "vanthu.delivery"

    def _send_office(self):
        if self.company_id.is_practice:
            return self._pretend_sent()
        return super()._send_office()

    def _send_email(self):
        if self.company_id.is_practice:
            return self._pretend_sent()
        return super()._send_email()

    def _pretend_sent(self):
        now = fields.Datetime.now()
        self._write_step({
            "state": "sent", "error": False, "next_try": False, "sent_at": now,
            "status_at": now, "note": self.env._("Practice: not really sent."),
        })

    def _create_received(self, receiver):
        if receiver.is_practice or self.company_id.is_practice:
            raise UserError(self.env._(
                "Nothing is delivered to or from a practice organisation."
            ))
        return super()._create_received(receiver)
