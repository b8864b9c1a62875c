"""The books of the reading room: made of requests, on paper and as workbook alike."""

from datetime import date, datetime, timedelta
from io import BytesIO
from unittest.mock import patch

import openpyxl
from pypdf import PdfReader

from odoo import Command, fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, HttpCase, tagged

from ..tools.printing import reading_book as forms
from .loan_common import LoanCommon


@tagged("post_install", "-at_install")
class TestForms(BaseCase):
    def test_columns_are_those_of_the_forms(self):
        self.assertEqual(forms.READER_BOOK.labels, (
            "STT", "Ngày", "Họ tên", "Số định danh", "Cơ quan/địa chỉ", "Mục đích, chủ đề",
            "Ghi chú",
        ))
        self.assertEqual(forms.HANDING_BOOK.labels, (
            "STT", "Ngày giao", "Hồ sơ", "Số tờ", "Ký nhận", "Ngày trả", "Ký trả", "Ghi chú",
        ))
        for form in (forms.READER_BOOK, forms.HANDING_BOOK):
            self.assertEqual(sum(column.width_mm for column in form.columns), 262)

    def test_reader_and_what_became_of_the_request(self):
        facts = {
            "day": date(2026, 11, 3), "reader": "An", "number": "01", "organ": None,
            "purpose": "01", "topic": "Gia phả", "kind": "read", "state": "returned",
        }
        self.assertEqual(forms.build_reader(4, facts), (
            "4", "03/11/2026", "An", "01", "", "Cá nhân: Gia phả", "Đọc",
        ))
        self.assertEqual(
            forms.build_reader(1, {**facts, "state": "refused", "kind": "copy"})[6],
            "Sao, không được duyệt",
        )

    def test_what_was_handed_out_and_came_back(self):
        facts = {
            "out_day": date(2026, 11, 3), "back_day": None, "sheets": 20, "file": "5, Sổ điểm",
            "reader": "An", "sheets_back": 0, "due": date(2026, 11, 10), "condition": "",
        }
        self.assertEqual(forms.build_handing(1, facts), (
            "1", "03/11/2026", "5, Sổ điểm", "20", "An", "", "", "Hạn trả: 10/11/2026",
        ))
        back = {
            **facts, "back_day": date(2026, 11, 9), "sheets_back": 19,
            "condition": "Thiếu tờ 7",
        }
        self.assertEqual(forms.build_handing(1, back)[5:], (
            "09/11/2026", "An", "Trả 19/20 tờ; Tình trạng: Thiếu tờ 7",
        ))

    def test_what_is_hidden_keeps_its_place_and_nothing_else(self):
        day = date(2026, 11, 3)
        self.assertEqual(
            forms.build_reader(2, {"day": day}),
            ("2", "03/11/2026", forms.HIDDEN, "", "", "", ""),
        )
        self.assertEqual(
            forms.build_handing(2, {"out_day": day, "back_day": None, "sheets": 9}),
            ("2", "03/11/2026", forms.HIDDEN, "", "", "", "", ""),
        )


