from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from .vanthu_delegation import KINDS


class VanthuDelegation(models.Model):
    """Ending a delegation, and who hears of it; the log keeps all terms."""

    _inherit = "vanthu.delegation"

    # ---- ENDING ----

    def action_revoke(self, reason: str = "") -> bool:
        """End delegations at once, and all that was passed on from them.

        :param str reason: why
        :raise AccessError: neither the leader, nor who passed it on, nor an administrator
        :raise UserError: it has ended already
        """
        self._require_open()
        self._write_step({
            "revoked_at": fields.Datetime.now(), "revoked_by_id": self.env.uid,
            "revoke_reason": (reason or "").strip(),
        })
        self._log("delegation_revoked", {"reason": reason} if reason else {})
        self._end_waiting()
        self._tell(lambda item: item.env._("Revoked: %(what)s", what=item.display_name))
        return True

    def action_shorten(self, date_to: str) -> bool:
        """Let delegations end on an earlier day.

        :param str date_to: the new last day (ISO date), today at the earliest
        :raise AccessError: as for :meth:`action_revoke`
        :raise UserError: not earlier, or in the past
        """
        self._require_open()
        day = self.env["vanthu.document"]._parse_date(date_to)
        for delegation in self:
            first = max(delegation.date_from, delegation._get_today())
            if not day or not first <= day < delegation.date_to:
                raise UserError(self.env._(
                    "Choose a day from %(first)s on and before %(last)s.",
                    first=first.strftime("%d/%m/%Y"),
                    last=delegation.date_to.strftime("%d/%m/%Y"),
                ))
        later = self.sudo().child_ids.filtered(
            lambda item: item.date_from > day and item.state == "planned"
        )
        later.action_revoke(self.env._("What was passed on from ends before it begins."))
        (self.sudo().child_ids - later).filtered(
            lambda item: item.date_from <= day < item.date_to
        ).date_to = day
        self._write_step({"date_to": day})
        return True

    def _require_open(self):
        self.check_access("read")
        for delegation in self:
            if not (self.env.su or delegation._may_revoke()):
                raise AccessError(self.env._(
                    "Only %(person)s or the administrator can end this delegation.",
                    person=delegation.principal_id.name,
                ))
            if delegation.state not in ("planned", "active"):
                raise UserError(self.env._(
                    "“%(name)s” has ended already.", name=delegation.display_name
                ))

    # ---- CONSEQUENCES ----

    def _after_given(self):
        self._log("delegated")
        self._after_terms()
        self._tell(lambda item: item.env._("Delegated: %(what)s", what=item.display_name))

    def _after_changed(self, before):
        for delegation in self:
            after, old = delegation._describe_terms(), before[delegation]
            changes = {
                key: f"{old.get(key) or '–'} → {after.get(key) or '–'}"
                for key in {**old, **after} if old.get(key) != after.get(key)
            }
            if changes:
                delegation._log("delegation_changed", changes)
        self._after_terms()
        self._tell(lambda item: item.env._("Delegation changed: %(what)s", what=item.display_name))

    def _after_terms(self):
        # The group opens menus and lets the rules look at delegations; it alone shows nothing.
        group = self.env.ref("vanthu_document.group_delegate")
        self.delegate_id.sudo().filtered(
            lambda user: group not in user.group_ids
        ).write({"group_ids": [Command.link(group.id)]})
        self._refresh_cover()

    def _describe_terms(self):
        """All terms as an inspector reads them.

        :return dict: name → text
        """
        item = self.sudo()
        priorities = dict(item._fields["max_priority"]._description_selection(self.env))
        terms = {
            "leader": item.principal_id.name, "delegate": item.delegate_id.name,
            "capacity": dict(KINDS).get(item.kind),
            "period": f"{item.date_from:%d/%m/%Y} – {item.date_to:%d/%m/%Y}",
            "types": ", ".join(item.type_ids.mapped("name")),
            "scope_units": ", ".join(item.unit_ids.mapped("name")),
            "max_priority": priorities.get(item.max_priority),
            "basis": item.basis, "reason": item.reason,
        }
        return {key: value for key, value in terms.items() if value}

    def _log(self, kind, detail=None):
        """Log an event on each delegation, with all terms when it is given.

        Not on the paper behind it: who asks for the delegation finds its whole life there.
        """
        rows = []
        for item in self.sudo():
            facts = item._describe_terms() if kind == "delegated" else {
                "leader": item.principal_id.name, "delegate": item.delegate_id.name,
            }
            rows.append((
                item.company_id.id, self.env.uid, kind, self._name, item.id,
                {**facts, **(detail or {})},
            ))
        self.env["vanthu.event"].sudo()._insert(rows)

    def _tell(self, write):
        """Tell leader, delegate and who passed it on, each in the own language.

        :param write: function of a delegation that returns the sentence
        """
        for item in self.sudo():
            people = item.principal_id | item.delegate_id | item.parent_id.delegate_id
            for user in (people | item.child_ids.delegate_id) - self.env.user:
                mine = item.with_context(lang=user.lang)
                mine.message_notify(
                    partner_ids=user.partner_id.ids, subject=write(mine),
                    body=mine.env._(
                        "%(text)s. Entered by %(person)s.", text=write(mine),
                        person=self.env.user.name,
                    ),
                )

    def _end_waiting(self):
        """What waited for a delegate waits for the leader alone."""
        self._tidy_activities(self | self.child_ids)

    @api.model
    def _tidy_activities(self, delegations):
        kind = self.env.ref("vanthu_document.mail_activity_direct", raise_if_not_found=False)
        for item in delegations.sudo() if kind else ():
            left = self.env["mail.activity"].sudo().search([
                ("activity_type_id", "=", kind.id), ("user_id", "=", item.delegate_id.id),
                ("res_model", "=", "vanthu.document"),
            ])
            documents = self.env["vanthu.document"].sudo().browse(left.mapped("res_id"))
            alive = documents.filtered(
                lambda doc, item=item: doc.leader_id == item.delegate_id
                or item.delegate_id in doc.delegation_ids._is_in_force().delegate_id
            )
            left.filtered(lambda act, alive=alive: act.res_id not in alive.ids).unlink()

    @api.model
    def _cron_tidy(self):
        """Take menus and reminders away that a past delegation left behind.

        Only tidiness: what a delegate may read and do ends by the clock, without this job.
        """
        now = fields.Datetime.now()
        group = self.env.ref("vanthu_document.group_delegate").sudo()
        open_ones = self.sudo().search([("ends_at", ">", now)])
        gone = group.user_ids - open_ones.delegate_id
        self._tidy_activities(self.sudo().search([
            ("delegate_id", "in", group.user_ids.ids), ("ends_at", "<=", now),
        ]))
        gone.write({"group_ids": [Command.unlink(group.id)]})


