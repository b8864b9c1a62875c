"""Registers with what nobody hopes for: endless words, many pages, odd letters, long names."""

import io
import re
import unicodedata
from datetime import date, datetime
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing import handling_slip
from odoo.addons.vanthu_document.tools.printing.handling_slip import (
    HandlingSlip,
    SlipEntry,
    write_handling_slip,
)
from odoo.addons.vanthu_document.tools.printing.layout import Measure, clean_text
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx
from odoo.addons.vanthu_document.tools.printing.spec import (
    FOLLOW_UP_REGISTER,
    FORMS,
    HAND_OVER_LIST,
    INCOMING_REGISTER,
    PORTRAIT,
    RIGHT,
    Column,
    PrintError,
    RegisterCover,
    RegisterForm,
)

from .test_tools_printing import COVER, flat, incoming_rows, print_pdf, pypdf, tight

# An address, as offices paste it into the subject: no place to break but "/" and "-".
ADDRESS = "https://drive.example.vn/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz-0123456789/view?usp=sharing"
WORD = "Nghiêng" * 30
PLACE = re.compile(rb"1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm")


def row_with(**values):
    """A row of the incoming register with some cells replaced, by key."""
    row = dict(zip(INCOMING_REGISTER.keys, next(incoming_rows(1)), strict=True))
    return tuple({**row, **values}.values())


def print_slip(slip):
    """Draw a slip and read back the text of its pages."""
    return [page.extract_text() for page in pypdf.PdfReader(write_handling_slip(slip)).pages]


class TestLongText(BaseCase):

    def setUp(self):
        super().setUp()
        self.measure = Measure(fonts.REGULAR, 10)

    def test_word_without_end_is_printed_whole_inside_its_column(self):
        for key in INCOMING_REGISTER.keys:
            text = print_pdf(rows=[row_with(**{key: WORD})])[1][2]
            self.assertIn(WORD, tight(text).replace("-", ""), key)

    def test_address_breaks_at_its_signs_and_can_be_read_again(self):
        lines = self.measure.wrap(f"Xem {ADDRESS} đính kèm", 150)
        self.assertTrue(all(self.measure.width(line) <= 150 for line in lines))
        self.assertEqual("".join(lines).replace(" ", ""), f"Xem{ADDRESS}đínhkèm")
        self.assertTrue(any(line.endswith("/") for line in lines))

    def test_next_word_goes_on_beside_the_rest_of_a_cut_one(self):
        room = self.measure.width("W" * 5 + " và")
        self.assertEqual(self.measure.wrap("W" * 11 + " và", room)[-1][-3:], " và")

    def test_text_of_blanks_only_takes_no_line(self):
        self.assertEqual(self.measure.wrap("   \n  ", 100), [])
        self.assertEqual(self.measure.wrap("", 100), [])

    def test_letter_that_the_font_does_not_know_takes_room_all_the_same(self):
        self.assertGreater(self.measure.width("\U0001f4c4"), 0)

    def test_memory_of_words_is_bounded(self):
        small = Measure(fonts.REGULAR, 10)
        small.MEMORY = 5
        for number in range(50):
            small.width(f"w{number}")
        self.assertLessEqual(len(small._words), 6)
        self.assertEqual(small.width("w49"), self.measure.width("w49"))

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(st.text(alphabet="aăâơưđộ/-.,W\n", max_size=12), max_size=40),
        st.integers(30, 300),
    )
    def test_any_text_keeps_its_letters_and_fits(self, words, room):
        text = " ".join(words)
        lines = Measure(fonts.REGULAR, 10).wrap(text, room)
        measure = self.measure
        self.assertEqual("".join("".join(lines).split()), "".join(text.split()))
        for line in lines:
            self.assertTrue(len(line) == 1 or measure.width(line) <= room + 0.01, line)

    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=80))
    def test_cleaned_text_is_stable_composed_and_printable(self, text):
        cleaned = clean_text(text)
        self.assertEqual(clean_text(cleaned), cleaned)
        self.assertEqual(unicodedata.normalize("NFC", cleaned), cleaned)
        self.assertFalse(re.search("[\x00-\x09\x0b-\x1f\u200b\ud800-\udfff]", cleaned))
        cleaned.encode("utf-8")


