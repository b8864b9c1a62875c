"""How the reader sees a page: columns, bars, noise, invisible letters, one long line."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.document_reader import read_document, read_document_dict
from odoo.addons.vanthu_document.tools.document_reader.measure import (
    FieldScore,
    same,
    score_document,
)
from odoo.addons.vanthu_document.tools.document_reader.page import Page, low_of, one_line_cuts
from odoo.addons.vanthu_document.tools.document_reader.vocabulary import goes_on, organ_goes_on

from .reader_common import read_values, write_letter

LETTERS = st.text(alphabet="aăâđêôơưỆỐ Ẵ|\t-–\u00a0\n\u0301\u200b.;xyz19", max_size=80)


def cell_texts(text):
    return [cell.text for cell in Page(text).cells]


class TestPage(BaseCase):

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=60))
    def test_folded_text_has_the_length_of_the_text(self, text):
        low = low_of(text)
        self.assertEqual(len(low), len(text))
        self.assertEqual(low_of(low), low)

    @settings(max_examples=200, deadline=None)
    @given(LETTERS)
    def test_each_cell_is_a_part_of_the_page_and_of_the_given_text(self, raw):
        page, end = Page(raw), 0
        for cell in page.cells:
            self.assertEqual(page.text[cell.start:cell.end], cell.text)
            self.assertGreaterEqual(cell.start, end, "cells stand in order and do not overlap")
            self.assertIn(page.source(cell.start, cell.end), raw)
            self.assertTrue(cell.text.strip())
            end = cell.end

    @settings(max_examples=150, deadline=None)
    @given(LETTERS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
    def test_nothing_of_a_span_is_left_after_carving(self, raw, spans):
        page = Page(raw)
        spans = [(min(span), max(span)) for span in spans]
        taken = {place for low, high in spans for place in range(low, high)}
        for cell in page.carve(spans):
            self.assertFalse(taken & set(range(cell.start, cell.end)), (cell, spans))
            self.assertEqual(page.text[cell.start:cell.end], cell.text)

    def test_columns_are_parted_by_bars_tabs_and_wide_gaps_only(self):
        for line, expected in {
            "SỞ NỘI VỤ     Độc lập": ["SỞ NỘI VỤ", "Độc lập"],
            "SỞ NỘI VỤ\tĐộc lập": ["SỞ NỘI VỤ", "Độc lập"],
            "SỞ NỘI VỤ | Độc lập": ["SỞ NỘI VỤ", "Độc lập"],
            "SỞ NỘI VỤ  Độc lập": ["SỞ NỘI VỤ  Độc lập"],
            "| SỞ NỘI VỤ | Độc lập |": ["SỞ NỘI VỤ", "Độc lập"],
            "-------   SỞ NỘI VỤ": ["SỞ NỘI VỤ"],
            "---|---": [], "   ": [], "": [],
        }.items():
            with self.subTest(line):
                self.assertEqual(cell_texts(line), expected)

    def test_boxes_of_signing_programs_are_no_text(self):
        for noise in (
            "Ký bởi: Sở Giáo dục và Đào tạo", "Signature Not Verified", "Trang 1/3",
            "Người ký: Lê Thị Na", "Thời gian ký: 03.09.2024 08:15:12 +07:00", "Page 2 of 5",
            "03-09-2024 08:15:12 +07:00", "Email: sgddt@daklak.gov.vn",
        ):
            with self.subTest(noise):
                self.assertEqual(cell_texts(noise), [])
                plain = read_values(write_letter())
                self.assertEqual(read_values(noise + "\n" + write_letter()), plain)

    def test_invisible_letters_and_stray_marks_do_not_count(self):
        self.assertEqual(cell_texts("S\u00adở\u200b Nội\ufeff vụ"), ["Sở Nội vụ"])
        self.assertEqual(cell_texts("\u0301 Sở"), ["Sở"])
        self.assertEqual(cell_texts(unicodedata.normalize("NFD", "Sở Nội vụ")), ["Sở Nội vụ"])

    def test_source_keeps_the_letters_as_they_were_given(self):
        raw = unicodedata.normalize("NFD", "Kính gửi: Sở Nội vụ")
        page = Page(raw)
        start = page.text.index("Sở")
        given_letters = unicodedata.normalize("NFD", "Sở Nội vụ")
        self.assertEqual(page.source(start, len(page.text)), given_letters)
        self.assertEqual(page.source(4, 4), "")

    def test_capitals_and_small_beginnings(self):
        for text, upper, lower in (
            ("SỞ NỘI VỤ", True, False), ("Sở Nội vụ", False, False), ("và Đào tạo", False, True),
            ("2023-2024", False, True), ("(để báo cáo)", False, True), ("A", False, False),
        ):
            (cell,) = Page(text).cells
            self.assertEqual((cell.is_upper, cell.starts_lower), (upper, lower), text)

    def test_only_a_long_line_with_head_or_foot_is_cut(self):
        nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        self.assertEqual(one_line_cuts(nation, low_of(nation)), [])
        prose = "Các trường báo cáo số liệu. " * 10
        self.assertEqual(one_line_cuts(prose, low_of(prose)), [])
        head = f"UBND TỈNH ĐẮK LẮK {nation} Kính gửi: Sở Nội vụ. " + prose
        shouted, address, *_rest = one_line_cuts(head, low_of(head))
        self.assertEqual(head[:shouted], f"UBND TỈNH ĐẮK LẮK {nation}")
        self.assertEqual(address, head.index("Kính gửi"))

    def test_bold_of_web_pages_changes_nothing(self):
        plain = write_letter()
        bold = plain.replace("GIÁM ĐỐC", "**GIÁM ĐỐC**").replace("Lê Thị Na", "**Lê Thị Na**")
        self.assertEqual(read_values(bold), read_values(plain))

    def test_line_ends_of_windows_change_nothing(self):
        text = write_letter()
        self.assertEqual(read_values(text.replace("\n", "\r\n")), read_values(text))

    def test_blank_lines_between_all_lines_change_nothing(self):
        text = write_letter()
        self.assertEqual(read_values(text.replace("\n", "\n\n")), read_values(text))

    def test_words_after_which_a_line_goes_on(self):
        for text, expected in (
            ("báo cáo của", True), ("giai đoạn", True), ("học kỳ I,", True), ("kèm theo", True),
            ("SỞ GIÁO DỤC VÀ", True), ("số liệu", False), ("năm 2024", False), ("", False),
        ):
            self.assertEqual(goes_on(text), expected, text)
        for text, expected in (("UBND TỈNH", True), ("SỞ NỘI VỤ", False), ("ỦY BAN -", True)):
            self.assertEqual(organ_goes_on(text), expected, text)

    def test_text_without_anything_proposes_nothing(self):
        for text in (None, "", " \n\t ", "|||", "-----\n=====", "\ufeff"):
            self.assertEqual(set(read_document_dict(text).values()), {None}, repr(text))

    def test_plain_answer_is_the_proposal_with_its_source(self):
        text = write_letter()
        plain, found = read_document_dict(text), read_document(text)
        for name, proposal in found.items():
            expected = proposal and {"value": proposal.value, "source": proposal.source}
            self.assertEqual(plain[name], expected, name)


class TestMeasure(BaseCase):

    def test_spelling_and_blanks_are_no_difference_and_words_are(self):
        for one, other, expected in (
            ("Ủy ban", "UỶ  BAN", True), ("hoà", "hòa", True), ("A – B", "A - B", True),
            ("Sở Nội vụ", "Sở Nội vu", False), (["a", "b"], ("A", "B"), True),
            (["a"], ["a", "b"], False), (["a"], "a", False), (None, None, True),
            ("a", None, False), (3, 3, True), (None, "", False),
        ):
            with self.subTest((one, other)):
                self.assertEqual(same(one, other), expected)

    def test_right_missing_and_wrong_fields_are_counted_apart(self):
        score = FieldScore()
        score_document("x", write_letter(), {
            "reference": "12/SGDĐT-VP", "priority": None,  # right, the second rightly empty
            "due_date": "2024-10-01",  # missing
            "signer_name": "Trần Văn Ba",  # wrong
        }, score)
        self.assertEqual(score.right, {"reference": 1, "priority": 1})
        self.assertEqual(score.missing, {"due_date": 1})
        self.assertEqual(score.wrong, {"signer_name": 1})
        self.assertEqual((score.total, score.share_right, score.share_wrong), (4, 0.5, 0.25))
        self.assertIn(("x", "signer_name", "Trần Văn Ba", "Lê Thị Na"), score.errors)

    def test_nothing_scored_is_no_division_by_zero(self):
        score = FieldScore()
        self.assertEqual((score.total, score.share_right, score.share_wrong), (0, 0, 0))
