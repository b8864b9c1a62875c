"""Recording who is present: by the code on the screen, by badge, by hand."""

import base64
import secrets
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.attendance_code import SLOT_SECONDS, make_code, slot_of

# How long before its begin people may come, in minutes.
OPEN_BEFORE = 30


class VanthuClassSession(models.Model):
    """Who records, when, and how."""

    _inherit = "vanthu.class.session"

    qr_key = fields.Char(
        groups=fields.NO_ACCESS, copy=False, default=lambda self: secrets.token_hex(32),
    )
    open_before = fields.Integer(
        string="Open before (minutes)", default=OPEN_BEFORE,
        help="How long before its begin people may record that they are there.",
    )
    present_count = fields.Integer(compute="_compute_present_count", string="Present")
    can_record = fields.Boolean(compute="_compute_can_record")

    @api.depends("attendance_ids")
    def _compute_present_count(self):
        counts = dict(self.env["vanthu.attendance"]._read_group(
            [("session_id", "in", self.ids)], ["session_id"], ["__count"]
        ))
        for session in self:
            session.present_count = counts.get(session._origin, 0)

    @api.depends_context("uid")
    def _compute_can_record(self):
        for session in self:
            session.can_record = session._may_record()

    def _may_record(self):
        """Whether the person records others: a trainer of the class, or a manager of the host."""
        self.ensure_one()
        user, session = self.env.user, self.sudo()
        if user in session.trainer_ids | session.event_id.trainer_ids:
            return user.has_group("vanthu_training.group_trainer")
        return session.host_id in user.company_ids and user.has_group(
            "vanthu_training.group_training_manager"
        )

    def _require_recorder(self):
        self.ensure_one()
        if not self._may_record():
            raise AccessError(self.env._(
                "Only the trainers of the class and its managers record who is present."
            ))

    def _require_open(self):
        """Refuse what is not at its time.

        :raise UserError: the session has not begun to open, or it is over
        """
        self.ensure_one()
        now = fields.Datetime.now()
        opens = self.date_begin - timedelta(minutes=self.open_before)
        if now < opens:
            raise UserError(self.env._(
                "%(session)s opens at %(time)s; scan the code then.", session=self.name,
                time=f"{local_moment(self.env, opens):%H:%M %d/%m/%Y}",
            ))
        if now > self.date_end:
            raise UserError(self.env._(
                "%(session)s is over; ask the trainer to record you.", session=self.name
            ))

    # ---- SESSIONS THAT COME AND GO ----

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        sessions.event_id._count_presence()
        return sessions

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events._count_presence()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_attended(self):
        attended = self.sudo().attendance_ids.session_id[:1]
        if attended:
            raise UserError(self.env._(
                "People are recorded as present in %s; take these entries back first.",
                attended.name,
            ))

    # ---- THE SCREEN ----

    def get_screen(self) -> dict:
        """What the trainer's screen shows now; asked for again when the code changes.

        :return dict: ``url``, ``image`` (data URL) and ``seconds`` until the next code, or
            ``closed`` (a sentence) outside the session's time; ``name``, ``class_name``,
            ``present``, ``people`` (id, name, organisation, time or False when not there)
        :raise AccessError: the person does not record here
        """
        self._require_recorder()
        session = self.sudo()
        there = {row.registration_id.id: row for row in session.attendance_ids}
        people = self.env["event.registration"].sudo().search([
            ("event_id", "=", session.event_id.id), ("state", "in", ("open", "done")),
        ])
        screen = {
            "name": session.name, "class_name": session.event_id.name,
            "present": len(there),
            "people": sorted((
                {
                    "id": person.id, "name": person.name or "",
                    "organisation": person.organisation_id.name or "",
                    "time": person.id in there
                    and f"{local_moment(self.env, there[person.id].at):%H:%M}",
                } for person in people
            ), key=lambda person: (person["name"].split()[-1:], person["name"])),
        }
        try:
            session._require_open()
        except UserError as error:
            return {**screen, "closed": str(error)}
        return {**screen, **session._draw_code()}

    def _draw_code(self):
        moment = time.time()
        code = make_code(self.qr_key, self.id, slot_of(moment))
        url = f"{self.get_base_url()}/vanthu/attend/{self.id}/{code}"
        image = self.env["ir.actions.report"].barcode(
            "QR", url, width=600, height=600, barLevel="M"
        )
        return {
            "url": url, "image": f"data:image/png;base64,{base64.b64encode(image).decode()}",
            "seconds": SLOT_SECONDS - moment % SLOT_SECONDS, "slot": SLOT_SECONDS,
        }

    # ---- RECORDING ----

    def _record(self, registration, method):
        """Write down that a participant is there; once, whoever presses how often.

        :param registration: one ``event.registration`` of the class
        :param str method: qr, badge or hand
        :return tuple: the ``vanthu.attendance``, and whether it is new
        :raise UserError: the person has no place, or belongs to another class
        """
        self.ensure_one()
        session = self.sudo()
        registration = registration.sudo()
        if registration.event_id != session.event_id:
            raise UserError(self.env._(
                "%(name)s is registered for %(other)s, not for %(this)s.",
                name=registration.name, other=registration.event_id.name,
                this=session.event_id.name,
            ))
        if registration.state not in ("open", "done"):
            raise UserError(self.env._(
                "%s has no place in this class yet; ask the organiser.", registration.name
            ))
        rows = self.env["vanthu.attendance"].sudo()
        self.env.flush_all()
        # Two scans at the same moment: the second waits, then finds the row of the first.
        self.env.cr.execute(
            """INSERT INTO vanthu_attendance
                      (session_id, registration_id, host_id, method, at, by_id,
                       create_uid, write_uid, create_date, write_date)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
          ON CONFLICT (session_id, registration_id) DO NOTHING RETURNING id""",
            [session.id, registration.id, session.host_id.id or None, method,
             fields.Datetime.now(), self.env.uid,
             self.env.uid, self.env.uid],
        )
        found = self.env.cr.fetchone()
        if found:
            row = rows.browse(found[0])
            session.invalidate_recordset(["attendance_ids", "present_count"])
            registration.invalidate_recordset(["attendance_ids"])
            registration._note_presence()
            return row, True
        return rows.search([
            ("session_id", "=", session.id), ("registration_id", "=", registration.id),
        ]), False

    def action_mark_present(self, registration_ids: list[int]) -> int:
        """Record people by hand, also after the session.

        :param list registration_ids: ids of participants of the class
        :return int: how many were not recorded before
        :raise AccessError: the person does not record here
        :raise UserError: the session has not opened, or somebody is no participant or has no
            place
        """
        self._require_recorder()
        session = self.sudo()
        if fields.Datetime.now() < session.date_begin - timedelta(minutes=session.open_before):
            session._require_open()
        # Who is no participant is not named in a refusal: ids are easily counted.
        people = session.event_id.registration_ids.filtered(
            lambda person: person.id in registration_ids
        )
        if len(people) != len(set(registration_ids)):
            raise UserError(self.env._("Choose participants of this class."))
        return sum(self._record(person, "hand")[1] for person in people)

    def action_take_back(self, registration_ids: list[int], reason: str) -> int:
        """Remove entries that were made by mistake; the log keeps who, when and why.

        :param list registration_ids: ids of participants
        :param str reason: why
        :return int: number of entries removed
        :raise AccessError: the person does not record here
        :raise UserError: no reason is given
        """
        self._require_recorder()
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the entry is taken back."))
        rows = self.env["vanthu.attendance"].sudo().search([
            ("session_id", "=", self.id), ("registration_id", "in", registration_ids),
        ])
        people = rows.registration_id
        for row in rows:
            self.env["vanthu.event"]._log(self.event_id, "attendance_taken_back", {
                "session": self.name, "name": row.registration_id.name, "reason": reason.strip(),
            })
        count = len(rows)
        rows.unlink()
        people._note_presence()
        return count

    def action_scan_badge(self, code: str) -> dict:
        """Record who shows this badge.

        :param str code: what the scanner read
        :return dict: ``status`` (present, already, unknown, refused), ``name``, ``message``
        :raise AccessError: the person does not record here
        :raise UserError: it is not the time of the session
        """
        self._require_recorder()
        self.sudo()._require_open()
        person = self.env["event.registration"].sudo().search(
            [("barcode", "=", (code or "").strip()), ("course_id", "!=", False)], limit=1
        )
        if not person:
            return {"status": "unknown", "name": "", "message": self.env._(
                "This badge is not known; look for the name in the list."
            )}
        try:
            row, new = self._record(person, "badge")
        except UserError as error:
            return {"status": "refused", "name": person.name or "", "message": str(error)}
        message = self.env._("Present") if new else self.env._(
            "Already recorded at %s", f"{local_moment(self.env, row.at):%H:%M}"
        )
        return {"status": "present" if new else "already", "name": person.name or "",
                "message": message}


