"""What changes in a class after its participants were told when and where it is."""

from odoo import api, fields, models
from odoo.exceptions import UserError

_TOLD = ("name", "date_begin", "date_end", "place")


class VanthuClassSession(models.Model):
    """Another time or place is news for those who have one already."""

    _inherit = "vanthu.class.session"

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        sessions.event_id._note_change()
        return sessions

    def write(self, vals):
        before = self._get_told()
        result = super().write(vals)
        after = self._get_told()
        self.filtered(lambda one: before[one.id] != after[one.id]).event_id._note_change()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events._note_change()
        return result

    def _get_told(self):
        return {session.id: [session[name] for name in _TOLD] for session in self}


class EventEvent(models.Model):
    """Telling participants of new times and places, when all of them are entered."""

    _inherit = "event.event"

    is_changed = fields.Boolean(
        string="Changed since participants were told", readonly=True, copy=False,
    )

    def _note_change(self):
        """Remember that participants know another time or place; who comes later knows this one."""
        now = fields.Datetime.now()
        self.filtered(
            lambda event: event.is_class and event.date_end > now and event.sudo()._get_placed()
        ).sudo().write({"is_changed": True})

    def action_tell_change(self) -> dict:
        """Write to all who have a place when and where the class is now.

        :return dict: notification that says how many were written to
        :raise AccessError: the caller may not change the class
        :raise UserError: nothing has changed since participants were told
        """
        self.ensure_one()
        self.check_access("write")
        if not self.is_changed:
            raise UserError(self.env._("Participants know the times and places as they are."))
        people = self.sudo()._get_placed()
        with_mail = people.filtered(lambda one: one.email or one.partner_id.email)
        if with_mail:
            self.env.ref("vanthu_training.mail_template_change").sudo().send_mail_batch(
                with_mail.ids
            )
        self.sudo().is_changed = False
        self.env["vanthu.event"]._log(self, "change_told", {"count": len(with_mail)})
        silent = people - with_mail
        message = self.env._("%s participants are told by e-mail.", len(with_mail))
        if silent:
            message = self.env._(
                "%(count)s participants are told by e-mail; these have no address: %(names)s.",
                count=len(with_mail), names=", ".join(silent.mapped("name")),
            )
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "warning" if silent else "success", "sticky": bool(silent),
                "message": message, "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }


class VanthuEvent(models.Model):
    """The log says when participants were told."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(), ("change_told", self.env._("Participants told of changes")),
        ]
