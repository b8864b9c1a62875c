"""Keeping files back: with the consent of the head, two years from the due date at most."""

from datetime import date
from io import BytesIO

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import Form, tagged

from .test_hand_over_papers import read
from .transfer_common import TransferCommon


@tagged("post_install", "-at_install")
class TestKeepBack(TransferCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        year = cls.today.year - 1
        cls.due = date(year + 1, 12, 31)
        cls.files = cls._create_closed(2, end=date(year, 3, 1))
        cls.last = date(year + 3, 12, 31)

    def _create_request(self, **values):
        request = self.env["vanthu.keep.back"].with_user(self.handler).create({
            "company_id": self.organisation.id, "unit_id": self.unit.id, "reason": "Còn sử dụng",
            "until": self.last, "file_ids": [(6, 0, self.files.ids)], **values,
        })
        request.action_ask()
        return request.with_user(self.leader)

    def test_with_the_consent_of_the_head_the_files_are_not_due_until_then(self):
        request = self._create_request()
        self.assertEqual(request.activity_ids.user_id, self.leader)
        with self.assertRaisesRegex(UserError, "number of the document"):
            request.action_approve()
        request.decision_reference = "125/SGDĐT-VP"
        request.action_approve()
        self.assertEqual((request.state, request.decided_by_id), ("approved", self.leader))
        self.assertFalse(request.activity_ids)
        self.assertEqual(set(self.files.mapped("kept_until")), {self.last})
        files = self.env["vanthu.file"]
        for day, due in ((self.due, False), (date(self.last.year, 12, 1), True)):
            with self.subTest(day):
                found = files.search(
                    files._get_due_domain(day) & Domain("id", "in", self.files.ids)
                )
                self.assertEqual(len(found), 2 * due)
        event = self._get_events(self.files[0], "keep_back_approved")
        self.assertEqual(event.detail["number"], "125/SGDĐT-VP")

    def test_two_years_from_the_due_date_at_most(self):
        with self.assertRaisesRegex(UserError, "two years from the day"):
            self._create_request(until=date(self.last.year + 1, 1, 1))
        with self.assertRaisesRegex(UserError, "day to come"):
            self._create_request(until=date(2020, 1, 1))

    def test_only_closed_files_of_a_list_that_has_some(self):
        with self.assertRaisesRegex(UserError, "Choose the files"):
            self._create_request(file_ids=[])
        request = self._create_request()
        self.files[0].action_reopen("Bổ sung")
        request.decision_reference = "1"
        with self.assertRaisesRegex(UserError, "Only closed files"):
            request.action_approve()
        self.assertFalse(any(self.files.mapped("kept_until")))

    def test_a_refusal_says_why(self):
        request = self._create_request()
        with self.assertRaisesRegex(UserError, "Write why"):
            request.action_refuse()
        request.refusal = "Nộp lưu đúng hạn"
        request.action_refuse()
        self.assertEqual(request.state, "refused")
        self.assertFalse(any(self.files.mapped("kept_until")))
        for act in (request.action_refuse, request.action_approve,
                    lambda: request.write({"refusal": "x"})):
            with self.assertRaises(UserError):
                act()

    def test_who_asks_who_decides_and_who_reads(self):
        request = self._create_request()
        asked = request.with_user(self.handler)
        for act in (
            asked.action_approve, asked.action_refuse, asked.action_ask, asked.unlink,
            lambda: asked.write({"decision_reference": "1"}),
            lambda: asked.write({"until": self.due}),
            lambda: asked.write({"state": "approved"}),
            lambda: request.write({"reason": "x"}),
            lambda: self.files.write({"kept_until": self.last}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()
        for user, sees in (
            (self.head, True), (self.archivist, True), (self.clerk, True), (self.outsider, False),
            (self.other_archivist, False),
        ):
            found = request.with_user(user).search([("id", "=", request.id)])
            self.assertEqual(bool(found), sees, user.login)
        for user in (self.archivist, self.clerk):
            self.assertFalse(request.with_user(user).has_access("write"))
        draft = request.with_user(self.handler).create({
            "unit_id": self.unit.id, "reason": "x", "until": self.last,
            "company_id": self.organisation.id,
        })
        with self.assertRaisesRegex(AccessError, "of the unit"):
            draft.with_user(self.leader).action_ask()
        draft.unlink()

    def test_nobody_lists_what_he_does_not_keep(self):
        foreign = self._create_closed(user=self.archivist, unit_id=self.second_unit.id)
        with self.assertRaises(AccessError):
            self._create_request(file_ids=[(6, 0, foreign.ids)])

    def test_from_the_list_of_files_and_on_paper(self):
        action = self.files.action_keep_back()
        request = self.env["vanthu.keep.back"].with_user(self.handler).browse(action["res_id"])
        form = Form(request)
        form.reason = "Đang thanh tra"
        form.save()
        self.assertEqual(request.file_ids, self.files)
        self.assertEqual(request.until, date(self.due.year + 1, 12, 31))
        request.action_ask()
        given = request.with_user(self.leader)
        given.decision_reference = "125/SGDĐT-VP"
        given.action_approve()
        model = self.env["report.vanthu_archive.keep_back_list"].with_user(self.handler)
        stream = model._render_stream(request, {})[request.id]
        self.assertIsInstance(stream, BytesIO)
        text, _pages = read(stream)
        for words in ("DANH MỤC HỒ SƠ, TÀI LIỆU GIỮ LẠI", self.files[0].name,
                      "Danh mục này gồm: 2 hồ sơ", "125/SGDĐT-VP"):
            self.assertIn(words, text)
