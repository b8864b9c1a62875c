from odoo import api, fields, models
from odoo.fields import Domain

from .event_certificate import CERTIFIABLE

CLASSES = "vanthu_training.class_action"
MY_CLASSES = "vanthu_training.my_classes_action"
CERTIFICATES = "vanthu_training.certificate_action"
PLACED = Domain("state", "in", ("open", "done"))


class VanthuHome(models.AbstractModel):
    """Training on the home page: one's own classes, who is to be named, what waits for results."""

    _inherit = "vanthu.home"

    @api.model
    def _get_blocks(self):
        return [*super()._get_blocks(), self._get_training_block()]

    @api.model
    def _get_training_block(self):
        return {
            "key": "training", "title": self.env._("Training"), "sequence": 80,
            "figures": [
                *self._get_participant_figures(), *self._get_trainer_figures(),
                *self._get_training_manager_figures(),
            ],
        }

    @api.model
    def _get_participant_figures(self):
        now = fields.Datetime.now()
        coming = (
            Domain("course_id", "!=", False) & Domain("trainee_id", "=", self.env.uid)
            & Domain("state", "in", ("draft", "open")) & Domain("event_id.date_end", ">=", now)
        )
        figures = [self._make_figure(
            "coming_classes", self.env._("My coming classes"),
            self._count("event.registration", coming), MY_CLASSES, domain=list(coming),
        )]
        places = self._count_places_to_name()
        if places:
            figures.append(self._make_class_figure(
                "to_name", self.env._("Classes to name people for"),
                Domain("id", "in", list(places)), tone="warning",
                note=self.env._("%s places left", sum(places.values())),
            ))
        return figures

    @api.model
    def _get_trainer_figures(self):
        user = self.env.user
        if not user.has_group("vanthu_training.group_trainer"):
            return []
        kept = Domain("trainer_ids", "in", user.ids)
        if user.has_group("vanthu_training.group_training_manager"):
            kept |= Domain("host_id", "in", self.env.companies.ids)
        now = fields.Datetime.now()
        return [
            self._make_class_figure(
                "classes_ahead", self.env._("Classes to hold"),
                kept & Domain("date_end", ">=", now),
            ),
            self._make_class_figure(
                "to_propose", self.env._("Results to propose"),
                kept & Domain("date_end", "<", now) & Domain("result_state", "=", "open")
                & Domain("registration_ids", "any", PLACED),
            ),
        ]

    @api.model
    def _get_training_manager_figures(self):
        if not self.env.user.has_group("vanthu_training.group_training_manager"):
            return []
        held = Domain("host_id", "in", self.env.companies.ids)
        soon = Domain("status", "=", "soon")
        return [
            self._make_class_figure(
                "to_decide", self.env._("Results to decide"),
                held & Domain("result_state", "=", "proposed"),
            ),
            self._make_class_figure(
                "to_issue", self.env._("Certificates to issue"),
                held & Domain("result_state", "=", "decided")
                & Domain("registration_ids", "any", Domain(CERTIFIABLE)),
            ),
            self._make_figure(
                "certificates_soon", self.env._("Certificates that end soon"),
                self._count("vanthu.certificate", soon), CERTIFICATES,
                {"search_default_valid": 0, "search_default_soon": 1},
            ),
        ]

    @api.model
    def _make_class_figure(self, key, label, domain, **values):
        domain = Domain("is_class", "=", True) & domain
        return self._make_figure(
            key, label, self._count("event.event", domain), CLASSES,
            {"search_default_coming": 0}, domain=list(domain), **values,
        )

    @api.model
    def _count_places_to_name(self):
        """Places for which the reader may name people and nobody is named, before a class begins.

        :return dict: id of the class → number of places
        """
        domain = (
            Domain("company_id", "in", self.env.companies.ids) & Domain("quota", ">", 0)
            & Domain("event_id.date_begin", ">", fields.Datetime.now())
        )
        if not (self._has_role("clerk") or self._has_role("leader")):
            domain &= Domain("company_id.vanthu_unit_ids.chief_ids", "in", self.env.user.ids)
        invitations = self.env["vanthu.class.invitation"].sudo().search_fetch(
            domain, ["event_id", "quota"]
        )
        if not invitations:
            return {}
        named = dict(self.env["event.registration"].sudo()._read_group(
            [("invitation_id", "in", invitations.ids), ("state", "!=", "cancel")],
            ["invitation_id"], ["__count"],
        ))
        places = {}
        for invitation in invitations:
            left = invitation.quota - named.get(invitation, 0)
            if left > 0:
                event = invitation.event_id.id
                places[event] = places.get(event, 0) + left
        return places