class TestManyPages(BaseCase):

    def test_a_year_of_a_large_office_is_numbered_to_the_last_page(self):
        pages, texts = print_pdf(rows=incoming_rows(1_200, "Công văn"), first_page=False)
        self.assertGreater(pages, 60)
        self.assertRegex(flat(texts[-1]).replace(" /", "/"), rf"Trang {pages - 1}/ ?{pages - 1}$")
        self.assertIn("{1200}", texts[-1])

    def test_rows_that_just_fit_leave_no_empty_page(self):
        for count in range(16, 23):
            pages, texts = print_pdf(rows=incoming_rows(count, "Ngắn"), first_page=False)
            self.assertEqual(len(texts), pages)
            for text in texts[1:]:
                self.assertTrue(re.search(r"\{\d+\}", text), f"page without a row at {count}")

    def test_split_row_never_begins_with_a_single_line_at_the_foot(self):
        words = " ".join(f"từ{number:04}" for number in range(900))
        for before in range(9, 13):
            rows = [*incoming_rows(before), *incoming_rows(1, words)]
            _pages, texts = print_pdf(rows=rows, first_page=False)
            first = next(text for text in texts if "từ0000" in text)
            begun = re.findall(r"từ\d{4}", first)
            self.assertGreater(len(begun), 9, f"with {before} rows before")

    def test_every_page_of_a_split_row_has_headings_and_running_head(self):
        words = " ".join(f"từ{number:04}" for number in range(1_800))
        _pages, texts = print_pdf(rows=incoming_rows(1, words), first_page=False)
        self.assertGreater(len(texts), 4)
        for text in texts[1:]:
            self.assertIn("(10)", text)
            self.assertIn("Quyển số: 01", flat(text))

    def test_list_for_hundreds_of_units_has_a_sheet_for_each(self):
        cover = RegisterCover(name="Sở Giáo dục và Đào tạo", subtitle="Đơn vị nhận: Trường số 7")
        rows = [
            ("22/11/2026", number, f"{number}/UBND", "Họp", f"Trường số {number}", "", "")
            for number in range(1, 401)
        ]
        _pages, texts = print_pdf(HAND_OVER_LIST, cover, rows)
        found = re.findall(r"Trường số (\d+)", " ".join(map(flat, texts)))
        self.assertEqual([int(number) for number in found[1:]], list(range(1, 401)))


