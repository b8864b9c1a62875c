import base64

from odoo import api, models

_TEMPLATES = (
    ("mail_template_confirm", "after_sub", 0, "now"),
    ("mail_template_remind", "before_event", 1, "days"),
)


class EventEvent(models.Model):
    """A class tells its participants by Odoo's mails of events: a place, and the day before."""

    _inherit = "event.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        for event, vals in zip(events, vals_list, strict=True):
            if event.is_class and not vals.get("event_mail_ids"):
                event._set_class_mails()
        return events

    def _set_class_mails(self):
        """Replace the mails of any event by those of a class."""
        for event in self:
            event.event_mail_ids = [(5, 0, 0)] + [
                (0, 0, {
                    "interval_type": kind, "interval_nbr": number, "interval_unit": unit,
                    "template_ref": f"mail.template,{self.env.ref(f'vanthu_training.{name}').id}",
                })
                for name, kind, number, unit in _TEMPLATES
            ]

    def _get_calendar_entry(self):
        """The sessions as an iCalendar file.

        A later file replaces the entries of a former one (RFC 5545, 3.8.7.4).

        :return bytes: one VEVENT for each session, times in UTC
        """
        self.ensure_one()
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//vanthu//training//VI"]
        for session in self.session_ids:
            lines += [
                "BEGIN:VEVENT", f"UID:vanthu-session-{session.id}@{self.env.cr.dbname}",
                f"SEQUENCE:{int((session.write_date - session.create_date).total_seconds())}",
                f"DTSTAMP:{session.write_date:%Y%m%dT%H%M%SZ}",
                f"DTSTART:{session.date_begin:%Y%m%dT%H%M%SZ}",
                f"DTEND:{session.date_end:%Y%m%dT%H%M%SZ}",
                f"SUMMARY:{_escape(f'{self.name} - {session.name}')}",
                f"LOCATION:{_escape(session.place or '')}", "END:VEVENT",
            ]
        lines.append("END:VCALENDAR")
        return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


class EventRegistration(models.Model):
    """Participants are told by the scheduled job: who names people does not wait for mail."""

    _inherit = "event.registration"

    def _update_mail_schedulers(self):
        placed = self.filtered(lambda row: row.course_id and row.state == "open")
        # Odoo sends at once and commits, which would open the lock on the places half-way.
        if placed and not self.env.context.get("install_mode"):
            self.env.ref("event.event_mail_scheduler").sudo()._trigger()
        others = self.filtered(lambda row: not row.course_id)
        return super(EventRegistration, others)._update_mail_schedulers()


class MailTemplate(models.Model):
    """Who is told when a class is gets the sessions as calendar entries."""

    _inherit = "mail.template"

    def _generate_template_attachments(self, res_ids, render_fields, render_results=None):
        results = super()._generate_template_attachments(res_ids, render_fields, render_results)
        if self not in self._get_class_templates():
            return results
        registrations = self.env["event.registration"].sudo().browse(res_ids)
        entries = {
            event.id: base64.b64encode(event._get_calendar_entry())
            for event in registrations.event_id
        }
        for registration in registrations:
            results[registration.id].setdefault("attachments", []).append(
                ("lich-tap-huan.ics", entries[registration.event_id.id])
            )
        return results

    @api.model
    def _get_class_templates(self):
        templates = self.browse()
        for name in ("confirm", "change"):
            templates |= self.env.ref(f"vanthu_training.mail_template_{name}", False) or templates
        return templates


def _escape(text):
    """Text as RFC 5545 wants it."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _fold(line):
    """Lines of at most 75 octets (RFC 5545, 3.1), never inside a letter."""
    parts, part = [], ""
    for char in line:
        if len((part + char).encode()) > 73:
            parts.append(part)
            part = " "
        part += char
    return "\r\n".join([*parts, part])
