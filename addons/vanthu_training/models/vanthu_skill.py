from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

from .vanthu_certificate_life import SOON_DAYS

# Person and topic in one number, so that a line of the view has a name of its own.
TOPICS = 100_000


class VanthuSkill(models.Model):
    """A topic that a person holds by a certificate, and until when.

    Of several certificates the one counts that ends last; replaced and revoked ones do not.
    """

    _name = "vanthu.skill"
    _description = "Skill"
    _auto = False
    _order = "user_id, topic_id"
    _rec_name = "topic_id"
    _depends = {
        "vanthu.certificate": ["trainee_id", "topic_ids", "state", "expires_on", "company_id"],
        "res.users": ["company_id"],
    }

    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    topic_id = fields.Many2one("vanthu.topic", readonly=True)
    certificate_id = fields.Many2one("vanthu.certificate", readonly=True)
    issuer_id = fields.Many2one("res.company", string="Issued by", readonly=True)
    valid_until = fields.Date(string="Valid until", readonly=True, help="Empty: without end.")
    is_held = fields.Boolean(string="Held", readonly=True)
    state = fields.Selection(
        [("held", "Held"), ("soon", "Ends soon"), ("expired", "Expired")], readonly=True
    )

    @property
    def _table_query(self):
        today = local_today(self.env)
        return SQL(
            """SELECT s.*, s.valid_until IS NULL OR s.valid_until >= %(today)s AS is_held,
                      CASE WHEN s.valid_until < %(today)s THEN 'expired'
                           WHEN s.valid_until <= %(today)s + %(soon)s THEN 'soon'
                           ELSE 'held' END AS state
                 FROM (SELECT DISTINCT ON (c.trainee_id, r.vanthu_topic_id)
                              c.trainee_id::bigint * %(topics)s + r.vanthu_topic_id AS id,
                              c.trainee_id AS user_id, u.company_id,
                              r.vanthu_topic_id AS topic_id, c.id AS certificate_id,
                              c.company_id AS issuer_id, c.expires_on AS valid_until
                         FROM vanthu_certificate c
                         JOIN vanthu_certificate_vanthu_topic_rel r
                           ON r.vanthu_certificate_id = c.id
                         JOIN res_users u ON u.id = c.trainee_id
                        WHERE c.state = 'valid'
                     ORDER BY c.trainee_id, r.vanthu_topic_id,
                              c.expires_on DESC NULLS FIRST, c.id DESC) s""",
            today=today, soon=SOON_DAYS, topics=TOPICS,
        )


class ResUsers(models.Model):
    """What a person may do with proof."""

    _inherit = "res.users"

    # Whoever may search people by it learns what they hold, whatever the rules of skills say.
    skill_ids = fields.One2many(
        "vanthu.skill", "user_id", string="Skills", readonly=True,
        groups="base.group_erp_manager,vanthu_document.group_manager,"
               "vanthu_training.group_training_manager",
    )

    def _get_held_topics(self):
        """Topics that these people hold today.

        :return dict: ``res.users`` → ``vanthu.topic``; who holds none is left out
        """
        return dict(self.env["vanthu.skill"].sudo()._read_group(
            [("user_id", "in", self.ids), ("is_held", "=", True)],
            ["user_id"], ["topic_id:recordset"],
        ))
