from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class VanthuStorageLocation(models.Model):
    """How full the store is, and where something still fits."""

    _inherit = "vanthu.storage.location"

    capacity = fields.Integer(string="Boxes at most", compute="_compute_filling")
    used = fields.Integer(string="Boxes here", compute="_compute_filling")
    free = fields.Integer(string="Free places", compute="_compute_filling")
    filling = fields.Float(string="Filled (%)", compute="_compute_filling", digits=(5, 1))
    shelf_metres = fields.Float(
        string="Metres of shelf", compute="_compute_filling", digits=(8, 3),
        help="Of the boxes that stand there (mét giá).",
    )

    @api.depends("box_capacity", "child_ids", "box_ids")
    def _compute_filling(self):
        figures = self._get_filling()
        for place in self:
            capacity, used, millimetres = figures.get(place._origin.id, (0, 0, 0))
            place.capacity, place.used = capacity, used
            place.free = max(0, capacity - used)
            place.filling = used * 100 / capacity if capacity else 0
            place.shelf_metres = millimetres / 1000

    def _get_filling(self):
        """Places for boxes, boxes, and what they take of the shelves, with all parts.

        :return dict: id → (capacity, boxes, millimetres)
        """
        self.flush_model()
        self.env["vanthu.archive.box"].flush_model(["location_id", "profile_id"])
        rows = self.env.execute_query(SQL(
            """SELECT above.id, SUM(l.room), SUM(COALESCE(b.count, 0)),
                      SUM(COALESCE(b.taken, 0))
                 FROM (SELECT l.id, l.parent_path,
                              CASE WHEN EXISTS (SELECT 1 FROM vanthu_storage_location c
                                                 WHERE c.parent_id = l.id AND c.active)
                                   THEN 0 ELSE COALESCE(l.box_capacity, 0) END AS room
                         FROM vanthu_storage_location l
                        WHERE l.active AND l.company_id = ANY(%(companies)s)) l
                 LEFT JOIN (SELECT b.location_id, COUNT(*) AS count,
                                   SUM(p.thickness_mm) AS taken
                              FROM vanthu_archive_box b
                              JOIN vanthu_box_profile p ON p.id = b.profile_id
                             WHERE b.location_id IS NOT NULL
                             GROUP BY b.location_id) b ON b.location_id = l.id
                CROSS JOIN LATERAL unnest(
                      string_to_array(trim(trailing '/' from l.parent_path), '/')::int[]
                      ) AS above(id)
                WHERE above.id = ANY(%(ids)s)
                GROUP BY above.id""",
            ids=self.ids, companies=self.company_id.ids,
        ))
        return {row[0]: tuple(map(int, row[1:])) for row in rows}

    def _get_free(self):
        """Room of places without parts.

        :return dict: id → (free places, free millimetres or None where no length is known)
        """
        self.flush_model()
        self.env["vanthu.archive.box"].flush_model(["location_id", "profile_id"])
        rows = self.env.execute_query(SQL(
            """SELECT l.id, COALESCE(l.box_capacity, 0) - COUNT(b.id),
                      NULLIF(l.length_mm, 0) - COALESCE(SUM(p.thickness_mm), 0)
                 FROM vanthu_storage_location l
                 LEFT JOIN vanthu_archive_box b ON b.location_id = l.id
                 LEFT JOIN vanthu_box_profile p ON p.id = b.profile_id
                WHERE l.id = ANY(%s)
                GROUP BY l.id""", self.ids,
        ))
        return {row[0]: row[1:] for row in rows}

    def _check_room(self):
        """Refuse more boxes than fit.

        :raise ValidationError: one of the places has more boxes than room
        """
        for place_id, (places, millimetres) in self._get_free().items():
            place = self.browse(place_id)
            if place.box_ids and (places < 0 or (millimetres or 0) < 0):
                raise ValidationError(self.env._(
                    "%(place)s has room for %(count)s boxes and not for more; choose another "
                    "place.", place=place.display_name, count=place.box_capacity,
                ))

    def _distribute(self, boxes):
        """Where each box goes when these places are filled in order.

        :param boxes: ``vanthu.archive.box``, in order
        :return dict: box → place
        :raise ValidationError: there is not enough room
        """
        leaves = self._get_leaves()
        free, found, rest = leaves._get_free(), {}, list(boxes)
        for leaf in leaves:
            places, millimetres = free[leaf.id]
            while rest and places > 0:
                size = rest[0].profile_id.thickness_mm
                if millimetres is not None and size > millimetres:
                    break
                found[rest.pop(0)] = leaf
                places -= 1
                millimetres = None if millimetres is None else millimetres - size
            if not rest:
                return found
        raise ValidationError(self.env._(
            "%(place)s has room for %(count)s of the %(all)s boxes only; choose a larger place.",
            place=", ".join(self.mapped("display_name")), count=len(found), all=len(boxes),
        ))

    @api.model
    def _propose_places(self, boxes, limit=5):
        """Where boxes fit best: near files of the same unit and year, with room for all.

        :param boxes: ``vanthu.archive.box`` of one organisation
        :param int limit: how many shelves at most
        :return list: dicts ``location`` (the shelf or what holds the free places), ``free``,
            ``same_unit`` and ``same_year`` (boxes there with such files)
        """
        files = boxes.sudo().file_ids
        self.flush_model()
        self.env["vanthu.archive.box"].flush_model()
        self.env["vanthu.file"].flush_model(["box_id", "unit_id", "catalog"])
        rows = self.env.execute_query(SQL(
            """WITH place AS (
                   SELECT COALESCE(CASE WHEN l.kind = 'compartment' THEN l.parent_id END, l.id)
                              AS shelf_id,
                          l.id, COALESCE(l.box_capacity, 0) AS room
                     FROM vanthu_storage_location l
                    WHERE l.active AND l.company_id = ANY(%(companies)s)
                      AND NOT EXISTS (SELECT 1 FROM vanthu_storage_location c
                                       WHERE c.parent_id = l.id AND c.active)),
               standing AS (
                   SELECT b.id, b.location_id,
                          bool_or(f.unit_id = ANY(%(units)s)) AS same_unit,
                          bool_or(f.catalog = ANY(%(years)s)) AS same_year
                     FROM vanthu_archive_box b LEFT JOIN vanthu_file f ON f.box_id = b.id
                    WHERE b.location_id IS NOT NULL GROUP BY b.id),
               filled AS (
                   SELECT p.shelf_id, p.id, p.room - COUNT(s.id) AS free,
                          COUNT(*) FILTER (WHERE s.same_unit) AS same_unit,
                          COUNT(*) FILTER (WHERE s.same_year) AS same_year
                     FROM place p LEFT JOIN standing s ON s.location_id = p.id
                    GROUP BY p.shelf_id, p.id, p.room)
               SELECT f.shelf_id, SUM(GREATEST(f.free, 0)), SUM(f.same_unit), SUM(f.same_year)
                 FROM filled f JOIN vanthu_storage_location l ON l.id = f.shelf_id
                GROUP BY f.shelf_id, l.full_code
               HAVING SUM(GREATEST(f.free, 0)) > 0
                ORDER BY SUM(GREATEST(f.free, 0)) >= %(count)s DESC,
                         2 * SUM(f.same_unit) + SUM(f.same_year) DESC, l.full_code
                LIMIT %(limit)s""",
            companies=boxes.company_id.ids, units=files.unit_id.ids,
            years=list(set(files.mapped("catalog"))), count=len(boxes), limit=limit,
        ))
        return [
            {"location": self.browse(row[0]), "free": int(row[1]), "same_unit": int(row[2]),
             "same_year": int(row[3])} for row in rows
        ]
