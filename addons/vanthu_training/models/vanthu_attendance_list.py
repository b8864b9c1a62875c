from odoo import models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.printing.attendance import make_sign_form


class EventEvent(models.Model):
    """The list to sign, with a column for each session."""

    _inherit = "event.event"

    def _get_sign_form(self, sessions=None):
        """Form and rows of the list to sign.

        :param sessions: ``vanthu.class.session``; all of the class by default
        :return tuple: ``RegisterForm`` and a list of tuples; cells to sign are empty
        """
        self.ensure_one()
        sessions = sessions or self.session_ids
        form = make_sign_form([
            f"{session.name}\n{local_moment(self.env, session.date_begin):%d/%m/%Y}"
            for session in sessions
        ])
        rows = [
            (row[0], row[1], row[2], row[4], *[""] * len(sessions))
            for row in self._get_participant_rows()
        ]
        return form, rows

    def action_print_badges(self) -> dict:
        """Print the badges of those who have a place.

        :return dict: report action
        :raise UserError: nobody has a place yet
        """
        self.ensure_one()
        people = self._get_participants()
        if not people:
            raise UserError(self.env._("Nobody has a place in this class yet."))
        return self.env.ref("vanthu_training.action_report_badges").report_action(people)
