"""Requests for archived files: asking, deciding, handing out and giving back."""

from datetime import date, timedelta

from psycopg2 import IntegrityError
from psycopg2.errors import RestrictViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .loan_common import LoanCommon


@tagged("post_install", "-at_install")
class TestLoan(LoanCommon):
    def test_a_file_is_asked_for_read_and_given_back(self):
        loan = self._create_loan(self.open_file)
        self.assertEqual(loan.state, "asked")
        self.assertEqual(loan.reader_name, self.handler.name)
        loan = self._approve(loan)
        self.assertEqual(loan.decided_by_id, self.archivist)
        self._count(loan)
        loan.action_hand_out()
        line = loan.line_ids
        self.assertEqual((loan.state, line.state, line.out_by_id), (
            "handed_out", "out", self.archivist,
        ))
        self.assertTrue(self.open_file.is_lent)
        line.write({"sheets_back": 20})
        loan.action_return()
        self.assertEqual((loan.state, line.state), ("returned", "returned"))
        self.assertEqual(loan.returned_date, self.today)
        self.assertFalse(self.open_file.is_lent)
        for kind in ("loan_asked", "loan_approved", "loan_handed_out", "loan_returned"):
            self.assertEqual(len(self._get_events(loan, kind)), 1, kind)
        for kind in ("file_lent", "file_back"):
            self.assertEqual(len(self._get_events(self.open_file, kind)), 1, kind)

    def test_a_request_names_a_file_of_the_archive(self):
        with self.assertRaisesRegex(UserError, "at least one"):
            self._create_loan(self.env["vanthu.file"])
        with self.assertRaisesRegex(UserError, "not in the archive"):
            self._create_loan(self._create_file(name="Đang mở"))

    def test_a_file_stands_in_a_request_once(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._create_loan(self.open_file + self.open_file)
            self.env.flush_all()

    def test_documents_asked_for_are_of_the_file(self):
        other = self._create_archived(name="Hồ sơ khác")
        loan = self._create_loan(self.open_file, self.archivist)
        loan.line_ids.item_ids = self.open_file.line_ids
        with self.assertRaisesRegex(ValidationError, "only"):
            loan.line_ids.item_ids = other.line_ids

    def test_terms_are_working_days_of_the_organisation(self):
        company = self.organisation
        add = company._add_working_days
        for files, kind, days in (
            (self.open_file, "read", 1), (self.open_file, "copy", 2),
            (self.closed_file, "read", 7), (self.closed_file, "copy", 7),
        ):
            with self.subTest(kind=kind, days=days):
                loan = self._create_outside(files, kind=kind)
                self.assertEqual(loan.answer_due, add(self.today, days))
        company.vanthu_loan_read_days = 3
        self.assertEqual(
            self._create_outside(self.open_file).answer_due, add(self.today, 3)
        )

    def test_an_outside_reader_is_known_by_number_and_address(self):
        for missing in ("reader_number", "reader_organ"):
            with self.subTest(missing=missing), self.assertRaises(ValidationError):
                self._create_outside(self.open_file, **{missing: False})

    def test_a_reader_of_the_organisation_keeps_the_own_name(self):
        with self.assertRaisesRegex(ValidationError, "own name"):
            self._create_loan(self.open_file, reader_name="Giám đốc")
        with self.assertRaisesRegex(ValidationError, "own name"):
            self._create_loan(
                self.open_file, self.archivist, reader_id=self.other_archivist.id
            )

    def test_the_archivist_decides_about_open_files_and_a_leader_about_conditional_ones(self):
        loan = self._create_loan(self.open_file)
        with self.assertRaises(AccessError):
            loan.action_approve()
        loan.with_user(self.archivist).action_approve()
        loan = self._create_outside(self.open_file + self.closed_file)
        self.assertTrue(loan.is_conditional)
        with self.assertRaises(AccessError):
            loan.action_approve()
        with self.assertRaises(AccessError):
            loan.action_refuse("Không")
        loan.with_user(self.leader).action_approve()
        self.assertEqual((loan.state, loan.decided_by_id), ("approved", self.leader))

    def test_those_who_decide_and_hand_out_get_an_activity(self):
        loan = self._create_outside(self.closed_file)
        self.assertIn(self.leader, loan.activity_ids.user_id)
        self.assertNotIn(self.archivist, loan.activity_ids.user_id)
        loan.with_user(self.leader).action_approve()
        self.assertIn(self.archivist, loan.sudo().activity_ids.user_id)
        self.assertNotIn(self.other_archivist, loan.sudo().activity_ids.user_id)
        loan.action_cancel()
        self.assertFalse(loan.activity_ids)

    def test_a_refusal_has_a_reason_and_the_reader_is_told(self):
        loan = self._create_loan(self.open_file).with_user(self.archivist)
        with self.assertRaisesRegex(UserError, "why"):
            loan.action_refuse("  ")
        loan.decision_note = "Đang chỉnh lý"
        loan.action_refuse()
        self.assertEqual((loan.state, loan.decision_note), ("refused", "Đang chỉnh lý"))
        message = loan.message_ids.filtered(
            lambda one: self.handler.partner_id in one.partner_ids
        )
        self.assertIn("Đang chỉnh lý", message.body)
        with self.assertRaises(UserError):
            loan.action_approve()

    def test_files_leave_the_office_only_with_the_consent_of_the_head(self):
        loan = self._create_loan(self.open_file, kind="borrow")
        with self.assertRaisesRegex(UserError, "consent"):
            loan.with_user(self.archivist).action_approve()
        loan.write({"consent_reference": "15/QĐ", "consent_date": self.today})
        loan.with_user(self.archivist).action_approve()
        self.assertEqual(loan.state, "approved")

    def test_a_file_is_handed_out_once(self):
        first = self._hand_out(self._create_loan(self.open_file))
        second = self._approve(self._create_outside(self.open_file + self.closed_file))
        self._count(second)
        with self.assertRaisesRegex(UserError, self.handler.name):
            second.action_hand_out()
        second.line_ids[0].action_withhold()
        second.action_hand_out()
        self.assertEqual(second.line_ids.mapped("state"), ["withheld", "out"])
        # The database refuses it, too.
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            second.line_ids[0].sudo()._write_step({"state": "out"})
            self.env.flush_all()
        self.assertEqual(first.state, "handed_out")

    def test_sheets_of_paper_are_counted_going_out_and_coming_back(self):
        loan = self._approve(self._create_loan(self.open_file))
        with self.assertRaisesRegex(UserError, "Count"):
            loan.action_hand_out()
        self._count(loan)
        loan.action_hand_out()
        with self.assertRaisesRegex(UserError, "20 sheets.*19 came back"):
            loan.line_ids.sheets_back = 19
            loan.action_return()
        loan.line_ids.condition_back = "Thiếu tờ 7"
        loan.action_return()
        self.assertEqual(loan.state, "returned")

    def test_an_electronic_file_has_no_sheets_to_count(self):
        loan = self._approve(self._create_outside(self.closed_file))
        loan.action_hand_out()
        self.assertEqual(loan.line_ids.state, "out")

    def test_a_part_comes_back_before_the_rest(self):
        loan = self._hand_out(self._create_outside(self.open_file + self.closed_file))
        loan.line_ids.sheets_back = 20
        loan.line_ids[0].action_return()
        self.assertEqual(loan.state, "handed_out")
        self.assertEqual(loan.line_ids.mapped("state"), ["returned", "out"])
        with self.assertRaisesRegex(UserError, "Nothing"):
            loan.line_ids[0].action_return()
        loan.line_ids[1].action_return()
        self.assertEqual(loan.state, "returned")

    def test_copies_are_given_and_nothing_is_out(self):
        loan = self._approve(self._create_loan(self.open_file, kind="copy"))
        loan.action_hand_out()
        self.assertEqual((loan.state, loan.line_ids.state), ("returned", "copied"))
        self.assertFalse(self.open_file.is_lent)
        self.assertEqual(len(self._get_events(self.open_file, "file_copied")), 1)

    def test_files_come_back_on_the_proposed_or_the_entered_day(self):
        loan = self._hand_out(self._create_loan(self.open_file))
        self.assertEqual(
            loan.return_due, self.organisation._add_working_days(self.today, 5)
        )
        day = self.today + timedelta(days=2)
        loan = self._hand_out(self._create_outside(self.closed_file), return_due=day)
        self.assertEqual(loan.return_due, day)
        loan = self._approve(self._create_outside(self._create_archived()))
        loan.return_due = date(2026, 1, 5)
        with self.assertRaisesRegex(UserError, "past"):
            loan.action_hand_out()

    def test_a_request_is_cancelled_only_before_anything_is_out(self):
        loan = self._create_loan(self.open_file)
        loan.action_cancel()
        self.assertEqual(loan.state, "cancelled")
        loan = self._hand_out(self._create_loan(self.open_file))
        with self.assertRaises(UserError):
            loan.action_cancel()

    def test_overdue_requests_are_found(self):
        loan = self._hand_out(self._create_loan(self.open_file))
        self.assertFalse(loan.is_overdue)
        self._make_overdue(loan)
        self.assertTrue(loan.is_overdue)
        Loan = self.env["vanthu.loan"]
        self.assertIn(loan, Loan.search([("is_overdue", "=", True)]))
        self.assertNotIn(loan, Loan.search([("is_overdue", "=", False)]))
        loan.line_ids.sheets_back = 20
        loan.action_return()
        self.assertFalse(loan.is_overdue)

    def test_overdue_files_stand_in_the_morning_mail_of_reader_and_archivist(self):
        self._make_overdue(self._hand_out(self._create_loan(self.open_file)))
        digest = self.env["vanthu.morning.digest"]
        for user, count in (
            (self.handler, 1), (self.archivist, 1), (self.outsider, 0),
            (self.other_archivist, 0),
        ):
            section = digest._for(user)._get_loan_section()
            self.assertEqual(section["count"], count, user.name)
        self.assertIn("Archived files", str(
            [one["title"] for one in digest._for(self.handler)._get_activity_sections()]
        ))

    def test_lent_files_are_found_with_as_many_queries_for_many(self):
        self._hand_out(self._create_loan(self.open_file))
        File = self.env["vanthu.file"]
        self.assertIn(self.open_file, File.search([("is_lent", "=", True)]))
        self.assertNotIn(self.open_file, File.search([("is_lent", "=", False)]))
        self.assertIn(self.closed_file, File.search([("is_lent", "=", False)]))
        many = self.open_file + self.closed_file + self._create_archived()
        counts = []
        for files in (self.open_file, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            files.mapped("is_lent")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_what_a_reader_has_is_neither_destroyed_nor_given_away(self):
        expired = self._create_archived(end=date(2001, 5, 5), access_mode="01")
        loan = self._hand_out(self._create_loan(expired))
        with self.assertRaisesRegex(UserError, "reader"):
            self.env["vanthu.disposal"].with_user(self.archivist).create({
                "name": "Hủy", "company_id": self.organisation.id,
                "fonds_id": expired.fonds_id.id,
                "line_ids": [Command.create({"file_id": expired.id})],
            })
        for state in ("disposed", "transferred"):
            with self.subTest(state=state), self.assertRaisesRegex(UserError, "reader"):
                expired.sudo()._require_move(state)
            with self.subTest(sql=state), mute_logger("odoo.sql_db"), \
                    self.assertRaisesRegex(RestrictViolation, "reader"), \
                    self.env.cr.savepoint(flush=False):
                self.env.cr.execute(
                    "UPDATE vanthu_file SET state = %s WHERE id = %s", (state, expired.id)
                )
        loan.line_ids.sheets_back = 20
        loan.action_return()
        expired.sudo()._require_move("disposed")

    def test_the_button_of_the_file_opens_a_request_with_it(self):
        files = (self.open_file + self.closed_file).with_user(self.archivist)
        action = files.action_ask_for_use()
        loan = self.env["vanthu.loan"].with_user(self.archivist).with_context(
            **action["context"]
        ).create({"topic": "Tra cứu"})
        self.assertEqual(loan.line_ids.file_id, files)
        found = self.env["vanthu.loan"].search(self.open_file.action_open_loans()["domain"])
        self.assertEqual(found, loan.sudo(False).with_env(found.env))
        with self.assertRaisesRegex(UserError, "archived"):
            self._create_file(name="Đang mở").action_ask_for_use()
