from odoo import api, fields, models
from odoo.exceptions import UserError

ASKING_STATES = ("registered", "submitted")


class VanthuDocument(models.Model):
    """Opinions that a leader or a clerk asks for before a document is directed."""

    _inherit = "vanthu.document"

    consultation_ids = fields.One2many(
        "vanthu.consultation", "document_id", string="Rounds of opinions", readonly=True
    )
    opinion_count = fields.Char(string="Opinions", compute="_compute_opinion_count")

    @api.depends("consultation_ids.answered_count")
    def _compute_opinion_count(self):
        for document in self:
            document.opinion_count = document.consultation_ids._count_answers()

    def action_ask_opinions(self, question: str, targets: list[dict], due_date: str) -> int:
        """Ask several units or persons at once what they think of a document.

        :param str question: what is asked
        :param list targets: dicts with ``unit_id`` or ``user_id``
        :param str due_date: ISO date by which answers are wanted
        :return int: id of the round (``vanthu.consultation``)
        :raise AccessError: neither a leader nor a clerk
        :raise UserError: not registered yet or directed already, or question, date or targets
            do not fit
        """
        self.ensure_one()
        self._require_group("group_leader", "group_clerk")
        self.check_access("read")
        self._hold()
        if self.state not in ASKING_STATES:
            raise UserError(self.env._(
                "Opinions on a document are asked for between its registration and its "
                "directive; after that, whoever works on it asks."
            ))
        return self.env["vanthu.consultation"]._ask(question, targets, due_date, self).id

    def action_open_opinions(self):
        """Show the rounds of opinions about this document.

        :return dict: window action
        """
        self.ensure_one()
        return self.consultation_ids._get_page_action()

    def _direct_one(self, *args, **kwargs):
        result = super()._direct_one(*args, **kwargs)
        self._end_activities("mail_activity_opinions")
        return result

    def _set_done(self):
        result = super()._set_done()
        self.consultation_ids._end_round()
        return result
