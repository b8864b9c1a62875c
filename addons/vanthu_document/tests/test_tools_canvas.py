"""Drawn PDF files have a beginning and an end, also when drawing fails."""

import io

from reportlab.lib.pagesizes import A4

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.layout import open_canvas

from .test_tools_printing import pypdf


class TestCanvas(BaseCase):
    def test_a_drawing_that_fails_is_forgotten_by_the_fonts(self):
        with self.assertRaises(ValueError), open_canvas(io.BytesIO(), A4, "x") as canvas:
            canvas.setFont(fonts.BOLD, 12)
            canvas.drawString(1, 1, "Số: 05/QĐ-SGDĐT")
            raise ValueError("the database went away")
        self.assertTrue(canvas, "what still lives would still be remembered")
        self._assert_fonts_clean()

    def test_a_drawing_is_saved_with_title_and_author(self):
        stream = io.BytesIO()
        with open_canvas(stream, A4, "Sổ\u200b đăng ký ", "Sở\nGiáo dục") as canvas:
            canvas.setFont(fonts.REGULAR, 12)
            canvas.drawString(40, 40, "Văn bản đến")
        self._assert_fonts_clean()
        reader = pypdf.PdfReader(stream)
        self.assertEqual(reader.metadata.title, "Sổ đăng ký")
        self.assertEqual(reader.metadata.author, "Sở\nGiáo dục")
        self.assertEqual(reader.metadata.creator, "vanthu")
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "vi-VN")
        self.assertIn("Văn bản đến", reader.pages[0].extract_text())

    def _assert_fonts_clean(self):
        for name in fonts.FILES:
            self.assertFalse(fonts.get_font(name).state)
