from odoo import fields, models
from odoo.tools import SQL


class VanthuFiguresMixin(models.AbstractModel):
    """What rows of documents and rows of work in figures have in common.

    Only what had a deadline was finished in time or late, and only that makes the share.
    """

    _name = "vanthu.figures.mixin"
    _description = "Figures"
    _inherit = ["vanthu.median.mixin", "vanthu.deadline.order.mixin"]

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    type_id = fields.Many2one("vanthu.document.type", string="Document type", readonly=True)
    priority = fields.Selection(
        lambda self: self._get_values_of("vanthu.document", "priority"), string="Urgency",
        readonly=True,
    )
    deadline_state = fields.Selection(
        lambda self: self._get_values_of("vanthu.document", "deadline_state"),
        string="By deadline", readonly=True,
    )
    restricted = fields.Boolean(readonly=True)
    due_date = fields.Date(string="Deadline", readonly=True)
    open_count = fields.Integer(string="Open", readonly=True)
    late_count = fields.Integer(string="Open and late", readonly=True)
    in_time_count = fields.Integer(string="Finished in time", readonly=True)
    missed_count = fields.Integer(string="Finished late", readonly=True)
    on_time_rate = fields.Float(
        string="In time (%)", readonly=True, aggregator="avg", digits=(5, 1),
        help="Of what is finished and had a deadline.",
    )
    days = fields.Float(
        string="Days to finish (median)", readonly=True, aggregator="median", digits=(9, 1),
    )

    def _get_values_of(self, model, name):
        return self.env[model]._fields[name]._description_selection(self.env)

    def _get_outcome_columns(self, is_open, deadline_state):
        """The columns that say how a row stands to its deadline.

        :param is_open: ``SQL`` of a boolean
        :param deadline_state: ``SQL`` of the column
        :return: ``SQL`` of the columns ``open_count`` to ``on_time_rate``
        """
        return SQL(
            """%(open)s::int AS open_count,
               (%(open)s AND %(state)s IS NOT DISTINCT FROM 'late')::int AS late_count,
               (NOT %(open)s AND %(state)s IS NOT DISTINCT FROM 'met')::int AS in_time_count,
               (NOT %(open)s AND %(state)s IS NOT DISTINCT FROM 'missed')::int AS missed_count,
               CASE WHEN %(open)s THEN NULL WHEN %(state)s = 'met' THEN 100::float8
                    WHEN %(state)s = 'missed' THEN 0::float8 END AS on_time_rate""",
            open=is_open, state=deadline_state,
        )
