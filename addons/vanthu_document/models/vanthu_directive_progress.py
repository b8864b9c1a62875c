from odoo import api, fields, models
from odoo.fields import Domain

from .states import GONE_ASSIGNMENT_STATES, SIDE_ROLES


class VanthuDirective(models.Model):
    """How far a directive is: who of those who must report has done so."""

    _inherit = "vanthu.directive"

    done_date = fields.Datetime(
        string="Done on", readonly=True, index="btree_not_null",
        help="When all who had to report had reported.",
    )
    root_ids = fields.One2many(
        "vanthu.assignment", "directive_id", string="Given to",
        domain=[("parent_id", "=", False), ("state", "!=", "recalled")],
    )
    tree_ids = fields.Many2many(
        "vanthu.assignment", string="Who does what", compute="_compute_tree_ids",
        help="Every assignment, each followed by its parts.",
    )
    about = fields.Char(compute="_compute_about", search="_search_about", compute_sudo=True)
    work_count = fields.Integer(string="Work", compute="_compute_work_count", aggregator=None)
    finished_count = fields.Integer(
        string="Finished", compute="_compute_work_count", aggregator=None
    )
    late_count = fields.Integer(string="Late", compute="_compute_work_count", aggregator=None)
    progress_text = fields.Char(string="Progress", compute="_compute_work_count")
    progress = fields.Float(string="Part done", compute="_compute_work_count", aggregator=None)

    _open_idx = models.Index("(company_id, date DESC) WHERE done_date IS NULL AND active")

    @api.depends("document_id.subject", "subject")
    def _compute_about(self):
        for directive in self:
            directive.about = directive.document_id.subject or directive.subject

    @api.model
    def _search_about(self, operator, value):
        """Directives by the subject of their document, or their own.

        :param str operator: any operator of texts that does not negate
        :param value: text, or set of texts
        :return: Domain
        """
        if operator.startswith("not") or operator == "!=":
            return NotImplemented
        return Domain("document_id.subject", operator, value) | Domain("subject", operator, value)

    @api.depends("assignment_ids.parent_id")
    def _compute_tree_ids(self):
        for directive in self:
            directive.tree_ids = directive.assignment_ids._in_tree_order()

    @api.depends("assignment_ids.state", "assignment_ids.role", "assignment_ids.deadline_state")
    def _compute_work_count(self):
        counts = {}
        for directive, state, deadline, count in self.env["vanthu.assignment"]._read_group(
            [
                ("directive_id", "in", self.ids), ("parent_id", "=", False),
                ("role", "not in", SIDE_ROLES), ("state", "not in", GONE_ASSIGNMENT_STATES),
            ], ["directive_id", "state", "deadline_state"], ["__count"],
        ):
            row = counts.setdefault(directive.id, [0, 0, 0])
            row[0] += count
            row[1] += count if state in ("reported", "done") else 0
            row[2] += count if deadline == "late" else 0
        for directive in self:
            total, finished, late = counts.get(directive.id, (0, 0, 0))
            directive.work_count, directive.finished_count = total, finished
            directive.late_count = late
            directive.progress = 100.0 * finished / total if total else 0.0
            directive.progress_text = (
                self.env._("%(finished)s of %(total)s", finished=finished, total=total)
                if total else ""
            )

    def _update_progress(self):
        """Note when all who must report have, and tell the leader where no document does."""
        for directive in self.sudo():
            done = directive.assignment_ids._have_all_reported()
            if done and not directive.done_date:
                directive.done_date = fields.Datetime.now()
                if not directive.document_id:
                    directive._tell_done()
            elif directive.done_date and not done:
                directive.done_date = False

    def _tell_done(self):
        leaders = self.leader_id.filtered("active") - self.env.user
        roots = self.root_ids
        work = roots.filtered(lambda root: root.role == "lead")[:1] or roots[:1]
        if leaders and work:
            work.message_notify(
                partner_ids=leaders.partner_id.ids,
                subject=self.env._("Done: %(document)s", document=self.subject),
                body=self.env._("All who had to report have reported."),
            )

    def _get_page_action(self):
        """Open the page of one directive.

        :return dict: window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_document.directive_action")
        return {**action, "views": [(False, "form")], "res_id": self.id, "target": "main"}
