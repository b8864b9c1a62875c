"""Templates of the papers of a class: offered for these papers only, filled with the class."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.class_letters import SAMPLE_FIELDS, SHIPPED
from .vanthu_class_paper import KINDS


class VanthuDocumentTemplate(models.Model):
    """A template for one kind of paper of a class; an administrator may put another file there."""

    _inherit = "vanthu.document.template"

    shipped_file = fields.Selection(
        selection_add=[(name, name) for name in SHIPPED],
        ondelete=dict.fromkeys(SHIPPED, "cascade"),
    )
    paper_kind = fields.Selection(
        KINDS, string="Paper of a class",
        help="Only for this paper of a class, and filled with what is known of the class.",
    )

    def _get_shipped_path(self):
        if self.shipped_file in SHIPPED:
            return f"vanthu_training/data/templates/{self.shipped_file}"
        return super()._get_shipped_path()

    @api.model
    def _get_purpose_domain(self):
        kinds = [False, self.env.context.get("class_paper_kind", False)]
        return super()._get_purpose_domain() & Domain("paper_kind", "in", kinds)

    @api.model
    def _find_for(self, doc_type, company, day=None):
        found = super()._find_for(doc_type, company, day)
        return found.sorted(lambda template: not template.paper_kind)

    def _get_sample_fields(self, vals):
        fields_of_others = super()._get_sample_fields(vals)
        if vals.get("paper_kind", any(self.mapped("paper_kind"))):
            return {**fields_of_others, **SAMPLE_FIELDS}
        return fields_of_others


class VanthuDocument(models.Model):
    """A draft that is the paper of a class."""

    _inherit = "vanthu.document"

    def _get_class_paper(self):
        """Of which class it is a paper, and of which kind.

        :return: ``vanthu.class.paper`` with all rights, perhaps none
        """
        self.ensure_one()
        if not self.id:
            return self.env["vanthu.class.paper"].sudo()
        return self.env["vanthu.class.paper"].sudo().search(
            [("document_id", "=", self.id)], limit=1
        )

    def _find_templates(self):
        kind = self._get_class_paper().kind
        return super(
            VanthuDocument, self.with_context(class_paper_kind=kind)
        )._find_templates().with_env(self.env)

    def _get_draft_context(self):
        event = self._get_class_paper().event_id
        context = super()._get_draft_context()
        return {**context, **event._get_letter_fields()} if event else context
