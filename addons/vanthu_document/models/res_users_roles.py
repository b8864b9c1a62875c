from odoo import models


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
        groups = self.env["res.groups"].sudo().search([
            ("privilege_id", "in", [
                self.env.ref("vanthu_document.privilege_document").id,
                self.env.ref("vanthu_document.privilege_administration").id,
            ]),
        ])
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
