"""Lending in the store: a scanned file goes to its reader and comes back, sheet by sheet."""

from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .loan_common import LoanCommon
from .store_browser import StoreBrowserCase


@tagged("post_install", "-at_install")
class TestStoreUse(LoanCommon):
    def _scan(self, code, user=None):
        return self.env["vanthu.store"].with_user(user or self.archivist).scan_use(code)

    def _get_line(self, loan):
        return loan.with_user(self.archivist).line_ids

    def test_a_file_that_is_to_be_handed_out(self):
        loan = self._approve(self._create_outside(self.open_file))
        found = self._scan(self.open_file.notation)
        self.assertEqual(found["name"], self.open_file.display_name)
        [line] = found["lines"]
        self.assertEqual(line, {
            "id": loan.line_ids.id, "act": "hand_out", "file": self.open_file.display_name,
            "reader": "Ngô Thị Khách", "place": "", "due": "", "late": False, "sheets": 20,
            "on_paper": True, "counted": False, "waiting": 0,
        })

    def test_counted_and_handed_out_in_one_go(self):
        loan = self._approve(self._create_outside(self.open_file))
        result = self._get_line(loan).action_count_out(20, "Nguyên vẹn")
        self.assertEqual(result, {"handed_out": True, "waiting": 0})
        self.assertEqual(loan.state, "handed_out")
        self.assertEqual(
            (loan.line_ids.state, loan.line_ids.sheets_out, loan.line_ids.condition_out),
            ("out", 20, "Nguyên vẹn"),
        )
        self.assertEqual(len(self._get_events(self.open_file, "file_lent")), 1)

    def test_a_request_of_several_files_goes_out_with_the_last(self):
        second = self._create_archived(
            name="Hồ sơ hai", access_mode="01", medium="paper", sheet_count=5
        )
        online = self._create_archived(name="Hồ sơ số", access_mode="01", medium="electronic")
        loan = self._approve(self._create_outside(self.open_file + second + online))
        first, other, electronic = self._get_line(loan)
        self.assertEqual(first._describe_use()["waiting"], 1)
        self.assertEqual(first.action_count_out(20), {"handed_out": False, "waiting": 1})
        self.assertEqual((loan.state, first.state), ("approved", "waiting"))
        self.assertTrue(first._describe_use()["counted"])
        self.assertEqual(other.action_count_out(5), {"handed_out": True, "waiting": 0})
        self.assertEqual(
            (first + other + electronic).mapped("state"), ["out", "out", "out"]
        )

    def test_a_file_that_comes_back(self):
        loan = self._hand_out(self._create_outside(self.open_file))
        self._make_overdue(loan)
        [line] = self._scan(self.open_file.notation)["lines"]
        self.assertEqual(
            (line["act"], line["sheets"], line["due"], line["late"]),
            ("give_back", 20, "2026-01-05", True),
        )
        result = self._get_line(loan).action_give_back(20, "Nguyên vẹn")
        self.assertEqual((result, loan.state), ({"out": 0}, "returned"))
        self.assertEqual(loan.line_ids.back_by_id, self.archivist)
        with self.assertRaisesRegex(UserError, "with no reader"):
            self._scan(self.open_file.notation)

    def test_late_is_after_the_day(self):
        loan = self._hand_out(self._create_outside(self.open_file), return_due=self.today)
        self.assertFalse(loan.line_ids._describe_use()["late"])
        loan.return_due = self.today + timedelta(days=1)
        self.assertFalse(loan.line_ids._describe_use()["late"])

    def test_missing_sheets_are_explained(self):
        loan = self._hand_out(self._create_outside(self.open_file))
        line = self._get_line(loan)
        with self.assertRaisesRegex(UserError, "19 came back"), self.env.cr.savepoint():
            line.action_give_back(19)
        line.invalidate_recordset()
        self.assertEqual((line.state, line.sheets_back), ("out", 0))
        line.action_give_back(19, "Thiếu tờ 7")
        self.assertEqual((line.state, line.condition_back), ("returned", "Thiếu tờ 7"))

    def test_sheets_are_counted_before(self):
        loan = self._approve(self._create_outside(self.open_file))
        for sheets in (0, -3):
            with self.subTest(sheets=sheets), self.assertRaisesRegex(UserError, "Count"):
                self._get_line(loan).action_count_out(sheets)
        self.assertEqual(loan.state, "approved")

    def test_not_before_the_decision_nor_twice(self):
        loan = self._create_outside(self.open_file)
        with self.assertRaisesRegex(UserError, "with no reader"):
            self._scan(self.open_file.notation)
        with self.assertRaisesRegex(UserError, "does not wait"):
            self._get_line(loan).action_count_out(20)
        with self.assertRaisesRegex(UserError, "handed out"):
            self._get_line(loan).action_give_back(20)
        self._get_line(self._approve(loan)).action_count_out(20)
        with self.assertRaisesRegex(UserError, "does not wait"):
            self._get_line(loan).action_count_out(20)
        other = self._approve(self._create_outside(self.open_file))
        with self.assertRaisesRegex(UserError, "wait until it is back"):
            self._get_line(other).action_count_out(20)

    def test_copies_are_no_files_that_go_out(self):
        loan = self._approve(self._create_outside(self.open_file, kind="copy"))
        with self.assertRaisesRegex(UserError, "with no reader"):
            self._scan(self.open_file.notation)
        with self.assertRaisesRegex(UserError, "does not wait"):
            self._get_line(loan).action_count_out(20)

    def test_a_place_and_an_unknown_label(self):
        with self.assertRaisesRegex(UserError, "no label"):
            self._scan("không có")
        place = self.env["vanthu.storage.location"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "kind": "repository", "code": "KX",
            "name": "Kho X",
        })
        with self.assertRaisesRegex(UserError, "file or of a box"):
            self._scan(place.full_code)

    def test_archivists_only(self):
        loan = self._approve(self._create_outside(self.open_file))
        line = loan.line_ids
        for user in (self.handler, self.clerk, self.leader, self.manager):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self._scan(self.open_file.notation, user)
                with self.assertRaises(AccessError):
                    line.with_user(user).action_count_out(20)
        self._get_line(loan).action_count_out(20)
        for user in (self.handler, self.clerk, self.leader, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).action_give_back(20)
        self.assertEqual(line.state, "out")

    def test_restricted_files_are_not_told_to_another_archivist(self):
        hidden = self._create_archived(
            name="Hồ sơ kín", access_mode="01", restricted=True, medium="paper",
            sheet_count=20, allowed_user_ids=[Command.set(self.archivist.ids)],
        )
        self._hand_out(self._create_loan(hidden, self.archivist))
        second = self.archivist.copy({"login": "archivist2", "name": "Second"})
        with self.assertRaisesRegex(UserError, "no label"):
            self._scan(hidden.notation, second)
        self.assertTrue(self._scan(hidden.notation)["lines"])


@tagged("post_install", "-at_install")
class TestStoreUseTour(StoreBrowserCase, LoanCommon):
    language = "vi_VN"
    browser_size = "390x844"
    touch_enabled = True
    _registry_readonly_enabled = False

    def test_handed_out_and_given_back_by_scanning(self):
        file = self._create_archived(
            name="Hồ sơ cho mượn", notation="9.MUON", access_mode="01", medium="paper",
            sheet_count=20,
        )
        loan = self._approve(self._create_outside(file))
        self.start_tour("/odoo/store", "vanthu_archive_lend", login=self.archivist.login)
        loan.invalidate_recordset()
        self.assertEqual(loan.state, "returned")
        self.assertEqual(
            (loan.line_ids.sheets_out, loan.line_ids.condition_out, loan.line_ids.sheets_back,
             loan.line_ids.condition_back), (20, "Nguyên vẹn", 19, "Thiếu tờ 7"),
        )

    def test_the_page_in_the_browser(self):
        self._run_archive_unit_tests("store_scan")
