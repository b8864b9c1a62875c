from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.vanthu_document.models.row_hold import hold_rows


class VanthuFilePlanLine(models.Model):
    """A heading or a planned file of a file plan (Phụ lục V of NĐ 30/2020).

    Main headings are numbered with Roman figures, those below with Arabic ones; a file's
    number is its ordinal and the abbreviation of its main heading, such as 01.TCCB.
    """

    _name = "vanthu.file.plan.line"
    _description = "Line of a file plan"
    _inherit = ["vanthu.term.mixin", "vanthu.secrecy.mixin"]
    _order = "plan_id, sequence, id"
    _rec_names_search = ["notation", "name"]
    _check_company_auto = True
    _secrecy_fields = ("name", "note")

    plan_id = fields.Many2one(
        "vanthu.file.plan", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    plan_state = fields.Selection(related="plan_id.state", string="State of the plan")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("heading", "Main heading"), ("subheading", "Heading"), ("entry", "File")],
        required=True, default="entry",
    )
    name = fields.Char(string="Heading or title of the file", required=True)
    code = fields.Char(
        string="Abbreviation", help="Of a main heading; it stands in the number of its files."
    )
    number = fields.Integer(
        string="Ordinal", readonly=True, copy=False, aggregator=None,
    )
    notation = fields.Char(string="Number of the file", readonly=True, copy=False)
    retention_id = fields.Many2one("vanthu.retention.rule", string="Retention rule")
    unit_id = fields.Many2one("vanthu.unit", check_company=True)
    user_id = fields.Many2one(
        "res.users", string="Kept by",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    note = fields.Char(string="Remarks")
    file_ids = fields.One2many("vanthu.file", "plan_line_id", string="Files")
    file_count = fields.Integer(string="Opened files", compute="_compute_file_count")

    @api.depends("file_ids")
    def _compute_file_count(self):
        # Also those that the caller may not see: their numbers are taken.
        counts = {
            line.id: count for line, count in self.env["vanthu.file"].sudo()._read_group(
                [("plan_line_id", "in", self.ids)], ["plan_line_id"], ["__count"]
            )
        }
        for line in self:
            line.file_count = counts.get(line.id, 0)

    @api.depends("notation", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = " ".join(filter(None, (line.notation, line.name)))

    @api.onchange("retention_id")
    def _onchange_retention_id(self):
        if self.retention_id:
            self.update(self._get_term_values(self.retention_id))

    def _is_term_open(self):
        return self.kind != "entry" or self.plan_id.state == "draft"

    @api.constrains("kind", "user_id", "unit_id")
    def _check_headings(self):
        for line in self:
            if line.kind != "entry" and (line.user_id or line.unit_id):
                raise ValidationError(self.env._(
                    "“%s” is a heading; the person who keeps a file stands at the file.",
                    line.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        ended = lines.filtered(lambda line: line.plan_id.state == "ended")
        if ended:
            raise UserError(self.env._(
                "The plan of %s has ended; add the file to the plan in force.",
                ended[0].plan_id.year,
            ))
        running = lines.filtered(lambda line: line.plan_id.state == "in_force")
        for line in running.filtered(lambda line: line.kind == "entry"):
            if not line._describe_term():
                raise UserError(self.env._(
                    "Say how long these files are kept: %s.", line.name
                ))
        running._give_numbers()
        return lines

    def write(self, vals):
        if {"number", "notation"} & vals.keys() and not self.env.su:
            raise UserError(self.env._("The software numbers the files of a plan."))
        fixed = {"name", "code", "kind", "plan_id", "sequence"} & vals.keys()
        if fixed and any(line.plan_id.state != "draft" for line in self):
            raise UserError(self.env._(
                "This line stands in a plan that is in force and keeps title and number; "
                "append a new file instead."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_drafts(self):
        if any(line.plan_id.state != "draft" and line.plan_id.exists() for line in self):
            raise UserError(self.env._(
                "This line stands in a plan that is in force and is kept; write into its "
                "remarks that the file will not be opened."
            ))

    # ---- NUMBERS ----

    def _get_main_heading(self):
        """The main heading above a line.

        :return: ``vanthu.file.plan.line``, possibly empty
        """
        self.ensure_one()
        above = self.browse()
        for line in self.plan_id.line_ids.sorted(lambda line: (line.sequence, line.id)):
            if line.kind == "heading":
                above = line
            if line == self:
                break
        return above

    def _give_numbers(self):
        """Number the entries of plans that have none yet, after those that have one."""
        hold_rows(self.plan_id.sudo())
        for plan in self.plan_id:
            last, heading = {}, self.browse()
            lines = plan.line_ids.sorted(lambda line: (line.sequence, line.id))
            keys = {}
            for line in lines:
                if line.kind == "heading":
                    heading = line
                keys[line] = heading if plan.numbering == "heading" else plan, heading
            for line in lines:
                key = keys[line][0]
                last[key] = max(last.get(key, 0), line.number)
            for line in lines.filtered(lambda line: line.kind == "entry" and not line.number):
                key, above = keys[line]
                last[key] += 1
                line.sudo().write({
                    "number": last[key],
                    "notation": self._make_notation(last[key], above.code),
                })

    @api.model
    def _make_notation(self, number, code):
        """Number and notation of a file, such as 01.TCCB.

        :param int number: ordinal
        :param str code: abbreviation of the main heading
        :return str:
        """
        return ".".join(filter(None, (f"{number:02d}", code)))