class TestPage(BaseCase):

    def places(self, form, rows, cover=COVER):
        """Left edges and baselines of all text on the pages of the table."""
        stream = io.BytesIO()
        write_register_pdf(stream, form, cover, rows, first_page=False)
        pages = list(pypdf.PdfReader(stream).pages)
        found = []
        for page in pages[1:] if form.has_cover else pages:
            found += [tuple(map(float, place)) for place in PLACE.findall(
                page.get_contents().get_data())]
        return found, pages[-1].mediabox

    def test_form_in_portrait_is_drawn_on_an_upright_page(self):
        form = RegisterForm("x", "SỔ", (
            Column("a", "Số", 30), Column("b", "Tiền", 60, RIGHT)), orientation=PORTRAIT)
        found, box = self.places(form, [("1", "1.000.000")])
        self.assertEqual((round(float(box.width)), round(float(box.height))),
                         tuple(map(round, A4)))
        self.assertTrue(all(0 < x < A4[0] - 10 * mm for x, _y in found))

    def test_figures_at_the_right_end_at_one_edge(self):
        form = RegisterForm("x", "SỔ", (
            Column("a", "Số", 30), Column("b", "Tiền", 60, RIGHT)), has_cover=False)
        values = ["1", "1.000", "1.000.000"]
        found, _box = self.places(form, [("x", value) for value in values])
        measure = Measure(fonts.REGULAR, 10)
        figures = [x for x, y in found if x > 200 * mm and y > 15 * mm][-len(values):]
        ends = {
            round(x + measure.width(value), 1) for x, value in zip(figures, values, strict=True)
        }
        self.assertEqual(len(ends), 1, ends)

    def test_cell_of_each_form_stays_inside_the_page(self):
        for form in FORMS.values():
            found, box = self.places(form, [tuple(WORD for _ in form.columns)])
            for x, y in found:
                self.assertTrue(0 < x < float(box.width) and 0 < y < float(box.height))

    def test_long_names_on_the_cover_are_broken_and_lost_nowhere(self):
        cover = RegisterCover(
            parent_name="Ủy ban nhân dân " + "tỉnh Thừa Thiên Huế " * 8,
            name="Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên " * 4,
            title="Sổ đăng ký văn bản đến của khối các trường trực thuộc " * 3,
            year=2026, number_from="1", number_to="12a", volume="02")
        text = print_pdf(cover=cover, rows=[])[1][0]
        for line in cover.lines(INCOMING_REGISTER):
            self.assertIn(tight(line), tight(text))

    def test_cover_tells_the_numbers_of_its_volume(self):
        for first, last, shown in (
            (1, 345, "Từ số 1 đến số 345"), ("12a", "12b", "Từ số 12a đến số 12b"),
            (7, "", "Từ số 7 đến số …………"), (0, 0, "Từ số 0 đến số 0"),
        ):
            cover = RegisterCover(name="Sở", number_from=first, number_to=last)
            self.assertIn(shown, flat(print_pdf(cover=cover)[1][0]))

    def test_one_day_is_written_once_on_a_list(self):
        day = date(2026, 2, 3)
        cases = {
            (day, day): "Ngày 03/02/2026",
            (day, date(2026, 2, 4)): "Từ ngày 03/02/2026 đến ngày 04/02/2026",
            (None, day): "Từ ngày ………… đến ngày 03/02/2026",
        }
        for (first, last), shown in cases.items():
            cover = RegisterCover(name="Sở", date_from=first, date_to=last)
            self.assertEqual(cover.period(), shown)

    def test_running_head_names_year_and_volume_only_where_there_are_some(self):
        bare = RegisterCover(name="Trường Tiểu học Số Một")
        head = flat(print_pdf(cover=bare, rows=incoming_rows(1))[1][2])
        self.assertTrue(head.startswith("Trường Tiểu học Số Một"))
        self.assertNotIn("Năm:", head)
        self.assertNotIn("Quyển số:", head)
        self.assertIn("Năm: 2026", flat(print_pdf(rows=incoming_rows(1))[1][2]))

    def test_properties_of_the_file_name_register_and_office(self):
        stream = io.BytesIO()
        write_register_pdf(stream, INCOMING_REGISTER, COVER, ())
        info = pypdf.PdfReader(stream).metadata
        self.assertEqual(info["/Title"], "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN 2026")
        self.assertEqual(info["/Author"], "Sở Giáo dục và Đào tạo")

    def test_mark_without_person_or_time_is_still_a_mark(self):
        for options, end in (
            ({}, "điện tử"),
            ({"printed_by": "A\u200b"}, "điện tử, người in: A"),
            ({"printed_at": datetime(2026, 1, 2, 3, 4)}, "điện tử lúc 03:04 ngày 02/01/2026"),
        ):
            text = flat(print_pdf(rows=incoming_rows(1), **options)[1][2])
            self.assertIn(f"quản lý tài liệu {end}", text)

    def test_error_in_the_middle_of_the_rows_leaves_the_fonts_clean(self):
        def rows():
            yield from incoming_rows(3)
            raise ValueError("the database went away")

        with self.assertRaisesRegex(ValueError, "went away"):
            print_pdf(rows=rows())
        for name in fonts.FILES:
            self.assertFalse(fonts.get_font(name).state)


class TestOddLetters(BaseCase):

    def test_marks_that_were_typed_apart_are_copied_together(self):
        subject = unicodedata.normalize("NFD", "Quyết định về việc điều chuyển, ướm thử")
        text = print_pdf(rows=[row_with(subject=subject)])[1][2]
        self.assertIn(unicodedata.normalize("NFC", subject), flat(text))

    def test_mark_without_a_letter_and_unknown_signs_do_not_stop_the_page(self):
        odd = "a\u0323\u0302\u0301 \u0301 \U0001f4ce \u4e2d\u6587 \uffff \u202eđảo"
        text = flat(print_pdf(rows=[row_with(subject=f"trước {odd} sau")])[1][2])
        self.assertIn("trước", text)
        self.assertIn("sau", text)
        self.assertIn("đảo", text)
        self.assertNotIn("\u202e", text)

    def test_words_typed_with_markup_are_printed_as_typed(self):
        subject = "<b>Đậm</b> &amp; \\( ) <script>alert(1)</script>"
        self.assertIn(subject, flat(print_pdf(rows=[row_with(subject=subject)])[1][2]))
        entry = SlipEntry(subject, (subject,), None, "B&C")
        text = flat(" ".join(print_slip(
            HandlingSlip(organ="Sở <A>", description=subject, leader=[entry]))))
        self.assertEqual(text.count("<script>alert(1)</script>"), 3)
        self.assertIn("SỞ <A>", text)
        self.assertIn("B&C", text)

    def test_line_breaks_of_an_opinion_are_kept(self):
        slip = HandlingSlip(organ="Sở", description="x", handler=[SlipEntry("một\nhai")])
        self.assertRegex(print_slip(slip)[0], r"một\s*\n\s*hai")


