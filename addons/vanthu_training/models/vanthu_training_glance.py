from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.vanthu_document.models.local_time import local_today

SOON, LATER = 60, 180


class VanthuTrainingGlance(models.AbstractModel):
    """Training of an organisation at a glance: this year's figures and who is not covered."""

    _name = "vanthu.training.glance"
    _description = "Training at a glance"

    @api.model
    def get_glance(self) -> dict:
        """What the page shows.

        :return dict: ``year``, ``figures`` (key → number), ``matrix`` as of
            ``vanthu.training.coverage``, ``can_invite``, and ``invited``: id of an organisation →
            ids of the topics of coming classes that it is invited to
        :raise AccessError: the person is neither training manager nor leader
        """
        user = self.env.user
        if not (user.has_group("vanthu_training.group_training_manager")
                or user.has_group("vanthu_document.group_leader")):
            raise AccessError(self.env._(
                "Only training managers and leaders see training at a glance."
            ))
        today = local_today(self.env)
        matrix = self.env["vanthu.training.coverage"].get_matrix()
        return {
            "year": today.year, "matrix": matrix, "invited": self._get_invited(),
            "can_invite": user.has_group("vanthu_training.group_training_manager"),
            "figures": {**self._get_year(today), **self._get_certificates(today),
                        "organisations": len(matrix["rows"]), "without": matrix["without"]},
        }

    def _get_invited(self):
        coming = self.env["event.event"].sudo().search([
            ("is_class", "=", True), ("host_id", "in", self.env.companies.ids),
            ("date_end", ">", fields.Datetime.now()),
        ])
        invited = {}
        for invitation in coming.invitation_ids:
            topics = invited.setdefault(str(invitation.partner_id.id), set())
            topics.update(invitation.event_id.course_id.topic_ids.ids)
        return {partner: sorted(topics) for partner, topics in invited.items()}

    def _get_year(self, today):
        ours = [
            ("host_id", "in", self.env.companies.ids), ("status", "=", "placed"),
            ("date", ">=", date(today.year, 1, 1)), ("date", "<=", date(today.year, 12, 31)),
        ]
        report = self.env["vanthu.training.report"].sudo()
        classes, people, passed, gain = report._read_group(
            ours, [], ["event_id:count_distinct", "__count", "passed:sum", "gain:avg"]
        )[0]
        decided = report.search_count([*ours, ("result", "!=", "pending")])
        return {
            "classes": classes, "people": people, "passed": passed or 0,
            "rate": round(100 * (passed or 0) / decided) if decided else False,
            "gain": round(gain, 1) if gain else False,
        }

    def _get_certificates(self, today):
        def count(*domain):
            return self.env["vanthu.certificate"].sudo().search_count([
                ("company_id", "in", self.env.companies.ids), ("state", "=", "valid"), *domain,
            ])

        def until(days):
            return ("expires_on", "<=", today + timedelta(days=days))

        return {
            "certificates": count(("year", "=", today.year)),
            "soon": count(("expires_on", ">=", today), until(SOON)),
            "later": count(("expires_on", ">=", today), until(LATER)),
        }
