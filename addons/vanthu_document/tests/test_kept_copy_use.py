"""Sổ sử dụng bản lưu: who has the kept copy, and what no role can change about it."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.vanthu_document.tools.printing.spec import KEPT_COPY_BOOK

from .books_common import BooksCommon


@tagged("post_install", "-at_install")
class TestKeptCopyUse(BooksCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._bring_to("issued").with_user(cls.clerk)

    def _lend(self, user=None, **values):
        return self.env["vanthu.kept.copy.use"].with_user(user or self.clerk).create({
            "document_id": self.document.id, "user_name": "Nguyễn Văn Bình, Phòng KHTC",
            "allowed_by_id": self.leader.id, "file_number": "05.KHTC", **values,
        })

    def test_the_labels_are_those_of_the_form(self):
        self.assertEqual(KEPT_COPY_BOOK.labels, (
            "Ngày tháng", "Họ tên người sử dụng", "Số, ký hiệu ngày tháng văn bản",
            "Tên loại và trích yếu nội dung văn bản", "Số và ký hiệu HS", "Ký nhận", "Ngày trả",
            "Người cho phép sử dụng", "Ghi chú",
        ))

    def test_the_nine_columns(self):
        use = self._lend(note="Đối chiếu", signed_for="Bình")
        with freeze_time("2026-05-18 03:00:00"):
            use.action_return()
            self.assertEqual(self._rows(KEPT_COPY_BOOK), [{
                "day": "15/05/2026",
                "user": "Nguyễn Văn Bình, Phòng KHTC",
                "reference": "01/SGDĐT-VP ngày 15/05/2026",
                "subject": "Công văn: Tổ chức hội nghị tổng kết năm học",
                "file_number": "05.KHTC",
                "signature": "Bình",
                "returned_day": "18/05/2026",
                "allowed_by": "Leader",
                "note": "Đối chiếu",
            }])

    def test_lending_and_return_are_events_of_the_document(self):
        use = self._lend()
        use.action_return()
        for kind in ("kept_copy_used", "kept_copy_returned"):
            self.assertEqual(self._events(self.document, kind).user_id, self.clerk)
        with self.assertRaisesRegex(UserError, "stays as it was signed for"):
            use.action_return()

    def test_the_clerk_writes_it_down_from_the_document(self):
        action = self.document.action_open_kept_copy()
        form = Form(self.env["vanthu.kept.copy.use"].with_user(self.clerk).with_context(
            **action["context"]
        ))
        self.assertEqual(form.document_id, self.document)
        form.user_name, form.allowed_by_id = "Lê Thị Hoa", self.leader
        self.assertEqual(form.save().day.isoformat(), "2026-05-15")

    def test_it_is_neither_deleted_nor_rewritten_by_anybody(self):
        use = self._lend()
        for user in (self.clerk, self.leader, self.manager, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                use.with_user(user).unlink()
        with self.assertRaisesRegex(UserError, "kept for good"):
            use.sudo().unlink()
        for name, value in (
            ("user_name", "Ai đó"), ("day", "2026-05-14"), ("file_number", "06"),
            ("allowed_by_id", self.head.id), ("document_id", self._issue_paper().id),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, "signed for"):
                use.write({name: value})
        use.write({"signed_for": "Bình", "note": "Mượn thêm một ngày"})
        self.assertEqual(use.note, "Mượn thêm một ngày")

    def test_only_the_clerk_writes_and_only_the_own_organisation_reads(self):
        use = self._lend()
        for user in (self.leader, self.handler, self.manager, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._lend(user=user)
        for user in (self.handler, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                use.with_user(user).read(["user_name"])
        self.assertEqual(use.with_user(self.leader).user_name, "Nguyễn Văn Bình, Phòng KHTC")
        with self.assertRaises(AccessError):
            use.with_user(self.leader).action_return()
        with self.assertRaises(AccessError):
            self.document.with_user(self.handler).action_open_kept_copy()

    def test_of_a_restricted_document_only_the_named_persons_see_the_use(self):
        use = self._lend()
        self._restrict(self.document)
        with self.assertRaises(AccessError):
            use.read(["user_name"])
        with self.assertRaises(AccessError):
            self._lend()
        row = self._rows(KEPT_COPY_BOOK)[0]
        self.assertEqual(
            {key: text for key, text in row.items() if text},
            {"day": "15/05/2026", "reference": "01", "subject": "(Văn bản hạn chế)"},
        )
        self.assertEqual(
            self._rows(KEPT_COPY_BOOK, user=self.leader)[0]["file_number"], "05.KHTC"
        )

    def test_what_makes_no_sense_is_refused(self):
        draft = self._create_draft()
        incoming = self._create_incoming()
        for values, words in (
            ({"document_id": draft.id}, "that is issued"),
            ({"document_id": incoming.id}, "that is issued"),
            ({"day": "2026-05-14"}, "between the date of the document"),
            ({"day": "2026-05-16"}, "between the date of the document"),
            ({"returned_day": "2026-05-16"}, "day of return"),
            ({"allowed_by_id": self.other_clerk.id}, "of this organisation"),
        ):
            with self.subTest(values), self.assertRaisesRegex(ValidationError, words):
                self._lend(**values)

    def test_a_state_secret_is_not_written_down(self):
        with (
            patch.object(type(self.organisation), "_log_secret_refused") as logged,
            self.assertRaisesRegex(UserError, "state secret"),
        ):
            self._lend(note="Độ mật: TUYỆT MẬT")
        logged.assert_called_once()
