"""Comparing versions: what was put in, what was taken out, what is left out of sight."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..tools.drafting.compare import Row, compare, is_same, read_paragraphs
from ..tools.drafting.package import DraftFileError
from .draft_files import make_template
from .files import make_encrypted_pdf, make_image, make_pdf

PARAGRAPHS = st.lists(
    st.text(alphabet="ab ốđ./", min_size=1, max_size=12).map(
        lambda text: " ".join(text.split()) or "x"), max_size=12,
)


def side(rows, wanted):
    """The paragraphs of one version, put together again from a comparison without gaps."""
    return [
        "".join(text for kind, text in row.pieces if kind in ("same", wanted))
        for row in rows if row.kind in ("same", "changed", wanted)
    ]


class TestCompare(BaseCase):
    def test_word_that_changed_is_shown_within_its_paragraph(self):
        rows = compare(["Hạn chót là ngày 5 tháng 9"], ["Hạn chót là ngày 15 tháng 9"])
        self.assertEqual(rows, [Row("changed", [
            ("same", "Hạn chót là ngày "), ("removed", "5"), ("added", "15"),
            ("same", " tháng 9"),
        ])])

    def test_paragraphs_come_and_go(self):
        rows = compare(["một", "hai"], ["một", "ba bốn năm sáu", "hai"])
        self.assertEqual([row.kind for row in rows], ["same", "added", "same"])
        rows = compare(["một", "hai"], ["hai"])
        self.assertEqual([row.kind for row in rows], ["removed", "same"])

    def test_wholly_different_paragraphs_are_not_mixed(self):
        rows = compare(["Căn cứ Luật Giáo dục"], ["Xét đề nghị của ông A"])
        self.assertEqual([row.kind for row in rows], ["removed", "added"])

    def test_letters_with_marks_count_as_parts_of_words(self):
        rows = compare(["Sở Giáo dục"], ["Sở Giao dục"])
        self.assertIn(("removed", "Giáo"), rows[0].pieces)

    def test_long_unchanged_parts_are_counted(self):
        old = [f"đoạn {number}" for number in range(50)]
        new = [*old[:25], "đoạn mới hoàn toàn khác", *old[25:]]
        rows = compare(old, new)
        self.assertEqual(
            [(row.kind, row.count) for row in rows if row.kind == "gap"],
            [("gap", 23), ("gap", 23)],
        )
        self.assertEqual(len(rows), 7)

    def test_same_texts_have_no_difference(self):
        self.assertTrue(is_same(compare(["a"] * 9, ["a"] * 9)))
        self.assertTrue(is_same(compare([], [])))
        self.assertFalse(is_same(compare([], ["a"])))

    def test_long_texts_take_seconds_not_minutes(self):
        old = [f"Đoạn số {n} " + "chữ " * 40 for n in range(6000)]
        new = [text.replace("chữ", "từ", 1) if n % 7 == 0 else text for n, text in enumerate(old)]
        begin = time.monotonic()
        self.assertFalse(is_same(compare(old, new)))
        self.assertLess(time.monotonic() - begin, 30)

    def test_endless_paragraph_is_compared_as_a_whole(self):
        begin = time.monotonic()
        rows = compare(["a b " * 50_000], ["a c " * 50_000])
        self.assertEqual([row.kind for row in rows], ["removed", "added"])
        self.assertLess(time.monotonic() - begin, 5)

    @given(PARAGRAPHS, PARAGRAPHS)
    @settings(max_examples=60, deadline=None)
    def test_both_versions_can_be_read_off_the_comparison(self, old, new):
        rows = compare(old, new)
        if any(row.kind == "gap" for row in rows):
            return
        self.assertEqual(side(rows, "removed"), old)
        self.assertEqual(side(rows, "added"), new)


class TestParagraphs(BaseCase):
    def test_paragraphs_of_word_and_pdf_files_are_read(self):
        template = make_template("Đoạn  một", "", "Đoạn hai")
        self.assertEqual(read_paragraphs(template, "a.docx"), ["Đoạn một", "Đoạn hai"])
        self.assertEqual(read_paragraphs(make_pdf("Đoạn một"), "a.pdf"), ["Đoạn một"])

    def test_files_without_words_are_told(self):
        for data, code in (
            (make_image(), None), (make_encrypted_pdf(), "encrypted"),
            (b"PK\x03\x04broken", "damaged"), (make_pdf(""), "no_text"),
        ):
            with self.assertRaises(DraftFileError) as caught:
                read_paragraphs(data, "x")
            if code:
                self.assertEqual(caught.exception.code, code)
