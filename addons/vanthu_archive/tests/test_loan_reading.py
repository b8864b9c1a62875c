"""Reading archived papers on the screen: what a granted request opens, to whom, how long."""

from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .loan_common import LoanCommon

PDF = b"%PDF-1.4 kept paper"


class ReadingCommon(LoanCommon):
    """An archived file with three electronic papers, lent to a person who does not keep it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = cls._create_person("reader", "group_user")
        cls.file = cls._create_file(
            cls.archivist, name="Hồ sơ điện tử", notation="RD.01", term="years", term_years=10,
            medium="electronic", start_date=date(2026, 1, 2), end_date=date(2026, 6, 30),
            access_mode="01",
        )
        cls.papers = [
            cls._add_item(cls.file, name=f"Báo cáo {number}", sheet_from=first, sheet_to=last,
                          attachment_ids=[Command.link(cls._upload(number).id)])
            for number, first, last in ((1, 1, 4), (2, 5, 6), (3, 7, 9))
        ]
        cls.file.action_close()
        cls.file.sudo()._archive()
        cls.kept = cls.env["vanthu.file.content"].search([("file_id", "=", cls.file.id)])

    @classmethod
    def _upload(cls, number, name=None, raw=PDF, mimetype="application/pdf"):
        return cls.env["ir.attachment"].with_user(cls.archivist).create({
            "name": name or f"bao-cao-{number}.pdf", "raw": raw, "mimetype": mimetype,
        })

    def _lend(self, user=None, line=None, file=None, **values):
        """The line of a request that is handed out, in the reader's environment."""
        user = user or self.reader
        loan = self._create_loan(file or self.file, user, **values)
        if line:
            loan.line_ids.with_user(self.archivist).write(line)
        self._approve(loan).action_hand_out()
        return loan.line_ids.with_user(user)


