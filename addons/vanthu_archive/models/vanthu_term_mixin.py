from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Code list "maintenance" of TT 05/2025/TT-BNV.
_CODES = {70: "02", 50: "03", 30: "04", 20: "05", 10: "06"}


class VanthuTermMixin(models.AbstractModel):
    """How long something is kept (thời hạn lưu trữ): for ever, N years, or until an event."""

    _name = "vanthu.term.mixin"
    _description = "Retention term"

    term = fields.Selection(
        [("permanent", "Permanent"), ("years", "Years"), ("event", "Until an event")],
        string="Retention", default="years",
    )
    term_years = fields.Integer(string="Retention in years", aggregator=None)
    term_event = fields.Char(
        string="Event", help="What ends the retention, such as: until the document expires."
    )
    term_label = fields.Char(string="Retention term", compute="_compute_term_label")

    @api.depends("term", "term_years", "term_event")
    @api.depends_context("lang")
    def _compute_term_label(self):
        for record in self:
            record.term_label = record._describe_term()

    def _describe_term(self):
        """The term as people write it.

        :return str: such as "Permanent" or "10 years"; empty while nobody has decided
        """
        if self.term == "permanent":
            return self.env._("Permanent")
        if self.term == "event":
            return self.term_event or ""
        return self.env._("%s years", self.term_years) if self.term_years else ""

    def _get_maintenance_code(self):
        """Code of the term on exchange (TT 05/2025/TT-BNV).

        :return str: 01 for permanent, 02–06 for 70, 50, 30, 20 and 10 years, else 07
        """
        if self.term == "permanent":
            return "01"
        return _CODES.get(self.term_years, "07") if self.term == "years" else "07"

    @api.constrains("term", "term_years", "term_event")
    def _check_term(self):
        for record in self:
            if record.term == "years" and not 1 <= record.term_years <= 150:
                if record._is_term_open():
                    continue
                raise ValidationError(self.env._(
                    "Say for how many years %s is kept, from 1 to 150.", record.display_name
                ))
            if record.term == "event" and not record.term_event:
                raise ValidationError(self.env._(
                    "Say which event ends the retention of %s.", record.display_name
                ))

    def _is_term_open(self):
        """Whether the term may still be undecided."""
        return False

    @api.model
    def _get_term_values(self, record):
        """What one record's term brings to another.

        :param record: record of a model with this mixin
        :return dict: values
        """
        return {
            "term": record.term, "term_years": record.term_years,
            "term_event": record.term_event,
        }
