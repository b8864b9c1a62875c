"""The filling of the store: figures of every level of the tree, and for how long it will do."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .figures_common import ArchiveFiguresCommon


@tagged("post_install", "-at_install")
class TestStorageReport(ArchiveFiguresCommon):
    def _row(self, place, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["vanthu.storage.report"].with_user(user or self.leader).browse(place.id)

    def _add(self, count, year, place="A"):
        boxes = self._create_boxes(count, self._place(place))
        self._fill_boxes(boxes, year)
        return boxes

    def test_every_level_sums_what_stands_below_it(self):
        self._create_boxes(3, self._place("A-01-01"))
        self._create_boxes(2, self._place("B"))
        places = self.env["vanthu.storage.location"].search([
            ("company_id", "=", self.organisation.id),
        ])
        self.assertEqual(len(places), 16, "repository, room, rows, shelves, compartments")
        boxes = self.env["vanthu.archive.box"].search([("location_id", "in", places.ids)])
        for place in places:
            row = self._row(place)
            # Counted by walking down the tree, without the report's SQL.
            inside = places.filtered(
                lambda other, place=place: other.parent_path.startswith(place.parent_path))
            leaves = inside.filtered(lambda other: not other.child_ids)
            here = boxes.filtered(lambda box, leaves=leaves: box.location_id in leaves)
            with self.subTest(place=place.full_code):
                self.assertEqual(row.capacity, sum(leaves.mapped("box_capacity")))
                self.assertEqual(row.used, len(here))
                self.assertEqual(row.free, row.capacity - row.used)
                self.assertAlmostEqual(row.filling, row.used * 100 / row.capacity)
                self.assertAlmostEqual(
                    row.shelf_metres, sum(box.profile_id.thickness_mm for box in here) / 1000)
                self.assertAlmostEqual(row.free_metres, row.free / 8)
                # And the store's own tree says the same.
                self.assertEqual((place.capacity, place.used), (row.capacity, row.used))

    def test_the_forecast_follows_the_years_of_the_files(self):
        last = self.year - 2
        self._add(4, last)
        self._add(2, last - 1)
        row = self._row(self._room())
        self.assertEqual(row.growth, 3.0, "six boxes in two years")
        self.assertAlmostEqual(row.years_left, (32 - 6) / 3)

    def test_years_that_still_come_in_and_old_ones_are_no_growth(self):
        self._add(3, self.year)
        self._add(3, self.year - 1)
        self._add(3, self.year - 7)
        row = self._row(self._room())
        self.assertFalse(row.growth)
        self.assertFalse(row.years_left)
        self.assertEqual(row.used, 9)
        self._add(5, self.year - 6)
        row = self._row(self._room())
        self.assertEqual(row.growth, 1.0, "five boxes in the five years since then")
        self.assertEqual(row.years_left, 32 - 14)

    def test_a_box_counts_in_the_year_of_its_newest_file(self):
        boxes = self._add(2, self.year - 3)
        self._fill_boxes(boxes, self.year - 20)
        self.assertEqual(self._row(self._room()).growth, 1.0, "two boxes in two years")
        self._fill_boxes(boxes, self.year - 1)
        self.assertFalse(self._row(self._room()).growth)

    def test_each_row_of_shelves_has_its_own_forecast(self):
        self._add(4, self.year - 2, "A")
        self._add(1, self.year - 2, "B")
        self.assertEqual(self._row(self._place("A")).years_left, (16 - 4) / 4)
        self.assertEqual(self._row(self._place("B")).years_left, 15.0)
        self.assertEqual(self._row(self._room()).growth, 5.0)

    def test_a_metre_holds_as_many_boxes_as_the_settings_say(self):
        self.organisation.vanthu_boxes_per_metre = 4
        self.assertEqual(self._row(self._room()).free_metres, 8.0)

    def test_unused_places_are_left_out(self):
        shelf = self._place("B-02-02")
        shelf.action_archive()
        self.assertFalse(self.env["vanthu.storage.report"].search([
            ("location_id", "=", shelf.id),
        ]))
        self.assertEqual(self._row(self._room()).capacity, 28)

    def test_the_saved_filters_find_what_they_say(self):
        self._add(15, self.year - 2, "A")
        report = self.env["vanthu.storage.report"].with_user(self.archivist)
        self.env.flush_all()
        full = report.search([("filling", ">=", 90), ("kind", "=", "row")])
        self.assertEqual(full.location_id, self._place("A"))
        soon = report.search([("growth", ">", 0), ("years_left", "<=", 3), ("kind", "=", "room")])
        self.assertEqual(soon.location_id.ids, self._room().ids, "17 places for 15 a year")

    def test_only_the_own_store_and_only_for_who_keeps_it(self):
        report = self.env["vanthu.storage.report"]
        self.assertFalse(report.with_user(self.other_archivist).search([]))
        self.assertTrue(report.with_user(self.leader).search([]))
        for user in (self.handler, self.manager, self.clerk):
            with self.assertRaises(AccessError):
                report.with_user(user).search([])
        with self.assertRaises(AccessError):
            self._row(self._room(), self.other_archivist).read(["used"])
