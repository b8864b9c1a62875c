"""Naming people from a list: who may, and what opens the dialog."""

from odoo import models
from odoo.exceptions import AccessError


class EventEvent(models.Model):
    """A list of participants of several organisations, from those who hold the class."""

    _inherit = "event.event"

    def _may_import_people(self):
        """Whether the person takes lists over: a manager of the host, a trainer of the class."""
        self.ensure_one()
        user, event = self.env.user, self.sudo()
        if not event.is_class or user.practice_of_id:
            return False
        if event.host_id in user.company_ids and user.has_group(
            "vanthu_training.group_training_manager"
        ):
            return True
        return user in event.trainer_ids and user.has_group("vanthu_training.group_trainer")

    def action_import_people(self) -> dict:
        """Open the dialog that takes a list of participants over.

        :return dict: action
        :raise AccessError: the person neither manages nor teaches the class
        """
        self.ensure_one()
        if not self._may_import_people():
            raise AccessError(self.env._("You do not name people for this class."))
        return _open_import(self, {"default_event_id": self.id})


class VanthuClassInvitation(models.Model):
    """A list of the people whom one organisation sends."""

    _inherit = "vanthu.class.invitation"

    def action_import_people(self) -> dict:
        """Open the dialog that takes the list of this organisation over.

        :return dict: action
        :raise AccessError: the person may not name anybody here
        """
        self.ensure_one()
        if not self._may_name():
            raise AccessError(self.env._("You do not name people for this invitation."))
        return _open_import(self, {
            "default_event_id": self.sudo().event_id.id, "default_invitation_id": self.id,
        })


def _open_import(record, context):
    return {
        "type": "ir.actions.act_window", "res_model": "vanthu.class.import",
        "name": record.env._("Import participants"), "view_mode": "form", "target": "new",
        "context": context,
    }
