"""The store on a phone: finding, putting away, taking stock of a shelf of 50 boxes."""

from odoo.tests import tagged

from .store_browser import StoreBrowserCase
from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestStoreScanPage(StoreBrowserCase):
    def test_the_page_for_the_phone(self):
        self._run_archive_unit_tests("store_scan")


@tagged("post_install", "-at_install")
class TestStoreScanTour(StoreBrowserCase, StoreCommon):
    language = "vi_VN"
    browser_size = "390x844"
    touch_enabled = True
    # The pages read with methods that write nothing; opening a form may write.
    _registry_readonly_enabled = False

    @classmethod
    def _generate(cls, user=None, **values):
        return super()._generate(user, **{"boxes": 25, **values})

    def test_stock_of_a_shelf_of_fifty_boxes(self):
        self._create_boxes(50, self._place("A-01"))
        self._create_boxes(1, self._place("B-01"))
        self.start_tour("/odoo/store", "vanthu_archive_stocktake", login=self.archivist.login)
        stocktake = self.env["vanthu.stocktake"].search(
            [("company_id", "=", self.organisation.id)]
        )
        self.assertEqual(stocktake.state, "done")
        self.assertEqual(
            (stocktake.expected_count, stocktake.found_count, stocktake.misplaced_count,
             stocktake.missing_count), (50, 49, 1, 1),
        )
        missing = stocktake.line_ids.filtered(lambda line: line.result == "missing")
        self.assertEqual(missing.box_id.number, 50)

    def test_file_is_found_and_its_box_put_away(self):
        box = self._create_boxes(1, self._place("A-01-01"))
        box.action_put_files(self._create_paper_files(1).ids)
        self.start_tour("/odoo/store", "vanthu_archive_store", login=self.archivist.login)
        self.assertEqual(box.location_id, self._place("B-01-02"))
        self.assertEqual(box.move_ids[0].user_id, self.archivist)
