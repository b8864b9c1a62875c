"""The order of deadlines, wherever Odoo sorts by them."""

from datetime import datetime, timedelta

from odoo.tests import tagged

from .figures_common import FiguresCommon

ORDER = ["late", "today", "soon", "later", "paused", "none", "met", "missed"]


@tagged("post_install", "-at_install")
class TestDeadlineOrder(FiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        document = cls._make("2026-11-02")

        def work(days, **values):
            due = days is not None and cls.today + timedelta(days=days)
            return cls._give(document, "cooperate", unit=cls.unit, due=due, **values)

        def done(days):
            return work(days, state="done", done_date=datetime(2026, 11, 12, 3))

        # Neither the order of creation nor that of the letters.
        cls.by_state = {
            "missed": done(-10), "later": work(20), "none": work(None), "met": done(-1),
            "soon": work(1), "paused": work(3, paused=True), "today": work(0), "late": work(-3),
        }
        cls.later = work(-1)
        cls.mine = [("document_id", "=", document.id)]
        cls.env.flush_all()

    def test_each_piece_of_work_stands_where_the_test_says(self):
        for state, work in self.by_state.items():
            with self.subTest(state):
                self.assertEqual(work.deadline_state, state)

    def test_lists_begin_with_what_is_late_and_end_with_what_is_over(self):
        Assignment = self.env["vanthu.assignment"].with_user(self.leader)
        found = Assignment.search(self.mine, order="deadline_state, due_date, id")
        self.assertEqual(found[:2], self.by_state["late"] + self.later, "the latest first")
        self.assertEqual((found - self.later).mapped("deadline_state"), ORDER)
        found = Assignment.search(self.mine, order="deadline_state desc, id desc")
        self.assertEqual((found - self.later).mapped("deadline_state"), ORDER[::-1])

    def test_the_side_panel_shows_the_same_order_with_its_counts(self):
        panel = self.env["vanthu.assignment"].with_user(self.leader).search_panel_select_range(
            "deadline_state", enable_counters=True, search_domain=self.mine,
        )
        self.assertEqual([value["id"] for value in panel["values"]], ORDER)
        self.assertEqual([value["__count"] for value in panel["values"]], [2, *[1] * 7])

    def test_the_side_panel_of_documents_shows_the_same_order(self):
        panel = self.env["vanthu.document"].with_user(self.leader).search_panel_select_range(
            "deadline_state", expand=True,
        )
        self.assertEqual([value["id"] for value in panel["values"]], ORDER)

    def test_groups_of_lists_and_pivots_have_the_same_order(self):
        for model in ("vanthu.assignment", "vanthu.assignment.report"):
            records = self.env[model].with_user(self.leader)
            groups = records.formatted_read_group(self.mine, ["deadline_state"], ["__count"])
            _total, cells = records.formatted_read_grouping_sets(
                self.mine, [[], ["unit_id", "deadline_state"]], ["__count"]
            )
            turned = records.formatted_read_group(
                self.mine, ["deadline_state"], ["__count"], order="deadline_state desc"
            )
            with self.subTest(model):
                self.assertEqual([group["deadline_state"] for group in groups], ORDER)
                self.assertEqual([cell["deadline_state"] for cell in cells], ORDER)
                self.assertEqual([group["deadline_state"] for group in turned], ORDER[::-1])

    def test_figures_are_listed_in_the_same_order(self):
        rows = self.env["vanthu.assignment.report"].with_user(self.leader).search(
            self.mine, order="deadline_state, id"
        )
        self.assertEqual(rows.mapped("deadline_state"), [ORDER[0], *ORDER])
        self._make("2026-11-03", due="2026-11-20")
        self._make("2026-11-03", due="2026-11-04")
        documents = self.figures.search([], order="deadline_state")
        self.assertEqual(documents.mapped("deadline_state"), ["late", "later", "none"])
