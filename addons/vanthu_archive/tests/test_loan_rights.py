"""Who may not do what with requests for archived files, whatever is sent."""

from unittest.mock import patch

from psycopg2.errors import RestrictViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .loan_common import LoanCommon


@tagged("post_install", "-at_install")
class TestLoanRights(LoanCommon):
    def test_everybody_of_the_organisation_finds_open_archived_files_only(self):
        hidden = self._create_archived(
            access_mode="01", restricted=True,
            allowed_user_ids=[Command.set(self.archivist.ids)],
        )
        being_made = self._create_file(self.archivist, name="Đang mở", access_mode="01")
        File = self.env["vanthu.file"].with_user(self.outsider)
        found = File.search([])
        self.assertIn(self.open_file, found)
        for file in (self.closed_file, hidden, being_made):
            self.assertNotIn(file, found)
        foreign = self.env["vanthu.file"].with_user(self.other_clerk)
        self.assertFalse(foreign.search([("id", "=", self.open_file.id)]))

    def test_finding_a_file_is_neither_changing_it_nor_reading_its_contents(self):
        file = self.open_file.with_user(self.outsider)
        self.assertTrue(file.has_access("read"))
        for operation in ("write", "unlink"):
            self.assertFalse(file.has_access(operation), operation)
        for model in ("vanthu.file.document", "vanthu.file.content"):
            self.assertFalse(self.env[model].with_user(self.outsider).search(
                [("file_id", "=", file.id)]
            ), model)

    def test_nobody_asks_for_what_he_cannot_find(self):
        with self.assertRaises(AccessError):
            self._create_loan(self.closed_file, self.outsider)
        with self.assertRaises(UserError):
            self._create_loan(
                self.open_file, self.other_clerk, company_id=self.other_organisation.id
            )

    def test_nobody_asks_in_the_name_of_another(self):
        with self.assertRaisesRegex(UserError, "for yourself"):
            self._create_loan(self.open_file, reader_id=self.leader.id)
        with self.assertRaisesRegex(UserError, "for yourself"):
            self._create_loan(
                self.open_file, reader_id=False, reader_name="Khách", reader_number="1",
                reader_organ="Lâm",
            )
        loan = self._create_loan(self.open_file)
        with self.assertRaisesRegex(UserError, "for yourself"):
            loan.write({"reader_id": self.outsider.id, "reader_name": self.outsider.name})

    def test_restricted_files_go_to_their_named_persons_only(self):
        file = self._create_archived(
            access_mode="01", medium="paper", sheet_count=3, restricted=True,
            allowed_user_ids=[Command.set((self.archivist + self.handler).ids)],
        )
        with self.assertRaisesRegex(UserError, "named persons"):
            self._create_outside(file)
        with self.assertRaisesRegex(UserError, "named persons"):
            self._create_loan(file, self.archivist, reader_id=self.outsider.id)
        loan = self._create_loan(file, self.archivist, reader_id=self.handler.id)
        # Whoever does not see the file does not see the request either, nor decides about it.
        second = self._create_archivist("second_archivist")
        for user in (second, self.leader):
            self.assertFalse(loan.with_user(user).has_access("read"), user.name)
            self.assertNotIn(user, loan.sudo().activity_ids.user_id)
            with self.assertRaises(AccessError):
                loan.with_user(user).action_approve()
        loan.action_approve()
        self._count(loan)
        file.sudo().allowed_user_ids -= self.handler
        with self.assertRaisesRegex(UserError, "named persons"):
            loan.action_hand_out()

    def test_requests_of_others_are_hidden(self):
        loan = self._create_loan(self.open_file)
        for user, seen in (
            (self.handler, True), (self.archivist, True), (self.leader, True),
            (self.outsider, False), (self.clerk, False), (self.other_archivist, False),
        ):
            self.assertEqual(loan.with_user(user).has_access("read"), seen, user.name)
            self.assertEqual(loan.line_ids.with_user(user).has_access("read"), seen, user.name)

    def test_handlers_neither_decide_nor_hand_out_nor_take_back(self):
        loan = self._create_loan(self.open_file)
        for act in ("action_approve", "action_refuse", "action_hand_out"):
            with self.subTest(act=act), self.assertRaises(AccessError):
                getattr(loan, act)()
        self._approve(loan)
        for vals in ({"sheets_out": 5}, {"condition_out": "Rách"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                loan.line_ids.write(vals)
        with self.assertRaises(AccessError):
            loan.line_ids.action_withhold()
        self._count(loan)
        loan.with_user(self.archivist).action_hand_out()
        with self.assertRaises(AccessError):
            loan.action_return()
        with self.assertRaises(AccessError):
            loan.return_due = self.today
        with self.assertRaises(AccessError):
            loan.with_user(self.leader).action_hand_out()

    def test_others_do_not_cancel(self):
        loan = self._create_loan(self.open_file)
        with self.assertRaises(AccessError):
            loan.with_user(self.outsider).action_cancel()
        with self.assertRaises(AccessError):
            loan.with_user(self.leader).action_cancel()

    def test_steps_cannot_be_forged(self):
        loan = self._create_loan(self.open_file).with_user(self.archivist)
        for vals in (
            {"state": "approved"}, {"decided_by_id": self.leader.id},
            {"handed_date": self.today}, {"is_conditional": True}, {"asked_date": "2020-01-01"},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                loan.write(vals)
            with self.subTest(line=vals), self.assertRaises(UserError):
                self._create_outside(self.open_file, **vals)
        for vals in ({"state": "returned"}, {"out_by_id": self.leader.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                loan.line_ids.write(vals)
        forged = self.env["vanthu.loan"].with_user(self.handler).with_context(
            default_state="approved", default_decided_by_id=self.leader.id,
        ).create({
            "company_id": self.organisation.id, "topic": "Tra cứu",
            "line_ids": [Command.create({"file_id": self.open_file.id})],
        })
        self.assertEqual((forged.state, forged.line_ids.state), ("asked", "waiting"))
        self.assertFalse(forged.decided_by_id)

    def test_what_was_asked_stays_once_it_is_decided(self):
        loan = self._approve(self._create_loan(self.open_file)).with_user(self.handler)
        for vals in (
            {"topic": "Việc khác"}, {"kind": "borrow"}, {"purpose": "01"},
            {"line_ids": [Command.create({"file_id": self.closed_file.id})]},
            {"line_ids": [Command.delete(loan.line_ids.id)]},
            {"line_ids": [Command.update(loan.line_ids.id, {"file_id": self.closed_file.id})]},
        ):
            for user in (self.handler, self.archivist):
                with self.subTest(vals=vals, user=user.name), self.assertRaises(UserError):
                    loan.with_user(user).write(vals)
        with self.assertRaises(UserError):
            loan.with_user(self.archivist).decision_note = "Khác"

    def test_leaders_do_not_rewrite_what_others_asked(self):
        loan = self._create_loan(self.open_file)
        with self.assertRaises(AccessError):
            loan.with_user(self.leader).topic = "Việc khác"
        loan.with_user(self.leader).decision_note = "Đồng ý"
        with self.assertRaises(AccessError):
            loan.decision_note = "Đồng ý"

    def test_requests_and_what_went_out_are_never_deleted(self):
        loan = self._hand_out(self._create_loan(self.open_file))
        with self.assertRaises(UserError):
            loan.sudo().unlink()
        self.env.flush_all()
        for query in (
            "DELETE FROM vanthu_loan WHERE id = %s",
            "DELETE FROM vanthu_loan_line WHERE loan_id = %s",
            "UPDATE vanthu_loan_line SET sheets_out = 1 WHERE loan_id = %s",
            "UPDATE vanthu_loan_line SET state = 'waiting' WHERE loan_id = %s",
        ):
            with self.subTest(query=query), mute_logger("odoo.sql_db"), \
                    self.assertRaises(RestrictViolation), self.env.cr.savepoint(flush=False):
                self.env.cr.execute(query, [loan.id])

    def test_a_state_secret_is_refused(self):
        with (
            patch.object(type(self.organisation), "_log_secret_refused") as logged,
            self.assertRaisesRegex(UserError, "state secret"),
        ):
            self._create_loan(self.open_file, topic="Độ mật: TUYỆT MẬT")
        logged.assert_called_once()
