"""Who takes part: places of an invitation, the waiting list, and what moves it on."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class EventEvent(models.Model):
    """Places of a class and who gets one that becomes free."""

    _inherit = "event.event"

    waiting_count = fields.Integer(compute="_compute_waiting_count", string="Waiting")
    own_invitation_id = fields.Many2one(
        "vanthu.class.invitation", string="Own invitation",
        compute="_compute_own_invitation_id",
        help="That of the reader's organisation, as long as the reader names people for it.",
    )

    @api.depends("registration_ids.is_waiting", "registration_ids.state")
    def _compute_waiting_count(self):
        counts = dict(self.env["event.registration"]._read_group(
            [("event_id", "in", self.ids), ("is_waiting", "=", True), ("state", "=", "draft")],
            ["event_id"], ["__count"],
        ))
        for event in self:
            event.waiting_count = counts.get(event._origin, 0)

    def write(self, vals):
        result = super().write(vals)
        if {"seats_max", "seats_limited"} & vals.keys():
            self.filtered("is_class")._promote_waiting()
        return result

    def _lock_places(self):
        """Let one after the other give the places of these classes away.

        Whoever comes second begins anew and sees what the first has done.
        """
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE event_event SET write_date = write_date WHERE id = ANY(%s)",
            [sorted(self.ids)], log_exceptions=False,  # being second is no error
        )

    def _count_free(self):
        """Free places of a class.

        :return float: a number, infinite where places are not limited
        """
        self.ensure_one()
        if not self.seats_limited or not self.seats_max:
            return float("inf")
        taken = self.env["event.registration"].sudo().search_count([
            ("event_id", "=", self.id), ("state", "in", ("open", "done")),
        ])
        return self.seats_max - taken

    def _promote_waiting(self):
        """Give each place that is free to who has waited longest for it.

        :return: the ``event.registration`` that got a place
        """
        promoted = rows = self.env["event.registration"].sudo()
        for event in self.sudo():
            event._lock_places()
            waiting = rows.search([
                ("event_id", "=", event.id), ("is_waiting", "=", True), ("state", "=", "draft"),
            ], order="waiting_since, id")
            free = waiting and event._count_free()
            room = waiting.invitation_id._count_room()
            for registration in waiting:
                invitation = registration.invitation_id
                if free <= 0:
                    break
                if invitation and room[invitation.id] <= 0:
                    continue
                promoted += registration
                free -= 1
                if invitation:
                    room[invitation.id] -= 1
        promoted.write({"is_waiting": False, "state": "open"})
        return promoted

    @api.depends("invitation_ids.can_name")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_own_invitation_id(self):
        companies = self.env.companies
        for event in self:
            event.own_invitation_id = event.invitation_ids.filtered(
                lambda one: one.company_id in companies and one.can_name
            )[:1]

    def action_name_own_people(self) -> dict:
        """Open the dialog in which the reader's organisation names its people.

        :return dict: action
        :raise UserError: the organisation is not invited, or the class is over
        """
        self.ensure_one()
        if not self.own_invitation_id:
            raise UserError(self.env._(
                "Nobody can be named for the class %s any more; reload the page.", self.name
            ))
        return self.own_invitation_id.action_name_people()


class EventRegistration(models.Model):
    """Who cannot come gives the place back; the next one gets it."""

    _inherit = "event.registration"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "cancel":
            self.filtered("is_waiting").sudo().write({"is_waiting": False})
            self.event_id.filtered("is_class")._promote_waiting()
        return result

    def unlink(self):
        events = self.event_id.filtered("is_class")
        result = super().unlink()
        events._promote_waiting()
        return result

    def action_cannot_come(self):
        """Give one's own place back, or that of somebody one has named.

        :raise AccessError: it is somebody else's
        :raise UserError: the class has begun
        """
        self.ensure_one()
        self.check_access("read")
        registration = self.sudo()
        mine = registration.trainee_id == self.env.user
        named = registration.invitation_id and registration.invitation_id.with_env(
            self.env)._may_name()
        if not (mine or named or self.has_access("write")):
            raise AccessError(self.env._("Only who named this person may give the place back."))
        self._give_place_back()
        return True

    def _give_place_back(self):
        """Cancel the registration, so that the next one gets the place.

        :raise UserError: the class has begun
        """
        registration = self.sudo()
        event = registration.event_id
        if event.date_begin <= fields.Datetime.now():
            raise UserError(self.env._(
                "The class %s has begun; tell the trainer who does not come.", event.name
            ))
        if registration.state != "cancel":
            registration.action_cancel()
            self.env["vanthu.event"]._log(event, "place_given_back", {"name": registration.name})


class VanthuClassInvitation(models.Model):
    """Naming people for the places that an organisation got."""

    _inherit = "vanthu.class.invitation"

    can_name = fields.Boolean(compute="_compute_can_name")

    @api.depends("event_id.date_end")
    @api.depends_context("uid")
    def _compute_can_name(self):
        now = fields.Datetime.now()
        for invitation in self:
            end = invitation.sudo().event_id.date_end
            invitation.can_name = bool(end and end > now and invitation._may_name())

    def write(self, vals):
        result = super().write(vals)
        if "quota" in vals:
            self.event_id._promote_waiting()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_named(self):
        if self.sudo().registration_ids:
            raise UserError(self.env._(
                "People are named for this invitation; set its places to 0 instead."
            ))

    def _may_name(self):
        """Whether the person names people: the host, or clerk, leader, head of who is invited."""
        self.ensure_one()
        user, invitation = self.env.user, self.sudo()
        if invitation.host_id in user.company_ids and user.has_group(
            "vanthu_training.group_training_manager"
        ):
            return True
        if not invitation.company_id or invitation.company_id not in user.company_ids:
            return False
        return bool(
            user.has_group("vanthu_document.group_clerk")
            or user.has_group("vanthu_document.group_leader")
            or invitation.company_id.vanthu_unit_ids.filtered(
                lambda unit: user in unit.chief_ids)
        )

    def _count_room(self):
        """Places of each invitation that nobody has.

        :return dict: id → number
        """
        taken = dict(self.env["event.registration"].sudo()._read_group(
            [("invitation_id", "in", self.ids), ("state", "in", ("open", "done"))],
            ["invitation_id"], ["__count"],
        ))
        return {
            invitation.id: invitation.quota - taken.get(invitation, 0) for invitation in self
        }

    def _name_people(self, people):
        """Register people in the order given; who finds no place waits.

        :param list people: dicts with values of ``event.registration`` (``trainee_id``, or
            ``name`` and what else is known of a person without an account)
        :return: ``event.registration``
        :raise UserError: somebody is named already, misses a topic, or the class is over
        """
        self.ensure_one()
        invitation = self.sudo()
        event = invitation.event_id
        if event.date_end <= fields.Datetime.now():
            raise UserError(self.env._("The class %s is over.", event.name))
        event._lock_places()
        self._check_people(people)
        free, room = event._count_free(), invitation._count_room()[invitation.id]
        now, vals_list = fields.Datetime.now(), []
        for place, person in enumerate(people):
            waits = place >= min(free, room)
            vals_list.append({
                **person, "event_id": event.id, "invitation_id": invitation.id,
                "state": "draft" if waits else "open", "is_waiting": waits,
                "waiting_since": now if waits else False,
            })
        return self.env["event.registration"].sudo().create(vals_list)

    def _check_people(self, people):
        invitation = self.sudo()
        users = self.env["res.users"].sudo().browse(
            [person["trainee_id"] for person in people if person.get("trainee_id")]
        )
        # Before anything is said about them: strangers' names are not told.
        if users.filtered("practice_of_id") or users.filtered(
            lambda user: invitation.company_id not in user.company_ids
        ):
            raise UserError(self.env._("Choose people of %s.", invitation.partner_id.name))
        named = invitation.event_id.registration_ids.filtered(lambda row: row.state != "cancel")
        there = (named.trainee_id & users).mapped("name") + [
            person["name"] for person in people if not person.get("trainee_id") and named.filtered(
                lambda row, person=person: row.invitation_id == invitation
                and not row.trainee_id and row.name == person["name"]
                and row.birth_date == fields.Date.to_date(person.get("birth_date"))
            )
        ]
        if there:
            raise UserError(self.env._(
                "%(names)s is named for the class already; leave out who is there.",
                names=", ".join(there),
            ))
        self._check_prerequisites(users)

    def _check_prerequisites(self, users):
        missing = self._get_missing_topics(users)
        for user in users:
            if missing.get(user.id):
                raise UserError(self.env._(
                    "%(name)s first needs a certificate in: %(topics)s.", name=user.name,
                    topics=", ".join(missing[user.id].mapped("name")),
                ))

    def _get_missing_topics(self, users):
        """What people must hold before they come to the class, and do not.

        :param users: ``res.users``
        :return dict: id of a person → ``vanthu.topic``; only those who miss something
        """
        wanted = self.sudo().event_id.course_id.prerequisite_ids
        if not wanted or not users:
            return {}
        today = fields.Date.context_today(self)
        held = self.env["vanthu.certificate"].sudo().search([
            ("trainee_id", "in", users.ids), ("state", "=", "valid"),
            "|", ("expires_on", "=", False), ("expires_on", ">=", today),
        ]).grouped("trainee_id")
        none = self.env["vanthu.certificate"]
        missing = {user.id: wanted - held.get(user, none).topic_ids for user in users}
        return {user: topics for user, topics in missing.items() if topics}

    def _describe_user(self, user):
        """A person with an account, as values of a registration.

        :param user: ``res.users``
        :return dict: values of ``event.registration``
        """
        company = self.sudo().company_id
        return {
            "trainee_id": user.id, "name": user.name, "email": user.email,
            "position": user.partner_id.function, "partner_id": user.partner_id.id,
            "unit_id": user.vanthu_unit_ids.filtered(
                lambda unit: unit.company_id == company
            )[:1].id,
        }

    def action_name_people(self) -> dict:
        """Open the dialog in which people are named.

        :return dict: action
        :raise AccessError: the person may not name anybody here
        """
        self.ensure_one()
        if not self._may_name():
            raise AccessError(self.env._(
                "Only the clerk, a leader or the head of a unit of %s names people.",
                self.sudo().partner_id.name,
            ))
        return {
            "type": "ir.actions.act_window", "name": self.env._("Name people"),
            "res_model": "vanthu.class.naming", "view_mode": "form", "target": "new",
            "context": {"default_invitation_id": self.id},
        }
