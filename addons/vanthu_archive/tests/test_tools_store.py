"""Codes on labels, and which files go into which box."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.box_filling import estimate_sheets, fill_boxes, natural_key
from ..tools.store_code import (
    ALPHABET,
    BOX,
    FILE,
    LENGTH,
    LOCATION,
    draw_label,
    is_label,
    make_code,
    parse_code,
)


@tagged("post_install", "-at_install", "standard")
class TestStoreTools(BaseCase):
    def test_codes_are_read_as_they_were_made(self):
        for kind in (BOX, LOCATION, FILE):
            self.assertEqual(parse_code(make_code(kind, 4711)), (kind, 4711))
        self.assertEqual(make_code(BOX, 45), "VT:B:45")

    def test_labels_are_read_as_they_were_drawn(self):
        for kind in (BOX, LOCATION, FILE):
            label = draw_label()
            code = make_code(kind, label)
            for text in (code, code.lower(), code.replace(":", ";"), f" {code}\n"):
                with self.subTest(text):
                    self.assertEqual(parse_code(text), (kind, label))
        self.assertEqual(len({draw_label() for _drawn in range(5000)}), 5000)

    def test_labels_have_no_sign_that_an_input_method_changes(self):
        self.assertFalse(set("AEIOUYDW") & set(ALPHABET))
        self.assertEqual(len(ALPHABET), len(set(ALPHABET)))

    def test_every_wrong_sign_of_a_label_is_noticed(self):
        label = draw_label()
        self.assertTrue(is_label(label))
        for place in range(LENGTH):
            for sign in set(ALPHABET) - {label[place]}:
                wrong = label[:place] + sign + label[place + 1:]
                self.assertFalse(is_label(wrong), (label, wrong))
                self.assertIsNone(parse_code(make_code(BOX, wrong)))

    def test_signs_that_changed_places_are_noticed(self):
        missed = total = 0
        for _drawn in range(300):
            label = draw_label()
            for place in range(LENGTH - 1):
                first, second = label[place:place + 2]
                if first != second:
                    total += 1
                    missed += is_label(label[:place] + second + first + label[place + 2:])
        self.assertLess(missed * 100, total, "less than one of a hundred")

    def test_codes_of_scanners_with_other_keyboards_are_understood(self):
        for text in ("vt:b:45", " VT;B;45\n", "VT-B-45", "VT B 45", "vtb45"):
            with self.subTest(text):
                self.assertEqual(parse_code(text), (BOX, 45))

    def test_other_things_are_no_codes(self):
        for text in ("", None, "45", "VT:X:45", "VT:B:", "VT:B:45:46", "https://example.com/45",
                     "VT:B:99999999990", "VT:B:AAAAAAAAAA", "01.TCCB"):
            with self.subTest(text):
                self.assertIsNone(parse_code(text))

    def test_numbers_in_notations_count(self):
        self.assertEqual(
            sorted(["10.VP", "2.VP", "2.TC", "1.VP", ""], key=natural_key),
            ["", "1.VP", "2.TC", "2.VP", "10.VP"],
        )

    def test_sheets_are_counted_or_estimated(self):
        for sheets, pages, expected in ((30, 0, 30), (30, 400, 30), (0, 7, 4), (0, 0, 1)):
            self.assertEqual(estimate_sheets(sheets, pages), expected)

    def test_boxes_are_filled_in_order(self):
        self.assertEqual(fill_boxes([5, 5, 5], 10), [[0, 1], [2]])
        self.assertEqual(fill_boxes([5, 5, 5], 10, room=4), [[], [0, 1], [2]])
        self.assertEqual(fill_boxes([3, 15, 3], 10), [[0], [1], [2]], "too large: a box of its own")
        self.assertEqual(fill_boxes([], 10), [])

    @given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 200), st.integers(0, 200))
    def test_no_file_is_lost_and_no_box_overflows(self, sizes, capacity, room):
        boxes = fill_boxes(sizes, capacity, room)
        self.assertEqual([index for box in boxes for index in box], [*range(len(sizes))])
        for place, box in enumerate(boxes):
            limit = room if room and not place else capacity
            self.assertTrue(sum(sizes[i] for i in box) <= limit or len(box) == 1)
