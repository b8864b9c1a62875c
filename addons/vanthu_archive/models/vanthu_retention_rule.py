from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuRetentionRule(models.Model):
    """How long a kind of file is kept, by which act (bảng thời hạn lưu trữ).

    TT 10/2022/TT-BNV and the tables of the sectors; an organisation may have a table of its
    own with longer terms.
    """

    _name = "vanthu.retention.rule"
    _description = "Retention rule"
    _inherit = ["vanthu.term.mixin"]
    _order = "source, sequence, code, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(string="Kind of file", required=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    group_name = fields.Char(string="Group", index="btree_not_null")
    source = fields.Char(required=True, help="The act that prescribes the term.")
    reliability = fields.Selection(
        [
            ("confirmed", "Confirmed"),
            ("reference", "Former act, for reference"),
            ("unconfirmed", "To be checked"),
        ],
        default="confirmed", required=True,
        help="Whether the row was compared with the text of the act in force.",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )

    _code_uniq = models.UniqueIndex(
        "(source, code, COALESCE(company_id, 0))",
        "This act has a row with this code already; choose a different code.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins; correct one of the two dates.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = f"{rule.code} – {rule.name}"

    @api.model
    def _get_valid_domain(self, company, day=None):
        """Rules that an organisation uses on a day.

        :param company: ``res.company``
        :param datetime.date day: today by default
        :return Domain:
        """
        day = day or local_today(self.env)
        return (
            Domain("company_id", "in", (False, company.id))
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", day))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        )
