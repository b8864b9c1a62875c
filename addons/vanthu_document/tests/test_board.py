"""The board: its figures against counting in Python, what is behind them, and the page."""

from collections import Counter
from datetime import date, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tests.common import BaseCase

from odoo.addons.vanthu_document.tools.printing.board_pdf import BoardPage, write_board

from .figures_common import FiguresCommon
from .test_figures_report import count_plainly
from .test_handling_report import read_pdf

# The days of the national day of 2026, and the Saturday worked instead of one of them.
FREE = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2))
WORKED = (date(2026, 8, 22),)


class BoardCommon(FiguresCommon):
    def _board(self, kind="week", day=None, user=None):
        return self.env["vanthu.board"].with_user(user or self.leader).get_board(kind, day)

    def _values(self, board, part="value"):
        return {figure["key"]: figure[part] for figure in board["figures"]}


@tagged("post_install", "-at_install")
class TestBoardFigures(BoardCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_many()
        cls.rows = cls._plain_rows()

    def _expected(self, rows, first, last):
        counts = count_plainly(
            rows, date.fromisoformat(first), date.fromisoformat(last), self.today
        )
        timed = counts["in_time"] + counts["missed"]
        return {
            "received": counts["received"], "done": timed + counts["undated"],
            "rate": round(counts["in_time"] / timed * 100, 1) if timed else None,
            "open": counts["waiting"] + counts["late"], "late": counts["late"],
        }

    def test_figures_and_those_before_are_what_python_counts(self):
        compared = 0
        for kind, day, before in (
            ("week", None, ("2026-11-02", "2026-11-08")),
            ("week", "2026-11-18", ("2026-11-09", "2026-11-15")),
            ("week", "2026-08-31", ("2026-08-24", "2026-08-30")),
            ("month", None, ("2026-09-01", "2026-09-30")),
            ("month", "2026-09-15", ("2026-08-01", "2026-08-31")),
        ):
            board = self._board(kind, day)
            with self.subTest(kind=kind, day=day):
                self.assertEqual(
                    self._values(board),
                    self._expected(self.rows, board["first"], board["last"]),
                )
                self.assertEqual(
                    self._values(board, "before"), self._expected(self.rows, *before)
                )
                compared += sum(bool(value) for value in self._values(board).values())
        self.assertGreater(compared, 15, "hardly anything was compared")

    def test_each_figure_opens_exactly_that_many_documents(self):
        for user in (self.leader, self.clerk):
            board = self._board("month", user=user)
            report = self.env["vanthu.document.report"].with_user(user)
            counts = count_plainly(
                self.rows, date.fromisoformat(board["first"]),
                date.fromisoformat(board["last"]), self.today,
            )
            timed = counts["in_time"] + counts["missed"]
            values = {**self._values(board), "rate": timed}
            self.assertGreater(values["done"], timed, "some had no deadline")
            for figure in board["figures"]:
                wanted = values[figure["key"]]
                with self.subTest(user=user.login, figure=figure["key"]):
                    found = report.web_search_read(
                        figure["domain"], {"subject": {}, "arrival_label": {}}
                    )
                    self.assertEqual(found["length"], wanted)
            for unit in board["units"]:
                self.assertEqual(report.search_count(unit["domain"]), unit["open"])
                self.assertEqual(report.search_count(unit["late_domain"]), unit["late"])

    def test_late_and_open_by_unit_add_up_and_are_those_of_python(self):
        board = self._board("month")
        first, last = date(2026, 10, 1), date(2026, 10, 31)
        expected = Counter()
        for row in self.rows:
            name = self._lead_name(row["lead"])
            counts = count_plainly([row], first, last, self.today)
            expected[name, "open"] += counts["waiting"] + counts["late"]
            expected[name, "late"] += counts["late"]
        shown = {unit["name"]: unit for unit in board["units"]}
        self.assertEqual(len(shown), 4)
        for name, unit in shown.items():
            self.assertEqual((unit["open"], unit["late"]), (
                expected[name, "open"], expected[name, "late"],
            ))
        values = self._values(board)
        self.assertEqual(sum(unit["open"] for unit in board["units"]), values["open"])
        self.assertEqual(sum(unit["late"] for unit in board["units"]), values["late"])
        late = [unit["late"] for unit in board["units"]]
        self.assertEqual(late, sorted(late, reverse=True))

    def _lead_name(self, lead):
        unit, user = lead
        if unit:
            return self.env["vanthu.unit"].browse(unit).name
        return self.env["res.users"].browse(user).name if user else "Not assigned yet"

    def test_the_oldest_open_documents_come_first(self):
        oldest = self._board()["oldest"]
        still_open = sorted(
            (row["arrival_date"], row["id"]) for row in self.rows
            if row["arrival_date"] <= date(2026, 11, 15)
            and (row["day"] is None or row["day"] > date(2026, 11, 15))
        )
        self.assertEqual([row["id"] for row in oldest], [row[1] for row in still_open[:8]])
        self.assertEqual(
            {row["is_late"] for row in oldest}, {True, False}, "both kinds are shown"
        )
        last, dues = date(2026, 11, 15), {row["id"]: row["due_date"] for row in self.rows}
        for row in oldest:
            due = dues[row["id"]]
            days = (last - due).days if due else 0
            after = [due + timedelta(days=n) for n in range(1, days + 1)]
            worked = [
                day for day in after if day in WORKED or day.weekday() < 5 and day not in FREE
            ]
            self.assertEqual(row["days_late"], len(worked))


@tagged("post_install", "-at_install")
class TestBoard(BoardCommon):
    def test_the_last_whole_period_comes_first_and_the_running_one_is_last(self):
        week = self._board()
        self.assertEqual((week["first"], week["last"]), ("2026-11-09", "2026-11-15"))
        self.assertEqual((week["week"], week["running"]), (46, False))
        self.assertEqual((week["previous"], week["next"]), ("2026-11-02", "2026-11-16"))
        running = self._board(day=week["next"])
        self.assertTrue(running["running"])
        self.assertFalse(running["next"])
        month = self._board("month")
        self.assertEqual((month["first"], month["last"]), ("2026-10-01", "2026-10-31"))
        self.assertEqual(self._board("century")["kind"], "week")

    def test_an_empty_office_has_a_board_without_figures(self):
        board = self._board()
        self.assertEqual(self._values(board), {
            "received": 0, "done": 0, "rate": None, "open": 0, "late": 0,
        })
        self.assertEqual((board["units"], board["oldest"], board["below"]), ([], [], []))

    def test_a_restricted_document_counts_and_is_listed_without_its_subject(self):
        hidden = self._make(
            "2026-11-10", due="2026-11-12", unit=self.unit, restricted=True,
            subject="Kỷ luật ông Nguyễn Văn A", allowed_user_ids=[Command.set(self.clerk.ids)],
        )
        board = self._board()
        self.assertEqual(self._values(board)["late"], 1)
        (row,) = board["oldest"]
        self.assertEqual(row["number"], "01")
        self.assertNotIn("Kỷ luật", str(board))
        self.assertIn("Kỷ luật", self._board(user=self.clerk)["oldest"][0]["subject"])
        report = self.env["vanthu.document.report"]
        with self.assertRaisesRegex(AccessError, "number 01 is restricted"):
            report.with_user(self.leader).browse(hidden.id).action_open()
        action = report.with_user(self.clerk).browse(hidden.id).action_open()
        self.assertEqual((action["res_model"], action["res_id"]), ("vanthu.document", hidden.id))

    def test_only_leaders_and_clerks_have_a_board(self):
        for user in (self.handler, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._board(user=user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.board"].with_user(user).set_weekly_mail(True)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.board"].with_user(user).print_board("week", "2026-11-09")

    def test_the_page_says_what_the_board_says(self):
        self.organisation.organ_superior_name = "Ủy ban nhân dân tỉnh Đắk Lắk"
        self._make("2026-11-10", due="2026-11-12", unit=self.unit, subject="Báo cáo tồn đọng")
        self._make("2026-11-10", due="2026-11-12", done="2026-11-12 10:00", unit=self.unit)
        action = self.env["vanthu.board"].with_user(self.leader).print_board(
            "week", "2026-11-09"
        )
        wizard = self.env["vanthu.handling.print"].search([("create_uid", "=", self.leader.id)])
        self.assertEqual(action["report_name"], "vanthu_document.board")
        self.assertEqual(
            wizard._get_file_name(), "Tình hình giải quyết văn bản đến - Tuần 46 năm 2026"
        )
        content, _kind = self.env["ir.actions.report"].with_user(
            self.leader
        )._render_qweb_pdf(action["report_name"], wizard.ids)
        (text,) = read_pdf(content)
        for words in (
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN",
            "Tuần 46 năm 2026 (từ ngày 09/11/2026 đến ngày 15/11/2026)", "100,0 %",
            "Văn phòng", "1 quá hạn / 1", "Báo cáo tồn đọng", "quá hạn 1 ngày làm việc",
            "hạn 12/11/2026", "người in: Leader",
        ):
            with self.subTest(words):
                self.assertIn(words, text)
        self.assertEqual(self.env["vanthu.event"].search_count([
            ("res_model", "=", "res.company"), ("res_id", "=", self.organisation.id),
            ("kind", "=", "printed"), ("user_id", "=", self.leader.id),
        ]), 1)

    def test_the_board_is_for_a_week_or_a_month_and_never_a_workbook(self):
        wizard = self.env["vanthu.handling.print"].with_user(self.leader).create({
            "form": "board", "period": "quarter",
        })
        with self.assertRaisesRegex(UserError, "a week or a month"):
            wizard.action_print()
        wizard.period = "month"
        with self.assertRaisesRegex(UserError, "printed only"):
            wizard._get_rows_and_cover()

    def test_on_new_year_the_week_is_that_of_both_years(self):
        with freeze_time("2027-01-04 03:00:00"):
            board = self._board()
        self.assertEqual((board["first"], board["last"], board["week"]), (
            "2026-12-28", "2027-01-03", 53,
        ))


@tagged("post_install", "-at_install", "standard")
class TestBoardPage(BaseCase):
    def _page(self, **values):
        content = write_board(BoardPage(
            name="Sở Giáo dục và Đào tạo", period="Tuần 46 năm 2026",
            figures=[("received", 1245, 60), ("rate", None, 87.5)], **values,
        )).read()
        pages = read_pdf(content)
        self.assertEqual(len(pages), 1)
        return pages[0]

    def test_everything_fits_on_one_page_and_what_does_not_is_counted(self):
        text = self._page(
            units=[(f"Phòng số {n}", 30 - n, 15 - n) for n in range(14)],
            oldest=[(f"{n:02d}", date(2026, 8, n), "Rất dài " * 30, "Văn phòng", None, n)
                    for n in range(1, 9)],
            below=[(f"Trường {n}", 20, 18, 90.0, 4, n) for n in range(38)],
            mark="In từ hệ thống",
        )
        self.assertIn("và 4 đơn vị khác: 14 quá hạn / 74", text)
        shown = sum(f"Trường {n} " in text for n in range(38))
        self.assertGreater(shown, 5)
        self.assertIn(f"và {38 - shown} đơn vị khác", text)
        self.assertIn("1.245", text)
        self.assertIn("kỳ trước: 87,5 %", text)
        self.assertIn("In từ hệ thống", text)

    def test_an_empty_page_says_so(self):
        text = self._page()
        self.assertEqual(text.count("Không còn văn bản nào đang giải quyết."), 2)
        self.assertNotIn("trực thuộc", text)
