import base64

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.tools import spreadsheet

from ..tools import file_plan_table

_TAKEN = (
    "kind", "name", "code", "retention_id", "term", "term_years", "term_event", "unit_id",
    "user_id", "note",
)


class VanthuFilePlanNew(models.TransientModel):
    """Make a file plan from a former one, from a template or from a workbook.

    Nothing is written before the person has seen, line by line, what would be made; years in
    titles, lines and persons can still be changed there.
    """

    _name = "vanthu.file.plan.new"
    _description = "New file plan"

    plan_id = fields.Many2one(
        "vanthu.file.plan", string="Draft", readonly=True, ondelete="cascade",
        domain="[('state', '=', 'draft')]",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True,
        default=lambda self: self.env.company,
    )
    year = fields.Integer(required=True, aggregator=None)
    numbering = fields.Selection(
        selection=lambda self: (
            self.env["vanthu.file.plan"]._fields["numbering"]._description_selection(self.env)
        ),
        required=True, default="heading", string="Ordinals",
    )
    way = fields.Selection(
        [("former", "A former plan"), ("template", "A template"), ("workbook", "A workbook")],
        string="Made from", required=True, default="former",
    )
    former_id = fields.Many2one(
        "vanthu.file.plan", string="Former plan",
        domain="[('company_id', '=', company_id), ('id', '!=', plan_id)]",
    )
    template_id = fields.Many2one("vanthu.file.plan.template")
    template_note = fields.Text(related="template_id.note", string="What to check")
    file = fields.Binary(string="Workbook (.xlsx or .csv)", attachment=False)
    file_name = fields.Char()
    example_file = fields.Binary(string="Example", compute="_compute_example_file")
    state = fields.Selection([("draft", "Choose"), ("checked", "Checked")], default="draft")
    line_ids = fields.One2many("vanthu.file.plan.new.line", "wizard_id", string="Lines")
    entry_count = fields.Integer(string="Files", compute="_compute_counts")
    raised_count = fields.Integer(string="Titles with a new year", compute="_compute_counts")
    note_count = fields.Integer(string="To look at", compute="_compute_counts")
    wrong_count = fields.Integer(string="Wrong", compute="_compute_counts")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        plans = self.env["vanthu.file.plan"]
        plan = plans.browse(values.get("plan_id"))
        company = plan.company_id or self.env["res.company"].browse(
            values.get("company_id") or self.env.company.id
        )
        made = plans.search([("company_id", "=", company.id)], order="year desc")
        this_year = local_today(self.env).year
        year = plan.year or values.get("year") or (
            this_year + 1 if this_year in made.mapped("year") else this_year
        )
        former = made.filtered(lambda one: one.year < year and one != plan)[:1]
        template = self.env["vanthu.file.plan.template"].search(
            [("organ_kind", "=", company.organ_kind)], limit=1
        )
        way = "former" if former else "template"
        return {
            **values, "company_id": company.id, "year": year,
            "way": self.env.context.get("default_way") or way,
            "numbering": plan.numbering or former.numbering or "heading",
            "former_id": values.get("former_id") or former.id, "template_id": template.id,
        }

    @api.depends("line_ids.take", "line_ids.result", "line_ids.kind", "line_ids.raises_year")
    def _compute_counts(self):
        for wizard in self:
            taken = wizard.line_ids.filtered("take")
            wizard.entry_count = len(taken.filtered(lambda line: line.kind == "entry"))
            wizard.raised_count = len(taken.filtered("raises_year"))
            wizard.note_count = len(taken.filtered(lambda line: line.result == "look"))
            wizard.wrong_count = len(taken.filtered(lambda line: line.result == "wrong"))

    @api.depends_context("lang")
    def _compute_example_file(self):
        content = base64.b64encode(spreadsheet.write_template([{
            "name": "Danh mục hồ sơ",
            "columns": [
                {"heading": heading, "width": 60 if key == "name" else 22}
                for key, heading in file_plan_table.TEMPLATE_HEADINGS.items()
            ],
            "rows": file_plan_table.EXAMPLE_ROWS,
        }]))
        for wizard in self:
            wizard.example_file = content

    def action_download_example(self) -> dict:
        """Hand out a workbook with the columns that are read and a few lines.

        :return dict: opens the file
        """
        self.ensure_one()
        name = self.env._("file-plan.xlsx")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/example_file/{name}?download=true",
        }

    def action_check(self) -> dict:
        """Show line by line what would be made; nothing is written.

        :return dict: action that shows the wizard again
        :raise AccessError: the caller keeps no file plans
        :raise UserError: the source is missing or cannot be read, or there is such a plan
        """
        self.ensure_one()
        self._check_target()
        lines = getattr(self, f"_read_{self.way}")()
        self.line_ids.unlink()
        self.write({
            "state": "checked",
            "line_ids": [
                Command.create({**line, "sequence": place}) for place, line in enumerate(lines)
            ],
        })
        return self._reopen()

    def action_back(self) -> dict:
        """Go back and choose another source.

        :return dict: action that shows the wizard again
        """
        self.ensure_one()
        self.line_ids.unlink()
        self.state = "draft"
        return self._reopen()

    def action_make(self) -> dict:
        """Make the plan of the lines that are ticked, or add them to the draft.

        :return dict: action that opens the plan
        :raise AccessError: the caller keeps no file plans
        :raise UserError: nothing was looked at, a row is wrong, or there is such a plan
        """
        self.ensure_one()
        self._check_target()
        lines = self.line_ids.filtered("take")
        if self.state != "checked" or not lines:
            raise UserError(self.env._("See first what would be made, and leave a line ticked."))
        wrong = lines.filtered(lambda line: line.result == "wrong")
        if wrong:
            raise UserError(self.env._(
                "Row %(row)s is wrong; correct the workbook, or untick the row: %(message)s",
                row=wrong[0].row, message=wrong[0].message,
            ))
        plan = self.plan_id or self.env["vanthu.file.plan"].create({
            "company_id": self.company_id.id, "year": self.year, "numbering": self.numbering,
        })
        last = max(plan.line_ids.mapped("sequence"), default=0)
        self.env["vanthu.file.plan.line"].create([
            {
                **line._convert_to_write({name: line[name] for name in _TAKEN}),
                "plan_id": plan.id, "sequence": last + place * 10,
            } for place, line in enumerate(lines.sorted("sequence"), 1)
        ])
        self._tell(plan, lines)
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.file.plan", "res_id": plan.id,
            "view_mode": "form", "views": [(False, "form")], "target": "current",
        }

    def _check_target(self):
        plans = self.env["vanthu.file.plan"]
        plans.check_access("create")
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose an organisation that you work in."))
        if not 1945 <= self.year <= 2200:
            raise UserError(self.env._("Enter the year with four digits, such as 2026."))
        if self.plan_id:
            self.plan_id.check_access("write")
            if self.plan_id.state != "draft":
                raise UserError(self.env._("Lines are taken over into a draft only."))
        elif plans.search_count([
            ("company_id", "=", self.company_id.id), ("year", "=", self.year),
        ], limit=1):
            raise UserError(self.env._(
                "This organisation has a file plan of %s already; open it and take the lines "
                "over there.", self.year,
            ))

    def _tell(self, plan, lines):
        """Note in the plan where it comes from and what is to be looked at."""
        source = {
            "former": self.former_id.display_name, "template": self.template_id.name,
            "workbook": self.file_name,
        }[self.way]
        self.env["vanthu.event"]._log(plan, "plan_made", {
            "source": source or "", "files": self.entry_count,
        })
        seen = lines.filtered(lambda line: line.result == "look" and line.kind == "entry")
        if seen:
            plan.message_post(body=self.env._(
                "Made from %(origin)s. To be looked at: %(lines)s", origin=source or "",
                lines="; ".join(f"{line.name}: {line.message}" for line in seen[:30]),
            ))

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "name": self.env._("New file plan"), "view_mode": "form", "target": "new",
            "context": {"dialog_size": "extra-large"},
        }


