"""Where a copy's block goes: below the last line, on the same sheet while there is room."""

import io
from datetime import date, datetime, timedelta, timezone

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.copy_pdf import (
    CopyBlock,
    get_mark_lines,
    write_electronic_copy,
    write_paper_copy,
)
from odoo.addons.vanthu_document.tools.printing.image_pdf import image_as_pdf
from odoo.addons.vanthu_document.tools.printing.page_foot import find_foot
from odoo.addons.vanthu_document.tools.printing.spec import StampError

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

BLOCK = CopyBlock(
    form="sy", organ="Sở Giáo dục và Đào tạo", reference="03/SY-SGDĐT", place="Đắk Lắk",
    day=date(2026, 2, 5), capacity=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer="Nguyễn Văn Hùng",
    recipients=("- Các trường THPT;", "", "Phòng KHTC."),
)
MOMENT = datetime(2026, 11, 22, 10, 38, 31, tzinfo=timezone(timedelta(hours=7)))


def letter(lines, size=A4, pages=1):
    fonts.register_fonts()
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=size)
    for _page in range(pages):
        canvas.setFont(fonts.REGULAR, 13)
        for number in range(lines):
            canvas.drawString(85, size[1] - 60 - number * 20, f"dong {number}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def scan(rows, kind="JPEG", dust=False):
    """A scanned page whose writing fills ``rows`` of 40 rows."""
    image = Image.new("RGB", (1240, 1754), (250, 250, 245))
    draw = ImageDraw.Draw(image)
    for row in range(rows):
        draw.rectangle((200, 60 + row * 40, 1000, 80 + row * 40), fill=(20, 20, 20))
    if dust:
        draw.point((600, 1700), fill=(0, 0, 0))
    output = io.BytesIO()
    image.save(output, kind)
    return image_as_pdf(output.getvalue())


def read(data):
    return [" ".join(page.extract_text().split())
            for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def heights(data, page, words):
    """Heights above the foot of the texts that contain ``words``."""
    found = []

    def visit(text, cm, tm, _font, _size):
        if words in text:
            found.append(cm[5] + tm[5])

    pypdf.PdfReader(io.BytesIO(data)).pages[page].extract_text(visitor_text=visit)
    return found


class TestPaperCopy(BaseCase):
    def test_the_block_stands_below_the_last_line(self):
        data = write_paper_copy(letter(20), BLOCK)
        (text,) = read(data)
        for words in ("SAO Y", "Số: 03/SY-SGDĐT", "Đắk Lắk, ngày 05 tháng 02 năm 2026",
                      "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Hùng",
                      "- Các trường THPT; - Phòng KHTC; - Lưu: VT."):
            self.assertIn(words, text)
        (title,), (last,) = heights(data, 0, "SAO Y"), heights(data, 0, "dong 19")
        self.assertTrue(last - 60 < title < last - 15, (title, last))

    def test_without_room_it_stands_on_a_new_sheet(self):
        for lines, sheets in ((20, 1), (27, 1), (33, 2), (38, 2)):
            with self.subTest(lines):
                pages = read(write_paper_copy(letter(lines), BLOCK))
                self.assertEqual(len(pages), sheets)
                self.assertIn("SAO Y", pages[-1])
                self.assertIn("Nguyễn Văn Hùng", pages[-1])

    def test_only_the_last_of_several_pages_bears_it(self):
        pages = read(write_paper_copy(letter(10, pages=3), BLOCK))
        self.assertEqual(["SAO Y" in page for page in pages], [False, False, True])

    def test_a_lying_or_turned_page_gets_a_new_upright_sheet(self):
        data = write_paper_copy(letter(5, landscape(A4)), BLOCK)
        self.assertEqual(len(read(data)), 1)
        writer = pypdf.PdfWriter()
        writer.append_pages_from_reader(pypdf.PdfReader(io.BytesIO(letter(5))))
        writer.pages[0].rotate(90)
        output = io.BytesIO()
        writer.write(output)
        pages = pypdf.PdfReader(io.BytesIO(write_paper_copy(output.getvalue(), BLOCK))).pages
        self.assertEqual(len(pages), 2)
        self.assertAlmostEqual(float(pages[1].mediabox.height), A4[1], 0)

    def test_many_recipients_make_a_higher_block(self):
        block = CopyBlock(**{**BLOCK.__dict__, "recipients": tuple(
            f"Trường THPT số {number}" for number in range(30)
        )})
        data = write_paper_copy(letter(15), block)
        self.assertEqual(len(read(data)), 2)
        self.assertGreater(min(heights(data, 1, "- Lưu: VT.")), 30)

    def test_the_form_of_the_copy_is_its_title(self):
        for form, title in (("sl", "SAO LỤC"), ("trs", "TRÍCH SAO")):
            block = CopyBlock(form=form, organ="Trường A", reference="01/X-A")
            (text,) = read(write_paper_copy(letter(3), block))
            self.assertIn(title, text)
            self.assertIn("……………, ngày …… tháng …… năm ………", text)

    def test_bad_files_are_refused_with_their_reason(self):
        with self.assertRaises(StampError) as caught:
            write_paper_copy(b"%PDF-1.4 nothing", BLOCK)
        self.assertEqual(caught.exception.code, "damaged")
        writer = pypdf.PdfWriter()
        writer.append_pages_from_reader(pypdf.PdfReader(io.BytesIO(letter(3))))
        writer.encrypt("khoa")
        output = io.BytesIO()
        writer.write(output)
        for write in (lambda data: write_paper_copy(data, BLOCK),
                      lambda data: write_electronic_copy(data, "sy", "A", MOMENT)):
            with self.assertRaises(StampError) as caught:
                write(output.getvalue())
            self.assertEqual(caught.exception.code, "encrypted")


class TestFoot(BaseCase):
    def foot(self, data):
        return find_foot(pypdf.PdfReader(io.BytesIO(data)).pages[-1])

    def test_of_a_scan_the_ink_counts_and_not_the_sheet_or_dust(self):
        for kind in ("JPEG", "PNG"):
            for dust in (False, True):
                with self.subTest(kind=kind, dust=dust):
                    foot = self.foot(scan(20, kind, dust))
                    expected = A4[1] * (1 - (60 + 19 * 40 + 20) / 1754)
                    self.assertAlmostEqual(foot, expected, delta=4)

    def test_a_full_scan_sends_the_block_to_a_new_sheet(self):
        self.assertEqual(len(read(write_paper_copy(scan(20), BLOCK))), 1)
        self.assertEqual(len(read(write_paper_copy(scan(42), BLOCK))), 2)

    def test_a_small_picture_below_the_text_counts(self):
        output = io.BytesIO()
        canvas = Canvas(output, pagesize=A4)
        canvas.drawString(85, 700, "dong")
        canvas.drawInlineImage(Image.new("RGB", (10, 10), "red"), 300, 400, 50, 50)
        canvas.drawImage(self.picture(), 300, 200, 50, 50)
        canvas.save()
        self.assertAlmostEqual(self.foot(output.getvalue()), 200, 0)

    @staticmethod
    def picture():
        from reportlab.lib.utils import ImageReader

        output = io.BytesIO()
        Image.new("RGB", (10, 10), "red").save(output, "PNG")
        return ImageReader(io.BytesIO(output.getvalue()))

    def test_a_page_of_lines_alone_cannot_be_told(self):
        output = io.BytesIO()
        canvas = Canvas(output, pagesize=A4)
        canvas.line(100, 100, 200, 100)
        canvas.save()
        self.assertIsNone(self.foot(output.getvalue()))
        self.assertEqual(len(read(write_paper_copy(output.getvalue(), BLOCK))), 2)


class TestElectronicCopy(BaseCase):
    def test_the_mark_says_form_organisation_and_time(self):
        self.assertEqual(get_mark_lines("sl", "Sở Giáo dục và Đào tạo", MOMENT), [
            "SAO LỤC; Sở Giáo dục và Đào tạo", "2026-11-22T10:38:31+07:00",
        ])

    def test_it_stands_at_the_upper_right_of_page_one_alone(self):
        data = write_electronic_copy(letter(5, pages=2), "sy", "Sở Giáo dục và Đào tạo", MOMENT)
        first, second = read(data)
        self.assertIn("SAO Y; Sở Giáo dục và Đào tạo", first)
        self.assertNotIn("SAO Y", second)
        (height,) = heights(data, 0, "SAO Y")
        self.assertGreater(height, A4[1] - 45)

    def test_of_a_turned_page_it_stands_where_the_reader_sees_it(self):
        for angle in (90, 180, 270):
            writer = pypdf.PdfWriter()
            writer.append_pages_from_reader(pypdf.PdfReader(io.BytesIO(letter(3))))
            writer.pages[0].rotate(angle)
            output = io.BytesIO()
            writer.write(output)
            with self.subTest(angle):
                (text,) = read(write_electronic_copy(output.getvalue(), "sy", "A", MOMENT))
                self.assertIn("2026-11-22T10:38:31+07:00", text)
