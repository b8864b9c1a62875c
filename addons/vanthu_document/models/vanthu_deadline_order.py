from odoo import api, models
from odoo.tools import SQL


class VanthuDeadlineOrderMixin(models.AbstractModel):
    """Lists, groups, pivots and search panels put ``deadline_state`` in the order of its values.

    So they begin with what is late; Odoo alone would take the letters of the keys.
    """

    _name = "vanthu.deadline.order.mixin"
    _description = "Order by deadline"

    @api.model
    def _rank_deadline_state(self, expression):
        """The place of a value among those of the field.

        :param expression: ``SQL`` of the value
        :return: ``SQL`` of an integer, NULL without a value
        """
        values = self._fields["deadline_state"].get_values(self.env)
        return SQL("array_position(%s::varchar[], %s)", values, expression)

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "deadline_state":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        value = self._field_to_sql(alias, field_name, query)
        nulls = nulls or SQL("NULLS LAST")  # downwards, too: what has no deadline never leads
        query._order_groupby.append(value)
        return SQL("%s %s %s", self._rank_deadline_state(value), direction, nulls)

    @api.model
    def _read_group_orderby(self, order, groupby_terms, query):
        value = groupby_terms.get("deadline_state")
        if not value:
            return super()._read_group_orderby(order, groupby_terms, query)
        ranked = {**groupby_terms, "deadline_state": self._rank_deadline_state(value)}
        result = super()._read_group_orderby(order, ranked, query)
        groupby_terms.update(ranked, deadline_state=value)
        return result
