from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.store_code import draw_label, make_code


class VanthuLabelMixin(models.AbstractModel):
    """A thing with a label that is scanned: its code is drawn once and stays with it.

    It does not depend on the database, so that a label still leads to its box after the data
    have moved to another one.
    """

    _name = "vanthu.label.mixin"
    _description = "Label"
    # BOX, LOCATION or FILE of tools.store_code
    _label_kind = ""

    label_code = fields.Char(
        string="Label", size=10, readonly=True, copy=False, help="Drawn by lot; never changes."
    )
    qr_code = fields.Char(string="Code on the label", compute="_compute_qr_code")

    _label_uniq = models.UniqueIndex(
        "(label_code)", "Another thing has this label already; try again.",
    )

    @api.depends("label_code")
    def _compute_qr_code(self):
        for record in self:
            record.qr_code = make_code(
                self._label_kind, record.label_code or record._origin.id
            )

    def _init_column(self, column_name):
        if column_name != "label_code":
            return super()._init_column(column_name)
        self._draw_missing_labels()
        return None

    @api.model
    def _draw_missing_labels(self):
        """Give every row its label that has none yet, such as those of an older version."""
        rows = self.env.execute_query(SQL(
            "SELECT id FROM %s WHERE label_code IS NULL", SQL.identifier(self._table)
        ))
        self.env.cr.execute(SQL(
            """UPDATE %s t SET label_code = n.label
                 FROM unnest(%s, %s) AS n(id, label) WHERE n.id = t.id""",
            SQL.identifier(self._table), [ident for (ident,) in rows],
            [draw_label() for _row in rows],
        ))

    @api.model_create_multi
    def create(self, vals_list):
        # Only data that are moved here with all rights bring their labels along.
        return super().create([
            {**vals, "label_code": self.env.su and vals.get("label_code") or draw_label()}
            for vals in vals_list
        ])

    def write(self, vals):
        if "label_code" in vals and any(record.label_code for record in self):
            raise UserError(self.env._("The code of a label is drawn once and stays."))
        return super().write(vals)
