from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .local_time import local_today

PAGE = 20


class Pile(NamedTuple):
    """One kind of decision that waits on a desk.

    ``label`` is the tab; ``model``, ``domain`` and ``order`` say which records wait, ``names``
    which of their fields the cards show. The desk
    shows a pile ``x`` through ``_prepare_x_cards(records)`` and decides through
    ``_decide_x(record, decision, client_key)``.
    """

    label: str
    model: str
    domain: Domain
    order: str
    names: tuple = ()


class VanthuDesk(models.AbstractModel):
    """What waits for a decision of the person, pile by pile and card by card.

    The page in the browser and any other client use the same four methods. Nothing here gives
    a right: cards are searched with the rights of the person, decisions go through the actions
    of the records.
    """

    _name = "vanthu.desk"
    _description = "Desk of a leader"

    @api.model
    def _get_piles(self):
        """The piles of a desk, in the order of the tabs.

        :return dict: key → :class:`Pile`
        """
        return {}

    @api.model
    def _get_pile(self, key):
        pile = self._get_piles().get(key)
        if not pile:
            raise UserError(self.env._("There is no such pile on the desk; reload the page."))
        return pile

    @api.model
    @api.readonly
    def get_desk(self) -> dict:
        """Everything that the first sight of the desk needs, in one request.

        :return dict: ``piles`` (list of ``key``, ``label``, ``count``), ``cards`` (pile → first
            page of cards), for the first pile in which something waits, and ``today``
        """
        piles = [
            {
                "key": key, "label": pile.label,
                "count": self.env[pile.model].search_count(pile.domain),
            }
            for key, pile in self._get_piles().items()
        ]
        first = next((pile["key"] for pile in piles if pile["count"]), None)
        return {
            "piles": piles,
            "cards": {first: self.get_cards(first)} if first else {},
            "today": fields.Date.to_string(local_today(self.env)),
            **self._get_desk_extras(),
        }

    @api.model
    def _get_desk_extras(self):
        """What parts of the desk add to the first sight of it.

        :return dict: more keys of :meth:`get_desk`
        """
        return {}

    @api.model
    @api.readonly
    def get_cards(
        self, pile: str, limit: int = PAGE, known_ids: list[int] | None = None
    ) -> list[dict]:
        """The next cards of a pile.

        :param str pile: key of the pile
        :param int limit: most cards to return
        :param list known_ids: ids of the cards that the caller has already; a place in the
            list would not do, since the pile shrinks while one works through it
        :return list: dicts with ``id``, ``pile`` and what the pile shows
        :raise UserError: there is no such pile
        """
        found = self._get_pile(pile)
        domain = found.domain & Domain("id", "not in", known_ids or [])
        records = self.env[found.model].search_fetch(
            domain, found.names, limit=limit, order=found.order
        )
        cards = getattr(self, f"_prepare_{pile}_cards")(records)
        return [{"pile": pile, **card} for card in cards]

    @api.model
    def decide(
        self, pile: str, record_id: int, decision: dict, client_key: str,
        user_id: int | None = None,
    ) -> dict:
        """Carry out a decision about one card, once for each key.

        The caller may repeat a request whose answer was lost: the same decision of the same
        person with the same key is answered as the first time and changes nothing.

        :param str pile: key of the pile
        :param int record_id: id of the card
        :param dict decision: what was decided, as the pile wants it
        :param str client_key: made by the caller, another for each decision
        :param int user_id: who decided, where the caller keeps decisions for later; when
            somebody else is signed in by now, nothing happens
        :return dict: what the pile answers, for example ``directive_id``; or ``other_user``
        :raise UserError: the record does not allow it, somebody else was quicker, it is gone
        """
        if user_id and user_id != self.env.uid:
            return {"other_user": True}
        if not client_key:
            raise UserError(self.env._("Each decision needs a key of its own."))
        record = self.env[self._get_pile(pile).model].browse(record_id).exists()
        if not record:
            raise UserError(self.env._("This is no longer there; lay the card aside."))
        if not record.has_access("read"):
            raise AccessError(self.env._("You may no longer see this; lay the card aside."))
        decisions = self.env["vanthu.desk.decision"].sudo()
        answer = decisions._claim(pile, record_id, client_key)
        if answer is None:
            answer = getattr(self, f"_decide_{pile}")(record, decision, client_key)
            decisions._keep_answer(client_key, answer)
        return answer

    # ---- WHAT THE CARDS OF SEVERAL PILES SHOW ----

    @api.model
    def _prepare_heads(self, documents):
        """What stands at the top of cards that concern documents.

        :param documents: ``vanthu.document`` that the person may read
        :return dict: id → dict
        """
        files = self._get_files("vanthu.document", documents.ids)
        urgency = dict(documents._fields["priority"]._description_selection(self.env))
        heads = {}
        for document in documents:
            main = document.message_main_attachment_id.id
            heads[document.id] = {
                "document_id": document.id,
                "subject": document.subject or document.display_name,
                "organ_name": document.organ_name or "",
                "reference": document.reference or "",
                "issued_date": fields.Date.to_string(document.issued_date) or False,
                "arrival_number": document.arrival_number,
                "arrival_date": fields.Date.to_string(document.arrival_date) or False,
                "type_name": document.type_id.name or "",
                "priority": document.priority,
                "priority_name": urgency.get(document.priority, ""),
                "restricted": document.restricted,
                "due_date": fields.Date.to_string(document.due_date) or False,
                "deadline_state": document.deadline_state or False,
                "files": sorted(
                    files.get(document.id, []), key=lambda file: (file["id"] != main, file["id"])
                ),
            }
        return heads

    @api.model
    def _get_files(self, model, ids):
        """Files of records that the person may read, in one query.

        :param str model: name of the model
        :param list ids: ids of its records
        :return dict: id → list of dicts, as the file viewer of the browser wants them
        """
        names = ["res_id", "name", "mimetype", "checksum", "type", "url"]
        attachments = self.env["ir.attachment"].sudo().search_fetch(
            [("res_model", "=", model), ("res_id", "in", ids)], names, order="id"
        )
        return {
            res_id: [{name: file[name] for name in ("id", *names[1:])} for file in found]
            for res_id, found in attachments.grouped("res_id").items()
        }
