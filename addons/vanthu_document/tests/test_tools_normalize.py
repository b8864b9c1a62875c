"""Normal forms of text, references and dates."""

import datetime
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import normalize as n


class TestNormalize(BaseCase):

    def test_fold_drops_all_marks_in_both_unicode_forms(self):
        text = "  Ủy ban  nhân dân Đường Thờ Ưu "
        for form in ("NFC", "NFD"):
            self.assertEqual(n.fold(unicodedata.normalize(form, text)),
                             "uy ban nhan dan duong tho uu")

    def test_spelling_pairs_meet_and_other_words_do_not(self):
        for one, other in (("hoà bình", "Hòa  Bình"), ("UỶ BAN", "Ủy ban"), ("hoá", "hóa"),
                           ("khoẻ", "khỏe"), ("thuỷ", "thủy")):
            self.assertEqual(n.fold_spelling(one), n.fold_spelling(other))
        self.assertNotEqual(n.fold_spelling("hoá"), n.fold_spelling("hoả"))
        self.assertEqual(n.fold_spelling("quý"), "quý")
        self.assertEqual(n.fold_spelling("toàn"), "toàn")

    def test_reference_key_is_the_same_for_all_ways_of_writing(self):
        key = "4144/GDDT-VP"
        for text in ("Số : 4144 /GDĐT – VP", "4144/GDĐT-VP", "số: 4144/gdđt - vp", "04144/GDĐT-VP"):
            self.assertEqual(n.normalize_reference(text), key)
        self.assertEqual(n.normalize_reference("36/2009/TT-BGD&ĐT"), "36/2009/TT-BGD&DT")

    def test_reference_is_split_by_the_forms_in_use(self):
        for text, expected in {
            "15/QĐ-SGDĐT": ("15", "QĐ-SGDĐT"),
            "05/SY-SGDĐT": ("05", "SY-SGDĐT"),
            "123/SGDĐT-VP": ("123", "SGDĐT-VP"),
            "12/2025/QĐ-UBND": ("12", "2025/QĐ-UBND"),
            "36/2009/TT-BGD&ĐT": ("36", "2009/TT-BGD&ĐT"),
            "Luật số: 117/2025/QH15": ("117", "2025/QH15"),
            "Số 12-CV/ĐU": ("12", "CV/ĐU"),
            "21-TTg": ("21", "TTg"),
            "111/NVĐP": ("111", "NVĐP"),
            "Số: 67 /TTr - UBND": ("67", "TTr-UBND"),
            "Số:     /SGDĐT-VP": (None, "SGDĐT-VP"),
            "Số: ……/SGDĐT-VP": (None, "SGDĐT-VP"),
        }.items():
            self.assertEqual(n.split_reference(text), expected, text)

    def test_a_date_or_a_bare_number_is_no_reference(self):
        for text in ("12/05/2011", "1234", "", None, "ngày 12", "2009-05-08"):
            self.assertEqual(n.split_reference(text), (None, None), text)

    def test_dates(self):
        day = datetime.date(2009, 5, 8)
        for text in ("Hà Nội, ngày 08 tháng 05 năm 2009", "8/5/2009", "08-05-2009", "8.5.2009",
                     "2009-05-08", "ngày 8 tháng 5 năm2009"):
            self.assertEqual(n.parse_vn_date(text), day, text)
        for text in ("ngày   tháng   năm 2020", "31/02/2020", "12/2020", "1234/5678", ""):
            self.assertIsNone(n.parse_vn_date(text), text)

    @settings(max_examples=200, deadline=None)
    @given(st.text())
    def test_any_text_is_taken_and_a_key_is_stable(self, text):
        for function in (n.fold, n.normalize_reference):
            self.assertEqual(function(function(text)), function(text))
        n.split_reference(text)
        n.parse_vn_date(text)
        n.fold_spelling(text)
