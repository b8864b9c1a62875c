from collections import defaultdict

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Command

from .local_time import local_moment

_ACCESS_FIELDS = {"restricted", "allowed_user_ids"}


class VanthuDocument(models.Model):
    """Who may see a document, why, and what happens when that changes."""

    _inherit = "vanthu.document"

    access_to_confirm = fields.Boolean(
        readonly=True, copy=False, index="btree_not_null",
        help="An access right was changed and nobody authorised has confirmed it yet.",
    )
    access_change_note = fields.Char(readonly=True, copy=False)

    # ---- CHANGES OF RIGHTS ----

    def _touches_access(self, vals):
        return bool(_ACCESS_FIELDS & vals.keys())

    @api.model
    def _keep_author_named(self, vals):
        """Who restricts a document stays one of its readers.

        :param dict vals: values to create or write
        :return dict: the values, with the person among the named ones
        """
        if not vals.get("restricted") or self.env.uid == SUPERUSER_ID:
            return vals
        named = list(vals.get("allowed_user_ids") or [])
        if named and all(isinstance(item, int) for item in named):
            named = [Command.set(named)]  # plain ids may not stand beside commands
        named.append(Command.link(self.env.uid))
        return {**vals, "allowed_user_ids": named}

    def _access_snapshot(self):
        return {
            document.id: (document.restricted, document.allowed_user_ids)
            for document in self.sudo()
        }

    def _log_access_change(self, before):
        """Record what changed in the rights and warn the persons concerned.

        Phụ lục VI, III.3.c of NĐ 30/2020: every change of an access right is announced until
        an authorised person confirms it.

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
                "added": ", ".join(added.mapped("name")),
                "removed": ", ".join(removed.mapped("name")),
            })
            document.write({
                "access_to_confirm": True,
                "access_change_note": document._describe_access_change(
                    restricted, added, removed
                ),
            })
            document._drop_followers_without_access()
            document._warn_of_access_change(added, removed)

    def _describe_access_change(self, was_restricted, added, removed):
        parts = []
        if self.restricted != was_restricted:
            parts.append(
                self.env._("restricted to the named persons") if self.restricted
                else self.env._("no longer restricted")
            )
        if added:
            parts.append(self.env._("added: %s", ", ".join(added.mapped("name"))))
        if removed:
            parts.append(self.env._("removed: %s", ", ".join(removed.mapped("name"))))
        return self.env._(
            "%(person)s changed who may see this document on %(day)s: %(what)s.",
            person=self.env.user.name,
            day=local_moment(self.env, fields.Datetime.now()).strftime(
                "%d/%m/%Y %H:%M"
            ),
            what="; ".join(parts),
        )

    def _drop_followers_without_access(self):
        if self.restricted:
            named = self.allowed_user_ids.partner_id
            strangers = self.message_partner_ids - named
            if strangers:
                self.message_unsubscribe(strangers.ids)

    def _warn_of_access_change(self, added, removed):
        # Whoever was removed may not learn more than that: no subject, no link.
        for users, text in (
            (added, self.env._("You may now see a restricted document: %s", self.display_name)),
            (removed, self.env._("A document that you could see is now closed to you.")),
        ):
            partners = (users - self.env.user).partner_id
            if partners:
                target = self if users == added else self.env["mail.thread"]
                target.message_notify(
                    partner_ids=partners.ids, body=text,
                    subject=self.env._("Access right changed"),
                )

    def action_confirm_access(self):
        """Confirm a change of access rights; the warning on the document ends.

        :raise AccessError: the person is no leader
        """
        self._require_group("group_leader")
        self.check_access("read")
        pending = self.filtered("access_to_confirm")
        pending.sudo().write({"access_to_confirm": False, "access_change_note": False})
        self.env["vanthu.event"]._log(pending, "access_confirmed")
        return True

    # ---- NOTHING LEAKS ----

    @api.model
    def search_fetch(self, domain, field_names=None, *args, **kwargs):
        # The rules are checked once more in memory when a page of a list is read: with these
        # at hand that costs nothing, without them every column of the page is loaded.
        if field_names is not None:
            field_names = {*field_names, "company_id", "restricted"}
        return super().search_fetch(domain, field_names, *args, **kwargs)

    @api.depends("restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        # Names of related records are read with all rights: the restriction holds there too.
        for document in self:
            if document.restricted and not document._is_named(self.env.uid):
                document.display_name = self.env._("Restricted document")
        return result

    def _is_named(self, uid):
        return uid == SUPERUSER_ID or uid in self.sudo().allowed_user_ids.ids

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        document = self.sudo()
        if len(document) == 1 and document.restricted:
            named = set(document.allowed_user_ids.partner_id.ids)
            recipients = [data for data in recipients if data["id"] in named]
        return recipients

    # ---- EXPLAINING ----

    def action_explain_access(self):
        """Show who may see the document and why.

        :return dict: window action of the explaining dialog
        """
        self.ensure_one()
        self.check_access("read")
        lines = [
            Command.create({"user_id": user.id, "reason": "; ".join(reasons)})
            for user, reasons in self._explain_readers()
        ]
        explanation = self.env["vanthu.access.explanation"].create(
            {"document_id": self.id, "line_ids": lines}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who may see this, and why"),
            "res_model": explanation._name,
            "res_id": explanation.id,
            "view_mode": "form",
            "target": "new",
        }

    def _explain_readers(self):
        """Everybody who may read this document, with all reasons.

        Says in words what the record rules do; a test compares the two for every person.

        :return list: pairs (``res.users``, list of reasons), by name
        """
        self.ensure_one()
        document = self.sudo()
        reasons = defaultdict(list)
        roles = {
            "group_clerk": self.env._("registry clerk of the organisation"),
            "group_leader": self.env._("leader of the organisation"),
        }
        for group, text in roles.items():
            for user in self.env.ref(f"vanthu_document.{group}").sudo().all_user_ids:
                reasons[user].append(text)
        work = dict(document.assignment_ids._fields["role"]._description_selection(self.env))
        handlers = self.env.ref("vanthu_document.group_user").sudo().all_user_ids
        for assignment in document.assignment_ids:
            if assignment.state == "recalled":
                continue
            role = work[assignment.role]
            if assignment.user_id:
                reasons[assignment.user_id].append(
                    self.env._("work is assigned to this person (%s)", role)
                )
            for user in assignment.unit_id.reader_ids:
                reasons[user].append(self.env._(
                    "of the unit %(unit)s, to which work is assigned (%(role)s)",
                    unit=assignment.unit_id.name, role=role,
                ))
        named = document.allowed_user_ids
        readers = [
            (user, [*texts, self.env._("named for this restricted document")]
             if document.restricted else texts)
            for user, texts in reasons.items()
            if user.active and user in handlers and document.company_id in user.company_ids
            and (not document.restricted or user in named)
        ]
        return sorted(readers, key=lambda pair: pair[0].name)
