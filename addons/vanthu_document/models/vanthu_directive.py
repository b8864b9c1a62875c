from odoo import api, fields, models

from .local_time import local_moment
from .row_hold import hold_rows


class VanthuDirective(models.Model):
    """What a leader decided about a document (ý kiến chỉ đạo, Điều 23 of NĐ 30/2020)."""

    _name = "vanthu.directive"
    _description = "Directive"
    _order = "date desc, id desc"
    _check_company_auto = True

    active = fields.Boolean(
        default=True, help="Not set: taken back before anybody had begun."
    )
    source = fields.Selection(
        [
            ("document", "Document"),
            ("meeting", "Conclusion of a meeting"),
            ("word", "The leader's word"),
        ],
        required=True, default="document",
    )
    subject = fields.Char(help="What it is about, where there is no document.")
    needs_approval = fields.Boolean(
        string="Reports to be approved",
        help="The lead reports to the leader, who closes the work or sends the report back.",
    )
    client_key = fields.Char(
        readonly=True, copy=False,
        help="Given by the caller, so that the same request sent twice directs once.",
    )
    delegate_id = fields.Many2one(
        "res.users", string="Given by", readonly=True, index="btree_not_null",
        ondelete="restrict", help="Who gave it in the leader's place.",
    )
    capacity = fields.Selection(
        [("kt", "KT."), ("tl", "TL."), ("tuq", "TUQ.")], readonly=True,
        help="In which capacity somebody acted in the leader's place (Điều 13).",
    )
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

    _client_key_uniq = models.UniqueIndex(
        "(leader_id, client_key) WHERE client_key IS NOT NULL",
        "This directive was given already.",
    )

    @api.depends("leader_id", "date", "subject")
    def _compute_display_name(self):
        for directive in self:
            day = local_moment(directive.env, directive.date)
            given = f"{directive.leader_id.name}, {day:%d/%m/%Y}"
            directive.display_name = " – ".join(filter(None, (directive.subject, given)))

    def _hold(self):
        """Let one person after the other decide about work that hangs on no document.

        As ``vanthu.document._hold``: whoever comes second begins anew and sees the first.
        """
        hold_rows(self)

    def _get_giver_facts(self):
        """Who gave the directive, for the log.

        :return dict: short facts
        """
        facts = {"leader": self.leader_id.name}
        return facts | ({"recorder": self.recorder_id.name} if self.recorder_id else {})
