from odoo import fields, models
from odoo.tools import SQL


class VanthuAccreditationReport(models.Model):
    """How far each school is with its self-assessment, for the body above it.

    Figures and nothing else: no evidence, no text, no person.
    """

    _name = "vanthu.accreditation.report"
    _description = "Accreditation in figures"
    _auto = False
    _order = "school_year desc, name"
    _rec_name = "name"
    _depends = {
        "vanthu.self.assessment": ["company_id", "framework_id", "school_year", "state"],
        "vanthu.self.assessment.line": ["assessment_id", "level"],
        "vanthu.evidence": ["assessment_id"],
        "vanthu.evidence.gap": ["assessment_id", "missing_required"],
        "res.company": ["name"],
    }

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    name = fields.Char(string="School", readonly=True)
    framework_id = fields.Many2one("vanthu.accreditation.framework", readonly=True)
    school_year = fields.Char(readonly=True)
    state = fields.Selection(
        [("preparing", "In preparation"), ("reviewing", "Under review"), ("finished", "Finished")],
        readonly=True,
    )
    criterion_count = fields.Integer(string="Criteria", readonly=True)
    assessed_count = fields.Integer(string="Criteria assessed", readonly=True)
    evidence_count = fields.Integer(string="Evidence", readonly=True)
    missing_required = fields.Integer(string="Required and missing", readonly=True)

    @property
    def _table_query(self):
        return SQL("""
            SELECT a.id, a.company_id, c.name, a.framework_id, a.school_year, a.state,
                   l.criterion_count, l.assessed_count, e.evidence_count, g.missing_required
              FROM vanthu_self_assessment a
              JOIN res_company c ON c.id = a.company_id
        CROSS JOIN LATERAL (
                   SELECT count(*)::int AS criterion_count, count(level)::int AS assessed_count
                     FROM vanthu_self_assessment_line WHERE assessment_id = a.id) l
        CROSS JOIN LATERAL (
                   SELECT count(*)::int AS evidence_count
                     FROM vanthu_evidence WHERE assessment_id = a.id) e
        CROSS JOIN LATERAL (
                   SELECT COALESCE(sum(missing_required), 0)::int AS missing_required
                     FROM (%s) gap WHERE assessment_id = a.id) g
        """, self.env["vanthu.evidence.gap"]._table_query)
