"""Registers as PDF and XLSX, read back and compared with the forms of NĐ 30/2020, Phụ lục IV."""

import io
import re
import unicodedata
from datetime import date, datetime

from openpyxl import load_workbook
from reportlab.lib.units import mm
from xlsxwriter.format import Format

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx
from odoo.addons.vanthu_document.tools.printing.spec import (
    FOLLOW_UP_REGISTER,
    FORMS,
    HAND_OVER_LIST,
    INCOMING_REGISTER,
    PrintError,
    RegisterCover,
)

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

VOWELS = "aăâeêioôơuưy"
MARKS = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = "".join(unicodedata.normalize("NFC", v + m) for v in VOWELS for m in MARKS) + "đ"
ALPHABET = LETTERS + LETTERS.upper()

COVER = RegisterCover(
    parent_name="Ủy ban nhân dân tỉnh Đắk Lắk", name="Sở Giáo dục và Đào tạo", year=2026,
    date_from=date(2026, 1, 2), date_to=date(2026, 3, 31), number_from=1, number_to="345a",
    volume="01")
SUBJECT = (
    "Công văn về việc hướng dẫn thực hiện nhiệm vụ giáo dục trung học năm học 2026-2027, ưu tiên"
    " phòng chống đuối nước và kiểm tra việc quản lý hồ sơ ở các trường phổ thông")


def incoming_rows(count, subject=SUBJECT):
    """Rows of the incoming register; the number of each is also in its notation."""
    for number in range(1, count + 1):
        yield (
            "05/01/2026", f"{number}", "Bộ Giáo dục và Đào tạo", f"{number}/BGDĐT-GDTrH",
            "03/01/2026", f"{subject} {{{number}}}", "Phòng Giáo dục Trung học", "05/01/2026",
            "", "Khẩn")


def print_pdf(form=INCOMING_REGISTER, cover=COVER, rows=(), **options):
    """Print and read back: (number of pages reported, texts of the pages)."""
    stream = io.BytesIO()
    pages = write_register_pdf(stream, form, cover, rows, **options)
    stream.seek(0)
    return pages, [page.extract_text() for page in pypdf.PdfReader(stream).pages]


def flat(text):
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def tight(text):
    """Text without white space: older readers do not put a space between two cells."""
    return "".join(text.split())


class TestFonts(BaseCase):

    def test_all_vietnamese_letters_have_a_shape_in_every_style(self):
        self.assertEqual(len(set(ALPHABET)), 146)
        for name in fonts.FILES:
            shapes = fonts.get_font(name).face.charToGlyph
            missing = [letter for letter in ALPHABET if not shapes.get(ord(letter))]
            self.assertEqual(missing, [], name)

    def test_licence_is_shipped_beside_the_fonts(self):
        text = (fonts.FONT_DIR / "LICENSE-OFL.txt").read_text(encoding="utf-8")
        self.assertIn("SIL OPEN FONT LICENSE Version 1.1", text)
        self.assertIn("Reserved Font Name Liberation", text)


class TestLayout(BaseCase):

    def setUp(self):
        super().setUp()
        self.measure = Measure(fonts.REGULAR, 10)

    def test_lines_fit_and_lose_nothing(self):
        for room in (50, 80, 200):
            lines = self.measure.wrap(SUBJECT, room)
            self.assertTrue(all(self.measure.width(line) <= room for line in lines))
            self.assertEqual(" ".join(lines), SUBJECT)

    def test_long_symbol_breaks_after_slash_and_dash(self):
        room = self.measure.width("4934/TTr-STNM")
        self.assertEqual(self.measure.wrap("4934/TTr-STNMT", room), ["4934/TTr-", "STNMT"])
        room = self.measure.width("4934/TTr")
        self.assertEqual(self.measure.wrap("4934/TTr-STNMT", room), ["4934/", "TTr-", "STNMT"])

    def test_token_without_break_is_cut_only_where_it_must(self):
        lines = self.measure.wrap("A" * 50, 60)
        self.assertEqual("".join(lines), "A" * 50)
        self.assertTrue(all(self.measure.width(line) <= 60 for line in lines))

    def test_room_smaller_than_a_letter_still_ends(self):
        self.assertEqual("".join(self.measure.wrap("ABC", 1)), "ABC")

    def test_line_breaks_of_the_text_are_kept(self):
        self.assertEqual(self.measure.wrap("một\nhai ba", 500), ["một", "hai ba"])

    def test_clean_text_composes_and_drops_what_cannot_be_seen(self):
        self.assertEqual(clean_text(unicodedata.normalize("NFD", "Đuối nước")), "Đuối nước")
        self.assertEqual(clean_text("a\x00b\u200bc\xadd\ufeff\uffffe"), "abcde")
        self.assertEqual(clean_text("a\tb\xa0c\r\nd"), "a b c\nd")
        self.assertEqual(clean_text("a\ud800b"), "a\ufffdb")

    def test_clean_text_of_no_value_and_of_dates(self):
        self.assertEqual([clean_text(None), clean_text(False), clean_text(0)], ["", "", "0"])
        self.assertEqual(clean_text(date(2026, 2, 1)), "01/02/2026")


