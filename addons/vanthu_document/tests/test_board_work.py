"""The home page counts what is late as the board does; directives without a document; days."""

from datetime import date

from odoo import Command
from odoo.tests import freeze_time, tagged

from .figures_common import FiguresCommon
from .home_common import HomeCommon


@tagged("post_install", "-at_install")
class TestBoardWork(FiguresCommon, HomeCommon):
    def _board(self, day="2026-11-16", user=None):
        return self.env["vanthu.board"].with_user(user or self.leader).get_board("week", day)

    def _give_directive(self, unit, due, **kwargs):
        """Work that a leader gave after a meeting; its deadline may have passed since."""
        directive = self.env["vanthu.directive"].browse(
            self.env["vanthu.directive"].with_user(self.leader).action_give(
                "Rà soát", [self._lead(unit)], "Kết luận giao ban", source="meeting", **kwargs
            )
        )
        directive.assignment_ids.due_date = due
        return directive.assignment_ids

    def _late_at_home(self):
        figures = self._home(self.leader).get("late_units", {"figures": []})["figures"]
        return {figure["label"]: figure["count"] for figure in figures if figure["count"]}

    # ---- ONE COUNT ----

    def test_the_home_page_says_what_the_board_of_this_week_says(self):
        self._make("2026-11-03", due="2026-11-05", unit=self.unit)
        self._make("2026-11-10", due="2026-11-12", unit=self.unit)
        self._make("2026-11-10", due="2026-11-12", unit=self.second_unit, restricted=True,
                   allowed_user_ids=[Command.set(self.clerk.ids)])
        self._make("2026-11-10", due="2026-11-13", user=self.handler)
        self._make("2026-11-10", due="2026-11-13")
        self._make("2026-11-10", due="2026-11-30", unit=self.second_unit)
        self._make("2026-11-10", due="2026-11-11", done="2026-11-15 10:00", unit=self.unit)
        shared = self._make("2026-11-10", due="2026-11-11", unit=self.unit)
        self._give(shared, "cooperate", unit=self.second_unit, due="2026-11-11")
        on_board = {unit["name"]: unit["late"] for unit in self._board()["units"] if unit["late"]}
        self.assertEqual(on_board, {
            "Văn phòng": 3, "Phòng Kế hoạch - Tài chính": 1, "Handler": 1, "Not assigned yet": 1,
        })
        self.assertEqual(self._late_at_home(), on_board)
        for figure in self._home(self.leader)["late_units"]["figures"]:
            with self.subTest(figure["label"]):
                found = self._list_of(self.leader, figure)
                self.assertEqual(len(found), figure["count"])

    def test_a_late_directive_without_a_document_is_one_number_in_both_places(self):
        self._give_directive(self.unit, "2026-11-12")
        self._give_directive(self.unit, "2026-11-30")
        self._give_directive(self.second_unit, "2026-11-13")
        board = self._board()
        self.assertEqual(
            (board["directives"]["open"], board["directives"]["late"], board["units"]),
            (3, 2, []), "in no sum of documents",
        )
        self.assertEqual(self._late_at_home(), {"Directives without a document": 2})
        (figure,) = (
            figure for figure in self._home(self.leader)["late_units"]["figures"]
            if figure["count"]
        )
        self.assertEqual(len(self._list_of(self.leader, figure)), 2)
        behind = self.env["vanthu.assignment.report"].with_user(self.leader)
        for key in ("open", "late"):
            domain = board["directives"]["domain" if key == "open" else "late_domain"]
            self.assertEqual(behind.search_count(domain), board["directives"][key])

    def test_parts_and_help_of_a_directive_are_not_counted_again(self):
        work = self._give_directive(self.unit, "2026-11-12")
        mine = work.with_user(self.head)
        part = mine.browse(mine.action_pass_on(self.handler.id)).sudo()
        part.due_date = "2026-11-12"
        self.env.flush_all()  # the clock of the database is not the one of the test
        self.cr.execute(
            "UPDATE vanthu_assignment SET create_date = '2026-11-10' WHERE id = %s", part.ids
        )
        self.assertEqual((part.role, part.deadline_state), ("lead", "late"))
        self.assertEqual(self._board()["directives"]["late"], 1)
        self.assertEqual(self._late_at_home(), {"Directives without a document": 1})
        work.state = "recalled"
        self.assertEqual(self._board()["directives"]["open"], 0)

    def test_a_past_week_tells_of_directives_as_it_was(self):
        work = self._give_directive(self.unit, "2026-11-12", date="2026-11-04 03:00:00")
        self.assertEqual(self._board("2026-10-28")["directives"]["open"], 0)
        before = self._board("2026-11-04")["directives"]
        self.assertEqual((before["open"], before["late"]), (1, 0))
        work.with_user(self.head).action_done("Xong")
        week = self._board("2026-11-09")["directives"]
        self.assertEqual((week["open"], week["late"]), (1, 1))
        now = self._board()["directives"]
        self.assertEqual((now["open"], now["late"]), (0, 0))
        self.assertEqual(
            self.env["vanthu.assignment.report"].search(week["late_domain"]).assignment_id, work
        )

    def test_another_organisation_counts_only_its_own(self):
        self._give_directive(self.unit, "2026-11-12")
        self.assertEqual(self._board(user=self.other_clerk)["directives"]["open"], 0)

    # ---- WORKING DAYS ----

    def test_days_late_are_working_days_of_the_organisation(self):
        self._make("2026-11-03", due="2026-11-05", unit=self.unit)
        row = self._board("2026-11-09")["oldest"][0]
        self.assertEqual((row["is_late"], row["days_late"]), (True, 6))
        self.assertEqual(self._board()["oldest"][0]["days_late"], 7)
        self.env["vanthu.holiday"].create({"name": "Nghỉ bù", "date_from": "2026-11-10"})
        self.assertEqual(self._board()["oldest"][0]["days_late"], 6)
        self.organisation.resource_calendar_id = False
        self.assertEqual(self._board()["oldest"][0]["days_late"], 11, "every day counts")

    def test_late_on_a_day_off_is_late_without_a_number(self):
        self._make("2026-11-10", due="2026-11-13", unit=self.unit)
        self._make("2026-11-11", due="2026-11-20", unit=self.unit)
        with freeze_time("2026-11-14 03:00:00"):
            self.env["vanthu.document"].search([])._compute_deadline_state()
            rows = self._board("2026-11-14")["oldest"]
        self.assertEqual([(row["is_late"], row["days_late"]) for row in rows], [
            (True, 0), (False, 0),
        ])

    def test_one_counter_counts_many_spans_as_the_organisation_does(self):
        count = self.organisation._get_day_counter()
        for start, end in (
            ("2026-11-05", "2026-11-16"), ("2026-11-13", "2026-11-15"),
            ("2026-11-16", "2026-11-05"), ("2026-12-28", "2027-01-08"),
        ):
            start, end = date.fromisoformat(start), date.fromisoformat(end)
            with self.subTest(start=start, end=end):
                self.assertEqual(
                    count(start, end), self.organisation._count_working_days(start, end)
                )
        self.assertEqual(count(date(2026, 11, 5), date(2026, 11, 16)), 7)
