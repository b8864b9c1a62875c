"""Reading file plans from workbooks; years and abbreviations in titles."""

from io import BytesIO

from openpyxl import Workbook

from odoo.tests import BaseCase

from odoo.addons.vanthu_archive.tools.file_plan_table import (
    COLUMNS,
    guess_numbering,
    parse_plan_term,
    read_plan,
)
from odoo.addons.vanthu_archive.tools.plan_titles import (
    fill_years,
    make_abbreviation,
    raise_years,
)
from odoo.addons.vanthu_archive.tools.retention_table import Term, TermError
from odoo.addons.vanthu_document.tools import spreadsheet

HEADINGS = (
    "Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản",
    "Người lập hồ sơ", "Ghi chú",
)


def workbook(rows, headings=HEADINGS, above=(), merged=()):
    """A workbook as people keep it: titles above the table, merged cells, numbers."""
    book = Workbook()
    sheet = book.active
    for row in (*above, headings, *rows):
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class TestTitles(BaseCase):
    def test_years_go_with_the_plan(self):
        for former, new in (
            ("Kế hoạch công tác năm 2026", "Kế hoạch công tác năm 2027"),
            ("Hồ sơ tuyển sinh năm học 2026-2027", "Hồ sơ tuyển sinh năm học 2027-2028"),
            ("Tổng kết năm học 2025 – 2026", "Tổng kết năm học 2026 – 2027"),
            ("Báo cáo tháng 12/2026", "Báo cáo tháng 12/2027"),
            ("So sánh 2026 với 2026", "So sánh 2027 với 2027"),
        ):
            with self.subTest(former):
                self.assertEqual(raise_years(former, 2026, 2027), new)

    def test_other_years_stay(self):
        for title in (
            "Đề án giai đoạn 2021-2026", "Thông tư 12/2026/TT-BNV", "Tiếp nhận ngày 05/9/2026",
            "Số 120267", "Hồ sơ năm 2024", "Năm học 2023-2024", "", "Hồ sơ 20261",
        ):
            with self.subTest(title):
                self.assertEqual(raise_years(title, 2026, 2027), title)

    def test_a_gap_of_years_is_a_gap_in_the_titles(self):
        self.assertEqual(raise_years("năm học 2024-2025", 2024, 2027), "năm học 2027-2028")

    def test_years_of_a_template(self):
        self.assertEqual(fill_years("năm học {year}-{next} {x}", 2026), "năm học 2026-2027 {x}")

    def test_abbreviations(self):
        for heading, code in (
            ("CÔNG TÁC TỔ CHỨC, CÁN BỘ", "TCCB"), ("Văn phòng", "VP"), ("Đào tạo", "ĐT"),
            ("THI ĐUA VÀ KHEN THƯỞNG", "TĐKT"), ("2026", ""),
        ):
            self.assertEqual(make_abbreviation(heading), code)