class TestForms(BaseCase):

    def test_incoming_register_has_the_ten_columns_of_the_law(self):
        self.assertEqual(INCOMING_REGISTER.labels, (
            "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
            "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển",
            "Ký nhận", "Ghi chú"))

    def test_follow_up_register_has_the_seven_columns_of_the_law(self):
        self.assertEqual(FOLLOW_UP_REGISTER.labels, (
            "Số đến",
            "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản",
            "Đơn vị hoặc người nhận", "Thời hạn giải quyết", "Tiến độ giải quyết",
            "Số, ký hiệu văn bản trả lời", "Ghi chú"))

    def test_hand_over_list_keeps_the_customary_columns_in_order(self):
        customary = ["Ngày chuyển", "Số, ký hiệu", "Đơn vị hoặc người nhận", "Ký nhận", "Ghi chú"]
        self.assertEqual([x for x in HAND_OVER_LIST.labels if x in customary], customary)

    def test_cover_lines_in_order(self):
        self.assertEqual(COVER.lines(INCOMING_REGISTER), [
            "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
            "Năm: 2026", "Từ ngày 02/01/2026 đến ngày 31/03/2026", "Từ số 1 đến số 345a",
            "Quyển số: 01"])

    def test_what_is_not_known_stays_dotted(self):
        lines = RegisterCover(name="Trường A").lines(INCOMING_REGISTER)
        self.assertEqual(lines[0], "TRƯỜNG A")
        self.assertRegex(lines[-2], r"^Từ số …+ đến số …+$")

    def test_keys_are_unique(self):
        for form in FORMS.values():
            self.assertEqual(len(set(form.keys)), len(form.columns))


