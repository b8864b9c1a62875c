from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.retention_table import Term, is_shorter


class VanthuRetentionRule(models.Model):
    """An organisation's own table beside the common one, and what the add-on brings along."""

    _inherit = "vanthu.retention.rule"

    base_id = fields.Many2one(
        "vanthu.retention.rule", string="Common rule", index="btree_not_null",
        ondelete="restrict", domain="[('company_id', '=', False)]",
        help="The rule of an act that this one follows; its term may be exceeded only.",
    )

    @api.model
    def load(self, fields, data):
        # What administrators change in the rules of the add-on stays on updates.
        if self.env.context.get("install_module") == "vanthu_archive":
            self = self.with_context(noupdate=True)
        return super().load(fields, data)

    def _get_term(self):
        """The term as the tools understand it.

        :return Term:
        """
        self.ensure_one()
        return Term(self.term or "years", self.term_years, self.term_event or "")

    @api.constrains("base_id", "company_id", "term", "term_years")
    def _check_base_id(self):
        for rule in self:
            base = rule.base_id
            if not base:
                continue
            if base.company_id or not rule.company_id:
                raise ValidationError(self.env._(
                    "Only an organisation's own rule follows a common one; choose the "
                    "organisation of %(rule)s, or leave the common rule empty.",
                    rule=rule.display_name,
                ))
            if is_shorter(rule._get_term(), base._get_term()):
                raise ValidationError(self.env._(
                    "%(rule)s is kept for “%(term)s”, but %(base)s asks for “%(common)s”: an "
                    "organisation may keep longer, not shorter.",
                    rule=rule.display_name, term=rule._describe_term(),
                    base=base.display_name, common=base._describe_term(),
                ))
