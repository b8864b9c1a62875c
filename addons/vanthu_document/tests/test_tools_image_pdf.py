"""Pictures of documents as PDF pages, with the stamp "ĐẾN" on them."""

import importlib
import io
import warnings
from contextlib import contextmanager
from datetime import date

from PIL import Image, ImageOps
from reportlab.lib.pagesizes import A4

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.printing.arrival_stamp import (
    ArrivalStamp,
    StampError,
    stamp_image_as_pdf,
)
from odoo.addons.vanthu_document.tools.printing.image_pdf import ORIENTATIONS

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

STAMP = ArrivalStamp("Sở Giáo dục và Đào tạo", "1254", date(2026, 11, 22))


def read(data):
    return pypdf.PdfReader(io.BytesIO(data)).pages[0]


@contextmanager
def all_formats():
    """Let the test write formats that Odoo takes out of Pillow, and take them out again."""
    kept = set(Image.OPEN)
    for kind in ("Jpeg", "Png", "Mpo", "Tiff"):
        importlib.import_module(f"PIL.{kind}ImagePlugin")
    try:
        yield
    finally:
        for kind in {"MPO", "TIFF"} & set(Image.OPEN) - kept:
            Image.ID.remove(kind)
            del Image.OPEN[kind]


class TestStampImage(BaseCase):

    def assertRefused(self, code, data):
        with self.assertRaises(StampError) as caught:
            stamp_image_as_pdf(data, STAMP)
        self.assertEqual(caught.exception.code, code)

    def picture(self, size=(800, 1100), kind="JPEG", mode="RGB", **options):
        stream = io.BytesIO()
        with all_formats():
            Image.new(mode, size).save(stream, kind, **options)
        return stream.getvalue()

    def test_upright_and_lying_pictures_come_on_a4(self):
        for size, (width, height) in (((800, 1100), A4), ((1100, 800), A4[::-1])):
            page = read(stamp_image_as_pdf(self.picture(size), STAMP))
            self.assertAlmostEqual(float(page.mediabox.width), width, places=1)
            self.assertAlmostEqual(float(page.mediabox.height), height, places=1)
            self.assertIn("1254", page.extract_text())

    def test_jpeg_is_kept_as_it_is(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        for data in (self.picture(), self.picture(exif=exif)):
            self.assertIn(data, stamp_image_as_pdf(data, STAMP))

    def test_photo_is_turned_as_the_camera_says(self):
        for orientation, matrix in ORIENTATIONS.items():
            stored = Image.new("L", (20, 30), 0)
            stored.paste(255, (0, 0, 5, 5))
            stored.paste(128, (15, 0, 20, 5))
            stored.getexif()[0x0112] = orientation
            seen = ImageOps.exif_transpose(stored)
            for (u, v), shade in (((0, 1), 255), ((1, 1), 128)):
                right = matrix[0] * u + matrix[2] * v + matrix[4]
                up = matrix[1] * u + matrix[3] * v + matrix[5]
                pixel = (right * (seen.width - 1), (1 - up) * (seen.height - 1))
                self.assertEqual(seen.getpixel(pixel), shade, orientation)

    def test_turned_photo_decides_how_the_paper_lies(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        page = read(stamp_image_as_pdf(self.picture((1100, 800), exif=exif), STAMP))
        self.assertGreater(page.mediabox.height, page.mediabox.width)
        content = page.get_contents().get_data().split(b" cm")[0]
        matrix = [float(number) for number in content.split()[-6:]]
        self.assertEqual((matrix[0], matrix[3], matrix[4]), (0, 0, 0))
        self.assertAlmostEqual(matrix[2], A4[0], places=1)
        self.assertLess(matrix[1], 0)

    def test_preview_that_a_camera_appends_is_no_page(self):
        stream = io.BytesIO()
        frames = [Image.new("RGB", (200, 300), shade) for shade in ("red", "blue")]
        with all_formats():
            frames[0].save(stream, "MPO", save_all=True, append_images=frames[1:])
        result = stamp_image_as_pdf(stream.getvalue(), STAMP)
        self.assertEqual(len(pypdf.PdfReader(io.BytesIO(result)).pages), 1)

    def test_other_kinds_of_pictures(self):
        kinds = (
            ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("TIFF", "L"), ("JPEG", "CMYK"),
            ("PNG", "LA"), ("PNG", "I;16"), ("PNG", "RGB"))
        for kind, mode in kinds:
            page = read(stamp_image_as_pdf(self.picture((301, 400), kind, mode), STAMP))
            self.assertIn("1254", page.extract_text(), (kind, mode))
            picture = page["/Resources"]["/XObject"]["/Im0"].get_object()
            bits = 1 if mode == "1" else 8
            colours = 3 if picture["/ColorSpace"] == "/DeviceRGB" else 1
            if picture["/Filter"] == "/FlateDecode":
                expected = 400 * -(-301 * bits * colours // 8)
                self.assertEqual(len(picture.get_data()), expected, (kind, mode))

    def test_all_pages_of_a_tiff_are_kept_and_the_first_is_stamped(self):
        stream = io.BytesIO()
        frames = [Image.new("L", (200, 300), shade) for shade in (0, 128, 255)]
        with all_formats():
            frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:])
        pages = pypdf.PdfReader(io.BytesIO(stamp_image_as_pdf(stream.getvalue(), STAMP))).pages
        self.assertEqual(["1254" in page.extract_text() for page in pages], [True, False, False])

    def test_reading_a_tiff_does_not_open_the_format_for_everybody(self):
        with all_formats():
            pass
        known = "TIFF" in Image.OPEN
        stamp_image_as_pdf(self.picture((20, 30), "TIFF", "L"), STAMP)
        self.assertEqual("TIFF" in Image.OPEN, known)

    def test_bad_pictures_are_refused_with_their_reason(self):
        self.assertRefused("not_an_image", b"")
        self.assertRefused("not_an_image", b"%PDF-1.4")
        for kind in ("JPEG", "PNG"):
            cut = self.picture(kind=kind)[:-400]
            self.assertRefused("damaged", cut)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.assertRefused("damaged", b"II*\x00 no picture")
        large = self.picture((9_000, 9_200), "PNG", "1")
        self.assertRefused("too_large", large)
