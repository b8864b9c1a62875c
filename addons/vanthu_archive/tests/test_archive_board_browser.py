"""The state of the archive and the yearly statistics in the browser."""

from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from .figures_common import ArchiveFiguresCommon


@tagged("post_install", "-at_install")
class TestArchiveBoardTour(BrowserCase, ArchiveFiguresCommon):
    language = "vi_VN"
    # Opening a file is an event that is written.
    _registry_readonly_enabled = False

    def test_from_the_figures_to_their_lists_and_back(self):
        self._create_boxes(8, self._place("A"))
        self.start_tour("/odoo/archive-board", "vanthu_archive_board", login=self.leader.login)

    def test_the_statistics_of_a_year(self):
        self.start_tour(
            "/odoo/archive-statistics", "vanthu_archive_statistic", login=self.archivist.login
        )
        statistic = self.env["vanthu.archive.statistic"].search([
            ("company_id", "=", self.organisation.id),
        ])
        self.assertEqual((statistic.year, statistic.state), (2026, "submitted"))
        people = statistic.line_ids.filtered(lambda line: line.code == "1.1")
        self.assertEqual((people.value, people.is_entered), (3, True))
        self.assertFalse(statistic.missing_count)
