from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today

from .states import PLAN_TRANSITIONS, can_move


class VanthuFilePlan(models.Model):
    """The file plan of a year (danh mục hồ sơ): which files an organisation will keep.

    Điều 28 of NĐ 30/2020: approved by the head and issued at the beginning of the year; the
    form is that of Phụ lục V. In force, its entries get their numbers and files are opened
    from them; later entries are appended.
    """

    _name = "vanthu.file.plan"
    _description = "File plan"
    _inherit = ["mail.thread", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "year desc, company_id, id"
    _secrecy_fields = ("decision_reference", "note")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: local_today(self.env).year
    )
    numbering = fields.Selection(
        [
            ("heading", "Anew under each main heading"),
            ("through", "Through the whole list"),
        ],
        required=True, default="heading", string="Ordinals",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("in_force", "In force"), ("ended", "Ended")],
        required=True, default="draft", readonly=True, copy=False, index=True, tracking=True,
    )
    decision_reference = fields.Char(
        string="Number of the decision", copy=False,
        help="Số, ký hiệu of the decision that the list is issued with.",
    )
    decision_date = fields.Date(string="Date of the decision", copy=False)
    decision_id = fields.Many2one(
        "vanthu.document", copy=False, index="btree_not_null",
        ondelete="restrict", check_company=True,
        domain="[('direction', '=', 'outgoing'), ('reference', '!=', False)]",
    )
    approved_by_id = fields.Many2one("res.users", string="Approved by", readonly=True, copy=False)
    approved_at = fields.Datetime(readonly=True, copy=False)
    note = fields.Text(string="Remarks")
    line_ids = fields.One2many(
        "vanthu.file.plan.line", "plan_id", string="Headings and files", copy=True
    )
    entry_count = fields.Integer(string="Files", compute="_compute_entry_count")
    permanent_count = fields.Integer(string="Permanent", compute="_compute_entry_count")

    _year_uniq = models.UniqueIndex(
        "(company_id, year)", "This organisation has a file plan of that year already; open it."
    )
    _year_range = models.Constraint(
        "CHECK (year BETWEEN 1945 AND 2200)", "Enter the year with four digits, such as 2026."
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "approved_by_id": False,
            "approved_at": False,
        }

    @api.depends("year", "company_id")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._("File plan %s", plan.year)

    @api.depends("line_ids.kind", "line_ids.term")
    def _compute_entry_count(self):
        counts = {plan._origin.id: [0, 0] for plan in self}
        for plan, term, count in self.env["vanthu.file.plan.line"]._read_group(
            [("plan_id", "in", self.ids), ("kind", "=", "entry")], ["plan_id", "term"],
            ["__count"],
        ):
            counts[plan.id][0] += count
            counts[plan.id][1] += count if term == "permanent" else 0
        for plan in self:
            plan.entry_count, plan.permanent_count = counts[plan._origin.id]

    def write(self, vals):
        fixed = {"year", "company_id", "numbering"} & vals.keys()
        if fixed and any(plan.state != "draft" for plan in self):
            raise UserError(self.env._(
                "The plan is in force, so its year, organisation and way of numbering stay."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(plan.state != "draft" for plan in self):
            raise UserError(self.env._(
                "A plan that was in force is kept; end it instead of deleting it."
            ))

    # ---- STEPS ----

    def _require_move(self, target):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for plan in self:
            if not can_move(PLAN_TRANSITIONS, plan.state, target):
                raise UserError(self.env._(
                    "%(plan)s is “%(state)s” and cannot become “%(target)s”.",
                    plan=plan.display_name, state=labels[plan.state], target=labels[target],
                ))

    def action_approve(self) -> bool:
        """Put the plan in force: the entries get their numbers, and files can be opened.

        Điều 28.1 of NĐ 30/2020: the head approves; the archivist or a leader records it.

        :raise AccessError: the caller is neither archivist nor leader
        :raise UserError: the plan is not a draft, or has no entry or an entry without term
        """
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_leader")
        self.check_access("read")
        self._require_move("in_force")
        # A leader decides about plans and writes none.
        for plan in self.sudo():
            plan._check_complete()
            plan.line_ids._give_numbers()
            plan._write_step({
                "state": "in_force", "approved_by_id": self.env.uid,
                "approved_at": fields.Datetime.now(),
            })
        self.env["vanthu.event"]._log(self, "plan_approved")
        return True

    def _check_complete(self):
        entries = self.line_ids.filtered(lambda line: line.kind == "entry")
        if not entries:
            raise UserError(self.env._("Enter at least one file before the plan is approved."))
        without = entries.filtered(lambda line: not line._describe_term())
        if without:
            raise UserError(self.env._(
                "Say how long these files are kept: %s.",
                ", ".join(without[:5].mapped("name")),
            ))
        loose = entries.filtered(lambda line: not line._get_main_heading().code)
        if loose:
            raise UserError(self.env._(
                "The main heading of “%s” needs an abbreviation, from which numbers such as "
                "01.TCCB are made.", loose[0].name,
            ))

    def action_end(self) -> bool:
        """End a plan after its year; files that are open stay open.

        :raise AccessError: the caller is neither archivist nor leader
        :raise UserError: the plan is not in force
        """
        self.env["vanthu.file"]._require_role("group_archivist", "vanthu_document.group_leader")
        self.check_access("read")
        self._require_move("ended")
        self.sudo()._write_step({"state": "ended"})
        self.env["vanthu.event"]._log(self, "plan_ended")
        return True
