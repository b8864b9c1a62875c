"""Papers of a case file: list of its documents, cover, closing certificate, list of files."""

from datetime import date
from io import BytesIO

import pypdf
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import BaseCase, HttpCase, tagged

from odoo.addons.vanthu_archive.tools.printing.case_file import (
    CONTENTS_LIST,
    build_certificate,
    write_sheet_numbers,
)
from odoo.addons.vanthu_archive.tools.store_code import parse_code
from odoo.addons.vanthu_document.tools.printing.spec import text_of

from .archive_common import ArchiveCommon
from .label_reader import read_codes

COLUMNS = (
    "STT", "Số, ký hiệu văn bản", "Ngày tháng năm văn bản",
    "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản", "Tờ số/ Trang số", "Ghi chú",
)
INVENTORY_COLUMNS = (
    "Hộp số", "Hồ sơ số", "Tiêu đề hồ sơ", "Thời gian bắt đầu và kết thúc", "Số tờ", "Thời hạn",
    "Ghi chú",
)


def read_pages(content):
    """Text of each page of a PDF, as one line each."""
    return [" ".join(page.extract_text().split())
            for page in pypdf.PdfReader(BytesIO(content)).pages]


class TestWording(BaseCase):
    def test_columns_are_those_of_the_form(self):
        self.assertEqual(CONTENTS_LIST.labels, COLUMNS)

    def test_sheets_of_a_document(self):
        for sheets, text in {(0, 0): "", (3, 3): "3", (3, 7): "3 - 7", (3, 0): "3"}.items():
            self.assertEqual(write_sheet_numbers(*sheets), text)

    def test_certificate_tells_numbers_in_words_and_leaves_out_what_is_not_there(self):
        facts = {
            "day": date(2026, 7, 1), "notation": "01.TCCB", "year": 2026, "title": "Hồ sơ A",
            "documents": 21, "sheets": 105, "pages": 0, "list_sheets": 2, "condition": "",
            "compiler": "Lê Văn A",
        }
        text = "\n".join(build_certificate({"name": "Sở"}, facts).paragraphs)
        for words in (
            "Số, ký hiệu hồ sơ: 01.TCCB. Năm 2026", "21 văn bản, tài liệu (viết bằng chữ: hai "
            "mươi mốt văn bản, tài liệu)", "105 tờ (viết bằng chữ: một trăm linh năm tờ)",
            "2 tờ mục lục", "tình trạng của tài liệu trong hồ sơ: …",
        ):
            self.assertIn(words, text)
        self.assertNotIn("trang tài liệu điện tử", text)
        electronic = build_certificate({"name": "Sở"}, {**facts, "sheets": 0, "pages": 7})
        text = "\n".join(electronic.paragraphs)
        self.assertIn("- 0 tờ (viết bằng chữ: không tờ)", text)
        self.assertIn("- 7 trang tài liệu điện tử (viết bằng chữ: bảy", text)


