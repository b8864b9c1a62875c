from odoo import api, models
from odoo.tools import SQL

# The most pressing first; what is over comes last.
PRESSING = ("late", "today", "soon", "later", "none", "paused", "met", "missed")


class VanthuDeadlineMixin(models.AbstractModel):
    """Lists that are ordered by ``deadline_state`` begin with what is late."""

    _inherit = "vanthu.deadline.mixin"

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "deadline_state":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        rank = SQL(
            "array_position(%s::varchar[], %s)",
            list(PRESSING), self._field_to_sql(alias, field_name, query),
        )
        query._order_groupby.append(self._field_to_sql(alias, field_name, query))
        return SQL("%s %s %s", rank, direction, nulls)