class VanthuFilePlanNewLine(models.TransientModel):
    """A line that would be made."""

    _name = "vanthu.file.plan.new.line"
    _description = "Line of a new file plan"
    _inherit = ["vanthu.term.mixin"]
    _order = "wizard_id, sequence, id"

    wizard_id = fields.Many2one(
        "vanthu.file.plan.new", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="wizard_id.company_id")
    sequence = fields.Integer()
    row = fields.Integer(aggregator=None)
    take = fields.Boolean(string="Take over", default=True)
    kind = fields.Selection(
        selection=lambda self: (
            self.env["vanthu.file.plan.line"]._fields["kind"]._description_selection(self.env)
        ),
        default="entry",
    )
    name = fields.Char(
        string="Heading or title of the file", compute="_compute_name", store=True,
        readonly=False,
    )
    former_name = fields.Char(string="Until now")
    new_name = fields.Char()
    raises_year = fields.Boolean(string="New year", help="The year in the title is raised.")
    code = fields.Char(string="Abbreviation")
    retention_id = fields.Many2one("vanthu.retention.rule", string="Retention rule")
    unit_id = fields.Many2one("vanthu.unit", domain="[('company_id', '=', company_id)]")
    user_id = fields.Many2one(
        "res.users", string="Kept by",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    note = fields.Char(string="Remarks")
    file_count = fields.Integer(string="Opened files", aggregator=None)
    result = fields.Selection(
        [("new", "New"), ("look", "Look at it"), ("wrong", "Wrong")], default="new"
    )
    message = fields.Char(string="What to know")

    @api.depends("raises_year")
    def _compute_name(self):
        for line in self:
            raised = line.raises_year and line.new_name
            line.name = raised or line.former_name or line.name

    def _is_term_open(self):
        return True
