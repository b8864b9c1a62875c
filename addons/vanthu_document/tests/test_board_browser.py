from odoo.tests import tagged

from .browser import BrowserCase
from .figures_common import FiguresCommon


@tagged("post_install", "-at_install")
class TestBoardBrowser(BrowserCase):
    def test_the_page_of_the_board(self):
        self._run_unit_tests("board")


@tagged("post_install", "-at_install")
class TestBoardTour(BrowserCase, FiguresCommon):
    """A director in the browser, in Vietnamese: figures, what is behind them, and back."""

    language = "vi_VN"
    # Opening a document is an event that is written.
    _registry_readonly_enabled = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make("2026-11-03", due="2026-11-05", unit=cls.unit, subject="Báo cáo tồn đọng")
        cls._make("2026-11-10", due="2026-11-12", unit=cls.second_unit)

    def test_from_the_board_to_the_late_documents_and_back(self):
        self.start_tour("/odoo/board", "vanthu_document_board", login=self.leader.login)
        opened = self.env["vanthu.event"].search([
            ("kind", "=", "opened"), ("user_id", "=", self.leader.id),
        ])
        self.assertEqual(len(opened), 1)

    def test_the_pivot_of_work_shows_medians_and_opens_the_work(self):
        document = self._make("2026-11-11", unit=self.unit)
        directive = self.env["vanthu.directive"].create({
            "document_id": document.id, "company_id": self.organisation.id,
            "leader_id": self.leader.id, "content": "Chủ trì",
            "date": self._moment("2026-11-11 08:00"),
        })
        self._give(document, "cooperate", unit=self.unit, done="2026-11-12 20:00",
                   directive_id=directive.id)
        self.start_tour(
            "/odoo/work-figures", "vanthu_document_work_figures", login=self.leader.login
        )
