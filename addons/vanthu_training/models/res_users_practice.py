import secrets

from odoo import SUPERUSER_ID, Command, api, models
from odoo.exceptions import AccessDenied, AccessError, UserError

# What the practice account may do in its own organisation: each exercise needs one of these.
_ROLES = (
    "vanthu_document.group_clerk", "vanthu_document.group_leader",
    "vanthu_archive.group_archivist",
)


class ResUsers(models.Model):
    """Making practice accounts, and keeping every other door to them shut."""

    _inherit = "res.users"

    def _get_practice_user(self):
        """The practice account of this person; made with its organisation on first use.

        :return: ``res.users``, without rights in any real organisation
        :raise UserError: the person is a practice account or no internal user
        """
        self.ensure_one()
        user = self.sudo()
        if user.practice_of_id or user.share or not user.active:
            raise UserError(self.env._("Practice is entered from the account of a real person."))
        # Two clicks at once make one account.
        self.env.cr.execute(
            "SELECT id FROM res_users WHERE id = %s FOR NO KEY UPDATE", [user.id]
        )
        user.invalidate_recordset(["practice_user_ids"])
        # Into a real organisation nobody goes without its password, whoever wrote that down.
        found = user.practice_user_ids.filtered("company_id.is_practice")[:1]
        return found or user._create_practice_user()

    def _create_practice_user(self):
        env = self.with_user(SUPERUSER_ID).env
        env = env(context={
            "lang": self.lang, "tz": self.tz, "no_reset_password": True,
            "tracking_disable": True, "mail_create_nolog": True,
        })
        company = env["res.company"]._create_practice(self)
        practice = env["res.users"].create({
            "name": env._("%s (practice)", self.name),
            "login": self._draw_practice_login(),
            "practice_of_id": self.id, "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set([env.ref(name).id for name in _ROLES])],
            "lang": self.lang, "tz": self.tz, "notification_type": "inbox",
        })
        # Nobody logs in with it.
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s", [practice.id]
        )
        practice.invalidate_recordset(["password"])
        practice.partner_id.company_id = company
        if "odoobot_state" in practice:
            practice.odoobot_state = "disabled"
        company._begin_practice(practice)
        return practice

    @api.model
    def get_my_practice(self) -> dict:
        """What the door to practice shows of one's own practice organisation.

        :return dict: ``company`` (name, or False before the first time), ``company_id``,
            ``waiting`` and ``registered`` (numbers of letters), ``has_exercises``
        """
        company = (
            self.env.user.sudo().practice_user_ids or self.env.user
        ).company_id.sudo().filtered("is_practice")[:1]
        states = dict(self.env["vanthu.document"].sudo()._read_group(
            [("company_id", "=", company.id), ("direction", "=", "incoming")],
            ["state"], ["__count"],
        )) if company else {}
        return {
            "company": company.name or False, "company_id": company.id,
            "waiting": states.get("arrived", 0),
            "registered": sum(states.values()) - states.get("arrived", 0),
            "has_exercises": bool(
                self.env.ref("vanthu_training.exercise_action_practice", False)
            ),
        }

    def _draw_practice_login(self):
        return f"practice-{(self.practice_of_id or self).id}-{secrets.token_hex(8)}"

    # ---- DOORS ----

    def _check_credentials(self, credential, env):
        if self.env.user.practice_of_id:
            raise AccessDenied()
        return super()._check_credentials(credential, env)

    def _action_reset_password(self, *args, **kwargs):
        real = self.filtered(lambda user: not user.sudo().practice_of_id)
        if self and not real:
            raise UserError(self.env._(
                "A practice account has no password; enter it from the Practice page."
            ))
        return super(ResUsers, real)._action_reset_password(*args, **kwargs)

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.user.practice_of_id and not self.env.su:
            raise UserError(self.env._("Accounts are not made from within practice."))
        users = super().create(vals_list)
        if not self.env.su:
            users._refuse_practice_of()
        return users

    def _refuse_practice_of(self):
        """The software alone says whose practice account one is."""
        if self.sudo().practice_of_id:
            raise AccessError(self.env._(
                "Practice accounts are made by the software, on the Practice page."
            ))

    def write(self, vals):
        self._check_practice_write(vals)
        result = super().write(vals)
        if "password" in vals:
            # A session in practice ends with the password that it came from.
            for practice in self.sudo().practice_user_ids:
                practice.login = practice._draw_practice_login()
        if "active" in vals and not vals["active"]:
            # Who may not come in may not practise either.
            self.sudo().practice_user_ids.filtered("active").active = False
        return result

    def _check_practice_write(self, vals):
        if vals.get("practice_of_id") and not self.env.su:
            raise AccessError(self.env._(
                "Practice accounts are made by the software, on the Practice page."
            ))
        practice = self.filtered(lambda user: user.sudo().practice_of_id)
        if practice and {"password", "new_password"} & vals.keys():
            raise UserError(self.env._(
                "A practice account has no password; enter it from the Practice page."
            ))
        if practice and {"company_id", "company_ids", "practice_of_id"} & vals.keys():
            raise UserError(self.env._(
                "A practice account belongs to its practice organisation and to no other."
            ))


class ResUsersApikeys(models.Model):
    """No machine works in practice."""

    _inherit = "res.users.apikeys"

    def _generate(self, scope, name, expiration_date):
        if self.env.user.practice_of_id:
            raise UserError(self.env._("There are no keys for practice accounts."))
        return super()._generate(scope, name, expiration_date)
