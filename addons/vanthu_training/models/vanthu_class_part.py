from odoo import api, models
from odoo.exceptions import UserError


class VanthuClassPart(models.AbstractModel):
    """What belongs to one class stays with it.

    Rights ask whose class a record belongs to before it is written and not after; whoever could
    move a session or a participant would plant it among those of somebody else.
    """

    _name = "vanthu.class.part.mixin"
    _description = "Part of a class"

    def write(self, vals):
        if "event_id" in vals and not self.env.su:
            self._require_same_class(vals["event_id"])
        return super().write(vals)

    def _require_same_class(self, event_id):
        events = self.sudo().event_id | self.env["event.event"].sudo().browse(event_id or [])
        if len(events) > 1 and any(events.mapped("is_class")):
            raise UserError(self.env._(
                "This stays with its class; enter it anew in the other class."
            ))


class EventEvent(models.Model):
    """A class is given only to an organisation for which the person keeps classes, too."""

    _inherit = "event.event"

    def write(self, vals):
        result = super().write(vals)
        if {"host_id", "course_id", "company_id"} & vals.keys():
            self.check_access("write")
        return result


class EventRegistration(models.Model):
    """Participants are people of who holds the class or of who is invited to it."""

    _name = "event.registration"
    _inherit = ["event.registration", "vanthu.class.part.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._require_own_people()
        return registrations

    def write(self, vals):
        result = super().write(vals)
        if {"trainee_id", "invitation_id"} & vals.keys():
            self._require_own_people()
        return result

    def _require_own_people(self):
        """Who is named opens own tries, skills and proofs to the class: no stranger is.

        :raise UserError: somebody works elsewhere, or is an account for practice
        """
        if self.env.su:
            return
        for one in self.sudo().filtered("course_id"):
            if one.invitation_id and one.invitation_id.event_id != one.event_id:
                raise UserError(self.env._("Choose an invitation of this class."))
            person, event = one.trainee_id, one.event_id
            own = event.host_id | event.invitation_ids.company_id
            if person and (person.practice_of_id or not own & person.company_ids):
                raise UserError(self.env._(
                    "Choose people of who holds the class %s or is invited to it.", event.name
                ))


class EventMail(models.Model):
    """Mails of a class."""

    _name = "event.mail"
    _inherit = ["event.mail", "vanthu.class.part.mixin"]


class EventSlot(models.Model):
    """Slots of a class."""

    _name = "event.slot"
    _inherit = ["event.slot", "vanthu.class.part.mixin"]


class EventTicket(models.Model):
    """Tickets of a class."""

    _name = "event.event.ticket"
    _inherit = ["event.event.ticket", "vanthu.class.part.mixin"]
