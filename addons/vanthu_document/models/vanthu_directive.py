from odoo import api, fields, models

from .local_time import local_moment


class VanthuDirective(models.Model):
    """What a leader decided about a document (ý kiến chỉ đạo, Điều 23 of NĐ 30/2020)."""

    _name = "vanthu.directive"
    _description = "Directive"
    _order = "date desc, id desc"
    _check_company_auto = True

    document_id = fields.Many2one(
        "vanthu.document", index="btree_not_null", ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True,
        default=lambda self: self.env.company,
    )
    leader_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )
    recorder_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, ondelete="restrict",
        help="The clerk who entered what the leader wrote on paper.",
    )
    content = fields.Text(required=True, help="Bút phê: what is to be done.")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    assignment_ids = fields.One2many("vanthu.assignment", "directive_id", string="Assignments")

    @api.depends("leader_id", "date")
    def _compute_display_name(self):
        for directive in self:
            day = local_moment(directive.env, directive.date)
            directive.display_name = f"{directive.leader_id.name}, {day:%d/%m/%Y}"
