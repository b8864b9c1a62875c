"""Printed forms and the board: texts, odd values, what is shortened and what is refused."""

import io
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import share
from odoo.addons.vanthu_document.tools.printing.board_pdf import LABELS, BoardPage, write_board
from odoo.addons.vanthu_document.tools.printing.handling_report import (
    BY_TYPE,
    BY_UNIT,
    DETAILS,
    FORMS,
    ReportCover,
    TotalRow,
    format_number,
    report_bytes,
    write_report_pdf,
)
from odoo.addons.vanthu_document.tools.printing.spec import (
    BLANK,
    FOLLOW_UP_REGISTER,
    INCOMING_REGISTER,
    PrintError,
    RegisterCover,
    text_of,
)

from .test_handling_report import read_pdf


def draw(form, rows, **cover):
    """Pages of a report as text."""
    stream = io.BytesIO()
    cover = {"name": "Trường THPT Chu Văn An", "day": date(2026, 11, 2), **cover}
    pages = write_report_pdf(stream, form, ReportCover(**cover), rows)
    texts = read_pdf(stream.getvalue())
    if len(texts) != pages:
        raise AssertionError(f"{pages} pages were told and {len(texts)} drawn")
    return texts


def board(**values):
    """The board's only page as text."""
    values = {"name": "Sở Nội vụ", "period": "Tháng 10 năm 2026", **values}
    (text,) = read_pdf(write_board(BoardPage(**values)).read())
    return text


class TestNumbersAndTexts(BaseCase):

    @settings(max_examples=150, deadline=None)
    @given(st.integers(-10**12, 10**12))
    def test_whole_numbers_keep_their_value_in_groups_of_three(self, number):
        text = format_number(number)
        self.assertEqual(int(text.replace(".", "")), number)
        self.assertRegex(text, r"^-?\d{1,3}(\.\d{3})*$")

    @settings(max_examples=150, deadline=None)
    @given(st.floats(0, 100))
    def test_shares_have_one_figure_behind_a_comma(self, share):
        text = format_number(share)
        self.assertRegex(text, r"^\d{1,3},\d$")
        self.assertLessEqual(abs(float(text.replace(",", ".")) - share), 0.0501)

    def test_what_is_empty_is_dots_and_zero_is_not_empty(self):
        for value, text in ((None, BLANK), (False, BLANK), ("", BLANK), (0, "0"), ("12a", "12a"),
                            (date(2026, 1, 9), "09/01/2026"),
                            (datetime(2026, 1, 9, 8, 30), "09/01/2026")):
            with self.subTest(value):
                self.assertEqual(text_of(value), text)

    def test_lines_of_a_cover(self):
        cover = RegisterCover("Sở Nội vụ", date_from=date(2026, 1, 2), date_to=date(2026, 1, 2))
        self.assertEqual(cover.period(), "Ngày 02/01/2026")
        self.assertEqual(cover.date_line(), "Từ ngày 02/01/2026 đến ngày 02/01/2026")
        self.assertEqual(RegisterCover("A").period(), f"Từ ngày {BLANK} đến ngày {BLANK}")
        year = RegisterCover("A", date_from=date(2026, 1, 1), date_to=date(2026, 12, 31))
        self.assertEqual(year.period(), "Từ ngày 01/01/2026 đến ngày 31/12/2026")
        open_end = RegisterCover("A", date_from=date(2026, 1, 2))
        self.assertEqual(open_end.period(), f"Từ ngày 02/01/2026 đến ngày {BLANK}")

    def test_number_line_stands_only_on_forms_that_have_one(self):
        cover = RegisterCover("Sở Nội vụ", number_from=1, number_to="250a", volume=2, year=2026)
        self.assertIn("Từ số 1 đến số 250a", cover.lines(INCOMING_REGISTER))
        self.assertNotIn("Từ số 1 đến số 250a", cover.lines(FOLLOW_UP_REGISTER))
        self.assertEqual(cover.lines(INCOMING_REGISTER)[0], "SỞ NỘI VỤ", "no line for no superior")
        self.assertEqual(cover.lines(FOLLOW_UP_REGISTER)[-1], "Quyển số: 2")

    def test_own_title_replaces_that_of_the_form_in_capitals(self):
        self.assertEqual(RegisterCover("A", title="Sổ đơn thư").title_of(INCOMING_REGISTER),
                         "SỔ ĐƠN THƯ")
        self.assertEqual(RegisterCover("A").title_of(INCOMING_REGISTER), INCOMING_REGISTER.title)


