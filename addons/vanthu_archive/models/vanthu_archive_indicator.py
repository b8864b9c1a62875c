from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import get_zone_name

from .vanthu_archive_statistic_query import KEYS, QUERIES

# What may be said of an indicator that the software counts.
_FREE = {"active", "sequence"}


class VanthuArchiveIndicator(models.Model):
    """One row of the yearly statistics of the archive (thống kê văn thư, lưu trữ).

    The set is data: the administrator adds rows that are entered by hand and retires what the
    authority no longer asks for; what the software counts, it counts in its own way.
    """

    _name = "vanthu.archive.indicator"
    _description = "Indicator of the archive"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "section, sequence, code, id"
    _secrecy_fields = ("name", "note")
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, size=20)
    name = fields.Char(required=True)
    section = fields.Selection(
        [
            ("1", "Personnel"),
            ("2", "Documents"),
            ("3", "Files made and handed over"),
            ("4", "Holdings"),
            ("5", "Rooms and equipment"),
            ("6", "Use"),
            ("7", "Disposal"),
            ("8", "Safety"),
        ],
        string="Part", required=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    measure = fields.Char(
        string="Unit of measure", required=True, help="Such as hồ sơ, mét or người.",
    )
    is_whole = fields.Boolean(string="Whole numbers", default=True)
    source = fields.Selection(
        [("computed", "Counted by the software"), ("manual", "Entered by hand")],
        required=True, default="manual",
    )
    query = fields.Selection(
        [(key, key) for key in KEYS], string="What is counted", readonly=True,
    )
    act = fields.Char(help="The act that asks for it.")
    reliability = fields.Selection(
        [
            ("confirmed", "Confirmed"),
            ("reference", "Former act, for reference"),
            ("unconfirmed", "To be checked"),
        ],
        default="unconfirmed", required=True,
        help="Whether the row was compared with the text of the act in force.",
    )
    note = fields.Char(string="Remarks", help="How it is counted.")

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))", "Another indicator has this code; choose a new one."
    )
    _query_of_source = models.Constraint(
        "CHECK ((source = 'computed') = (query IS NOT NULL))",
        "An indicator is counted by the software or entered by hand.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            vals.get("source") == "computed" or vals.get("query") for vals in vals_list
        ):
            raise UserError(self.env._(
                "New indicators are entered by hand; choose “Entered by hand”."
            ))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() - _FREE and (
            {"source", "query"} & vals.keys() or "computed" in self.mapped("source")
        ):
            raise UserError(self.env._(
                "What the software counts stays as it is; retire it and add one that is "
                "entered by hand."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        used = self.env["vanthu.archive.statistic.line"].sudo().search_count(
            [("indicator_id", "in", self.ids)], limit=1
        )
        if used or "computed" in self.mapped("source"):
            raise UserError(self.env._(
                "A report uses this indicator or the software counts it; archive it instead."
            ))

    @api.depends("code", "name")
    def _compute_display_name(self):
        for indicator in self:
            indicator.display_name = f"{indicator.code} {indicator.name}"

    def _get_snapshot(self):
        """What a report keeps of the indicator, whatever becomes of it later.

        :return dict: values of a ``vanthu.archive.statistic.line``
        """
        self.ensure_one()
        names = ("code", "name", "section", "sequence", "measure", "is_whole", "source")
        return {"indicator_id": self.id, **{name: self[name] for name in names}}

    @api.model
    def _count(self, company, first, last):
        """Count everything that the software counts, one query for each subject.

        :param company: ``res.company``
        :param datetime.date first: first day of the year
        :param datetime.date last: last day of the year
        :return dict: key of :data:`KEYS` → number (int or float)
        """
        self.env.flush_all()
        values = {}
        for query, keys in QUERIES.values():
            ((*row,),) = self.env.execute_query(
                SQL(query, company=company.id, first=first, last=last,
                    zone=get_zone_name(self.env))
            )
            values.update(zip(keys, map(float, row), strict=True))
        return values
