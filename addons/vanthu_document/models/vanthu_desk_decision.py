import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# After so many days no browser asks again about a decision that it sent.
KEPT_DAYS = 60


class VanthuDeskDecision(models.Model):
    """One decision that was made on a desk, and what the desk answered.

    A phone repeats what it is not sure to have sent. The key says whether this was carried out
    already; the row is written in the same transaction as the decision itself.
    """

    _name = "vanthu.desk.decision"
    _description = "Decision on a desk"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    client_key = fields.Char(required=True, readonly=True)
    pile = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    answer = fields.Json(readonly=True)
    date = fields.Datetime(required=True, readonly=True, index=True)

    _key_uniq = models.UniqueIndex("(user_id, client_key)")

    @api.model
    def _claim(self, pile, res_id, client_key):
        """Take a key for a decision, unless it was carried out before.

        The same request twice at one moment: the second waits here for the first and begins
        anew, since it cannot see what the first has written.

        :param str pile: key of the pile
        :param int res_id: id of the record
        :param str client_key: key of the decision
        :return: the answer that was given (dict), or None for a new decision
        :raise UserError: the key belongs to a decision about something else
        """
        self.env.cr.execute(SQL(
            """INSERT INTO vanthu_desk_decision (user_id, client_key, pile, res_id, date)
                    VALUES (%s, %s, %s, %s, now() AT TIME ZONE 'UTC')
               ON CONFLICT (user_id, client_key) DO NOTHING RETURNING id""",
            self.env.uid, client_key, pile, res_id,
        ), log_exceptions=False)
        if self.env.cr.fetchone():
            return None
        self.env.cr.execute(SQL(
            "SELECT pile, res_id, answer FROM vanthu_desk_decision"
            " WHERE user_id = %s AND client_key = %s", self.env.uid, client_key,
        ))
        known_pile, known_id, answer = self.env.cr.fetchone()
        if (known_pile, known_id) != (pile, res_id):
            raise UserError(self.env._("Each decision needs a key of its own."))
        return answer or {}

    @api.model
    def _keep_answer(self, client_key, answer):
        self.env.cr.execute(SQL(
            "UPDATE vanthu_desk_decision SET answer = %s WHERE user_id = %s AND client_key = %s",
            json.dumps(answer), self.env.uid, client_key,
        ))

    @api.autovacuum
    def _gc_decisions(self):
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.env.cr.execute(SQL("DELETE FROM vanthu_desk_decision WHERE date < %s", limit))
