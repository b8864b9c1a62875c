from odoo import api, fields, models
from odoo.exceptions import AccessError


class VanthuRoutingWizard(models.TransientModel):
    """In whose name the directive of the dialog is given."""

    _inherit = "vanthu.routing.wizard"

    giver_candidate_ids = fields.Many2many("res.users", compute="_compute_giver_candidate_ids")
    giver_id = fields.Many2one(
        "res.users", string="In the name of", compute="_compute_giver_id", store=True,
        readonly=False, help="Empty: of the leader to whom each document was submitted.",
    )
    has_giver_choice = fields.Boolean(compute="_compute_giver_candidate_ids")
    giver_note = fields.Char(compute="_compute_giver_note")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        documents = self.env["vanthu.document"].browse(
            self.env.context.get("default_document_ids")
            or self.env.context.get("active_ids") or []
        )
        roles = self.env["vanthu.delegation"]
        if documents and not roles._has_role("group_leader", "group_clerk") and not (
            documents._may_act_for_leader()
        ):
            raise AccessError(self.env._(
                "No delegation in force covers this; ask the leader to whom it was submitted."
            ))
        return values

    @api.depends("document_ids", "step", "company_id")
    def _compute_giver_candidate_ids(self):
        mine = self.env["vanthu.delegation"]._get_principals()
        leader = self.env.user.has_group("vanthu_document.group_leader")
        for wizard in self:
            persons = mine.principal_id.browse()
            if wizard.step == "direct" and wizard.document_ids:
                persons = self._intersect([
                    mine._get_covering(document).principal_id
                    for document in wizard.document_ids._origin
                ])
            elif wizard.step == "direct":
                company = wizard.company_id or self.env.company
                persons = mine.filtered(
                    lambda item, company=company: item.company_id == company
                    and not item._is_limited()
                ).principal_id
            wizard.has_giver_choice = bool(persons)
            wizard.giver_candidate_ids = persons | self.env.user if leader else persons

    @api.depends("document_ids", "step", "company_id")
    def _compute_giver_id(self):
        for wizard in self:
            wizard.giver_id = False
            documents = wizard.document_ids._origin
            if wizard.step == "direct" and documents:
                wizard.giver_id = self._intersect([
                    document._find_place().principal_id for document in documents
                ])[:1]
            elif wizard.step == "direct":
                company = wizard.company_id or self.env.company
                wizard.giver_id = self.env["vanthu.directive"]._find_word_place(
                    company.id
                ).principal_id

    @api.model
    def _intersect(self, sets):
        common = sets[0]
        for item in sets[1:]:
            common &= item
        return common

    @api.depends("giver_id", "document_ids", "company_id")
    def _compute_giver_note(self):
        for wizard in self:
            giver, document = wizard.giver_id, wizard.document_ids._origin[:1]
            company = wizard.company_id or self.env.company
            place = giver and (
                document._find_place(giver.id) if document
                else self.env["vanthu.directive"]._find_word_place(company.id, giver.id)
            )
            wizard.giver_note = place._get_note() if place else False

    def _get_giver_id(self):
        return self.giver_id.id or super()._get_giver_id()
