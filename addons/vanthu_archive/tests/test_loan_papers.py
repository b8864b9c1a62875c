"""The printed papers of a request, column by column."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.printing.loan import COPY_TABLE, MINUTES_TABLE, READ_TABLE
from .loan_common import LoanCommon


@tagged("post_install", "-at_install")
class TestLoanPapers(LoanCommon):
    def _print(self, loan, paper="slip", user=None):
        model = self.env[f"report.vanthu_archive.loan_{paper}"].with_user(user or self.archivist)
        loan = loan.with_env(model.env)
        stream = model._render_stream(loan, {})[loan.id]
        reader = PdfReader(BytesIO(stream.getvalue()))
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def _assert_words(self, text, *words):
        for word in words:
            with self.subTest(word=word):
                self.assertIn(word, text)

    def test_columns_are_those_of_the_forms(self):
        self.assertEqual(READ_TABLE[0], (
            "STT", "Tên phông, mục lục số", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ/tài liệu",
            "Ghi chú",
        ))
        self.assertEqual(COPY_TABLE[0][4:], (
            "Từ tờ – đến tờ", "Số trang", "Số bản", "Hình thức", "Ghi chú",
        ))
        for heads, widths in (READ_TABLE, COPY_TABLE, MINUTES_TABLE):
            self.assertEqual(len(heads), len(widths))
            self.assertEqual(sum(widths), 165)

    def test_the_slip_to_read_tells_reader_purpose_files_and_decision(self):
        loan = self._create_outside(self.open_file)
        loan.line_ids.note = "Chỉ phần báo cáo"
        text = self._print(loan)
        self._assert_words(
            text, "PHIẾU YÊU CẦU ĐỌC TÀI LIỆU", "Ngô Thị Khách", "012345678901",
            "Thị trấn Lâm", "Mục đích: Cá nhân", "Xác minh quá trình công tác", "Hồ sơ mở",
            self.open_file.notation, "Chỉ phần báo cáo", "Ý kiến duyệt: …",
        )
        self._approve(loan)
        self._assert_words(self._print(loan), "Ý kiến duyệt: Đồng ý", self.archivist.name)
        self.assertEqual(len(self._get_events(loan, "printed")), 2)

    def test_a_refusal_stands_on_the_slip(self):
        loan = self._create_outside(self.open_file)
        loan.action_refuse("Đang chỉnh lý")
        self._assert_words(self._print(loan), "Không đồng ý. Đang chỉnh lý")

    def test_the_slip_for_copies_tells_sheets_pages_and_number(self):
        loan = self._create_outside(self.open_file, kind="copy", certified=True)
        loan.line_ids.write({"sheet_from": 3, "sheet_to": 7, "copies": 4})
        text = self._print(loan)
        self._assert_words(
            text, "PHIẾU YÊU CẦU SAO TÀI LIỆU", "3 – 7", "Giấy", "xác thực", "Số bản",
        )
        row = self.env["report.vanthu_archive.loan_slip"]._get_row(1, loan.line_ids)
        self.assertEqual(row[4:8], ("3 – 7", "5", "4", "Giấy"))

    def test_a_reader_of_the_organisation_prints_the_own_slip(self):
        loan = self._create_loan(self.open_file)
        text = self._print(loan, user=self.handler)
        self._assert_words(text, self.handler.name, self.organisation.name, "Công vụ")
        with self.assertRaises(AccessError):
            self._print(loan, user=self.outsider)

    def test_minutes_are_drawn_when_files_leave_the_office(self):
        read = self._hand_out(self._create_outside(self.closed_file))
        with self.assertRaisesRegex(UserError, "handed out"):
            self._print(read, "hand_over")
        loan = self._create_outside(
            self.open_file, kind="borrow", consent_reference="15/QĐ-SGDĐT",
            consent_date=self.today,
        )
        with self.assertRaisesRegex(UserError, "handed out"):
            self._print(loan, "hand_over")
        loan = self._hand_out(loan)
        self._assert_words(
            self._print(loan, "hand_over"), "BIÊN BẢN GIAO NHẬN TÀI LIỆU", "15/QĐ-SGDĐT",
            f"BÊN GIAO: {self.archivist.name}", "BÊN NHẬN: Ngô Thị Khách", "20", "Nguyên vẹn",
            f"Hạn trả: {loan.return_due:%d/%m/%Y}", "02 bản",
        )
