from dateutil.relativedelta import relativedelta

from odoo import fields, models


class VanthuStoreCheckKind(models.Model):
    """A kind of check of the store: what is looked at, and how often.

    TT 09/2007/TT-BNV asks for fire prevention, protection against pests, and equipment that
    works; how often is the office's to set.
    """

    _name = "vanthu.store.check.kind"
    _description = "Kind of check"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        default=lambda self: self.env.company, help="Empty: for all organisations.",
    )
    interval_number = fields.Integer(string="Every", required=True, default=1)
    interval_unit = fields.Selection(
        [("days", "Days"), ("weeks", "Weeks"), ("months", "Months"), ("years", "Years")],
        string="Unit of time", required=True, default="months",
    )
    item_ids = fields.One2many(
        "vanthu.store.check.item", "kind_id", string="What is looked at", copy=True
    )

    _interval = models.Constraint(
        "CHECK (interval_number BETWEEN 1 AND 100)", "A check is repeated every 1 to 100 times."
    )

    def _get_next(self, day):
        """When the next check is due.

        :param datetime.date day: of the last one
        :return datetime.date:
        """
        self.ensure_one()
        return day + relativedelta(**{self.interval_unit: self.interval_number})


class VanthuStoreCheckItem(models.Model):
    """One thing that a check looks at."""

    _name = "vanthu.store.check.item"
    _description = "Item of a kind of check"
    _order = "kind_id, sequence, id"

    kind_id = fields.Many2one(
        "vanthu.store.check.kind", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="kind_id.company_id", store=True, precompute=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Item", required=True, translate=True)