@tagged("post_install", "-at_install")
class TestLoanReading(ReadingCommon):

    def test_papers_open_when_the_file_is_handed_out_and_close_when_it_is_back(self):
        loan = self._create_loan(self.file, self.reader)
        line = loan.line_ids.with_user(self.reader)
        self.assertFalse(line.can_read)
        with self.assertRaisesRegex(UserError, "not handed out"):
            line.action_read()
        self._approve(loan)
        self.assertFalse(line.can_read)
        loan.with_user(self.archivist).action_hand_out()
        self.assertTrue(line.can_read)
        self.assertEqual(line.action_read()["url"], f"/vanthu/archive/read/{line.id}")
        self.assertEqual(line._get_papers(), self.kept)
        loan.with_user(self.archivist).action_return()
        self.assertFalse(line.can_read)
        with self.assertRaises(UserError):
            line._get_papers()

    def test_the_reader_is_told_that_the_papers_can_be_read(self):
        line = self._lend()
        self.assertIn("Read on the screen", line.loan_id.message_ids[0].body)

    def test_nobody_else_reads_by_the_request(self):
        line = self._lend()
        other = self._create_person("other_reader", "group_user")
        for user in (other, self.archivist, self.leader, self.clerk, self.other_archivist):
            with self.subTest(user.login), self.assertRaises(AccessError):
                line.with_user(user).action_read()

    def test_time_over_is_time_over(self):
        line = self._lend()
        self._make_overdue(line.loan_id)
        line.invalidate_recordset()
        self.assertFalse(line.can_read)
        with self.assertRaisesRegex(UserError, "time for reading"):
            line.action_read()
        tomorrow = fields.Date.today() + timedelta(days=1)
        line.loan_id.with_user(self.archivist).return_due = tomorrow
        self.assertTrue(line._get_papers())

    def test_a_copy_is_given_and_not_read_here(self):
        loan = self._approve(self._create_loan(self.file, self.reader, kind="copy"))
        loan.action_hand_out()
        with self.assertRaisesRegex(UserError, "not handed out"):
            loan.line_ids.with_user(self.reader).action_read()

    def test_a_request_for_single_documents_opens_those_alone(self):
        line = self._lend(line={"item_ids": [Command.link(self.papers[1].id)]})
        self.assertEqual(line._get_papers().line_id, self.papers[1])

    def test_a_request_for_sheets_opens_what_stands_on_them(self):
        line = self._lend(line={"sheet_from": 4, "sheet_to": 5})
        self.assertEqual(line._get_papers().line_id.mapped("name"), ["Báo cáo 1", "Báo cáo 2"])

    def test_a_request_from_a_sheet_on_opens_the_rest(self):
        line = self._lend(line={"sheet_from": 6})
        self.assertEqual(line._get_papers().line_id.mapped("name"), ["Báo cáo 2", "Báo cáo 3"])

    def test_restricted_documents_stay_with_their_persons(self):
        document = self._create_incoming(self.clerk).sudo()
        self.env["ir.attachment"].sudo().create({
            "name": "thu.pdf", "raw": PDF, "res_model": document._name, "res_id": document.id,
        })
        file = self._create_file(
            self.archivist, name="Hồ sơ có thư", notation="RD.03", term="years", term_years=10,
            medium="electronic", start_date=date(2026, 1, 2), end_date=date(2026, 6, 30),
            access_mode="01",
        )
        self._add_item(file.sudo(), document_id=document.id)
        file.sudo().action_close()
        file.sudo()._archive()
        line = self._lend(file=file)
        self.assertEqual(line._get_papers().name, "thu.pdf")
        document.write({
            "restricted": True, "allowed_user_ids": [Command.set(self.clerk.ids)],
        })
        self.assertFalse(line._get_papers())
        document.allowed_user_ids += self.reader
        self.assertTrue(line._get_papers())

    def test_a_file_restricted_afterwards_is_closed_at_once(self):
        line = self._lend()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_file SET restricted = TRUE WHERE id = %s", (self.file.id,)
        )
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            line._get_papers()

    def test_a_file_of_paper_is_read_in_the_reading_room(self):
        loan = self._create_loan(self.open_file, self.reader)
        self._hand_out(loan)
        line = loan.line_ids.with_user(self.reader)
        self.assertFalse(line.can_read)
        with self.assertRaisesRegex(UserError, "reading room"):
            line.action_read()

    def test_a_list_of_many_lines_costs_no_more(self):
        first = self._lend()

        def count(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            lines.mapped("state")
            lines.loan_id.mapped("return_due")
            before = self.cr.sql_log_count
            lines.mapped("can_read")
            return self.cr.sql_log_count - before

        one = count(first)
        more = first
        for number in range(5):
            file = self._create_archived(name=f"Hồ sơ {number}", access_mode="01")
            loan = self._create_loan(file, self.reader)
            self._hand_out(loan)
            more |= loan.line_ids.with_user(self.reader)
        self.assertLessEqual(count(more), one + 1)


@tagged("post_install", "-at_install")
class TestReadingPage(ReadingCommon, HttpCase):

    def _open(self, line, tail="", user=None):
        user = user or self.reader
        self.authenticate(user.login, user.login)
        return self.url_open(f"/vanthu/archive/read/{line.id}{tail}")

    def test_the_page_lists_the_papers_and_opens_them_in_the_browser(self):
        line = self._lend()
        page = self._open(line).text
        for text in ("Hồ sơ điện tử", "Báo cáo 1", "bao-cao-3.pdf", 'name="until"'):
            self.assertIn(text, page)
        answer = self._open(line, f"/{self.kept[0].id}")
        self.assertEqual(answer.content, PDF)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertNotIn("attachment", answer.headers.get("Content-Disposition", ""))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_each_look_is_written_down(self):
        line = self._lend()
        before = len(self._get_events(self.file, "file_opened"))
        self._open(line, f"/{self.kept[0].id}")
        events = self._get_events(self.file, "file_opened")
        self.assertEqual(len(events), before + 1)
        self.assertEqual(events.sorted("id")[-1].user_id, self.reader)

    def test_what_a_browser_might_run_is_saved_instead(self):
        kept = self.kept[0].sudo()
        self.env.cr.execute(
            "UPDATE vanthu_file_content SET mimetype = 'text/html' WHERE id = %s", (kept.id,)
        )
        kept.invalidate_recordset()
        answer = self._open(self._lend(), f"/{kept.id}")
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_papers_of_another_file_are_not_served(self):
        other = self._create_file(
            self.archivist, name="Hồ sơ khác", notation="RD.02", term="years", term_years=10,
            medium="electronic", start_date=date(2026, 1, 2), end_date=date(2026, 6, 30),
        )
        self._add_item(other, attachment_ids=[Command.link(self._upload(9).id)])
        other.action_close()
        other.sudo()._archive()
        kept = self.env["vanthu.file.content"].search([("file_id", "=", other.id)])
        self.assertTrue(kept)
        line = self._lend()
        self.assertEqual(self._open(line, f"/{kept.id}").status_code, 404)

    def test_others_get_a_sentence_and_no_names(self):
        line = self._lend()
        for user in (self.archivist, self.handler, self.other_archivist, self.other_clerk):
            with self.subTest(user.login):
                page = self._open(line, user=user)
                self.assertEqual(page.status_code, 403)
                self.assertNotIn("Hồ sơ điện tử", page.text)
                paper = self._open(line, f"/{self.kept[0].id}", user=user)
                self.assertEqual(paper.status_code, 404)

    @mute_logger("odoo.http")
    def test_without_login_there_is_the_login_page(self):
        line = self._lend()
        self.authenticate(None, None)
        page = self.url_open(f"/vanthu/archive/read/{line.id}")
        self.assertIn("/web/login", page.url)

    def test_after_the_return_the_old_address_is_closed(self):
        line = self._lend()
        self._open(line)
        line.loan_id.with_user(self.archivist).action_return()
        self.assertEqual(self._open(line).status_code, 403)
        self.assertEqual(self._open(line, f"/{self.kept[0].id}").status_code, 404)