class TestShare(BaseCase):

    def test_share_is_of_what_had_a_deadline(self):
        for met, missed, wanted in ((0, 0, None), (0, 3, 0.0), (3, 0, 100.0), (2, 1, 66.7)):
            with self.subTest(met=met, missed=missed):
                self.assertEqual(share.in_time(met, missed), wanted)


class TestReports(BaseCase):

    def test_rows_of_a_wrong_length_are_refused_with_both_numbers(self):
        for form in FORMS.values():
            with self.subTest(form.code), self.assertRaises(PrintError) as caught:
                draw(form, [("a",)])
            self.assertEqual(caught.exception.code, "row_length")
            self.assertIn(f"1 values instead of {len(form.columns)}", str(caught.exception))
        with self.assertRaises(ValueError):
            report_bytes(BY_UNIT, ReportCover("A", day=date(2026, 1, 1)), [("a",)])

    def test_place_of_the_report_is_dotted_where_it_is_not_known(self):
        (text,) = draw(BY_TYPE, [])
        self.assertIn(f"{BLANK}, ngày 02 tháng 11 năm 2026", text)
        (text,) = draw(BY_TYPE, [], place="Pleiku")
        self.assertIn("Pleiku, ngày 02 tháng 11 năm 2026", text)

    def test_each_note_is_printed_in_order_above_the_signatures(self):
        notes = tuple(f"Ghi chú thứ {n}." for n in range(1, 6))
        text = draw(BY_UNIT, [(1, "Văn phòng", *[0] * 8, 0.0)], notes=notes)[-1]
        places = [text.index(note) for note in notes]
        self.assertEqual(places, sorted(places))
        self.assertLess(places[-1], text.index("NGƯỜI LẬP BÁO CÁO"))

    def test_row_taller_than_a_page_loses_no_word(self):
        words = [f"chữ{n}" for n in range(900)]
        row = ("01", date(2026, 10, 1), "", "", " ".join(words), "", None, None, "", "")
        text = " ".join(" ".join(draw(DETAILS, [row])).split())
        self.assertEqual([word for word in words if word not in text], [])

    def test_workbook_keeps_dates_as_people_write_them_and_empty_cells_empty(self):
        row = ("01", date(2026, 10, 1), "Bộ Nội vụ", "5/BNV-VP", "Về\nviệc", None, False, "",
               0, 1.5)
        cover = ReportCover("Sở Nội vụ", day=date(2026, 11, 2))
        sheet = load_workbook(io.BytesIO(report_bytes(DETAILS, cover, [row]))).active
        lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
        (line,) = [line for line in lines if line[3] == "5/BNV-VP"]
        self.assertEqual(line[:3], ["01", "01/10/2026", "Bộ Nội vụ"])
        self.assertEqual(line[4], "Về\nviệc")
        self.assertEqual([value or None for value in line[5:8]], [None, None, None])
        self.assertEqual(line[8:], [0, 1.5])

    def test_headings_of_the_workbook_are_repeated_and_numbered(self):
        cover = ReportCover("Sở Nội vụ", day=date(2026, 11, 2))
        for form in FORMS.values():
            sheet = load_workbook(io.BytesIO(report_bytes(form, cover, []))).active
            lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
            top = lines.index(list(form.labels)) + 1
            self.assertEqual(lines[top], [f"({n + 1})" for n in range(len(form.columns))])
            self.assertEqual(sheet.print_title_rows, f"${top}:${top + 1}", form.code)
            self.assertEqual(sheet.freeze_panes, f"A{top + 2}", form.code)

    def test_total_alone_is_a_whole_report(self):
        total = TotalRow(("", "Tổng cộng", *[1_000_000] * 8, 100.0))
        (text,) = draw(BY_UNIT, [total])
        self.assertIn("Tổng cộng", text)
        self.assertEqual(text.count("1.000.000"), 8)
        self.assertIn("100,0", text)


