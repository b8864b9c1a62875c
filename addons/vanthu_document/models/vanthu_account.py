from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .local_time import get_zone_name, local_today
from .states import OPEN_ASSIGNMENT_STATES

REVIEW_DAYS = 365
GROUP = "vanthu_document.group_user"


class VanthuAccount(models.Model):
    """One line for each account of the records office: who may still be in, and who has looked.

    Accounts are to be looked through once a year (Phụ lục VI, III.3 of NĐ 30/2020: rights are
    given and taken under control): an administrator confirms or closes each.
    """

    _name = "vanthu.account"
    _description = "Account"
    _auto = False
    _order = "review_due desc, reviewed_on nulls first, name, id"
    _depends = {
        "res.users": ["login", "company_id", "active", "share", "group_ids", "partner_id"],
        "res.partner": ["name"],
        "res.users.log": ["create_uid"],
        "vanthu.account.review": ["user_id", "date", "reviewer_id"],
    }

    user_id = fields.Many2one("res.users", string="Account", readonly=True)
    name = fields.Char(readonly=True)
    login = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    roles = fields.Char(compute="_compute_roles")
    made_on = fields.Datetime(readonly=True)
    last_login = fields.Datetime(string="Last login", readonly=True)
    reviewed_on = fields.Date(string="Last reviewed", readonly=True)
    reviewer_id = fields.Many2one("res.users", string="Reviewed by", readonly=True)
    review_due = fields.Boolean(
        string="To review", readonly=True, help="Nobody has looked at it for a year."
    )

    @property
    def _table_query(self):
        groups = self.env.ref(GROUP).sudo().all_implied_by_ids
        return SQL(
            """SELECT u.id, u.id AS user_id, p.name, u.login, u.company_id,
                      u.create_date AS made_on, l.last_login,
                      r.date AS reviewed_on, r.reviewer_id,
                      COALESCE(r.date, (u.create_date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date)
                          <= %s - %s AS review_due
                 FROM res_users u
                 JOIN res_partner p ON p.id = u.partner_id
            LEFT JOIN (SELECT create_uid, max(create_date) AS last_login
                         FROM res_users_log GROUP BY create_uid) l ON l.create_uid = u.id
            LEFT JOIN LATERAL (SELECT date, reviewer_id FROM vanthu_account_review
                                WHERE user_id = u.id ORDER BY id DESC LIMIT 1) r ON TRUE
                WHERE u.active AND NOT u.share
                  AND EXISTS (SELECT 1 FROM res_groups_users_rel g
                               WHERE g.uid = u.id AND g.gid IN %s)""",
            get_zone_name(self.env), local_today(self.env), REVIEW_DAYS, tuple(groups.ids),
        )

    @api.depends("user_id")
    @api.depends_context("lang")
    def _compute_roles(self):
        groups = self.env["res.groups"]._get_vanthu_roles()
        for account in self:
            held = account.user_id.sudo().all_group_ids & groups
            # A clerk is no handler besides.
            implied = held.implied_ids.all_implied_ids | held.implied_ids
            account.roles = ", ".join((held - implied).mapped("name"))

    # ---- DECISIONS ----

    def action_confirm(self) -> bool:
        """Write down that these accounts are still needed, with the roles that they have.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        """
        self._require_reviewer()
        self._record("confirmed")
        return True

    def action_deactivate(self) -> bool:
        """Close accounts; what they did stays.

        :return bool: True
        :raise AccessError: the caller is no administrator of the organisation
        :raise UserError: an own account, one with open work, or one of other organisations
        """
        self._require_reviewer()
        self._check_closable()
        users = self.user_id.sudo()
        self._record("deactivated")
        users.write({"active": False})
        return True

    def _require_reviewer(self):
        self.env["vanthu.document"]._require_group("group_manager")
        self.check_access("read")

    def _check_closable(self):
        working = {
            user.id: count for user, count in self.env["vanthu.assignment"].sudo()._read_group(
                [("user_id", "in", self.user_id.ids), ("role", "!=", "inform"),
                 ("state", "in", OPEN_ASSIGNMENT_STATES)],
                ["user_id"], ["__count"],
            )
        }
        for user in self.user_id.sudo():
            if user == self.env.user:
                raise UserError(self.env._(
                    "Nobody closes the own account; ask another administrator."
                ))
            if user.has_group("base.group_system"):
                raise UserError(self.env._(
                    "%s administers the whole database; only Odoo's settings close this account.",
                    user.name,
                ))
            if not user.company_ids <= self.env.user.company_ids:
                raise UserError(self.env._(
                    "%s also works in organisations that you do not look after; ask their "
                    "administrator.", user.name,
                ))
            if working.get(user.id):
                raise UserError(self.env._(
                    "%(person)s has %(count)s pieces of open work; give them to others first.",
                    person=user.name, count=working[user.id],
                ))

    def _record(self, decision):
        rows = self.env["vanthu.account.review"].sudo().create([{
            "user_id": account.user_id.id, "company_id": account.company_id.id,
            "name": account.name, "login": account.login, "roles": account.roles,
            "last_login": account.last_login, "decision": decision,
            "date": local_today(self.env), "reviewer_id": self.env.uid,
        } for account in self])
        for row in rows:
            self.env["vanthu.event"]._log_company(row.company_id, "account_reviewed", {
                "person": row.name, "roles": row.roles or "",
                "decision": row.decision,
            })
        self.env.flush_all()
        self.invalidate_model()


class VanthuAccountReview(models.Model):
    """What was decided about one account on one day; only ever added."""

    _name = "vanthu.account.review"
    _description = "Review of an account"
    _order = "id desc"

    user_id = fields.Many2one(
        "res.users", string="Account", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    name = fields.Char(required=True, readonly=True)
    login = fields.Char(readonly=True)
    roles = fields.Char(readonly=True)
    last_login = fields.Datetime(string="Last login", readonly=True)
    decision = fields.Selection(
        [("confirmed", "Confirmed"), ("deactivated", "Closed")], required=True, readonly=True
    )
    date = fields.Date(string="Reviewed on", required=True, readonly=True)
    reviewer_id = fields.Many2one(
        "res.users", string="Reviewed by", required=True, readonly=True, ondelete="restrict"
    )

    def write(self, vals):
        raise UserError(self.env._("What was decided stays as written; review the account again."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was decided stays as written; review the account again."))


class VanthuHome(models.AbstractModel):
    """Accounts at which nobody has looked for a year are something to set right."""

    _inherit = "vanthu.home"

    @api.model
    def _get_setup_figures(self):
        return [
            *super()._get_setup_figures(),
            self._make_figure(
                "accounts", self.env._("Accounts to review"),
                self._count("vanthu.account", [("review_due", "=", True)]),
                "vanthu_document.vanthu_account_action", {"search_default_due": 1},
                tone="warning",
            ),
        ]
