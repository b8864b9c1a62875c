from odoo import api, fields, models
from odoo.fields import Domain

from .states import OPEN_ASSIGNMENT_STATES
from .vanthu_home_clerk import IS_INCOMING


class VanthuPostChange(models.Model):
    """What is open when a clerk hands over: collected in a constant number of queries."""

    _inherit = "vanthu.post.change"

    def _refresh_lines(self):
        for change in self.sudo():
            change.line_ids.unlink()
            rows = [
                *change._list_documents(), *change._list_outgoing(), *change._list_numbers(),
                *change._list_volumes(), *change._list_papers(), *change._list_work(),
            ]
            self.env["vanthu.post.change.line"].sudo().create([
                {"change_id": change.id, "sequence": index, **row}
                for index, row in enumerate(rows, 1)
            ])

    def _list_documents(self):
        kinds = {"arrived": "waiting", "registered": "to_submit", "handed_over": "envelope"}
        documents = self.env["vanthu.document"].sudo().search_fetch(
            IS_INCOMING & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", list(kinds)),
            ["state", "arrival_date", "arrival_label", "reference", "organ_name", "restricted"],
            order="state, arrival_date, id",
        )
        # The list is read by whoever prints it: of restricted documents it tells the number.
        return [{
            "kind": kinds[document.state],
            "name": " · ".join(filter(None, (document.arrival_label, document.reference))) or "…",
            "detail": not document.restricted and document.organ_name,
            "day": document.arrival_date,
        } for document in documents]

    def _list_outgoing(self):
        kinds = {"format_check": "to_check", "signed": "to_issue", "issued": "to_dispatch"}
        documents = self.env["vanthu.document"].sudo().search_fetch(
            Domain("direction", "in", ("outgoing", "internal"))
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", list(kinds)),
            ["state", "reference", "type_id", "drafting_unit_id", "issued_date", "restricted"],
            order="state, id",
        )
        return [{
            "kind": kinds[document.state],
            "name": document.reference or document.type_id.name or "…",
            "detail": not document.restricted and document.drafting_unit_id.name,
            "day": document.issued_date,
        } for document in documents]

    def _list_numbers(self):
        entries = self.env["vanthu.register.entry"].sudo().search([
            ("company_id", "=", self.company_id.id), ("state", "=", "reserved"),
            ("volume_state", "=", "open"),
        ], order="register_id, number, suffix")
        return [{
            "kind": "reserved", "name": entry.label, "detail": entry.register_id.display_name,
            "day": entry.date, "note": entry.reason,
        } for entry in entries]

    def _list_volumes(self):
        volumes = self.env["vanthu.register.volume"].sudo().search([
            ("company_id", "=", self.company_id.id), ("state", "=", "open"),
        ])
        return [{
            "kind": "volume", "name": volume.register_id.display_name,
            "detail": volume.display_name,
        } for volume in volumes]

    def _list_papers(self):
        papers = self.env["vanthu.hand.over"].sudo().search([
            ("company_id", "=", self.company_id.id), ("state", "=", "draft"),
        ])
        return [{
            "kind": "paper", "name": paper.display_name, "detail": paper.user_id.name,
            "day": paper.date,
        } for paper in papers]

    def _list_work(self):
        return [{
            "kind": "work", "name": work.document_reference or work.display_name,
            "detail": not work.document_id.restricted and work.document_organ_name,
            "day": work.due_date,
        } for work in self._get_open_work()]

    def _get_open_work(self):
        return self.env["vanthu.assignment"].sudo().search([
            ("company_id", "=", self.company_id.id), ("user_id", "=", self.from_user_id.id),
            ("state", "in", OPEN_ASSIGNMENT_STATES), ("role", "!=", "inform"),
        ])


class VanthuPostChangeLine(models.Model):
    """One thing that was open, as it stood on the day; it stays when the thing is done."""

    _name = "vanthu.post.change.line"
    _description = "Open at the hand-over of the post"
    _order = "change_id, sequence, id"

    change_id = fields.Many2one(
        "vanthu.post.change", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="change_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    kind = fields.Selection("_selection_kind", required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    detail = fields.Char(readonly=True)
    day = fields.Date(string="Date", readonly=True)
    note = fields.Char(string="Remark", readonly=True)

    @api.model
    def _selection_kind(self):
        return [
            ("waiting", self.env._("Waiting for registration")),
            ("to_submit", self.env._("Not yet submitted")),
            ("envelope", self.env._("Envelope not yet back")),
            ("to_check", self.env._("Presentation to check")),
            ("to_issue", self.env._("Signed, to be numbered")),
            ("to_dispatch", self.env._("Numbered, to be dispatched")),
            ("reserved", self.env._("Reserved number")),
            ("volume", self.env._("Open register")),
            ("paper", self.env._("Paper hand-over not confirmed")),
            ("work", self.env._("Open work")),
        ]