class TestRegisterPdf(BaseCase):

    def test_cover_and_first_page_say_the_same_in_the_order_of_the_form(self):
        pages, texts = print_pdf(rows=incoming_rows(1))
        self.assertEqual((pages, len(texts)), (3, 3))
        for text in texts[:2]:
            self.assertEqual(flat(text), " ".join(COVER.lines(INCOMING_REGISTER)))

    def test_first_page_can_be_left_out(self):
        pages, texts = print_pdf(rows=incoming_rows(1), first_page=False)
        self.assertEqual((pages, len(texts)), (2, 2))
        self.assertIn("{1}", texts[1])

    def test_follow_up_cover_has_no_number_range(self):
        _pages, texts = print_pdf(FOLLOW_UP_REGISTER)
        self.assertIn("SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", texts[0])
        self.assertNotIn("Từ số", texts[0])
        self.assertIn("Từ số", print_pdf(INCOMING_REGISTER)[1][0])

    def test_headings_and_column_numbers_stand_on_every_page(self):
        for form in FORMS.values():
            row = tuple("chữ" for _column in form.columns)
            _pages, texts = print_pdf(form, rows=[row] * 60)
            tables = texts[2:] if form.has_cover else texts
            self.assertGreater(len(tables), 1)
            heads = "".join([*form.labels, *(f"({n + 1})" for n in range(len(form.columns)))])
            for text in tables:
                self.assertIn(tight(heads), tight(text), form.code)

    def test_every_row_is_there_once_and_in_order(self):
        _pages, texts = print_pdf(rows=incoming_rows(500))
        found = [int(number) for number in re.findall(r"\{(\d+)\}", " ".join(texts))]
        self.assertEqual(found, list(range(1, 501)))

    def test_a_row_is_never_cut_at_the_end_of_a_page(self):
        _pages, texts = print_pdf(rows=incoming_rows(100))
        for text in texts[2:]:
            starts = flat(text).count("Công văn về việc")
            self.assertEqual(starts, len(re.findall(r"\{\d+\}", text)))

    def test_nothing_is_printed_in_the_margins(self):
        stream = io.BytesIO()
        write_register_pdf(stream, INCOMING_REGISTER, COVER, incoming_rows(60))
        footer = 9 * mm
        for page in list(pypdf.PdfReader(stream).pages)[2:]:
            places = re.findall(
                rb"1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm", page.get_contents().get_data())
            self.assertGreater(len(places), 20)
            for x, y in places:
                self.assertGreater(float(x), 24.9 * mm)
                if abs(float(y) - footer) > 0.1:
                    self.assertGreater(float(y), 15 * mm)

    def test_pages_of_the_table_are_numbered_with_their_total(self):
        pages, texts = print_pdf(rows=incoming_rows(200))
        total = pages - 2
        self.assertEqual(len(texts), pages)
        for number, text in enumerate(texts[2:], start=1):
            self.assertRegex(flat(text).replace(" /", "/"), rf"Trang {number}/ ?{total}\b")

    def test_vietnamese_can_be_copied_letter_by_letter(self):
        words = " ".join(re.findall("..", ALPHABET))
        row = list(next(incoming_rows(1)))
        row[5] = unicodedata.normalize("NFD", words)
        _pages, texts = print_pdf(rows=[row])
        self.assertIn(words, flat(texts[2]))

    def test_letters_beyond_one_font_subset_are_not_lost(self):
        greek = "".join(map(chr, range(0x391, 0x3CA))).replace("\u03a2", "")
        russian = "".join(map(chr, range(0x410, 0x450)))
        row = list(next(incoming_rows(1)))
        row[5] = " ".join([*re.findall("..", ALPHABET), *re.findall("..", greek + russian)])
        _pages, texts = print_pdf(rows=[row])
        copied = texts[2].replace("\n", "").replace(" ", "")
        for letter in row[5].replace(" ", ""):
            self.assertIn(letter, copied)

    def test_brackets_and_backslash_do_not_break_the_page(self):
        row = list(next(incoming_rows(1)))
        row[5] = r"Sao (lục) \ (y) :) và ((("
        self.assertIn(row[5], flat(print_pdf(rows=[row])[1][2]))

    def test_row_taller_than_a_page_goes_on_overleaf_complete(self):
        words = " ".join(f"từ{number:04}" for number in range(1500))
        rows = [*incoming_rows(1), *incoming_rows(1, words), *incoming_rows(1)]
        _pages, texts = print_pdf(rows=rows)
        self.assertEqual(re.findall(r"từ\d{4}", " ".join(texts)), words.split())
        self.assertGreater(len(texts), 4)

    def test_register_without_rows_shows_an_empty_line(self):
        pages, texts = print_pdf(rows=[])
        self.assertEqual(pages, 3)
        self.assertIn("Ngày đến", texts[2])
        self.assertRegex(flat(texts[2]), r"Trang 1/ ?1$")

    def test_printed_pages_are_marked_with_person_and_time(self):
        _pages, texts = print_pdf(
            rows=incoming_rows(30), printed_by="Nguyễn Thị Thu Hằng",
            printed_at=datetime(2026, 11, 22, 14, 5))
        for text in texts[2:]:
            self.assertIn(
                "In từ Hệ thống quản lý tài liệu điện tử lúc 14:05 ngày 22/11/2026,"
                " người in: Nguyễn Thị Thu Hằng", text)

    def test_hand_over_list_has_its_heading_on_the_first_page_only(self):
        day = date(2026, 11, 22)
        cover = RegisterCover(
            name="Sở Giáo dục và Đào tạo", date_from=day, date_to=day,
            subtitle="Đơn vị nhận: Văn phòng")
        row = ("22/11/2026", "1", "1/UBND-VX", SUBJECT, "Văn phòng", "", "")
        _pages, texts = print_pdf(HAND_OVER_LIST, cover, [row] * 40)
        self.assertIn(
            "SỔ CHUYỂN GIAO VĂN BẢN ĐẾN Đơn vị nhận: Văn phòng Ngày 22/11/2026", flat(texts[0]))
        self.assertNotIn("Đơn vị nhận:", "".join(texts[1:]))
        self.assertEqual("".join(texts).count("1/UBND-VX"), 40)

    def test_fonts_are_embedded(self):
        stream = io.BytesIO()
        write_register_pdf(stream, INCOMING_REGISTER, COVER, incoming_rows(3))
        for page in pypdf.PdfReader(stream).pages:
            for font in page["/Resources"]["/Font"].values():
                self.assertIn("/FontFile2", font.get_object()["/FontDescriptor"])

    def test_row_of_wrong_length_is_refused_and_leaves_no_trace(self):
        with self.assertRaises(PrintError) as caught:
            print_pdf(rows=[("a", "b")])
        self.assertEqual(caught.exception.code, "row_length")
        self.assertFalse(fonts.get_font(fonts.REGULAR).state)

    def test_rows_are_streamed(self):
        seen = []

        def rows():
            for row in incoming_rows(50):
                seen.append(1)
                yield row

        print_pdf(rows=rows())
        self.assertEqual(len(seen), 50)


