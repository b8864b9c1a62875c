"""Rules that hold for every text, number and date, tried on hundreds of made-up ones."""

import datetime
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import normalize as n

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
WORDS = st.text(alphabet=LETTERS + LETTERS.upper() + "bcghklmnpqrstvx ", max_size=40)
NOTATIONS = st.sampled_from(["QĐ-UBND", "BGDĐT-VP", "TT-BGD&ĐT", "SGDĐT-GDTrH", "NQ-HĐND"])
BLANKS = st.sampled_from(["", " ", "  ", "\u00a0", "\t"])
DAYS = st.dates(datetime.date(1945, 1, 1), datetime.date(2100, 12, 31))
WRITTEN = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y")


class TestNormalizeRules(BaseCase):

    @settings(max_examples=200, deadline=None)
    @given(WORDS)
    def test_how_a_letter_was_typed_never_matters(self, text):
        forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
        for function in (n.collapse, n.strip_marks, n.fold, n.fold_spelling):
            self.assertEqual(function(forms[0]), function(forms[1]), function.__name__)

    @settings(max_examples=200, deadline=None)
    @given(WORDS)
    def test_search_key_is_plain_and_does_not_care_for_capitals(self, text):
        key = n.fold(text)
        self.assertTrue(key.isascii(), key)
        self.assertEqual(key, n.fold(text.upper()))
        self.assertEqual(key, " ".join(key.split()))

    @settings(max_examples=200, deadline=None)
    @given(WORDS)
    def test_one_spelling_stays_and_no_letter_is_lost(self, text):
        spelled = n.fold_spelling(text)
        self.assertEqual(n.fold_spelling(spelled), spelled)
        self.assertEqual(n.fold(spelled), n.fold(text))

    @settings(max_examples=200, deadline=None)
    @given(st.integers(1, 999_999), NOTATIONS, BLANKS, st.sampled_from("-–—−"), st.booleans())
    def test_every_way_of_writing_a_number_meets_the_same_key(
        self, number, notation, blank, dash, decomposed
    ):
        plain = f"{number}/{notation}"
        written = f"Số{blank}:{blank}{number}{blank}/{blank}" + notation.replace(
            "-", f"{blank}{dash}{blank}"
        )
        written = unicodedata.normalize("NFD", written) if decomposed else written
        self.assertEqual(n.normalize_reference(written), n.normalize_reference(plain))
        self.assertEqual(n.clean_reference(written), plain)
        self.assertEqual(n.split_reference(written), (str(number), notation))

    @settings(max_examples=150, deadline=None)
    @given(st.integers(1, 9_999), st.integers(1, 9_999), NOTATIONS, NOTATIONS)
    def test_different_numbers_never_meet(self, one, other, first, second):
        same = (one, first) == (other, second)
        keys = n.normalize_reference(f"{one}/{first}"), n.normalize_reference(f"{other}/{second}")
        self.assertEqual(keys[0] == keys[1], same)

    @settings(max_examples=200, deadline=None)
    @given(DAYS, st.sampled_from(WRITTEN))
    def test_every_day_is_read_in_every_way_it_is_written(self, day, form):
        text = day.strftime(form)
        self.assertEqual(n.parse_vn_date(text), day)
        self.assertEqual(n.parse_vn_date(f"Mỹ Tho, {text}."), day)

    @settings(max_examples=100, deadline=None)
    @given(DAYS)
    def test_the_first_of_two_days_counts(self, day):
        text = f"từ {day:%d/%m/%Y} đến 31/12/2099"
        self.assertEqual(n.parse_vn_date(text), day)

    def test_years_that_cannot_be_meant_are_no_days(self):
        for year, known in ((1944, False), (1945, True), (2100, True), (2101, False)):
            self.assertEqual(bool(n.valid_date(year, 1, 1)), known, year)
        for parts in ((2026, 2, 29), (2026, 13, 1), ("x", 1, 1), ("2026", "02", "28")):
            expected = datetime.date(2026, 2, 28) if parts[0] == "2026" else None
            self.assertEqual(n.valid_date(*parts), expected)
