from odoo import api, fields, models


class VanthuAssignment(models.Model):
    """Work given to a unit or a person (việc được giao), with role, deadline and report."""

    _name = "vanthu.assignment"
    _description = "Assignment"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_date, id"
    _check_company_auto = True
    _mail_post_access = "read"

    directive_id = fields.Many2one(
        "vanthu.directive", index="btree_not_null", ondelete="restrict", readonly=True
    )
    document_id = fields.Many2one(
        "vanthu.document", index="btree_not_null", ondelete="restrict", readonly=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, readonly=True,
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "vanthu.assignment", string="Passed on from", index="btree_not_null",
        ondelete="restrict", readonly=True,
    )
    child_ids = fields.One2many("vanthu.assignment", "parent_id", string="Passed on to")
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", readonly=True,
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person", index="btree_not_null", ondelete="restrict", readonly=True
    )
    role = fields.Selection(
        [("lead", "Lead"), ("cooperate", "Cooperate"), ("inform", "For information")],
        required=True, default="lead", readonly=True,
    )
    instruction = fields.Text(readonly=True)
    due_date = fields.Date(string="Deadline", index=True, readonly=True)
    state = fields.Selection(
        [
            ("new", "New"),
            ("accepted", "Accepted"),
            ("in_progress", "In progress"),
            ("reported", "Reported"),
            ("done", "Done"),
            ("returned", "Sent back"),
        ],
        required=True, default="new", readonly=True, index=True,
    )
    report = fields.Text(readonly=True)
    report_date = fields.Datetime(readonly=True)
    return_reason = fields.Char(readonly=True)
    done_date = fields.Datetime(readonly=True)

    _somebody = models.Constraint(
        "CHECK (unit_id IS NOT NULL OR user_id IS NOT NULL)",
        "Give the work to a unit or a person.",
    )

    @api.depends("document_id.display_name", "unit_id", "user_id")
    def _compute_display_name(self):
        for assignment in self:
            who = assignment.user_id.name or assignment.unit_id.name or ""
            assignment.display_name = f"{assignment.document_id.display_name or ''} → {who}"
