from odoo import api, models


class ResUsers(models.Model):
    """A change of a person's role is a change of access rights (Phụ lục VI, III.3.c)."""

    _inherit = "res.users"

    def write(self, vals):
        watched = any(key in vals for key in ("group_ids", "company_ids", "active"))
        before = self._vanthu_roles() if watched else {}
        result = super().write(vals)
        if watched:
            self._log_role_change(before)
        return result

    def _vanthu_roles(self):
        groups = self.env["res.groups"]._get_vanthu_roles()
        return {
            user.id: (user.active, user.company_ids, user.all_group_ids & groups)
            for user in self.sudo()
        }

    def _log_role_change(self, before):
        after = self._vanthu_roles()
        events = self.env["vanthu.event"]
        for user in self.sudo():
            was_active, old_companies, old_roles = before[user.id]
            active, companies, roles = after[user.id]
            if (was_active, old_companies, old_roles) == (active, companies, roles):
                continue
            detail = {
                "person": user.name,
                "roles": ", ".join(roles.sudo().mapped("name")) if active else "",
                "before": ", ".join(old_roles.sudo().mapped("name")) if was_active else "",
            }
            for company in companies | old_companies:
                events._log_company(company, "access_changed", detail)


class ResGroups(models.Model):
    """A role that is given or taken on the form of the role itself is such a change, too."""

    _inherit = "res.groups"

    def write(self, vals):
        roles = self.sudo() | self.sudo().all_implied_ids
        if "user_ids" not in vals or not roles & self._get_vanthu_roles():
            return super().write(vals)
        people = self.env["res.users"].sudo().search([("share", "=", False)])
        before = people._vanthu_roles()
        result = super().write(vals)
        people.invalidate_recordset(["group_ids", "all_group_ids"])
        people.with_env(self.env)._log_role_change(before)
        people._end_void_delegations()
        return result

    @api.model
    def _get_vanthu_roles(self):
        """Roles of the records office.

        :return: ``res.groups`` in superuser mode
        """
        names = ("privilege_document", "privilege_administration")
        found = [
            self.env.ref(f"vanthu_document.{name}", raise_if_not_found=False) for name in names
        ]
        return self.env["res.groups"].sudo().search([
            ("privilege_id", "in", [privilege.id for privilege in found if privilege]),
        ])
