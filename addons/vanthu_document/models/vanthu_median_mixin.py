from odoo import api, models
from odoo.tools import SQL

_SUFFIX = ":median"


class VanthuMedianMixin(models.AbstractModel):
    """Lets pivots and graphs of a model show medians: a field with ``aggregator="median"``.

    The database computes the median of each cell and of each total from the rows themselves,
    so that the total is not a sum or a mean of medians.
    """

    _name = "vanthu.median.mixin"
    _description = "Medians in pivots"

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        if not aggregate_spec.endswith(_SUFFIX):
            return super()._read_group_select(aggregate_spec, query)
        name = aggregate_spec.removesuffix(_SUFFIX)
        # Checks that the field is a number that the person may read, and flushes it.
        super()._read_group_select(f"{name}:avg", query)
        return SQL(
            "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s)",
            self._field_to_sql(self._table, name, query),
        )