class TestBoardPage(BaseCase):

    def test_each_figure_has_its_label_and_the_one_before(self):
        figures = [("received", 12, 10), ("done", 7, 6), ("rate", 87.5, None), ("open", 5, 4),
                   ("late", 0, 1)]
        text = board(figures=figures)
        for label in LABELS.values():
            self.assertIn(label, text)
        for words in ("87,5 %", "kỳ trước: –", "kỳ trước: 10", "kỳ trước: 1"):
            self.assertIn(words, text)

    def test_long_names_are_shortened_visibly_and_short_ones_are_not(self):
        text = board(units=[("Phòng " + "rất dài " * 30, 3, 1), ("Văn phòng", 2, 0)])
        self.assertIn("…", text)
        self.assertIn("Văn phòng", text)
        self.assertIn("1 quá hạn / 3", text)
        self.assertNotIn("…", board(units=[("Văn phòng", 2, 0)]))

    def test_tenth_unit_is_shown_and_the_eleventh_is_counted(self):
        units = [(f"Đơn vị {n:02d}", 20 - n, 1) for n in range(11)]
        self.assertNotIn("đơn vị khác", board(units=units[:10]))
        text = board(units=units)
        self.assertIn("Đơn vị 09", text)
        self.assertNotIn("Đơn vị 10", text)
        self.assertIn("và 1 đơn vị khác: 1 quá hạn / 10", text)

    def test_old_document_tells_its_deadline_only_if_there_is_one(self):
        text = board(oldest=[
            ("05", date(2026, 8, 1), "Báo cáo số liệu", "Văn phòng", date(2026, 9, 1), 45),
            ("06", date(2026, 8, 2), "Kế hoạch năm", "", None, None),
        ])
        for words in ("Số 05", "hạn 01/09/2026", "quá hạn 45 ngày làm việc", "đến ngày 02/08/2026"):
            self.assertIn(words, text)
        self.assertEqual(text.count("hạn 0"), 1)
        self.assertEqual(text.count("ngày làm việc"), 1)
        self.assertNotIn("None", text)
        text = board(oldest=[
            ("07", date(2026, 8, 1), "Nghỉ lễ", "", date(2026, 9, 1), 0),
        ])
        self.assertIn("Số 07 quá hạn Nghỉ lễ", text)
        self.assertNotIn("ngày làm việc", text)

    def test_directives_without_a_document_have_a_line_of_their_own(self):
        self.assertNotIn("chỉ đạo", board(units=[("Văn phòng", 2, 0)]))
        text = board(units=[("Văn phòng", 2, 0)], directives=(1234, 3))
        self.assertIn("ý kiến chỉ đạo không kèm văn bản: 3 quá hạn / 1.234", text)

    def test_line_breaks_and_odd_letters_stay_on_one_line(self):
        text = board(oldest=[("1", date(2026, 8, 1), "Về\nviệc (a\\b) \u200bmới", "A", None, 0)])
        self.assertIn("Về việc (a\\b) mới", text)

    def test_share_of_an_office_below_that_closed_nothing_is_a_dash(self):
        text = board(below=[("Trường A", 3, 0, None, 3, 1), ("Trường B", 1200, 2, 50.0, 1, 0)])
        self.assertIn("–", text)
        self.assertIn("50,0 %", text)
        self.assertIn("1.200", text)