class EventEvent(models.Model):
    """A class of more or fewer sessions than before."""

    _inherit = "event.event"

    def _count_presence(self):
        """Count anew what participants attended, out of the sessions that there are now."""
        self.env["event.registration"].sudo().search([
            ("event_id", "in", self.ids), ("attendance_ids", "!=", False),
        ])._note_presence()


class EventRegistration(models.Model):
    """How much of a class a participant attended."""

    _inherit = "event.registration"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_attended(self):
        attended = self.sudo().attendance_ids.registration_id[:1]
        if attended:
            raise UserError(self.env._(
                "%s is recorded as present; cancel the registration instead of deleting it.",
                attended.name,
            ))

    def _note_presence(self):
        """Count the sessions attended anew; who was there once has attended."""
        sessions = dict(self.env["vanthu.class.session"].sudo()._read_group(
            [("event_id", "in", self.event_id.ids)], ["event_id"], ["__count"]
        ))
        counts = dict(self.env["vanthu.attendance"].sudo()._read_group(
            [("registration_id", "in", self.ids)], ["registration_id"], ["__count"]
        ))
        for registration in self.sudo():
            count, of = counts.get(registration, 0), sessions.get(registration.event_id, 0)
            registration.attendance_rate = 100 * count / of if of else 0
            if count and registration.state == "open":
                registration.state = "done"
            elif not count and registration.state == "done":
                registration.state = "open"
