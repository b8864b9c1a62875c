from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.tools.drafting import fill

KINDS = [
    ("plan", "Plan"), ("summons", "Letter of invitation"),
    ("decision", "Decision to hold the class"),
    ("recognition", "Decision on results"), ("report", "Report on results"),
]
# Kind → (abbreviation of the document type, subject). The papers of a class in the order in
# which offices issue them; types are Vietnamese by law.
_DRAFTS = {
    "plan": ("Kế hoạch", "tổ chức {name}"),
    "summons": ("Công văn", "triệu tập học viên {name}"),
    "decision": ("Quyết định", "về việc mở {name}, cử ban tổ chức và báo cáo viên"),
    "recognition": (
        "Quyết định", "về việc công nhận kết quả và cấp giấy chứng nhận {name}"
    ),
    "report": ("Báo cáo", "kết quả {name}"),
}


class VanthuClassPaper(models.Model):
    """One paper of a class: an outgoing document of the records office."""

    _name = "vanthu.class.paper"
    _description = "Paper of a class"
    _inherit = ["vanthu.class.part.mixin", "vanthu.document.link.mixin"]
    _order = "event_id, id"

    event_id = fields.Many2one(
        "event.event", string="Class", required=True, index=True, ondelete="cascade",
        domain=[("is_class", "=", True)],
    )
    host_id = fields.Many2one(related="event_id.host_id", store=True, index=True)
    kind = fields.Selection(KINDS, required=True)
    document_id = fields.Many2one(
        "vanthu.document", required=True, index=True, ondelete="restrict",
        domain=[("direction", "=", "outgoing")],
    )
    reference = fields.Char(related="document_id.reference", string="Number and notation")
    state = fields.Selection(related="document_id.state")

    _kind_uniq = models.UniqueIndex(
        "(event_id, kind)", "The class has this paper already; open it from the list of papers."
    )

    def _draft_body(self):
        """Fill the template of the paper with the class; without one, people write it."""
        self.ensure_one()
        if fill.is_available() and self.document_id._find_templates():
            self.document_id.action_draft_from_template()

    def action_open(self) -> dict:
        """Open the document.

        :return dict: action
        """
        self.ensure_one()
        return self.document_id.get_formview_action()


class EventEvent(models.Model):
    """The paper trail of a class: plan, invitation, decision, results, report."""

    _inherit = "event.event"

    paper_ids = fields.One2many("vanthu.class.paper", "event_id", string="Papers", copy=False)

    def action_draft_paper(self) -> dict:
        """Begin the draft of a paper, filled with what the class knows, and open it.

        The context says which: ``paper_kind`` is a kind of ``vanthu.class.paper``.

        :return dict: action that opens the draft
        :raise UserError: the kind is not known, or nobody is invited to whom a letter could go
        """
        self.ensure_one()
        self.check_access("write")
        kind = self.env.context.get("paper_kind")
        if kind not in _DRAFTS:
            raise UserError(self.env._("Choose which paper to draft."))
        paper = self.paper_ids.filtered(lambda row: row.kind == kind)
        if not paper:
            paper = self.env["vanthu.class.paper"].create({
                "event_id": self.id, "kind": kind, "document_id": self._draft_paper(kind).id,
            })
            paper._draft_body()
        return paper.action_open()

    def _draft_paper(self, kind):
        type_name, subject = _DRAFTS[kind]
        partners = self.invitation_ids.partner_id
        if kind == "summons" and not partners:
            raise UserError(self.env._(
                "Invite organisations first, so that the letter has recipients."
            ))
        doc_type = self.env["vanthu.document.type"].search([("name", "=", type_name)], limit=1)
        to = {"summons": "to", "plan": "cc", "decision": "cc"}.get(kind)
        return self.env["vanthu.document"].with_company(self.host_id).create({
            "direction": "outgoing", "company_id": self.host_id.id, "type_id": doc_type.id,
            "subject": subject.format(name=self._get_letter_name()),
            "recipient_ids": [
                (0, 0, {"partner_id": partner.id, "kind": to}) for partner in partners if to
            ],
        })
