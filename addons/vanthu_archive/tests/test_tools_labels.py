"""Label sheets: where labels lie, what they say, and that a decoder reads them."""

import subprocess
from io import BytesIO

from pypdf import PdfReader

from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_document.tools.printing.spec import PrintError

from ..tools.printing.labels import BoxLabel, FileLabel, LabelSheet, PlaceLabel, write_labels
from .label_reader import read_codes

FOUR = LabelSheet(2, 2, 105, 148)
FOURTEEN = LabelSheet(2, 7, 99.1, 38.1, 4.6, 15.1, 2.5)
TEN = LabelSheet(5, 2, 38, 140, 10, 8)
LONG = "Hồ sơ tổ chức Hội nghị tập huấn công tác văn thư, lưu trữ và ứng dụng công nghệ thông tin "


def _box(number, **values):
    return BoxLabel(**{
        "code": f"VT:B:{number}", "organ": "Sở Giáo dục và Đào tạo tỉnh Đắk Lắk",
        "fonds": "Phông Sở Giáo dục và Đào tạo", "number": number, "years": "2024",
        "first": "01.TCCB", "last": "15.TCCB", "place": "K-P1-A-01-02", **values,
    })


def _print(sheet, labels, **options):
    stream = BytesIO()
    pages = write_labels(stream, sheet, labels, **options)
    return stream.getvalue(), pages


@tagged("post_install", "-at_install", "standard")
class TestLabelTools(BaseCase):
    def test_box_label_has_the_fields_of_the_form(self):
        pdf, pages = _print(FOUR, [_box(45)])
        text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH ĐẮK LẮK", "Phông Sở Giáo dục và Đào tạo",
            "HỘP SỐ 45", "Mục lục số/năm: 2024", "Từ hồ sơ số: 01.TCCB",
            "Đến hồ sơ số: 15.TCCB", "Vị trí: K-P1-A-01-02", "VT:B:45",
        ):
            self.assertIn(words, text)
        self.assertEqual(pages, 1)

    def test_empty_box_has_dots_to_fill_in_by_hand(self):
        pdf, _pages = _print(FOUR, [_box(1, years="", first="", last="", place="")])
        text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
        self.assertEqual(text.count("…………"), 4)

    def test_decoder_reads_every_label_of_a_sheet(self):
        labels = {
            "boxes": (FOUR, [_box(n) for n in range(1, 5)]),
            "small boxes": (LabelSheet(3, 3, 63, 95, 10, 6), [_box(n) for n in range(1, 10)]),
            "places": (FOURTEEN, [
                PlaceLabel(f"VT:L:{n}", f"K-P1-A-01-{n:02d}", "Khoang 1", "Sở")
                for n in range(1, 15)
            ]),
            "files": (TEN, [
                FileLabel(f"VT:F:{n}", "Sở GDĐT", f"{n:02d}.TCCB", "2024", LONG, "2024",
                          "Vĩnh viễn") for n in range(1, 11)
            ]),
        }
        for name, (sheet, made) in labels.items():
            with self.subTest(name):
                pdf, pages = _print(sheet, made, frames=True)
                self.assertEqual(pages, 1)
                self.assertEqual(read_codes(pdf), [label.code for label in made])

    def test_sheet_that_was_begun_is_used_up(self):
        pdf, pages = _print(FOUR, [_box(n) for n in range(1, 5)], start=3)
        self.assertEqual(pages, 2)
        self.assertEqual(read_codes(pdf), ["VT:B:1", "VT:B:2"])
        self.assertEqual(read_codes(pdf, 2), ["VT:B:3", "VT:B:4"])
        left, top = FOUR.get_corner(2)
        self.assertEqual((round(left), round(top)), (0, round(841.89 - 148 / 25.4 * 72)))

    def test_what_cannot_be_printed_is_refused(self):
        for sheet, start, code in (
            (FOUR, 0, "start"), (FOUR, 5, "start"), (LabelSheet(3, 2, 105, 148), 1, "sheet"),
            (LabelSheet(2, 2, 105, 148, gap_y_mm=5), 1, "sheet"),
        ):
            with self.subTest(start=start, code=code), self.assertRaises(PrintError) as caught:
                _print(sheet, [_box(1)], start=start)
            self.assertEqual(caught.exception.code, code)

    def test_long_titles_stay_on_their_label(self):
        label = FileLabel("VT:F:1", LONG, "01.TCCB", "2024", LONG * 8, LONG, LONG)
        pdf, _pages = _print(TEN, [label])
        self.assertEqual(read_codes(pdf), ["VT:F:1"], "the code is not covered")
        words = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        right = [float(part.split('"')[0]) for part in words.split('xMax="')[1:]]
        self.assertLess(max(right), (10 + 38) / 25.4 * 72)
        self.assertIn("…", words)