class TestLongSlip(BaseCase):
    """Opinions that fill more than a page: in order, complete, and never torn from who signs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Every line of the page's foot is once where the last section begins.
        cls.slips = []
        with patch.object(handling_slip, "SIZES", (10,)):
            for count in range(500, 700, 11):
                cls.slips.append(cls.print_pages(count, unit=[SlipEntry("", ("Giao: A",))]))
                cls.slips.append(cls.print_pages(count, handler=[SlipEntry("Đề xuất. " * 60)]))

    @classmethod
    def print_pages(cls, count, **sections):
        words = " ".join(f"ý{number:04}" for number in range(count))
        entry = SlipEntry(words, ("Giao chủ trì: Văn phòng",), None, "Trần Văn Lãnh")
        slip = HandlingSlip(organ="Sở", description="x", leader=[entry], **sections)
        return list(map(flat, print_slip(slip)))

    def test_long_opinion_is_complete_and_begins_on_the_first_page(self):
        pages = self.print_pages(2_500)
        self.assertGreater(len(pages), 2)
        found = re.findall(r"ý(\d{4})", " ".join(pages))
        self.assertEqual(list(map(int, found)), list(range(2_500)))
        self.assertIn("ý0100", pages[0])

    def test_signature_never_stands_alone_overleaf(self):
        for pages in self.slips:
            for page in pages[1:]:
                self.assertFalse(page.startswith("Ngày"), page[:80])

    def test_heading_never_stands_alone_at_the_foot(self):
        self.assertTrue(any(len(pages) > 1 for pages in self.slips))
        for pages in self.slips:
            for page in pages[:-1]:
                self.assertNotRegex(page[-60:], r"\d\. Ý kiến [^.]*$")

    def test_empty_section_keeps_heading_dots_and_place_to_sign_together(self):
        heading = "3. Ý kiến đề xuất của người giải quyết"
        for pages in self.slips[::2]:
            page = next(page for page in pages if heading in page)
            self.assertTrue(page.endswith("năm ………"), page[-80:])


class TestWorkbookEdges(BaseCase):

    def write(self, form=INCOMING_REGISTER, cover=COVER, rows=()):
        stream = io.BytesIO()
        written = write_register_xlsx(stream, form, cover, rows)
        return written, load_workbook(stream)

    def test_empty_register_prints_its_headings_and_one_line(self):
        written, book = self.write()
        self.assertEqual(written, 0)
        self.assertEqual(book["Sổ"].print_area, "'Sổ'!$A$1:$J$3")

    def test_text_that_hides_its_formula_behind_a_mark_or_a_tab_stays_text(self):
        for value in ("\t=1+1", "\u200b=1+1", "=cmd|' /C calc'!A0", "\r=2", "+1-1"):
            cell = self.write(rows=[row_with(subject=value)])[1]["Sổ"]["F3"]
            self.assertEqual(cell.data_type, "s", repr(value))
            self.assertEqual(str(cell.value).strip(), clean_text(value).strip())

    def test_line_break_stays_in_its_cell(self):
        cell = self.write(rows=[row_with(subject="một\r\nhai")])[1]["Sổ"]["F3"]
        self.assertEqual(cell.value, "một\nhai")

    def test_list_without_period_or_subtitle_has_no_empty_heading(self):
        row = tuple("x" for _column in HAND_OVER_LIST.columns)
        full = RegisterCover(
            name="Trường A", parent_name="Sở B", subtitle="Đơn vị nhận: C",
            date_from=date(2026, 1, 1), date_to=date(2026, 1, 1))
        for cover, head in ((RegisterCover(name="Trường A"), 2), (full, 5)):
            sheet = self.write(HAND_OVER_LIST, cover, [row])[1]["Sổ"]
            self.assertEqual(sheet.cell(head + 2, 1).value, "Ngày chuyển")
            self.assertEqual(sheet.print_title_rows, f"${head + 2}:${head + 3}")
            self.assertTrue(all(sheet.cell(line, 1).value for line in range(1, head + 1)))

    def test_error_in_the_middle_of_the_rows_is_passed_on(self):
        def rows():
            yield next(incoming_rows(1))
            yield ("too", "short")

        with self.assertRaises(PrintError) as caught:
            self.write(rows=rows())
        self.assertEqual(caught.exception.code, "row_length")
        self.assertIn("2 values instead of 10", str(caught.exception))

    def test_follow_up_workbook_has_no_numbers_on_its_cover(self):
        book = self.write(FOLLOW_UP_REGISTER)[1]
        lines = [cell.value for cell in book["Bìa"]["A"]]
        self.assertEqual(lines, COVER.lines(FOLLOW_UP_REGISTER))
        self.assertFalse(any("Từ số" in line for line in lines))
