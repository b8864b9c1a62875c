from odoo import fields, models
from odoo.tools import SQL


class VanthuEvidenceGap(models.Model):
    """What each self-assessment needs, and whether there is evidence for it: one row a need."""

    _name = "vanthu.evidence.gap"
    _description = "Evidence needed and found"
    _auto = False
    _order = "assessment_id, order_key, sequence, id"
    _rec_name = "name"
    _depends = {
        "vanthu.self.assessment": ["framework_id", "company_id"],
        "vanthu.evidence": ["assessment_id", "need_ids"],
        "vanthu.evidence.need": ["criterion_id", "name", "tier", "box_id", "active", "sequence"],
        "vanthu.accreditation.criterion": ["framework_id", "order_key"],
    }

    assessment_id = fields.Many2one("vanthu.self.assessment", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    criterion_id = fields.Many2one("vanthu.accreditation.criterion", readonly=True)
    order_key = fields.Char(readonly=True)
    sequence = fields.Integer(readonly=True, aggregator=None)
    need_id = fields.Many2one("vanthu.evidence.need", readonly=True)
    name = fields.Char(string="Evidence", readonly=True)
    tier = fields.Selection(
        [("a", "Required"), ("b", "Supporting"), ("c", "Internal")], readonly=True
    )
    box_id = fields.Many2one("vanthu.evidence.box", readonly=True)
    found = fields.Integer(readonly=True, help="1 where there is evidence for it.")
    missing_required = fields.Integer(string="Required and missing", readonly=True)

    @property
    def _table_query(self):
        return SQL("""
            SELECT a.id::bigint * 1000000 + n.id AS id, a.id AS assessment_id, a.company_id,
                   n.criterion_id, c.order_key, n.sequence, n.id AS need_id, n.name, n.tier,
                   n.box_id, f.found, (n.tier = 'a' AND f.found = 0)::int AS missing_required
              FROM vanthu_self_assessment a
              JOIN vanthu_accreditation_criterion c ON c.framework_id = a.framework_id
              JOIN vanthu_evidence_need n ON n.criterion_id = c.id AND n.active
        CROSS JOIN LATERAL (
                   SELECT EXISTS (
                          SELECT 1 FROM vanthu_evidence_need_rel r
                            JOIN vanthu_evidence e ON e.id = r.evidence_id
                           WHERE r.need_id = n.id AND e.assessment_id = a.id)::int AS found) f
        """)

    def action_add_evidence(self) -> dict:
        """Open a new piece of evidence for this need.

        :return dict: window action
        :raise UserError: the self-assessment is finished
        """
        self.ensure_one()
        self.assessment_id.check_access("read")
        self.assessment_id._check_open()
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.evidence",
            "views": [(False, "form")], "target": "new", "name": self.env._("New evidence"),
            "context": {
                "default_assessment_id": self.assessment_id.id, "default_name": self.name,
                "default_criterion_id": self.criterion_id.id, "default_tier": self.tier,
                "default_box_id": self.box_id.id, "default_need_ids": [self.need_id.id],
            },
        }
