from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuTrainingCoverage(models.Model):
    """Organisations × topics: where nobody holds a valid certificate.

    An organisation is one that stands below the host, or that was invited to one of its
    classes. Practice organisations and dissolved ones do not count.
    """

    _name = "vanthu.training.coverage"
    _description = "Coverage of training"
    _auto = False
    _order = "partner_id, topic_id"
    _rec_name = "partner_id"
    _depends = {
        "vanthu.certificate": [
            "state", "expires_on", "trainee_id", "holder_name", "birth_date", "issued_date",
            "registration_id", "topic_ids",
        ],
        "event.registration": ["organisation_id"],
        "event.event": ["course_id", "host_id"],
        "vanthu.class.invitation": ["partner_id", "host_id"],
        "res.company": ["partner_id", "parent_id", "active", "is_practice", "organ_valid_to"],
        "vanthu.topic": ["active"],
    }

    host_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Organisation", readonly=True)
    topic_id = fields.Many2one("vanthu.topic", readonly=True)
    people = fields.Integer(string="People trained", readonly=True)
    last_date = fields.Date(string="Last certificate", readonly=True, aggregator="max")
    is_covered = fields.Boolean(string="Somebody is trained", readonly=True)

    @property
    def _table_query(self):
        return SQL("""
            WITH hosts AS (
                SELECT host_id AS id FROM event_event
                 WHERE course_id IS NOT NULL AND host_id IS NOT NULL
                 UNION
                SELECT parent_id FROM res_company WHERE parent_id IS NOT NULL),
            organisations AS (
                SELECT h.id AS host_id, c.partner_id
                  FROM hosts h
                  JOIN res_company u ON u.id = h.id
                  JOIN res_company c ON c.parent_path LIKE u.parent_path || '%%' AND c.id <> u.id
                 UNION
                SELECT host_id, partner_id FROM vanthu_class_invitation),
            held AS (
                SELECT r.organisation_id AS partner_id, t.vanthu_topic_id AS topic_id,
                       MAX(c.issued_date) AS last_date,
                       COUNT(DISTINCT COALESCE(c.trainee_id::text, c.holder_name || '/'
                             || COALESCE(c.birth_date::text, ''))) AS people
                  FROM vanthu_certificate c
                  JOIN event_registration r ON r.id = c.registration_id
                  JOIN vanthu_certificate_vanthu_topic_rel t ON t.vanthu_certificate_id = c.id
                 WHERE c.state = 'valid'
                   AND (c.expires_on IS NULL OR c.expires_on >= %(today)s)
              GROUP BY 1, 2)
            SELECT row_number() OVER (ORDER BY o.host_id, o.partner_id, t.id) AS id,
                   o.host_id, o.partner_id, t.id AS topic_id,
                   COALESCE(h.people, 0) AS people, h.last_date,
                   h.people IS NOT NULL AS is_covered
              FROM organisations o
              JOIN res_partner p ON p.id = o.partner_id AND p.active
         LEFT JOIN res_company c ON c.partner_id = o.partner_id
             CROSS JOIN vanthu_topic t
         LEFT JOIN held h ON h.partner_id = o.partner_id AND h.topic_id = t.id
             WHERE t.active AND p.is_practice IS NOT TRUE
               AND (c.id IS NULL OR (c.active AND c.is_practice IS NOT TRUE
                    AND (c.organ_valid_to IS NULL OR c.organ_valid_to >= %(today)s)))
        """, today=local_today(self.env))

    @api.model
    def get_matrix(self) -> dict:
        """The table that a manager reads: a row for each organisation, a column for each topic.

        :return dict: ``topics`` (id, code, name), ``rows`` (``id``, ``name``, ``counts`` in the
            order of the topics, ``gaps``), ``without`` (number of organisations in which nobody
            is trained in anything)
        :raise AccessError: the person does not see coverage
        """
        self.check_access("read")
        # The order of topics is that of the table.
        topics = self.env["vanthu.topic"].search([("active", "=", True)])
        counts = {}
        for partner, topic, people in self._read_group(
            [], ["partner_id", "topic_id"], ["people:max"]
        ):
            counts.setdefault(partner, {})[topic] = people
        # Names of organisations that a rule on contacts hides belong to the table, too.
        rows = sorted((
            {
                "id": partner.id, "name": partner.sudo().name,
                "counts": [own.get(topic, 0) for topic in topics],
                "gaps": sum(not own.get(topic) for topic in topics),
            } for partner, own in counts.items()
        ), key=lambda row: (-row["gaps"], row["name"]))
        return {
            "topics": [
                {"id": topic.id, "code": topic.code, "name": topic.name} for topic in topics
            ],
            "rows": rows,
            "without": sum(row["gaps"] == len(topics) for row in rows),
        }
