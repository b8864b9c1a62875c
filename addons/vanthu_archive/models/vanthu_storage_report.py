from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

# Files of a year come to the archive until the end of the next one (Luật Lưu trữ 33/2024/QH15),
# so the boxes of the last two years are not complete yet.
YEARS_INCOMPLETE, YEARS_OF_GROWTH = 2, 5


class VanthuStorageReport(models.Model):
    """How full each place of the store is, and for how many years it will do.

    The growth is told by the years of the files and not by the days on which boxes were
    entered: an office that lists its old store in a month does not grow by it.
    """

    _name = "vanthu.storage.report"
    _description = "Filling of the store"
    _auto = False
    _order = "full_code, id"
    _rec_name = "full_code"
    _depends = {
        "vanthu.storage.location": [
            "active", "box_capacity", "company_id", "full_code", "kind", "name", "parent_id",
            "parent_path",
        ],
        "vanthu.archive.box": ["location_id", "profile_id"],
        "vanthu.box.profile": ["thickness_mm"],
        "vanthu.file": ["box_id", "catalog"],
        "res.company": ["vanthu_boxes_per_metre"],
    }

    location_id = fields.Many2one("vanthu.storage.location", string="Place", readonly=True)
    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    full_code = fields.Char(string="Code", readonly=True)
    name = fields.Char(readonly=True)
    kind = fields.Selection(
        selection=lambda self: self.env["vanthu.storage.location"]._fields[
            "kind"]._description_selection(self.env), readonly=True,
    )
    capacity = fields.Integer(string="Boxes at most", readonly=True)
    used = fields.Integer(string="Boxes here", readonly=True)
    free = fields.Integer(string="Free places", readonly=True)
    filling = fields.Float(
        string="Filled (%)", readonly=True, digits=(5, 1), aggregator="avg"
    )
    shelf_metres = fields.Float(
        string="Metres of shelf", readonly=True, digits=(10, 2),
        help="Of the boxes that stand there (mét giá).",
    )
    free_metres = fields.Float(
        string="Free metres", readonly=True, digits=(10, 2),
        help="Free places, by the boxes on a metre of shelf of the settings.",
    )
    growth = fields.Float(
        string="Boxes a year", readonly=True, digits=(8, 1),
        help="Average of five years of files, without the last two, whose files still come.",
    )
    years_left = fields.Float(
        string="Full in years", readonly=True, digits=(6, 1), aggregator=None,
        help="As long as it grows as before; empty where nothing was added in those years.",
    )

    @property
    def _table_query(self):
        newest = local_today(self.env).year - YEARS_INCOMPLETE
        return SQL(
            """WITH standing AS (
                   SELECT b.location_id, p.thickness_mm,
                          (SELECT MAX(f.catalog) FROM vanthu_file f WHERE f.box_id = b.id) AS year
                     FROM vanthu_archive_box b
                     JOIN vanthu_box_profile p ON p.id = b.profile_id
                    WHERE b.location_id IS NOT NULL),
               leaf AS (
                   SELECT location_id, COUNT(*) AS used, SUM(thickness_mm) AS taken,
                          COUNT(*) FILTER (WHERE year BETWEEN %(oldest)s AND %(newest)s)
                              AS grown,
                          MIN(year) FILTER (WHERE year BETWEEN %(oldest)s AND %(newest)s)
                              AS since
                     FROM standing GROUP BY location_id),
               whole AS (
                   SELECT above.id, SUM(l.room)::int AS capacity,
                          COALESCE(SUM(leaf.used), 0)::int AS used,
                          COALESCE(SUM(leaf.taken), 0) AS taken,
                          COALESCE(SUM(leaf.grown), 0)::float8
                              / (%(newest)s - MIN(leaf.since) + 1) AS growth
                     FROM (SELECT l.id, l.parent_path,
                                  CASE WHEN EXISTS (SELECT 1 FROM vanthu_storage_location c
                                                     WHERE c.parent_id = l.id AND c.active)
                                       THEN 0 ELSE COALESCE(l.box_capacity, 0) END AS room
                             FROM vanthu_storage_location l WHERE l.active) l
                     LEFT JOIN leaf ON leaf.location_id = l.id
                    CROSS JOIN LATERAL unnest(
                          string_to_array(trim(trailing '/' from l.parent_path), '/')::int[]
                          ) AS above(id)
                    GROUP BY above.id)
               SELECT l.id, l.id AS location_id, l.company_id, l.full_code, l.name, l.kind,
                      w.capacity, w.used, GREATEST(w.capacity - w.used, 0) AS free,
                      CASE WHEN w.capacity > 0 THEN w.used * 100.0 / w.capacity END::float8
                          AS filling,
                      (w.taken / 1000.0)::float8 AS shelf_metres,
                      GREATEST(w.capacity - w.used, 0)
                          / GREATEST(c.vanthu_boxes_per_metre, 1)::float8 AS free_metres,
                      w.growth,
                      CASE WHEN w.growth > 0 THEN GREATEST(w.capacity - w.used, 0) / w.growth END
                          AS years_left
                 FROM whole w JOIN vanthu_storage_location l ON l.id = w.id
                 JOIN res_company c ON c.id = l.company_id
                WHERE l.active""",
            newest=newest, oldest=newest - YEARS_OF_GROWTH + 1,
        )
