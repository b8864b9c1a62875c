from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

_BY_HAND = {"value", "note"}


class VanthuArchiveStatisticLine(models.Model):
    """One indicator of a year's statistics, as it was called and counted then."""

    _name = "vanthu.archive.statistic.line"
    _description = "Indicator of yearly statistics"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "statistic_id, section, sequence, code, id"
    _rec_name = "name"
    _secrecy_fields = ("note",)

    statistic_id = fields.Many2one(
        "vanthu.archive.statistic", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="statistic_id.company_id", store=True, precompute=True)
    state = fields.Selection(related="statistic_id.state")
    indicator_id = fields.Many2one(
        "vanthu.archive.indicator", string="Definition", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    code = fields.Char(readonly=True)
    name = fields.Char(string="Indicator", readonly=True, required=True)
    section = fields.Selection(
        selection=lambda self: self.env["vanthu.archive.indicator"]._fields[
            "section"]._description_selection(self.env), string="Part", readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    measure = fields.Char(string="Unit of measure", readonly=True)
    is_whole = fields.Boolean(readonly=True)
    source = fields.Selection(
        selection=lambda self: self.env["vanthu.archive.indicator"]._fields[
            "source"]._description_selection(self.env), readonly=True,
    )
    value = fields.Float(string="This year", digits=(16, 2))
    is_entered = fields.Boolean(string="Entered", readonly=True)
    value_before = fields.Float(string="Last year", readonly=True, digits=(16, 2))
    change = fields.Float(compute="_compute_change", digits=(16, 2))
    value_below = fields.Float(
        string="Organisations below", readonly=True, digits=(16, 2),
        help="Sum of what they have submitted.",
    )
    total = fields.Float(compute="_compute_change", digits=(16, 2))
    note = fields.Char(string="Remarks")

    _once_uniq = models.UniqueIndex("(statistic_id, indicator_id)")

    @api.depends("value", "value_before", "value_below")
    def _compute_change(self):
        for line in self:
            line.change = line.value - line.value_before
            line.total = line.value + line.value_below

    @api.constrains("value")
    def _check_value(self):
        for line in self:
            if line.value < 0 or (line.is_whole and line.value % 1):
                raise ValidationError(self.env._(
                    "“%(name)s” is a number of %(measure)s; enter it without minus%(whole)s.",
                    name=line.name, measure=line.measure,
                    whole=self.env._(" and without decimals") if line.is_whole else "",
                ))

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self.statistic_id._require_draft()
        if vals.keys() - _BY_HAND or (
            "value" in vals and any(line.source != "manual" for line in self)
        ):
            raise UserError(self.env._(
                "This figure was counted by the software; write what you know in the remarks."
            ))
        if "value" in vals:
            vals = {**vals, "is_entered": True}
        return super().write(vals)

    def _format(self, name):
        """A figure as the printed form shows it.

        :param str name: name of the field
        :return: int or float; an empty text for what nobody has entered yet
        """
        if name in ("value", "total") and self.source == "manual" and not self.is_entered:
            return ""
        return int(self[name]) if self.is_whole else float(self[name])
