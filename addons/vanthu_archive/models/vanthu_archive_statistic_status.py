from odoo import fields, models
from odoo.tools import SQL


class VanthuArchiveStatisticStatus(models.Model):
    """Which organisations have submitted the statistics of a year, and which have not."""

    _name = "vanthu.archive.statistic.status"
    _description = "Submission of yearly statistics"
    _auto = False
    _order = "year desc, name, id"
    _rec_name = "name"
    _depends = {
        "vanthu.archive.statistic": ["company_id", "state", "submitted_at", "year"],
        "res.company": ["active", "name"],
    }

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    name = fields.Char(readonly=True, help="For finding organisations that one may not open.")
    year = fields.Integer(readonly=True, aggregator=None)
    state = fields.Selection(
        [("none", "Not begun"), ("draft", "Draft"), ("submitted", "Submitted")],
        string="Status", readonly=True,
    )
    submitted_at = fields.Datetime(readonly=True)

    @property
    def _table_query(self):
        # Every year of which somebody has statistics, for every organisation.
        return SQL(
            """SELECT c.id * 400 + y.year - 1900 AS id, c.id AS company_id, c.name, y.year,
                      COALESCE(s.state, 'none') AS state, s.submitted_at
                 FROM res_company c
                CROSS JOIN (SELECT DISTINCT year FROM vanthu_archive_statistic) y
                 LEFT JOIN vanthu_archive_statistic s
                        ON s.company_id = c.id AND s.year = y.year
                WHERE c.active"""
        )


class VanthuArchiveStatisticFigure(models.Model):
    """Submitted figures of the own organisation and of those below it, for comparing them."""

    _name = "vanthu.archive.statistic.figure"
    _description = "Submitted statistics"
    _auto = False
    _order = "year desc, section, code, company_name, id"
    _rec_name = "name"
    _depends = {
        "vanthu.archive.statistic": ["company_id", "state", "year"],
        "vanthu.archive.statistic.line": [
            "code", "indicator_id", "measure", "name", "section", "statistic_id", "value",
            "value_before",
        ],
        "res.company": ["name"],
    }

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    company_name = fields.Char(string="Name of the organisation", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    code = fields.Char(readonly=True)
    name = fields.Char(string="Indicator", readonly=True)
    section = fields.Selection(
        selection=lambda self: self.env["vanthu.archive.indicator"]._fields[
            "section"]._description_selection(self.env), string="Part", readonly=True,
    )
    measure = fields.Char(string="Unit of measure", readonly=True)
    value = fields.Float(string="This year", readonly=True, digits=(16, 2))
    value_before = fields.Float(string="Last year", readonly=True, digits=(16, 2))

    @property
    def _table_query(self):
        return SQL(
            """SELECT l.id, s.company_id, c.name AS company_name, s.year, l.code,
                      l.code || ' ' || l.name AS name, l.section, l.measure, l.value,
                      l.value_before
                 FROM vanthu_archive_statistic_line l
                 JOIN vanthu_archive_statistic s ON s.id = l.statistic_id
                 JOIN res_company c ON c.id = s.company_id
                WHERE s.state = 'submitted'"""
        )