class ResUsers(models.Model):
    """Who is a leader no more has nothing to delegate, and who left is nobody's delegate."""

    _inherit = "res.users"

    vanthu_received_delegation_ids = fields.One2many(
        "vanthu.delegation", "delegate_id", string="Delegations received", readonly=True,
    )

    def write(self, vals):
        result = super().write(vals)
        if {"group_ids", "company_ids", "active"} & vals.keys():
            self.sudo()._end_void_delegations()
        return result

    def _end_void_delegations(self):
        found = self.env["vanthu.delegation"].sudo().search([
            "|", ("principal_id", "in", self.ids), ("delegate_id", "in", self.ids),
            ("ends_at", ">", fields.Datetime.now()),
        ])
        found.filtered(lambda item: not item._has_fit_persons()).action_revoke(
            self.env._("The role of one of the two persons has ended.")
        )


class VanthuEvent(models.Model):
    """Words for delegations."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("delegated", self.env._("Delegated")),
            ("delegation_changed", self.env._("Delegation changed")),
            ("delegation_revoked", self.env._("Delegation revoked")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {
            **super()._get_detail_labels(),
            "basis": self.env._("Written basis"),
            "capacity": self.env._("Capacity"),
            "delegate": self.env._("In the leader's place"),
            "max_priority": self.env._("Up to urgency"),
            "period": self.env._("Period"),
            "scope_units": self.env._("Only work led by"),
            "types": self.env._("Only types"),
        }
