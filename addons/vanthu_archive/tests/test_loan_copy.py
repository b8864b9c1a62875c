"""Certified copies of archived documents: from the granted request into the series of copies."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .loan_copy_common import LoanCopyCommon


@tagged("post_install", "-at_install")
class TestLoanCopy(LoanCopyCommon):
    def test_a_copy_of_each_document_goes_into_the_series(self):
        loan = self._ask()
        copies = self._make(loan)
        self.assertEqual(copies.document_id, (self.document | self.second).sudo())
        self.assertEqual(set(copies.mapped("copies")), {2})
        self.assertEqual(set(copies.mapped("recipients")), {"Ngô Thị Khách"})
        self.assertEqual(loan.certified_copies, 0, "nothing has a number yet")
        self._issue_all(copies)
        loan.invalidate_recordset()
        pages = sum(document.page_count or 1 for document in copies.document_id)
        self.assertEqual((loan.certified_copies, loan.certified_sheets), (4, 2 * pages))
        self.assertEqual(len(set(copies.mapped("reference"))), 2)

    def test_pressing_twice_makes_no_second_ones(self):
        loan = self._ask()
        self.assertEqual(self._make(loan), self._make(loan))

    def test_only_the_papers_that_are_asked_for(self):
        item = self.file.sudo().line_ids.filtered(
            lambda line: line.document_id == self.second.sudo()
        )
        loan = self._ask(approve=False)
        loan.line_ids.item_ids = [Command.set(item.ids)]
        self.assertEqual(self._make(self._approve(loan)).document_id, self.second.sudo())

    def test_a_loose_paper_takes_no_number(self):
        loose = self.file.sudo().line_ids.filtered(lambda line: not line.document_id)
        loan = self._ask(approve=False)
        loan.line_ids.item_ids = [Command.set(loose.ids)]
        with self.assertRaisesRegex(UserError, "loose papers"):
            self._make(self._approve(loan))

    def test_a_void_number_does_not_count(self):
        loan = self._ask()
        copies = self._make(loan)
        self._issue_all(copies)
        copies[0].with_user(self.clerk).register_entry_id.action_void("Sao nhầm")
        self.env.invalidate_all()
        self.assertEqual(loan.certified_copies, 2)

    def test_before_the_decision_there_is_nothing_to_copy(self):
        loan = self._ask(approve=False)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._make(loan)
        self.archivist.group_ids += self.env.ref("vanthu_document.group_clerk")
        with self.assertRaisesRegex(UserError, "is approved"):
            self._make(loan, self.archivist)

    def test_other_requests_make_no_certified_copies(self):
        self.archivist.group_ids += self.env.ref("vanthu_document.group_clerk")
        for values in ({"kind": "read"}, {"kind": "copy", "certified": False}):
            loan = self._approve(self._create_outside(self.file, **values))
            with self.subTest(values), self.assertRaisesRegex(UserError, "ask"):
                self._make(loan, self.archivist)

    def test_the_clerk_reads_what_was_granted_and_changes_nothing(self):
        loan = self._ask().with_user(self.clerk)
        self.assertEqual(loan.reader_name, "Ngô Thị Khách")
        self.assertTrue(loan.line_ids.copies)
        for act in (lambda: loan.write({"topic": "x"}), lambda: loan.line_ids.write({"copies": 9}),
                    loan.action_hand_out, lambda: loan.action_cancel()):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()
        reading = self._approve(self._create_outside(self.file, kind="read"))
        with self.assertRaises(AccessError):
            reading.with_user(self.clerk).read(["topic"])

    def test_nobody_else_makes_them(self):
        loan = self._ask()
        for user in (self.handler, self.leader, self.manager, self.archivist, self.other_clerk):
            with (
                self.subTest(user=user.login), self.assertRaises(AccessError),
                self.env.cr.savepoint(),
            ):
                self._make(loan, user)

    def test_a_document_that_the_clerk_may_not_read_is_not_copied(self):
        loan = self._ask()
        self._restrict(self.second)
        with self.assertRaises(AccessError):
            self._make(loan)
        self.assertFalse(self.env["vanthu.copy"].sudo().search([
            ("loan_line_id", "in", loan.line_ids.ids),
        ]))

    def test_no_copy_is_counted_for_a_request_that_did_not_make_it(self):
        loan = self._ask()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._prepare(loan_line_id=loan.line_ids.id)
        with self.assertRaises(UserError):
            self._prepare().write({"loan_line_id": loan.line_ids.id})

    def test_a_late_answer_is_told(self):
        loan = self._ask(approve=False)
        self.assertFalse(loan.is_answer_late)
        loan.sudo()._write_step({"answer_due": "2020-01-02"})
        self._approve(loan)
        self.assertTrue(loan.is_answer_late)
