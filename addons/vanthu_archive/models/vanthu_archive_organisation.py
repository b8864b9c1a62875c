from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

# One row for each organisation and subject; an organisation may have none.
_PARTS = """
WITH facts AS (
        SELECT company_id,
               COUNT(*) FILTER (WHERE state = 'open') AS open_count,
               COUNT(*) FILTER (WHERE state = 'closed') AS closed_count,
               COUNT(*) FILTER (WHERE state = 'archived') AS archived_count,
               SUM(document_count) FILTER (WHERE state <> 'disposed')
                   AS document_count,
               COUNT(*) FILTER (WHERE state = 'closed' AND handover_due < %(today)s
                   AND (term IS DISTINCT FROM 'years' OR term_years >= 5)
                   AND (kept_until IS NULL OR kept_until < %(today)s))
                   AS late_count,
               COUNT(*) FILTER (WHERE state IN ('closed', 'archived')
                   AND expiry_date < %(today)s) AS expired_count
          FROM vanthu_file GROUP BY company_id),
    held AS (
        SELECT f.company_id, COUNT(DISTINCT f.id) AS held_count
          FROM vanthu_hold h JOIN vanthu_hold_file_rel r ON r.hold_id = h.id
          JOIN vanthu_file f ON f.id = r.file_id
         WHERE h.state = 'active' GROUP BY f.company_id),
    lent AS (
        SELECT l.company_id, COUNT(*) AS lent_count,
               COUNT(*) FILTER (WHERE l.return_due < %(today)s) AS overdue_count
          FROM vanthu_loan_line i JOIN vanthu_loan l ON l.id = i.loan_id
         WHERE i.state = 'out' GROUP BY l.company_id),
    boxes AS (
        SELECT b.company_id, COUNT(*) AS box_count,
               SUM(p.thickness_mm) / 1000.0 AS shelf_metres
          FROM vanthu_archive_box b
          JOIN vanthu_box_profile p ON p.id = b.profile_id
         WHERE b.location_id IS NOT NULL GROUP BY b.company_id),
    places AS (
        SELECT l.company_id, SUM(l.box_capacity) AS capacity
          FROM vanthu_storage_location l
         WHERE l.active AND NOT EXISTS (
               SELECT 1 FROM vanthu_storage_location c
                WHERE c.parent_id = l.id AND c.active)
         GROUP BY l.company_id),
    damaged AS (
        SELECT company_id, COUNT(*) AS damaged_count FROM vanthu_fixity_incident
         WHERE state = 'open' GROUP BY company_id)
"""


class VanthuArchiveOrganisation(models.Model):
    """The archive of each organisation in figures, which a superior body sees of those below.

    Sums and nothing else: no file, no person, no unit. Restricted files count.
    """

    _name = "vanthu.archive.organisation"
    _description = "Archives of organisations"
    _auto = False
    _order = "name, id"
    _rec_name = "name"
    _depends = {
        "vanthu.file": [
            "archived_date", "company_id", "document_count", "expiry_date", "handover_due",
            "kept_until", "state", "term", "term_years",
        ],
        "vanthu.hold": ["file_ids", "state"],
        "vanthu.loan": ["company_id", "return_due", "state"],
        "vanthu.loan.line": ["loan_id", "state"],
        "vanthu.storage.location": ["active", "box_capacity", "company_id", "parent_id"],
        "vanthu.archive.box": ["company_id", "location_id", "profile_id", "state"],
        "vanthu.fixity.incident": ["company_id", "state"],
        "res.company": ["name"],
    }

    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    name = fields.Char(readonly=True, help="For finding organisations that one may not open.")
    open_count = fields.Integer(string="Open files", readonly=True)
    closed_count = fields.Integer(string="Closed files", readonly=True)
    archived_count = fields.Integer(string="Files in the archive", readonly=True)
    document_count = fields.Integer(string="Documents in files", readonly=True)
    late_count = fields.Integer(string="Hand-over overdue", readonly=True)
    expired_count = fields.Integer(string="Retention ended", readonly=True)
    held_count = fields.Integer(string="On hold", readonly=True)
    lent_count = fields.Integer(string="Lent", readonly=True)
    overdue_count = fields.Integer(string="Lent and overdue", readonly=True)
    box_count = fields.Integer(string="Boxes in the store", readonly=True)
    capacity = fields.Integer(string="Boxes at most", readonly=True)
    shelf_metres = fields.Float(string="Metres of shelf", readonly=True, digits=(10, 2))
    damaged_count = fields.Integer(string="Damaged electronic files", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """%(parts)s SELECT c.id, c.id AS company_id, c.name,
                      COALESCE(facts.open_count, 0)::int AS open_count,
                      COALESCE(facts.closed_count, 0)::int AS closed_count,
                      COALESCE(facts.archived_count, 0)::int AS archived_count,
                      COALESCE(facts.document_count, 0)::int AS document_count,
                      COALESCE(facts.late_count, 0)::int AS late_count,
                      COALESCE(facts.expired_count, 0)::int AS expired_count,
                      COALESCE(held.held_count, 0)::int AS held_count,
                      COALESCE(lent.lent_count, 0)::int AS lent_count,
                      COALESCE(lent.overdue_count, 0)::int AS overdue_count,
                      COALESCE(boxes.box_count, 0)::int AS box_count,
                      COALESCE(places.capacity, 0)::int AS capacity,
                      COALESCE(boxes.shelf_metres, 0)::float8 AS shelf_metres,
                      COALESCE(damaged.damaged_count, 0)::int AS damaged_count
                 FROM res_company c
                 LEFT JOIN facts ON facts.company_id = c.id
                 LEFT JOIN held ON held.company_id = c.id
                 LEFT JOIN lent ON lent.company_id = c.id
                 LEFT JOIN boxes ON boxes.company_id = c.id
                 LEFT JOIN places ON places.company_id = c.id
                 LEFT JOIN damaged ON damaged.company_id = c.id""",
            parts=SQL(_PARTS, today=local_today(self.env)),
        )
