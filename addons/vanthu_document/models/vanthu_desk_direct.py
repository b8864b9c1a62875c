from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .local_time import local_today
from .vanthu_desk import Pile

# Working days that can be chosen with a tap.
QUICK_DAYS = (1, 3, 5, 10)
CARD_FIELDS = (
    "subject", "reference", "issued_date", "organ_name", "type_id", "priority", "due_date",
    "deadline_state", "proposal", "leader_id", "company_id", "arrival_number", "arrival_date",
    "restricted", "submitted_at", "message_main_attachment_id",
)


class VanthuDesk(models.AbstractModel):
    """The pile of documents to direct (Điều 23 of NĐ 30/2020)."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_piles(self):
        return {
            "direct": Pile(
                self.env._("To direct"), "vanthu.document", self._get_direct_domain(),
                "priority desc, due_date, submitted_at, id", CARD_FIELDS,
            ),
            **super()._get_piles(),
        }

    @api.model
    def _get_direct_domain(self):
        """Which documents the person is to direct.

        :return: Domain
        """
        return (
            Domain("direction", "=", "incoming") & Domain("state", "=", "submitted")
            & Domain("leader_id", "=", self.env.uid)
        )

    @api.model
    def _get_desk_extras(self):
        phrases = self.env["vanthu.phrase"].search_fetch(
            [("user_id", "in", [self.env.uid, False])], ["text", "company_id", "kind"]
        )
        texts = {"directive": [], "send_back": []}
        for phrase in phrases:
            texts[phrase.kind].append({
                "text": phrase.text, "company_id": phrase.company_id.id,
            })
        return {
            **super()._get_desk_extras(), "phrases": texts["directive"],
            "send_back_phrases": texts["send_back"],
        }

    @api.model
    @api.readonly
    def get_targets(self, company_id: int) -> list[dict]:
        """All units and persons to whom a leader may give work, for whoever is not suggested.

        :param int company_id: id of the organisation of the document
        :return list: dicts with ``unit_id`` or ``user_id``, ``name`` and ``code``
        :raise AccessError: the person directs nothing
        """
        self._require_directing()
        company = self.env.companies.filtered(lambda own: own.id == company_id)
        units = self.env["vanthu.unit"].search([("company_id", "in", company.ids)])
        people = self.env["vanthu.document"]._get_handlers(company) if company else ()
        return [
            {"unit_id": unit.id, "user_id": False, "name": unit.name, "code": unit.code or ""}
            for unit in units
        ] + [
            {"unit_id": False, "user_id": user.id, "name": user.name, "code": ""}
            for user in people
        ]

    @api.model
    def _require_directing(self):
        self.env["vanthu.document"]._require_group("group_leader")

    # ---- CARDS ----

    @api.model
    def _prepare_direct_cards(self, documents):
        today = local_today(self.env)
        heads = self._prepare_heads(documents)
        habits = self._suggest(documents)
        rows = self.env["vanthu.document.proposal"].sudo().search_fetch(
            [("document_id", "in", documents.ids)],
            ["document_id", "role", "unit_id", "user_id", "due_date"],
        ).grouped("document_id")
        return [
            {
                "id": document.id,
                **heads[document.id],
                "company_id": document.company_id.id,
                "proposal": document.proposal or "",
                "needs_approval": document.company_id.sudo().approve_reports,
                "leader_name": (
                    "" if document.leader_id == self.env.user
                    else document.leader_id.sudo().name or ""
                ),
                **self._prepare_choices(
                    document, rows.get(document.sudo(), ()), habits[document.id], today
                ),
            }
            for document in documents
        ]

    @api.model
    def _prepare_choices(self, document, rows, habit, today):
        """What can be chosen for one document with a tap.

        :param document: ``vanthu.document``
        :param rows: ``vanthu.document.proposal`` of the document
        :param dict habit: what :meth:`_suggest` says of it
        :param datetime.date today: the day
        :return dict: ``proposed`` and ``usual`` (units and persons), ``usual_phrases``,
            ``dates`` (deadlines to choose) and ``default_date``
        """
        proposed = [
            {
                "role": row.role, "unit_id": row.unit_id.id, "user_id": row.user_id.id,
                "name": row.unit_id.name or row.user_id.name,
            }
            for row in rows if row.unit_id.active or row.user_id.active
        ]
        named = {(row["unit_id"], row["user_id"]) for row in proposed}
        due = next(
            (row.due_date for row in rows if row.due_date and row.due_date >= today), False
        ) or document._get_assignment_due_date(today)
        company = document.company_id
        usual = today if habit["days"] == 0 else False
        if habit["days"]:
            usual = company._add_working_days(today + timedelta(days=habit["days"] - 1), 1)
        quick = (company._add_working_days(today, days) for days in QUICK_DAYS)
        dates = {today, *quick} | {date for date in (due, usual) if date}
        return {
            "proposed": proposed,
            "usual": [
                target for target in habit["targets"]
                if (target["unit_id"], target["user_id"]) not in named
            ],
            "usual_phrases": habit["phrases"],
            "dates": [fields.Date.to_string(date) for date in sorted(dates)],
            "default_date": fields.Date.to_string(due or usual) or False,
        }

    # ---- DECISION ----

    @api.model
    def _decide_direct(self, document, decision, client_key):
        """Direct a document.

        :param document: ``vanthu.document``
        :param dict decision: ``content``, ``assignments`` (as for ``action_direct``) and
            ``needs_approval``
        :param str client_key: key of the decision
        :return dict: ``directive_id`` and ``undo_until`` (UTC, or False)
        :raise UserError: somebody else was quicker, or what ``action_direct`` refuses
        """
        document._hold()
        self._check_still_waiting(document)
        ids = document.action_direct(
            decision.get("content") or "", decision.get("assignments") or [],
            needs_approval=decision.get("needs_approval"), client_key=client_key,
        )
        directive = self.env["vanthu.directive"].browse(ids)
        undo_until = fields.Datetime.to_string(directive.undo_until)
        return {"directive_id": directive.id, "undo_until": undo_until}

    @api.model
    def _check_still_waiting(self, document):
        if document.filtered_domain(self._get_direct_domain()):
            return
        last = self.env["vanthu.directive"].sudo().search(
            [("document_id", "=", document.id)], order="id desc", limit=1
        )
        if last:
            raise UserError(self.env._(
                "%(leader)s has directed this document already: “%(content)s”",
                leader=last.leader_id.name, content=last.content,
            ))
        raise UserError(self.env._(
            "This document no longer waits for your directive; the registry clerk took it back."
        ))
