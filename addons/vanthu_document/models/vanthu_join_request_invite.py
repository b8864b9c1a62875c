from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError


class VanthuJoinRequest(models.Model):
    """The letter with which a new person sets a password, and what to do when it does not come."""

    _inherit = "vanthu.join.request"

    invitation_ids = fields.Many2many(
        "mail.mail", "vanthu_join_request_mail_rel", "request_id", "mail_id",
        string="Invitations not sent", readonly=True, copy=False, groups="base.group_system",
        help="Letters that were not sent yet; what was sent is gone from here.",
    )
    invitation_state = fields.Selection(
        [("waiting", "Being sent"), ("failed", "Not sent"), ("sent", "Sent")],
        string="Invitation", compute="_compute_invitation_state",
    )
    invitation_text = fields.Text(
        string="Links to hand over", compute="_compute_invitation_text",
        help="Where e-mail does not arrive: the link with which the person sets a password.",
    )

    def _get_step_fields(self):
        return {**super()._get_step_fields(), "invitation_ids": False}

    def _compute_invitation_state(self):
        for request in self:
            states = set(request.sudo().invitation_ids.mapped("state"))
            if request.state != "approved":
                request.invitation_state = False
            elif states & {"exception", "cancel"}:
                request.invitation_state = "failed"
            else:
                request.invitation_state = "waiting" if states else "sent"

    def _compute_invitation_text(self):
        for request in self:
            lines = []
            if request.state == "approved" and request.invitation_state != "sent":
                lines = [
                    f"{user.name}: {request._get_invitation_url(user)}"
                    for user in request.sudo().user_ids
                    if user.active and not user.login_date
                ]
            request.invitation_text = "\n".join(lines) or False

    def _get_invitation_url(self, user):
        return user.with_user(SUPERUSER_ID).partner_id._get_signup_url()

    def _invite(self, users):
        """Send Odoo's link for a first password, with the first steps and two-factor advice.

        :param users: ``res.users`` of the request that have never signed in
        """
        self.ensure_one()
        told = self.with_context(lang=self._get_lang())
        mails = self.env["mail.mail"].sudo()
        for user in users.sudo():
            user.partner_id.signup_prepare(signup_type="signup")
            mails |= told._send_mail(
                "join_mail_welcome", told.env._("Your account of the records office"),
                user.email, user=user, url=self._get_invitation_url(user),
                organisation=self.sudo().organisation_id,
                days=self._get_invitation_days(),
            )
        self.sudo()._write_step({"invitation_ids": [fields.Command.set(mails.ids)]})

    def _get_invitation_days(self):
        hours = self.env["ir.config_parameter"].sudo().get_param(
            "auth_signup.signup.validity.hours", 144
        )
        return int(hours) // 24

    def action_invite_again(self) -> bool:
        """Send the invitation once more to those who have never signed in.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation that decides
        :raise UserError: everybody has signed in
        """
        self._require_decider("approved")
        for request in self:
            users = request.sudo().user_ids.filtered(
                lambda user: user.active and not user.login_date
            )
            if not users:
                raise UserError(self.env._(
                    "Everybody has signed in already; a forgotten password is set anew with "
                    "the link on the login page."
                ))
            request._invite(users)
        return True
