"""The state of the archive: figures against counting in Python, their lists, the page."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..tools.printing.archive_board import ArchivePage, write_archive_page
from .figures_common import ArchiveFiguresCommon


def _text(stream):
    return "\n".join(page.extract_text() for page in PdfReader(stream).pages)


@tagged("post_install", "-at_install")
class TestArchiveBoard(ArchiveFiguresCommon):
    def _values(self, board, part):
        return {row["key"]: row["value"] for row in board["parts"][part]}

    # ---- FILES, BY A COUNT OF ITS OWN ----

    def test_files_by_state_are_what_python_counts(self):
        for user in (self.leader, self.archivist):
            rows = self._read_files(user)
            board = self._board(user)
            counts = Counter(row["state"] for row in rows)
            found = {row["key"]: row["value"] for row in board["parts"]["files"]}
            self.assertEqual(found, {
                key: counts[key]
                for key in ("open", "closed", "archived", "transferred", "disposed")
            })
            documents = Counter()
            for row in rows:
                documents[row["state"]] += row["document_count"]
            self.assertEqual(
                {row["key"]: row["documents"] for row in board["parts"]["files"]},
                {key: documents[key] for key in found},
            )
        self.assertGreater(counts["archived"], counts["closed"])
        self.assertGreater(counts["closed"], 5)

    def test_retention_is_what_python_counts(self):
        kept = [row for row in self._read_files(self.leader)
                if row["state"] in ("closed", "archived")]
        ends = [row["expiry_date"] for row in kept if row["expiry_date"]]
        values = self._values(self._board(), "retention")
        self.assertEqual(values["expired"], sum(end < self.today for end in ends))
        self.assertEqual(values["expiring"], sum(
            end >= self.today and end.year == self.year for end in ends))
        self.assertEqual(values["expiring_next"], sum(
            end.year == self.year + 1 for end in ends))
        self.assertEqual(values["permanent"], sum(row["term"] == "permanent" for row in kept))
        self.assertEqual(values["held"], 1)
        self.assertGreaterEqual(values["expired"], 3)
        self.assertTrue(values["expiring"] and values["expiring_next"] and values["permanent"])

    def test_units_owe_what_python_counts(self):
        notice = self.today + timedelta(days=30)
        due, late = Counter(), Counter()
        for row in self._read_files(self.leader):
            if row["state"] != "closed" or (
                row["term"] == "years" and row["term_years"] < 5
            ):
                continue
            last, back = row["handover_due"], row["kept_until"]
            if last <= notice and (not back or back <= notice):
                due[row["unit_id"]] += 1
            if last < self.today and (not back or back < self.today):
                late[row["unit_id"]] += 1
        units = self._board()["units"]
        found = {unit["id"] or None: unit for unit in units}
        self.assertEqual({key: unit["due"] for key, unit in found.items() if unit["due"]}, due)
        self.assertEqual(
            {key: unit["late"] for key, unit in found.items() if unit["late"]}, late)
        self.assertEqual(
            (late[self.unit.id], late[self.second_unit.id], late[None]), (2, 1, 1),
            "kept back and short ones are not late",
        )
        self.assertFalse(units[-1]["id"], "what belongs to no unit stands last")

    # ---- EACH FIGURE OPENS ITS LIST ----

    def test_each_figure_opens_exactly_what_it_counts(self):
        self._hand_out(self._create_loan(self.open_file, self.archivist))
        self._finish(self._create_incoming(), self.unit)
        for user in (self.leader, self.archivist):
            board, opened = self._board(user), 0
            figures = [row for rows in board["parts"].values() for row in rows]
            for row in figures:
                with self.subTest(user=user.login, figure=row["key"]):
                    found = self.env[row["model"]].with_user(user).search(row["domain"])
                    self.assertEqual(len(found), row["value"])
                opened += row["value"]
            for unit in board["units"]:
                for key, domain, model in (
                    ("due", "domain", "vanthu.file"), ("late", "late_domain", "vanthu.file"),
                    ("unfiled", "unfiled_domain", "vanthu.document"),
                ):
                    found = self.env[model].with_user(user).search(unit[domain])
                    self.assertEqual(len(found), unit[key], (unit["name"], key))
            for row in board["growth"]:
                found = self.env["vanthu.file"].with_user(user).search(row["domain"])
                self.assertEqual(len(found), row["files"])
            self.assertGreater(opened, 20)

    def test_only_the_own_organisation_counts(self):
        before = self._values(self._board(), "files")["open"]
        self._archive_elsewhere_again()
        self.assertEqual(self._values(self._board(), "files")["open"], before)
        other = self.env["vanthu.archive.board"].with_user(self.other_archivist).get_board()
        self.assertEqual(self._values(other, "files")["open"], 4)
        self.assertEqual(other["company"]["id"], self.other_organisation.id)

    def _archive_elsewhere_again(self):
        self.env["vanthu.file"].with_user(self.other_archivist).create({
            "company_id": self.other_organisation.id, "name": "one more", "notation": "9.E",
            "catalog": self.year,
        })

    def test_of_restricted_files_only_the_number_is_told(self):
        leader, archivist = self._board(), self._board(self.archivist)
        self.assertEqual((leader["hidden"], archivist["hidden"]), (1, 0))
        self.assertEqual(
            self._values(archivist, "files")["archived"],
            self._values(leader, "files")["archived"] + 1,
        )

    # ---- USE ----

    def test_lent_overdue_and_waiting_requests(self):
        self._create_loan(self.closed_file, self.archivist)
        lent = self._hand_out(self._create_loan(self.open_file))
        values = self._values(self._board(), "use")
        self.assertEqual(values, {"lent": 1, "overdue": 0, "asked": 1, "unanswered": 0})
        self._make_overdue(lent)
        self.env.cr.execute(
            "UPDATE vanthu_loan SET answer_due = %s WHERE state = 'asked'",
            [self.today - timedelta(days=1)],
        )
        self.env.invalidate_all()
        values = self._values(self._board(), "use")
        self.assertEqual(values, {"lent": 1, "overdue": 1, "asked": 1, "unanswered": 1})

    def test_how_quickly_requests_are_answered(self):
        empty = self._board()["answers"]
        self.assertEqual((empty["count"], empty["rate"], empty["days"]), (0, None, None))
        loans = [
            self._approve(self._create_loan(self.open_file)) for _number in range(5)
        ]
        self.env.flush_all()
        for loan, (days, limit, ago) in zip(
            loans, ((1, 2, 9), (2, 2, 20), (9, 2, 30), (4, 2, 40), (3, 9, 500)), strict=True
        ):
            decided = self.today - timedelta(days=ago)
            asked = decided - timedelta(days=days)
            self.env.cr.execute(
                "UPDATE vanthu_loan SET asked_date = %s, decided_date = %s, answer_due = %s "
                "WHERE id = %s", [asked, decided, asked + timedelta(days=limit), loan.id],
            )
        self.env.invalidate_all()
        answers = self._board()["answers"]
        self.assertEqual(answers["count"], 4, "one is older than a year")
        self.assertEqual(answers["rate"], 50.0)
        self.assertEqual(answers["days"], 3.0, "between two and four")

    # ---- DOCUMENTS IN NO FILE ----

    def test_documents_in_no_file_by_the_unit_that_leads_or_drafted(self):
        before = {unit["id"]: unit["unfiled"] for unit in self._board()["units"]}
        led = [self._finish(self._create_incoming(), self.unit) for _number in range(3)]
        self._finish(self._create_incoming(), self.second_unit)
        self._finish(self._create_incoming())
        old = self._finish(self._create_incoming(), self.unit)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_document SET arrival_date = %s WHERE id = %s",
            [self.today.replace(year=self.year - 2, month=12, day=31), old.id],
        )
        self.env.invalidate_all()
        file = self._create_file(self.archivist, name="Hồ sơ đang mở", notation="X.9")
        self.env["vanthu.file.document"].create({"file_id": file.id, "document_id": led[0].id})
        found = {unit["id"]: unit["unfiled"] for unit in self._board()["units"]}
        grown = {key: count - before.get(key, 0) for key, count in found.items()}
        self.assertEqual(
            {key: count for key, count in grown.items() if count},
            {self.unit.id: 2, self.second_unit.id: 1, False: 1},
        )

    # ---- SAFETY, STORE AND GROWTH ----

    def test_disposals_in_work_and_poor_files(self):
        file = self.files.with_user(self.archivist).search([("name", "=", "expired")])
        disposal = self.env["vanthu.disposal"].with_user(self.archivist).create({
            "name": "Hủy tài liệu", "company_id": self.organisation.id,
            "fonds_id": file.fonds_id.id, "line_ids": [Command.create({"file_id": file.id})],
        })
        values = self._values(self._board(), "safety")
        self.assertEqual(
            values, {"damaged": 0, "poor": 1, "disposals": 1, "disposals_late": 0})
        disposal.action_cancel()
        self.assertEqual(self._values(self._board(), "safety")["disposals"], 0)

    def test_growth_counts_what_was_taken_over_each_year(self):
        expected = Counter(
            row["archived_date"].year for row in self._read_files(self.leader)
            if row["archived_date"]
        )
        growth = self._board()["growth"]
        self.assertEqual([row["year"] for row in growth],
                         list(range(self.year - 4, self.year + 1)))
        self.assertEqual({row["year"]: row["files"] for row in growth if row["files"]}, expected)
        self.assertEqual(expected[self.year - 2], 1)
        self.assertEqual(
            sum(row["documents"] for row in growth), sum(expected.values()),
            "each file has one item",
        )

    def test_rooms_say_how_full_they_are(self):
        self._create_boxes(8, self._place("A"))
        (room,) = [row for row in self._board()["rooms"] if row["id"] == self._room_id()]
        self.assertEqual((room["used"], room["capacity"], room["filling"]), (8, 32, 25.0))
        self.assertEqual((room["metres"], room["free_metres"]), (1.0, 3.0))
        self.assertIsNone(room["years_left"], "nothing is known of its growth")

    def _room_id(self):
        return self._room().id

    # ---- WHO ----

    def test_others_see_no_board(self):
        for user in (self.handler, self.clerk, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._board(user)
            with self.assertRaises(AccessError):
                self.env["vanthu.archive.board"].with_user(user).print_board()

    # ---- THE PAGE ----

    def _print(self, company, user):
        report = self.env["report.vanthu_archive.archive_board"].with_user(user)
        return report._render_stream(company.with_user(user), {})[company.id]

    def test_the_page_says_what_the_screen_says(self):
        self._finish(self._create_incoming(), self.unit)
        stream = self._print(self.organisation, self.leader)
        self.assertEqual(len(PdfReader(stream).pages), 1)
        text = _text(stream)
        self.assertIn("TÌNH HÌNH CÔNG TÁC LƯU TRỮ", text)
        self.assertIn(self.unit.name, text)
        self.assertIn("Không tính 1 hồ sơ hạn chế", text)
        board = self._board()
        lines = text.splitlines()
        for part in board["parts"].values():
            for row in part:
                self.assertIn(str(row["value"]), lines)
        events = self.env["vanthu.event"].search([
            ("kind", "=", "printed"), ("user_id", "=", self.leader.id),
        ])
        self.assertIn("TÌNH HÌNH", str(events[:1].detail))

    def test_nobody_prints_anothers_page(self):
        with self.assertRaises(AccessError):
            self._print(self.other_organisation, self.leader)
        with self.assertRaises(AccessError):
            self._print(self.organisation, self.handler)

    def test_the_board_opens_by_its_action(self):
        action = self.env["vanthu.archive.board"].with_user(self.leader).print_board()
        self.assertEqual(action["report_name"], "vanthu_archive.archive_board")
        self.assertEqual(action["context"]["active_ids"], self.organisation.ids)


@tagged("post_install", "-at_install")
class TestArchivePage(BaseCase):
    def test_a_long_archive_still_takes_one_page(self):
        page = ArchivePage(
            name="SỞ GIÁO DỤC VÀ ĐÀO TẠO " * 4, parent_name="UBND TỈNH", hidden=3,
            day=self._day(), answers=(1234, 87.5, 1.5), mark="In ngày",
            parts={
                "files": [(key, 1234567, False) for key in (
                    "open", "closed", "archived", "transferred", "disposed")],
                "retention": [(key, 3, key == "historical_late") for key in (
                    "expired", "expiring", "expiring_next", "permanent", "held",
                    "historical_late")],
            },
            units=[(f"Phòng {number} " + "rất dài " * 20, 9, 4, 1) for number in range(30)],
            rooms=[(f"Kho {number}", 10, 10, 100.0, 1.25, 0.0, 0.0) for number in range(30)],
            growth=[(2020 + number, number, 10 * number) for number in range(5)],
        )
        stream = write_archive_page(page)
        reader = PdfReader(BytesIO(stream.getvalue()))
        self.assertEqual(len(reader.pages), 1)
        text = reader.pages[0].extract_text()
        self.assertIn("1.234.567", text)
        self.assertIn("và 22 mục khác", text)
        self.assertIn("và 24 mục khác", text)
        self.assertIn("đúng hạn 87,5 %", text)

    def test_an_empty_archive_says_so(self):
        text = _text(write_archive_page(ArchivePage(name="Trường", day=self._day())))
        for sentence in (
            "Không có yêu cầu khai thác", "Không đơn vị nào còn nợ", "Chưa lập kho",
        ):
            self.assertIn(sentence, text)

    def _day(self):
        return date(2026, 11, 23)