class PapersCommon(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.partner_id.name = "Sở Giáo dục và Đào tạo"
        cls.file = cls._create_file(
            medium="paper", start_date=date(2026, 3, 1), end_date=date(2026, 6, 30),
            closing_note="Giấy tốt",
        )
        for ordinal, values in enumerate((
            {"name": "mở lớp tập huấn", "type_name": "Kế hoạch"},
            {"name": "Báo cáo kết quả", "type_name": "Báo cáo"},
            {"name": "Danh sách học viên", "note": "Bản chụp"},
        ), 1):
            cls._add_item(cls.file, reference=f"{ordinal}/SGDĐT", page_count=2, **values)
        cls.file.action_number_sheets()

    def _print(self, name, files=None, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.handler)
        content, _kind = report._render_qweb_pdf(
            f"vanthu_archive.action_report_{name}", (files or self.file).ids
        )
        return content


@tagged("post_install", "-at_install")
class TestFilePapers(PapersCommon):
    def test_list_of_documents_is_the_form(self):
        [page] = read_pages(self._print("file_contents"))
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "MỤC LỤC VĂN BẢN, TÀI LIỆU", "Số, ký hiệu hồ sơ: 01.TCCB",
            "Năm 2026", "1/SGDĐT", "04/05/2026", "Kế hoạch mở lớp tập huấn", "Báo cáo kết quả",
            "Văn phòng", "3 - 4", "Bản chụp",
        ):
            self.assertIn(words, page)
        self.assertNotIn("Báo cáo: Báo cáo", page)

    def test_rows_hold_the_columns_in_order(self):
        self.assertEqual(self.file._get_list_rows()[0], (
            1, "1/SGDĐT", date(2026, 5, 4), "Kế hoạch mở lớp tập huấn", "Văn phòng", "1 - 2", "",
        ))

    def test_without_sheets_the_pages_are_told(self):
        self.file.line_ids.write({"sheet_from": 0, "sheet_to": 0})
        self.assertEqual(self.file._get_list_rows()[0][5], "2 trang")

    def test_what_may_not_be_read_keeps_its_place_and_nothing_else(self):
        document = self._create_incoming(self.clerk, subject="Việc riêng")
        document.action_register()
        self.file.sudo()._add_documents(document.sudo())
        document.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        row = self.file._get_list_rows()[3]
        self.assertEqual(row, (4, "", "", "", "", "", "Hạn chế tiếp cận"))
        page = read_pages(self._print("file_contents"))[0]
        self.assertNotIn("Việc riêng", page)

    def test_cover_holds_the_fields_of_the_standard_and_a_code_that_scans(self):
        content = self._print("file_cover")
        [page] = read_pages(content)
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO", self.unit.name, "HỒ SƠ", "Hồ sơ tập huấn công tác văn thư",
            "Từ ngày 01/03/2026 đến ngày 30/06/2026", "Gồm: 6 tờ", "Phông số:",
            "Mục lục số: 2026", "Hồ sơ số: 01.TCCB", "Thời hạn bảo quản: 10 năm",
        ):
            self.assertIn(words, page)
        self.assertEqual(read_codes(content), [self.file.qr_code])
        self.assertEqual(parse_code(self.file.qr_code)[0], "F")

    def test_a_long_title_stays_on_the_cover(self):
        self.file.name = "Hồ sơ về việc " + "rất dài " * 50
        [page] = read_pages(self._print("file_cover"))
        self.assertIn("Thời hạn bảo quản: 10 năm", page)
        self.assertEqual(page.count("rất dài"), 50)

    def test_papers_of_two_files_lie_in_the_order_of_the_files(self):
        second = self._create_file(name="Hồ sơ hai", notation="9.VP", medium="paper")
        self._add_item(second)
        pages = read_pages(self._print("file_papers", self.file | second))
        self.assertEqual(len(pages), 6)
        for page, words in zip(pages, (
            "Hồ sơ số: 01.TCCB", "MỤC LỤC VĂN BẢN", "CHỨNG TỪ KẾT THÚC", "Hồ sơ số: 9.VP",
            "Số, ký hiệu hồ sơ: 9.VP", "CHỨNG TỪ KẾT THÚC",
        ), strict=True):
            self.assertIn(words, page)
        for words in ("6 tờ (viết bằng chữ: sáu tờ)", "1 tờ mục lục", "Giấy tốt", "NGƯỜI LẬP",
                      self.handler.name):
            self.assertIn(words, pages[2])

    def test_certificate_counts_the_pages_of_a_long_list(self):
        for ordinal in range(4, 90):
            self._add_item(self.file, reference=f"{ordinal}/SGDĐT")
        pages = read_pages(self._print("file_papers"))
        lists = len(pages) - 2
        self.assertGreater(lists, 1)
        self.assertIn(f"{lists} tờ mục lục", pages[-1])

    def test_chosen_files_stand_in_one_list(self):
        second = self._create_file(
            name="Hồ sơ hai", notation="9.VP", catalog=2025, term="permanent", sheet_count=4,
        )
        report = self.env["report.vanthu_archive.file_inventory"].with_user(self.handler)
        [page] = read_pages(report._render_stream(self.file | second, {}).getvalue())
        for words in ("MỤC LỤC HỒ SƠ", "01.TCCB", "01/03/2026 – 30/06/2026", "10 năm", "Hồ sơ hai",
                      "Vĩnh viễn"):
            self.assertIn(words, page)
        for label in INVENTORY_COLUMNS:
            self.assertIn(label.split()[0], page)

    def test_printing_is_an_event(self):
        self._print("file_papers")
        forms = {event.detail["form"] for event in self._get_events(self.file, "printed")}
        self.assertEqual(
            forms, {"BÌA HỒ SƠ", "MỤC LỤC VĂN BẢN, TÀI LIỆU", "CHỨNG TỪ KẾT THÚC"}
        )

    def test_who_may_not_read_the_file_prints_nothing(self):
        for name in ("file_papers", "file_contents", "file_cover", "file_inventory"):
            with self.subTest(name), self.assertRaises(AccessError):
                self._print(name, user=self.outsider)
        restricted = self._create_file(
            self.archivist, name="Kín", notation="8.VP", restricted=True,
            allowed_user_ids=[Command.set(self.archivist.ids)],
        )
        with self.assertRaises(AccessError):
            self._print("file_cover", restricted)


@tagged("post_install", "-at_install")
class TestContentsExport(HttpCase, PapersCommon):
    def test_workbook_is_the_printed_table(self):
        self.authenticate("vanthu_handler", "vanthu_handler")
        action = self.file.action_export_contents()
        response = self.url_open(action["url"])
        self.assertEqual(response.status_code, 200)
        rows = list(load_workbook(BytesIO(response.content)).active.values)
        head = next(index for index, row in enumerate(rows) if row[0] == "STT")
        self.assertEqual(rows[head], COLUMNS)
        table = [[str(cell or "") for cell in row] for row in rows[head + 2:][:3]]
        printed = [
            [text_of(cell) if cell else "" for cell in row] for row in self.file._get_list_rows()
        ]
        self.assertEqual(table, printed)
        self.assertEqual(self._get_events(self.file, "exported").detail["form"],
                         "MỤC LỤC VĂN BẢN, TÀI LIỆU")

    def test_nobody_else_gets_it(self):
        self.authenticate("vanthu_outsider", "vanthu_outsider")
        response = self.url_open(f"/vanthu/case-file/{self.file.id}/contents.xlsx")
        self.assertEqual(response.status_code, 404)
