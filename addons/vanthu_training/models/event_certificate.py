from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_moment

from .vanthu_certificate_token import new_token

# Who passed and holds no certificate: never had one, or had it revoked.
_PASSED = (
    ("state", "in", ("open", "done")), ("result", "=", "passed"), ("certificate_id", "=", False),
)
CERTIFIABLE = (*_PASSED, ("certificate_ids", "=", False))
REVOKED = (*_PASSED, ("certificate_ids", "!=", False))


class EventEvent(models.Model):
    """Certificates of a class, issued in one go for all who passed."""

    _inherit = "event.event"

    certificate_count = fields.Integer(compute="_compute_certificate_count")
    certifiable_count = fields.Integer(
        string="Certificates to issue", compute="_compute_certificate_count",
    )
    revoked_count = fields.Integer(
        string="Passed, and revoked since", compute="_compute_certificate_count",
    )

    @api.depends("registration_ids.certificate_id", "registration_ids.result")
    def _compute_certificate_count(self):
        people = self.env["event.registration"].sudo()
        counts = dict(people._read_group(
            [("event_id", "in", self.ids), ("certificate_id", "!=", False)],
            ["event_id"], ["__count"],
        ))
        left, revoked = (
            dict(people._read_group(
                [("event_id", "in", self.ids), *domain], ["event_id"], ["__count"]))
            for domain in (CERTIFIABLE, REVOKED)
        )
        for event in self:
            event.certificate_count = counts.get(event._origin, 0)
            event.certifiable_count = left.get(event._origin, 0)
            event.revoked_count = revoked.get(event._origin, 0)

    def _get_certifiable(self, domain=CERTIFIABLE):
        """Participants who passed and hold no certificate, in the order of the list.

        :param domain: ``CERTIFIABLE``, or ``REVOKED`` for those who held one
        :return: ``event.registration`` in superuser mode
        """
        return self.env["event.registration"].sudo().search(
            [("event_id", "in", self.ids), *domain]
        ).sorted(lambda person: (
            person.organisation_id.name or "", person.name or "", person.id
        ))

    def _issue_certificates(self, day, place, signer_name, signer_position, again=()):
        """Issue the certificates of all who passed, as one block of the book.

        :param datetime.date day: of issue
        :param str place: as printed before the date
        :param str signer_name: who signs
        :param str signer_position: as printed above the signature
        :param again: ``event.registration`` of those whose certificate was revoked and who get
            a new one all the same; nobody else of them does
        :return: the new ``vanthu.certificate``
        :raise AccessError: the caller is no training manager of who holds the class
        :raise UserError: the results are not decided, nobody is left, or the day is refused
        """
        self._require_results("decided")
        people = self._get_certifiable()
        people |= self._get_certifiable(REVOKED).filtered(lambda one: one in again)
        if not people:
            raise UserError(self.env._(
                "Everybody who passed the class %s holds a certificate already.", self.name
            ))
        common = self.sudo()._get_certificate_values(day)
        common |= {
            "issued_place": place, "signer_name": signer_name,
            "signer_position": signer_position,
        }
        vals_list = [
            {
                **common, **new_token(), "registration_id": person.id,
                "trainee_id": person.trainee_id.id, "holder_name": person.name,
                "birth_date": person.birth_date, "grade": person.grade,
                "organisation_name": person.organisation_id.name,
            }
            for person in people
        ]
        issued = self.env["vanthu.certificate"]._enter(self.sudo().host_id, day, vals_list)
        for person, certificate in zip(people, issued, strict=True):
            person.certificate_id = certificate
        events = self.env["vanthu.event"]
        events._insert([
            events._row(certificate, "certificate_issued", {"number": certificate.code})
            for certificate in issued
        ])
        return issued.with_env(self.env)

    def _get_certificate_values(self, day):
        """What all certificates of the class say alike.

        :param datetime.date day: of issue
        :return dict: values
        """
        course, host = self.course_id, self.host_id
        zone = self.with_context(tz=self.date_tz or self.env.context.get("tz"))
        months = course.validity_months
        return {
            "course_id": course.id, "topic_ids": [(6, 0, course.topic_ids.ids)],
            "course_name": course.certificate_text or course.name, "hours": course.hours,
            "date_from": local_moment(zone.env, self.date_begin).date(),
            "date_to": local_moment(zone.env, self.date_end).date(),
            "expires_on": day + relativedelta(months=months) if months else False,
            "organ_name": host.name, "superior_name": host.organ_superior_name,
        }

    def action_open_certificates(self) -> dict:
        """Open the certificates of these classes.

        :return dict: action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_training.certificate_action"
        )
        return {
            **action, "domain": [("registration_id.event_id", "in", self.ids)], "context": {},
        }


class EventRegistration(models.Model):
    """All certificates that a participant ever got for the class."""

    _inherit = "event.registration"

    certificate_ids = fields.One2many(
        "vanthu.certificate", "registration_id", string="Certificates ever issued"
    )


class VanthuEvent(models.Model):
    """What happens to results and certificates."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("results_proposed", self.env._("Results proposed")),
            ("results_overruled", self.env._("Result overruled")),
            ("results_decided", self.env._("Results decided")),
            ("results_reopened", self.env._("Results opened again")),
            ("certificate_issued", self.env._("Certificate issued")),
            ("certificate_replaced", self.env._("Certificate replaced")),
            ("certificate_revoked", self.env._("Certificate revoked")),
            ("gate_changed", self.env._("Requirement for a role changed")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {
            **super()._get_detail_labels(), "passed": self.env._("Passed"),
            "topics": self.env._("Topics"),
        }
