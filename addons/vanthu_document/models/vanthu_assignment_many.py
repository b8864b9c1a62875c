from odoo import models
from odoo.exceptions import UserError

from .each import do_for_each

ACTS = (
    "accept", "start", "pass_on", "split", "report", "done", "approve", "send_back", "return",
    "reopen", "recall",
)


class VanthuAssignment(models.Model):
    """Many assignments at once, each checked as if alone."""

    _inherit = "vanthu.assignment"

    def action_for_each(self, act: str, values: dict | None = None) -> dict:
        """Do the same with each assignment; those that are refused stay as they were.

        :param str act: accept, start, pass_on, split, report, done, approve, send_back, return,
            reopen or recall: the method ``action_…`` of that name
        :param dict values: its arguments
        :return dict: ``done`` (ids) and ``refused`` (dicts with ``id``, ``name``, ``reason``)
        :raise UserError: no such act
        """
        if act not in ACTS:
            raise UserError(self.env._("“%(act)s” is nothing to do with work.", act=act))
        self._hold()
        return do_for_each(
            self, lambda assignment: getattr(assignment, f"action_{act}")(**(values or {}))
        )

    def action_accept_each(self) -> dict:
        """Accept a selection of a list.

        :return dict: action that says how many, and who was refused and why
        """
        return self.env["vanthu.summary"]._show(self.action_for_each("accept"))

    def action_approve_each(self) -> dict:
        """Approve the reports of a selection of a list.

        :return dict: action that says how many, and who was refused and why
        """
        return self.env["vanthu.summary"]._show(self.action_for_each("approve"))


class VanthuDocument(models.Model):
    """Directing many documents at once."""

    _inherit = "vanthu.document"

    def action_direct_each(self, content: str, values: dict | None = None) -> dict:
        """Direct each document as if alone; those that are refused stay as they were.

        :param str content: the leader's words
        :param dict values: further arguments of :meth:`action_direct`
        :return dict: ``done`` (ids) and ``refused`` (dicts with ``id``, ``name``, ``reason``)
        """
        values = dict(values or {})
        key = values.pop("client_key", None)
        self._hold()
        return do_for_each(self, lambda document: document.action_direct(
            content, client_key=key and f"{key}/{document.id}", **values
        ))