class TestReading(BaseCase):
    def _read(self, *rows, **options):
        return read_plan(workbook(rows, **options))

    def test_terms_as_people_type_them(self):
        for text, term in (
            ("10 năm", Term("years", 10)), ("5", Term("years", 5)), ("05", Term("years", 5)),
            ("20năm", Term("years", 20)), ("Vĩnh viễn", Term("permanent")),
            ("VV", Term("permanent")), ("vĩnh viễn.", Term("permanent")),
            ("HHL", Term("event", 0, "Đến khi văn bản hết hiệu lực")),
        ):
            with self.subTest(text):
                self.assertEqual(parse_plan_term(text), term)
        for text in ("lâu dài", "0", "999 năm", "5 tháng"):
            with self.subTest(text), self.assertRaises(TermError):
                parse_plan_term(text)

    def test_the_form_itself(self):
        rows = self._read(
            (None, "I. TỔ CHỨC, CÁN BỘ"), (None, "1. Đào tạo"),
            ("01.TCCB", "Hồ sơ lớp học", "10 năm", "Lê Hoa", "Điện tử"),
            (None, "II. VĂN PHÒNG"), ("01.VP", "Tập lưu", "Vĩnh viễn"),
        )
        self.assertEqual([(row.kind, row.name, row.code) for row in rows], [
            ("heading", "TỔ CHỨC, CÁN BỘ", "TCCB"), ("subheading", "Đào tạo", ""),
            ("entry", "Hồ sơ lớp học", "TCCB"), ("heading", "VĂN PHÒNG", "VP"),
            ("entry", "Tập lưu", "VP"),
        ])
        entry = rows[2]
        self.assertEqual((entry.term, entry.keeper, entry.note, entry.number, entry.row),
                         (Term("years", 10), "Lê Hoa", "Điện tử", 1, 4))
        self.assertFalse([row for row in rows if row.problems or row.notes])

    def test_an_odd_workbook(self):
        rows = self._read(
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("I. TỔ CHỨC, CÁN BỘ", None, None, None, None),
            (None, None, None), (1, "- Hồ sơ tuyển dụng", 20), (None, "Hồ sơ bổ nhiệm", "70 NĂM"),
            HEADINGS,
            ("B", "Tài chính kế toán"), (None, "hồ sơ quyết toán", "vv"), (None, None),
            (None, "Sổ tài sản", None),
            ("Danh mục hồ sơ này có 04 hồ sơ, bao gồm:",), ("01 hồ sơ bảo quản vĩnh viễn;",),
            headings=("stt", "tên hồ sơ", "thbq", "người lập", "ghi chú"),
            above=(("SỞ GIÁO DỤC",), ("DANH MỤC HỒ SƠ",), ("Năm 2026",)),
            merged=("A6:E6", "A1:E1"),
        )
        self.assertEqual([(row.kind, row.name, row.term and row.term.years) for row in rows], [
            ("heading", "TỔ CHỨC, CÁN BỘ", None), ("entry", "Hồ sơ tuyển dụng", 20),
            ("entry", "Hồ sơ bổ nhiệm", 70), ("heading", "Tài chính kế toán", None),
            ("entry", "hồ sơ quyết toán", 0), ("entry", "Sổ tài sản", None),
        ])
        self.assertEqual(rows[0].notes, [("proposed", {"code": "TCCB"})])
        self.assertEqual(rows[3].code, "TCKT")
        self.assertEqual(rows[-1].notes, [("no_term", {})])
        self.assertFalse([row for row in rows if row.problems])

    def test_arabic_main_headings(self):
        rows = self._read(
            (1, "TỔ CHỨC"), ("01", "Hồ sơ A", "5"), (2, "TÀI CHÍNH"), ("02", "Hồ sơ B", "5"),
        )
        self.assertEqual([row.kind for row in rows], ["heading", "entry"] * 2)
        self.assertEqual(guess_numbering(rows), "through")
        rows = self._read(("1", "Tổ chức"), ("01", "Hồ sơ A", "5"))
        self.assertEqual([row.kind for row in rows], ["heading", "entry"])

    def test_wrong_rows_say_what_is_wrong(self):
        rows = self._read(
            ("I", "TỔ CHỨC"), ("01.TC", "Hồ sơ", "lâu dài"), ("02.TC", None, "5 năm"),
            ("03.TC", "Hồ sơ", "=5+5"), ("04.TC", "Hồ sơ", "5"), ("04.TC", "Hồ sơ", "5"),
        )
        self.assertEqual([[code for code, _params in row.problems] for row in rows],
                         [[], ["bad_term"], ["no_name"], ["formula"], [], []])
        self.assertEqual([row.row for row in rows], [2, 3, 4, 5, 6, 7])
        self.assertIn(("twice", {"other": 3}), rows[-1].notes)
        self.assertIn(("renumbered", {"was": "04.TC", "becomes": "05.TC"}), rows[-1].notes)

    def test_file_below_no_heading_and_headings_with_one_abbreviation(self):
        rows = self._read(("1", "Hồ sơ", "5"), ("I", "TỔ CHỨC (TC)"), ("2", "Hồ sơ hai", "5"),
                          ("II", "TÀI CHÍNH (TC)"), ("3", "Hồ sơ ba", "5"))
        self.assertIn(("no_heading", {}), rows[0].notes)
        self.assertEqual(rows[1].name, "TỔ CHỨC")
        self.assertIn(("same_code", {"code": "TC"}), rows[3].notes)
        rows = self._read(("I", "TỔ CHỨC"), ("1", "Hồ sơ hai", "5"), ("II", "TÀI CHÍNH"),
                          ("1", "Hồ sơ ba", "5"))
        self.assertEqual([rows[0].code, rows[2].code], ["TC", "TC2"])

    def test_numbering_of_the_workbook(self):
        for numbers, numbering in (((1, 2, 1, 2), "heading"), ((1, 2, 3, 4), "through"),
                                   ((1, 2, None, None), "heading")):
            first, second, third, fourth = (
                number and f"{number:02d}.X" for number in numbers
            )
            rows = self._read(
                ("A", "QUẢN LÝ"), ("I", "TỔ CHỨC"), (first, "Một", "5"), (second, "Hai", "5"),
                ("II", "TÀI CHÍNH"), (third, "Ba", "5"), (fourth, "Bốn", "5"),
            )
            self.assertEqual(guess_numbering(rows), numbering)

    def test_files_that_are_no_plan(self):
        for data, code in (
            (b"", "empty"), (workbook([], headings=("A", "B")), "no_header"),
            (workbook([], headings=("Tên hồ sơ", "Ghi chú")), "no_header"),
        ):
            with self.assertRaises(spreadsheet.SpreadsheetError) as caught:
                read_plan(data)
            self.assertEqual(caught.exception.code, code)

    def test_each_heading_of_a_column_stands_for_one_column(self):
        seen = {}
        for column in COLUMNS:
            for heading in column.headings:
                key = spreadsheet.heading_key(heading)
                self.assertEqual(seen.setdefault(key, column.key), column.key, heading)
