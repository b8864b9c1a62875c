import logging

from odoo import Command, api, fields, models

from .vanthu_post_change import CLERK, MANAGER

_logger = logging.getLogger(__name__)
BATCH = 50


class VanthuPostChange(models.Model):
    """The day of the hand-over: roles, posts in units and open lists go to the new clerk."""

    _inherit = "vanthu.post.change"

    @api.model
    def _cron_apply(self, limit=BATCH):
        """Do the hand-overs whose day has come, each in an own transaction."""
        domain = self._domain_due()
        commit = self.env["ir.cron"]._commit_progress
        changes = self.search(domain, limit=limit, order="date, id")
        commit(remaining=self.search_count(domain))
        for change in changes:
            locked = change.try_lock_for_update().filtered_domain(domain)
            if locked:
                try:
                    with self.env.cr.savepoint():
                        locked.company_id._in_own_language(locked)._apply()
                except Exception as error:
                    # One that cannot be done keeps no other one waiting.
                    _logger.warning("hand-over %s: %s", locked.id, error)
                    locked._write_step({"problem": str(error)[:200]})
            if not commit(1):
                break

    def _apply(self):
        """Move the roles; in superuser mode."""
        self.ensure_one()
        self._check_people()
        self._refresh_lines()
        self._give_roles()
        self._take_roles()
        problem = self._close_old_account() if self.close_account else ""
        self._write_step({
            "state": "done", "done_at": fields.Datetime.now(), "problem": problem,
        })
        self._log("post_changed")

    def _get_roles(self):
        names = [CLERK, *([MANAGER] if self.with_manager else [])]
        held = self.from_user_id.all_group_ids
        return [group for group in map(self.env.ref, names) if group in held]

    def _give_roles(self):
        self.to_user_id.group_ids = [Command.link(group.id) for group in self._get_roles()]
        units = self.env["vanthu.unit"].search([
            ("company_id", "=", self.company_id.id), ("clerk_id", "=", self.from_user_id.id),
        ])
        units.write({
            "clerk_id": self.to_user_id.id, "member_ids": [Command.link(self.to_user_id.id)],
        })
        self.env["vanthu.hand.over"].search([
            ("company_id", "=", self.company_id.id), ("state", "=", "draft"),
            ("user_id", "=", self.from_user_id.id),
        ]).user_id = self.to_user_id

    def _take_roles(self):
        giver = self.from_user_id
        others = giver.company_ids - self.company_id
        if others:
            # The person stays clerk there; only this organisation is left.
            giver.write({
                "company_ids": [Command.unlink(self.company_id.id)],
                **({"company_id": others[0].id} if giver.company_id == self.company_id else {}),
            })
            return
        # Whoever hands over stays a colleague who handles work.
        giver.group_ids = [
            *(Command.unlink(group.id) for group in self._get_roles()),
            Command.link(self.env.ref("vanthu_document.group_user").id),
        ]

    def _close_old_account(self):
        """Close the account, or say why it stays open.

        :return str: the reason, "" when it is closed
        """
        giver = self.from_user_id
        if giver.has_group("base.group_system"):
            return self.env._("The account stays open: it administers the whole database.")
        if giver.company_ids - self.company_id:
            return self.env._("The account stays open: the person works elsewhere, too.")
        work = self._get_open_work()
        if work:
            return self.env._(
                "The account stays open: %s pieces of work are not done; give them to others.",
                len(work),
            )
        giver.active = False
        return ""
