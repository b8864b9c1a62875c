from odoo import api, fields, models
from odoo.tools import SQL

from .states import GONE_ASSIGNMENT_STATES, OPEN_ASSIGNMENT_STATES


class VanthuAssignmentReport(models.Model):
    """Work in figures: one row for each assignment that somebody has or had to do.

    What was sent back or taken back is nobody's work and does not count. Restricted documents
    count for leaders and clerks; their names stay closed to whoever is not named.
    """

    _name = "vanthu.assignment.report"
    _description = "Work in figures"
    _inherit = ["vanthu.figures.mixin"]
    _auto = False
    _order = "assigned_date desc, id desc"
    _rec_name = "document_id"
    _depends = {
        "vanthu.assignment": [
            "document_id", "directive_id", "parent_id", "company_id", "unit_id", "user_id",
            "role", "state", "due_date", "deadline_state", "report_date", "done_date",
            "create_date",
        ],
        "vanthu.document": ["type_id", "priority", "restricted"],
        "vanthu.directive": ["date"],
    }

    assignment_id = fields.Many2one("vanthu.assignment", readonly=True)
    document_id = fields.Many2one("vanthu.document", readonly=True)
    directive_id = fields.Many2one("vanthu.directive", readonly=True)
    unit_id = fields.Many2one(
        "vanthu.unit", readonly=True,
        help="The unit that has the work, or from which it was passed on to a person.",
    )
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    role = fields.Selection(
        lambda self: self._get_values_of("vanthu.assignment", "role"), readonly=True
    )
    state = fields.Selection(
        lambda self: self._get_values_of("vanthu.assignment", "state"), readonly=True
    )
    is_part = fields.Boolean(
        string="Passed on", readonly=True, help="Part of work that somebody passed on."
    )
    is_open = fields.Boolean(string="Open now", readonly=True)
    assigned_date = fields.Datetime(string="Given on", readonly=True)
    finished_date = fields.Datetime(
        string="Finished on", readonly=True, help="When the report was handed in."
    )
    open_count = fields.Integer(string="Open work")
    finished_count = fields.Integer(string="Finished", readonly=True)
    days = fields.Float(
        help="Calendar days from giving to reporting: half of the work took less."
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT a.id, a.id AS assignment_id, a.document_id, a.directive_id, a.company_id,
                      COALESCE(a.unit_id, p.unit_id, g.unit_id) AS unit_id, a.user_id,
                      d.type_id, a.role, a.state, a.deadline_state, d.priority,
                      COALESCE(d.restricted, FALSE) AS restricted,
                      a.parent_id IS NOT NULL AS is_part, f.open AS is_open,
                      f.given AS assigned_date, a.due_date, f.moment AS finished_date,
                      (NOT f.open)::int AS finished_count, %(outcome)s,
                      CASE WHEN f.moment IS NOT NULL THEN
                          GREATEST(EXTRACT(EPOCH FROM f.moment - f.given)::float8, 0) / 86400
                      END AS days
                 FROM vanthu_assignment a
            LEFT JOIN vanthu_document d ON d.id = a.document_id
            LEFT JOIN vanthu_assignment p ON p.id = a.parent_id
            LEFT JOIN vanthu_assignment g ON g.id = p.parent_id
            LEFT JOIN vanthu_directive v ON v.id = a.directive_id AND a.parent_id IS NULL
           CROSS JOIN LATERAL (SELECT a.state IN %(open)s AS open,
                              COALESCE(v.date, a.create_date) AS given,
                              CASE WHEN a.state NOT IN %(open)s
                                   THEN COALESCE(a.report_date, a.done_date) END AS moment) f
                WHERE a.state NOT IN %(gone)s""",
            outcome=self._get_outcome_columns(SQL("f.open"), SQL("a.deadline_state")),
            open=OPEN_ASSIGNMENT_STATES, gone=GONE_ASSIGNMENT_STATES,
        )

    @api.depends("document_id", "directive_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # With all rights, as names of related records are read: a restricted document then
        # says that it is one.
        for row in self:
            document, directive = row.document_id.sudo(), row.directive_id.sudo()
            row.display_name = document.display_name or directive.display_name

    def action_open(self) -> dict:
        """Show the work behind a row.

        :return dict: window action
        :raise AccessError: the document is restricted and the person is not named
        """
        self.ensure_one()
        self.assignment_id.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "vanthu.assignment",
            "res_id": self.assignment_id.id,
            "views": [(False, "form")],
        }