class TestRegisterXlsx(BaseCase):

    def write(self, form=INCOMING_REGISTER, cover=COVER, rows=()):
        """Write and read back: (number of rows reported, workbook)."""
        stream = io.BytesIO()
        written = write_register_xlsx(stream, form, cover, rows)
        return written, load_workbook(stream)

    def test_cover_sheet_has_the_lines_of_the_form(self):
        _written, book = self.write()
        lines = [cell.value for cell in book["Bìa"]["A"]]
        self.assertEqual(lines, COVER.lines(INCOMING_REGISTER))

    def test_table_has_headings_numbers_and_all_rows_in_order(self):
        rows = list(incoming_rows(300))
        written, book = self.write(rows=rows)
        values = [tuple(cell or "" for cell in row) for row in book["Sổ"].values]
        self.assertEqual(written, 300)
        self.assertEqual(values[0], INCOMING_REGISTER.labels)
        self.assertEqual(values[1], tuple(f"({n})" for n in range(1, 11)))
        self.assertEqual(values[2:], rows)

    def test_table_is_the_sheet_in_view_and_prints_well(self):
        _written, book = self.write(rows=incoming_rows(3))
        sheet = book.active
        self.assertEqual(sheet.title, "Sổ")
        self.assertEqual(sheet.freeze_panes, "A3")
        self.assertEqual(sheet.print_title_rows, "$1:$2")
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertEqual(int(sheet.page_setup.paperSize), 9)
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(int(sheet.page_setup.fitToHeight), 0)
        self.assertTrue(sheet["F3"].alignment.wrap_text)
        self.assertEqual(sheet.oddFooter.right.text, "Trang &P/&N")
        self.assertEqual(sheet.oddFooter.left.text, "In từ Hệ thống quản lý tài liệu điện tử")

    def test_what_looks_like_a_formula_stays_text(self):
        row = list(next(incoming_rows(1)))
        row[2], row[3], row[5], row[9] = "=1+1", "-2", "@SUM(A1)", "+84 262"
        _written, book = self.write(rows=[row])
        for address, value in (("C3", "=1+1"), ("D3", "-2"), ("F3", "@SUM(A1)"), ("J3", "+84 262")):
            cell = book["Sổ"][address]
            self.assertEqual((cell.value, cell.data_type), (value, "s"), address)
            if hasattr(Format, "set_quote_prefix"):
                self.assertTrue(cell.quotePrefix, address)

    def test_numbers_links_and_control_letters_stay_text(self):
        row = list(next(incoming_rows(1)))
        row[1], row[5], row[9] = 7, "https://example.vn", "a\x00\x0bb"
        _written, book = self.write(rows=[row])
        sheet = book["Sổ"]
        self.assertEqual((sheet["B3"].value, sheet["B3"].data_type), ("7", "s"))
        self.assertIsNone(sheet["F3"].hyperlink)
        self.assertEqual(sheet["J3"].value, "ab")

    def test_text_longer_than_a_cell_is_shortened_visibly(self):
        row = list(next(incoming_rows(1)))
        row[5] = "ă" * 40_000
        value = self.write(rows=[row])[1]["Sổ"]["F3"].value
        self.assertEqual((len(value), value[-1]), (32_767, "…"))

    def test_hand_over_list_has_its_heading_above_the_table(self):
        day = date(2026, 11, 22)
        cover = RegisterCover(name="Trường A", date_from=day, date_to=day)
        row = ("22/11/2026", "1", "1/UBND-VX", SUBJECT, "Văn phòng", "", "")
        _written, book = self.write(HAND_OVER_LIST, cover, [row])
        self.assertEqual(book.sheetnames, ["Sổ"])
        values = [[cell for cell in line if cell] for line in book["Sổ"].values]
        self.assertEqual(values[:3], [
            ["TRƯỜNG A"], ["SỔ CHUYỂN GIAO VĂN BẢN ĐẾN"], ["Ngày 22/11/2026"]])
        self.assertEqual(tuple(values[4]), HAND_OVER_LIST.labels)
        self.assertEqual(values[6], [value for value in row if value])

    def test_row_of_wrong_length_is_refused(self):
        with self.assertRaises(PrintError) as caught:
            self.write(rows=[("a",)])
        self.assertEqual(caught.exception.code, "row_length")
