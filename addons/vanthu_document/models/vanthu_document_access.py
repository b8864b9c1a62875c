from odoo import models

_ACCESS_FIELDS = {"restricted", "allowed_user_ids"}


class VanthuDocument(models.Model):
    """Who may see a document, why, and what happens when that changes."""

    _inherit = "vanthu.document"

    def _touches_access(self, vals):
        return bool(_ACCESS_FIELDS & vals.keys())

    def _access_snapshot(self):
        return {
            document.id: (document.restricted, document.allowed_user_ids)
            for document in self.sudo()
        }

    def _log_access_change(self, before):
        """Record what changed in the rights and warn the persons concerned.

        Phụ lục VI, III.3.c of NĐ 30/2020: every change of an access right is announced.

        :param dict before: result of :meth:`_access_snapshot` before the change
        """
        for document in self.sudo():
            restricted, users = before[document.id]
            added = document.allowed_user_ids - users
            removed = users - document.allowed_user_ids
            if restricted == document.restricted and not (added or removed):
                continue
            self.env["vanthu.event"]._log(document, "access_changed", {
                "restricted": document.restricted,
                "added": ", ".join(added.mapped("login")),
                "removed": ", ".join(removed.mapped("login")),
            })