@tagged("post_install", "-at_install")
class TestReadingBook(LoanCommon, HttpCase):
    def _open(self, user=None, **values):
        return self.env["vanthu.reading.book"].with_user(user or self.archivist).create({
            "company_id": self.organisation.id, "date_from": self.today,
            "date_to": self.today, **values,
        })

    def _get_rows(self, user=None, **values):
        return self._open(user, **values)._get_form()[2]

    def test_readers_of_the_period_in_their_order(self):
        self._create_outside(self.open_file)
        inside = self._create_loan(self.open_file, kind="copy")
        inside.with_user(self.archivist).action_refuse("Đang chỉnh lý")
        self.assertEqual(self._get_rows(), [
            ("1", f"{self.today:%d/%m/%Y}", "Ngô Thị Khách", "012345678901", "Thị trấn Lâm",
             "Cá nhân: Xác minh quá trình công tác", "Đọc, chưa duyệt"),
            ("2", f"{self.today:%d/%m/%Y}", self.handler.name, "", self.organisation.name,
             "Công vụ: Xác minh quá trình công tác", "Sao, không được duyệt"),
        ])
        yesterday = self.today - timedelta(days=1)
        self.assertFalse(self._get_rows(date_from=yesterday, date_to=yesterday))

    def test_what_went_out_and_came_back(self):
        loan = self._hand_out(self._create_outside(self.open_file))
        [row] = self._get_rows(kind="handing")
        self.assertEqual(row[1:7], (
            f"{self.today:%d/%m/%Y}", f"{self.open_file.notation}, Hồ sơ mở", "20",
            "Ngô Thị Khách", "", "",
        ))
        self.assertIn(f"Hạn trả: {loan.return_due:%d/%m/%Y}", row[7])
        loan.line_ids.write({"sheets_back": 19, "condition_back": "Thiếu tờ 7"})
        loan.action_return()
        [row] = self._get_rows(kind="handing")
        self.assertEqual(row[4:], (
            "Ngô Thị Khách", f"{self.today:%d/%m/%Y}", "Ngô Thị Khách",
            "Trả 19/20 tờ; Tình trạng: Thiếu tờ 7",
        ))

    def test_the_day_is_that_of_the_reading_room(self):
        # 1 a.m. of the third in Viet Nam.
        with patch.object(fields.Datetime, "now", return_value=datetime(2025, 11, 2, 18)):
            self._hand_out(self._create_outside(self.open_file))
        for day, count in ((2, 0), (3, 1), (4, 0)):
            with self.subTest(day=day):
                when = date(2025, 11, day)
                rows = self._get_rows(kind="handing", date_from=when, date_to=when)
                self.assertEqual(len(rows), count)
                if rows:
                    self.assertEqual(rows[0][1], "03/11/2025")

    def test_copies_and_what_was_never_handed_out_are_not_handed_files(self):
        copy = self._create_outside(self.open_file, kind="copy")
        self._approve(copy).action_hand_out()
        self._approve(self._create_outside(self.closed_file))
        self.assertFalse(self._get_rows(kind="handing"))
        self.assertEqual(len(self._get_rows()), 2)

    def test_restricted_files_keep_their_row_without_words(self):
        hidden = self._create_archived(
            name="Hồ sơ kín", access_mode="01", restricted=True, medium="paper",
            sheet_count=20,
            allowed_user_ids=[Command.set(self.archivist.ids)],
        )
        self._hand_out(self._create_loan(hidden, self.archivist))
        self._create_outside(self.open_file)
        self.assertEqual(self._get_rows()[0][2], self.archivist.name)
        self.assertIn("Hồ sơ kín", self._get_rows(kind="handing")[0][2])
        for kind in ("readers", "handing"):
            [row, *_more] = self._get_rows(self.leader, kind=kind)
            with self.subTest(kind=kind):
                self.assertEqual(row[2], forms.HIDDEN)
                self.assertFalse(any(row[3:5]))
        self.assertEqual(self._get_rows(self.leader)[1][0], "2")

    def test_another_organisation_stands_in_no_book(self):
        self._create_outside(self.open_file)
        other = self.other_clerk.company_id
        self.assertNotIn(other, self.archivist.company_ids)
        with self.assertRaises(AccessError):
            self._open(company_id=other.id)._get_form()

    def test_archivists_and_leaders_only_and_each_the_own_dialog(self):
        for user in (self.handler, self.clerk, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._open(user)
        book = self._open()
        with self.assertRaises(AccessError):
            book.with_user(self.leader).read(["kind"])

    def test_days_in_their_order_and_a_year_at_most(self):
        for first, last in ((0, -1), (0, 366)):
            with self.subTest(last=last), self.assertRaises(ValidationError):
                self._open(
                    date_from=self.today + timedelta(days=first),
                    date_to=self.today + timedelta(days=last),
                )
        self.assertTrue(self._open(date_to=self.today + timedelta(days=365)))

    def test_paper_and_workbook_say_the_same(self):
        self._hand_out(self._create_outside(self.open_file))
        for kind, form, words in (
            ("readers", forms.READER_BOOK, ("SỔ ĐĂNG KÝ ĐỘC GIẢ", "012345678901")),
            ("handing", forms.HANDING_BOOK, ("SỔ GIAO NHẬN TÀI LIỆU VỚI ĐỘC GIẢ", "Ký trả")),
        ):
            book = self._open(kind=kind)
            rows = book._get_form()[2]
            self.assertEqual(book.action_print()["report_name"], "vanthu_archive.reading_book")
            report = self.env["report.vanthu_archive.reading_book"].with_user(self.archivist)
            stream = report._render_stream(book.with_env(report.env), {})[book.id]
            text = " ".join(" ".join(
                page.extract_text() for page in PdfReader(stream).pages
            ).split())
            for word in (*words, "Ngô Thị Khách", self.organisation.name.upper()):
                self.assertIn(word, text)
            self.authenticate(self.archivist.login, self.archivist.login)
            response = self.url_open(book.action_export()["url"])
            self.assertEqual(response.status_code, 200)
            sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
            table = [
                tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)
            ]
            at = table.index(form.labels)
            self.assertEqual(table[at + 2:at + 2 + len(rows)], rows)
        for kind in ("printed", "exported"):
            self.assertEqual(len(self._get_events(self.organisation, kind)), 2)

    def test_the_workbook_is_sent_to_who_opened_the_dialog_only(self):
        url = self._open().action_export()["url"]
        for user in (self.handler, self.leader):
            self.authenticate(user.login, user.login)
            self.assertEqual(self.url_open(url).status_code, 404)
