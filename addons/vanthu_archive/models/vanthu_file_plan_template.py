from odoo import api, fields, models


class VanthuFilePlanTemplate(models.Model):
    """A pattern for file plans: headings and files that an organisation of a kind usually has.

    Data that an administrator may change; plans that were made from it stay as they are.
    """

    _name = "vanthu.file.plan.template"
    _description = "File plan template"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    organ_kind = fields.Selection(
        selection=lambda self: (
            self.env["res.company"]._fields["organ_kind"]._description_selection(self.env)
        ),
        string="Kind of organisation", required=True, default="school",
    )
    note = fields.Text(string="What to check")
    line_ids = fields.One2many(
        "vanthu.file.plan.template.line", "template_id", string="Headings and files", copy=True
    )
    entry_count = fields.Integer(string="Files", compute="_compute_entry_count")

    @api.depends("line_ids.kind")
    def _compute_entry_count(self):
        counts = dict(self.env["vanthu.file.plan.template.line"]._read_group(
            [("template_id", "in", self.ids), ("kind", "=", "entry")], ["template_id"],
            ["__count"],
        ))
        for template in self:
            template.entry_count = counts.get(template._origin, 0)


class VanthuFilePlanTemplateLine(models.Model):
    """A heading or a file of a template."""

    _name = "vanthu.file.plan.template.line"
    _description = "Line of a file plan template"
    _inherit = ["vanthu.term.mixin"]
    _order = "template_id, sequence, id"

    template_id = fields.Many2one(
        "vanthu.file.plan.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=lambda self: (
            self.env["vanthu.file.plan.line"]._fields["kind"]._description_selection(self.env)
        ),
        required=True, default="entry",
    )
    name = fields.Char(
        string="Heading or title of the file", required=True,
        help="{year} stands for the year of the plan and {next} for the year after it.",
    )
    code = fields.Char(string="Abbreviation")
    retention_id = fields.Many2one(
        "vanthu.retention.rule", string="Retention rule", index="btree_not_null",
        ondelete="set null", domain="[('company_id', '=', False)]",
    )
    note = fields.Char(string="Remarks")

    def _is_term_open(self):
        return True

    @api.onchange("retention_id")
    def _onchange_retention_id(self):
        if self.retention_id:
            self.update(self._get_term_values(self.retention_id))

    @api.model
    def load(self, fields, data):
        # The templates are the administrator's once they are there: what was changed or
        # deleted does not come back with an update.
        if self.env.context.get("install_module") == "vanthu_archive":
            if self.env["ir.model.data"].sudo().search_count([
                ("module", "=", "vanthu_archive"), ("model", "=", self._name),
            ], limit=1):
                return {"ids": [], "messages": [], "nextrow": 0}
            self = self.with_context(noupdate=True)
        return super().load(fields, data)
