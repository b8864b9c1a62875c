"""Papers of a hand-over: the forms of Phụ lục V, drawn and exported, with numbers in words."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.tests import BaseCase, HttpCase, tagged

from odoo.addons.vanthu_archive.tools.number_words import spell
from odoo.addons.vanthu_archive.tools.printing.hand_over import (
    HAND_OVER_LIST,
    KEEP_BACK_LIST,
    Side,
    build_minutes,
    close_list,
    write_sheets,
    write_term,
    write_time,
)

from .transfer_common import TransferCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

COLUMNS = (
    "Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu", "Thời hạn bảo quản",
    "Số tờ/Số trang", "Ghi chú",
)


def read(stream):
    """Text of a PDF as one line, and its number of pages."""
    pages = pypdf.PdfReader(BytesIO(stream.getvalue())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), len(pages)


class TestNumberWords(BaseCase):
    def test_numbers_as_people_say_them(self):
        for number, words in {
            0: "không", 1: "một", 4: "bốn", 5: "năm", 10: "mười", 11: "mười một",
            14: "mười bốn", 15: "mười lăm", 20: "hai mươi", 21: "hai mươi mốt",
            24: "hai mươi tư", 25: "hai mươi lăm", 55: "năm mươi lăm", 100: "một trăm",
            101: "một trăm linh một", 104: "một trăm linh bốn", 105: "một trăm linh năm",
            110: "một trăm mười", 115: "một trăm mười lăm", 999: "chín trăm chín mươi chín",
            1000: "một nghìn", 1005: "một nghìn không trăm linh năm",
            1010: "một nghìn không trăm mười", 1205: "một nghìn hai trăm linh năm",
            2021: "hai nghìn không trăm hai mươi mốt", 10000: "mười nghìn",
            15000: "mười lăm nghìn", 100001: "một trăm nghìn không trăm linh một",
            1000000: "một triệu", 1000001: "một triệu không trăm linh một",
            1001000: "một triệu không trăm linh một nghìn",
            2000000000: "hai tỷ", 1000000000000: "một nghìn tỷ",
            1234567890: "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm "
                        "chín mươi",
        }.items():
            with self.subTest(number):
                self.assertEqual(spell(number), words)

    def test_each_number_has_its_own_words(self):
        words = {spell(number) for number in range(12_000)}
        self.assertEqual(len(words), 12_000)
        self.assertFalse(any("  " in text or text != text.strip() for text in words))

    def test_below_zero_there_are_none(self):
        with self.assertRaises(ValueError):
            spell(-1)


class TestForms(BaseCase):
    def test_columns_of_the_law(self):
        self.assertEqual(HAND_OVER_LIST.labels, COLUMNS)
        self.assertEqual(HAND_OVER_LIST.title, "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU")
        self.assertEqual(len(KEEP_BACK_LIST.labels), 7)
        self.assertEqual(KEEP_BACK_LIST.labels[:5], COLUMNS[:5])

    def test_cells(self):
        self.assertEqual(write_term("permanent", 0, ""), "Vĩnh viễn")
        self.assertEqual(write_term("years", 5, ""), "05 năm")
        self.assertEqual(write_term("years", 0, ""), "")
        self.assertEqual(write_term("event", 0, "Hết hiệu lực"), "Hết hiệu lực")
        self.assertEqual(write_sheets(12, 0), "12 tờ")
        self.assertEqual(write_sheets(0, 30), "30 trang")
        self.assertEqual(write_sheets(12, 30), "12/30")
        self.assertEqual(write_sheets(0, 0), "")
        first, last = date(2026, 1, 2), date(2026, 6, 30)
        self.assertEqual(write_time(first, last), "02/01/2026 - 30/06/2026")
        self.assertEqual(write_time(first, first), "02/01/2026")
        self.assertEqual(write_time(None, last), "30/06/2026")
        self.assertEqual(write_time(None, None), "")

    def test_closing_sentence_with_the_number_in_words(self):
        self.assertEqual(close_list(1005), (
            "Mục lục này gồm: 1005 hồ sơ (đơn vị bảo quản).",
            "Viết bằng chữ: Một nghìn không trăm linh năm hồ sơ (đơn vị bảo quản).",
        ))

    def test_minutes_name_both_sides_and_all_numbers(self):
        minutes = build_minutes({"name": "Sở"}, {
            "day": date(2026, 11, 2), "basis": "Danh mục hồ sơ năm 2026",
            "giver": Side("Văn phòng", "Bình", "Chánh Văn phòng"), "taker": Side("Lưu trữ cơ quan"),
            "records": "Hồ sơ năm 2026", "first": None, "last": None, "boxes": 12,
            "paper": 90, "metres": 1.5, "electronic": 4, "attachments": 250, "condition": "",
        })
        text = "\n".join(minutes.paragraphs)
        for words in (
            "BÊN GIAO: Văn phòng", "Ông (bà): Bình", "Chức vụ: Chánh Văn phòng",
            "BÊN NHẬN: Lưu trữ cơ quan", "Tổng số hộp (cặp): 12",
            "Tổng số hồ sơ (đơn vị bảo quản): 90. Quy ra mét giá: 1,5 mét.",
            "Tổng số hồ sơ: 4", "Tổng số tệp tin trong hồ sơ: 250",
            "4. Tình trạng tài liệu giao nộp: đầy đủ", "5. Mục lục", "02 bản",
        ):
            self.assertIn(words, text)
        self.assertIn("Nghị định số 30/2020/NĐ-CP", minutes.bases[0])
        self.assertEqual(
            minutes.signers, (("ĐẠI DIỆN BÊN GIAO", "Bình"), ("ĐẠI DIỆN BÊN NHẬN", "")),
        )


@tagged("post_install", "-at_install")
class TestTransferPapers(TransferCommon):
    def _draw(self, report, record, user=None):
        model = self.env[f"report.vanthu_archive.{report}"].with_user(user or self.archivist)
        return read(model._render_stream(record.with_user(model.env.user), {})[record.id])

    def _create_accepted(self):
        files = self._create_closed(2, name="Hồ sơ tập huấn", medium="paper", sheet_count=25)
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(
            files.action_prepare_transfer()["res_id"]
        )
        transfer.write({"box_count": 4, "basis": "Kế hoạch thu thập năm 2026"})
        transfer.action_send()
        transfer = transfer.with_user(self.archivist)
        transfer.action_receive()
        transfer.line_ids[1].action_mend("Thiếu tờ 3")
        transfer.action_all_ok()
        transfer.action_accept()
        return transfer

    def test_the_list_shows_what_was_taken_with_its_columns_and_closing(self):
        self.handler.partner_id.function = "Chuyên viên"
        transfer = self._create_accepted()
        text, pages = self._draw("transfer_list", transfer)
        self.assertEqual(pages, 1)
        for words in (*COLUMNS, "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", "Năm: 2026", "Văn phòng",
                      "Hồ sơ tập huấn", "10 năm", "25 tờ", "NGƯỜI LẬP",
                      "gồm: 1 hồ sơ (đơn vị bảo quản)", "Viết bằng chữ: Một hồ sơ",
                      "02/01/2026 - 30/06/2026"):
            self.assertIn("".join(words.split()), "".join(text.split()))
        self.assertTrue(self._get_events(transfer, "printed"))

    def test_minutes_of_the_hand_over(self):
        transfer = self._create_accepted()
        text, pages = self._draw("transfer_minutes", transfer)
        self.assertEqual(pages, 1, "the signatures stand below the text")
        for words in (
            "Giao nhận hồ sơ, tài liệu", "Kế hoạch thu thập năm 2026", "BÊN GIAO: Văn phòng",
            "Ông (bà): Handler", "BÊN NHẬN: Lưu trữ cơ quan", "Ông (bà): Archivist",
            "Tổng số hộp (cặp): 4", "Quy ra mét giá: 0,5 mét", "02 bản", "ĐẠI DIỆN BÊN NHẬN",
        ):
            self.assertIn(words, text)

    def test_minutes_for_the_historical_archive_name_it(self):
        self._create_source()
        file = self._create_archived(term="permanent", term_years=0)
        transfer = self.env["vanthu.transfer"].with_user(self.archivist).create({
            "kind": "historical", "company_id": self.organisation.id,
            "line_ids": [(0, 0, {"file_id": file.id})],
            "receiver_name": "Trần Văn Lưu", "receiver_position": "Phó Giám đốc",
        })
        text, _pages = self._draw("transfer_minutes", transfer)
        for words in ("BÊN GIAO: Sở Giáo dục và Đào tạo", "Trung tâm Lưu trữ lịch sử tỉnh",
                      "Ông (bà): Trần Văn Lưu", "Chức vụ: Phó Giám đốc"):
            self.assertIn(words, text)

    def test_the_reports_are_offered_where_they_belong(self):
        for name, model in (
            ("transfer_list", "vanthu.transfer"), ("transfer_minutes", "vanthu.transfer"),
            ("keep_back_list", "vanthu.keep.back"),
        ):
            report = self.env.ref(f"vanthu_archive.action_report_{name}")
            self.assertTrue(report.is_drawn)
            self.assertEqual(report.binding_model_id.model, model)


@tagged("post_install", "-at_install")
class TestTransferExport(HttpCase, TransferCommon):
    def test_the_workbook_has_the_columns_and_rows_of_the_paper(self):
        transfer = self._create_sent(2)
        self.authenticate("vanthu_archivist", "vanthu_archivist")
        response = self.url_open(transfer.action_export()["url"])
        self.assertEqual(response.status_code, 200)
        sheet = load_workbook(BytesIO(response.content)).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(index for index, row in enumerate(rows) if row[0] == "Số TT")
        self.assertEqual(rows[head], list(COLUMNS))
        self.assertEqual([row[1] for row in rows[head + 2:]],
                         transfer.line_ids.mapped("notation"))
        self.assertTrue(self._get_events(transfer, "exported"))

    def test_the_list_of_what_is_kept_back(self):
        files = self._create_closed(2, end=date(self.today.year - 1, 3, 1))
        request = self.env["vanthu.keep.back"].browse(files.action_keep_back()["res_id"])
        self.authenticate("vanthu_handler", "vanthu_handler")
        response = self.url_open(request.with_user(self.handler).action_export()["url"])
        sheet = load_workbook(BytesIO(response.content)).worksheets[0]
        values = [value for row in sheet.iter_rows(values_only=True) for value in row]
        self.assertIn("Giữ lại đến ngày", values)
        self.assertIn(files[0].notation, values)

    def test_nobody_gets_the_list_of_another_unit_or_organisation(self):
        transfer = self._create_sent(1)
        for login in ("outsider", "other_archivist"):
            self.authenticate(f"vanthu_{login}", f"vanthu_{login}")
            for url in (f"/vanthu/transfer/{transfer.id}.xlsx", "/vanthu/transfer/0.xlsx",
                        "/vanthu/keep-back/0.xlsx"):
                with self.subTest(login=login, url=url):
                    self.assertEqual(self.url_open(url).status_code, 404)
