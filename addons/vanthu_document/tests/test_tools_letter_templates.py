"""The shipped templates: layout of Phụ lục I, the same bytes each time, lines of right length."""

import io
import re
import zipfile
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from odoo.tests import BaseCase

from ..tools.drafting.fill import fill
from ..tools.drafting.fit import fit_lines
from ..tools.fonts import BOLD, register_fonts
from ..tools.letter_templates.__main__ import main
from ..tools.letter_templates.shipped import SHIPPED, build
from ..tools.text_extract import extract_text
from .draft_files import change_parts, make_context_for, make_docx_lines, read_part

CENTERED, JUSTIFIED = 1, 3
SHIPPED_FOLDER = Path(__file__).resolve().parents[1] / "data/templates"


def open_docx(data):
    """A .docx as python-docx sees it."""
    from docx import Document

    return Document(io.BytesIO(data))


class LayoutCase(BaseCase):
    def _filled(self, name, **facts):
        return fill(build(name), make_context_for(**facts))

    def _paragraphs(self, data):
        """All paragraphs with text, also those in tables: (text, paragraph)."""
        document = open_docx(data)
        cells = [
            paragraph for table in document.tables for row in table.rows for cell in row.cells
            for paragraph in cell.paragraphs
        ]
        return {p.text: p for p in [*cells, *document.paragraphs] if p.text.strip()}

    def _line_lengths(self, data):
        """Lengths in points of the drawn lines, in order."""
        return [
            int(length) / 12700
            for length in re.findall(r'extent cx="(\d+)"', read_part(data))
        ]


class TestShippedFiles(BaseCase):
    def test_files_are_what_the_tool_makes(self):
        """Whoever changes the tool writes the files anew: python -m tools.letter_templates."""
        self.assertEqual({path.name for path in SHIPPED_FOLDER.iterdir()}, set(SHIPPED))
        for name in SHIPPED:
            with zipfile.ZipFile(SHIPPED_FOLDER / name) as shipped:
                parts = {part: shipped.read(part) for part in shipped.namelist()}
            with zipfile.ZipFile(io.BytesIO(build(name))) as made:
                self.assertEqual(
                    {part: made.read(part) for part in made.namelist()}, parts, name)

    def test_tool_writes_each_file(self):
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            main(f"{folder}/new")
            written = {path.name: path.read_bytes() for path in Path(folder, "new").iterdir()}
        self.assertEqual(written, {name: build(name) for name in SHIPPED})


class TestLayout(LayoutCase):
    def test_page_is_a4_with_the_margins_of_the_decree(self):
        for name in SHIPPED:
            section = open_docx(build(name)).sections[0]
            self.assertEqual(
                (round(section.page_width.mm), round(section.page_height.mm)), (210, 297))
            self.assertTrue(20 <= round(section.top_margin.mm) <= 25)
            self.assertTrue(20 <= round(section.bottom_margin.mm) <= 25)
            self.assertTrue(30 <= round(section.left_margin.mm) <= 35)
            self.assertTrue(15 <= round(section.right_margin.mm) <= 20)

    def test_page_number_stands_in_the_header_from_the_second_page_on(self):
        for name in SHIPPED:
            section = open_docx(build(name)).sections[0]
            self.assertTrue(section.different_first_page_header_footer)
            header = section.header.paragraphs[0]
            self.assertIn("PAGE", header._p.xml)
            self.assertEqual(header.style.paragraph_format.alignment, CENTERED)
            self.assertFalse(section.first_page_header.paragraphs[0].text)

    def test_each_part_of_a_letter_has_its_size_and_look(self):
        found = self._paragraphs(self._filled("cong_van.docx"))
        for text, size, bold, italic in (
            ("UBND TỈNH HƯƠNG GIANG", 12, None, None),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", 12, True, None),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, None),
            ("Độc lập - Tự do - Hạnh phúc", 13, True, None),
            ("V/v tổng kết năm học", 12, None, None),
            ("Kính gửi: Các trường trung học phổ thông", 14, None, None),
            ("Nơi nhận:", 12, True, True),
            ("- Như trên;", 11, None, None),
            ("- Lưu: VT, VP.", 11, None, None),
            ("KT. GIÁM ĐỐC", 14, True, None),
            ("PHÓ GIÁM ĐỐC", 14, True, None),
            ("Nguyễn Văn An", 14, True, None),
        ):
            with self.subTest(text):
                font = found[text].style.font
                self.assertEqual((font.size.pt, font.bold, font.italic), (size, bold, italic))

    def test_body_is_justified_with_indent_and_gap(self):
        for name in SHIPPED:
            style = open_docx(build(name)).styles["VT Nội dung"].paragraph_format
            self.assertEqual(style.alignment, JUSTIFIED)
            self.assertEqual(round(style.first_line_indent.cm, 2), 1.27)
            self.assertGreaterEqual(style.space_before.pt, 6)
            self.assertTrue(1 <= style.line_spacing <= 1.5)

    def test_font_is_times_new_roman_and_nothing_else(self):
        for name in SHIPPED:
            styles = read_part(build(name), "word/styles.xml")
            self.assertEqual(
                set(re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]+)"', styles)), {"Times New Roman"})
            self.assertNotIn("rFonts", read_part(build(name)))

    def test_letter_has_its_subject_below_the_number_and_no_heading(self):
        lines = [line for line in self._lines("cong_van.docx") if line]
        self.assertIn("V/v tổng kết năm học", lines)
        self.assertNotIn("CÔNG VĂN", lines)

    def _lines(self, name, **facts):
        return extract_text(self._filled(name, **facts), name).text.split("\n")

    def test_named_types_have_heading_and_subject_in_the_middle(self):
        for name, label, subject in (
            ("thong_bao.docx", "THÔNG BÁO", "Tổng kết năm học"),
            ("quyet_dinh.docx", "QUYẾT ĐỊNH", "Về việc tổng kết năm học"),
            ("bao_cao.docx", "BÁO CÁO", "Tổng kết năm học"),
            ("giay_moi.docx", "GIẤY MỜI", "Tổng kết năm học"),
        ):
            lines = self._lines(name, type_name=label.lower())
            at = lines.index(label)
            self.assertEqual(lines[at + 1], subject, name)

    def test_decision_says_who_decides_and_on_what_it_is_based(self):
        text = "\n".join(self._lines("quyet_dinh.docx", type_name="Quyết định"))
        for wanted in (
            "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Căn cứ ", "QUYẾT ĐỊNH:", "Điều 1.", "- Như Điều 3;",
        ):
            self.assertIn(wanted, text)
        self.assertNotIn("Kính gửi", text)

    def test_minutes_have_two_signers_and_no_place_and_date_in_the_head(self):
        lines = self._lines("bien_ban.docx", type_name="Biên bản")
        text = "\n".join(lines)
        self.assertIn("THƯ KÝ", lines)
        self.assertIn("CHỦ TỌA", lines)
        self.assertEqual(lines[lines.index("THƯ KÝ") + 1], "Trần Thị Bình")
        self.assertNotIn("Hương Giang, ngày", text)
        self.assertIn("Nơi nhận:", lines)

    def test_all_others_bear_place_and_date(self):
        for name in set(SHIPPED) - {"bien_ban.docx"}:
            self.assertTrue(any(
                line.startswith("Hương Giang, ngày") for line in self._lines(name)), name)

    def test_one_addressee_stands_on_the_line_several_below_each_other(self):
        lines = self._lines("to_trinh.docx", to=["Ủy ban nhân dân tỉnh", "Sở Nội vụ"])
        at = lines.index("Kính gửi:")
        self.assertEqual(lines[at + 1:at + 3], ["- Ủy ban nhân dân tỉnh;", "- Sở Nội vụ."])
        self.assertIn("- Như trên;", lines)

    def test_without_addressee_nothing_points_at_one(self):
        for name in ("cong_van.docx", "bao_cao.docx"):
            text = "\n".join(self._lines(name, to=[]))
            self.assertNotIn("Kính gửi", text)
            self.assertNotIn("Như trên", text)

    def test_recipients_are_named_where_there_is_no_kinh_gui(self):
        lines = self._lines("thong_bao.docx", to=["Các phòng"])
        at = lines.index("Nơi nhận:")
        self.assertEqual(
            lines[at + 1:at + 4],
            ["- Các phòng;", "- Giám đốc (để báo cáo);", "- Lưu: VT, VP."],
        )

    def test_organisation_without_superior_leaves_no_empty_line(self):
        first = self._lines("cong_van.docx", superior="")
        self.assertEqual(next(line for line in first if line), "SỞ GIÁO DỤC VÀ ĐÀO TẠO")


class TestLines(LayoutCase):
    def _width(self, text, size):
        register_fonts()
        return pdfmetrics.stringWidth(text, BOLD, size)

    def test_line_below_the_motto_is_as_long_as_the_motto(self):
        name, motto = self._line_lengths(self._filled("cong_van.docx"))
        self.assertAlmostEqual(motto, self._width("Độc lập - Tự do - Hạnh phúc", 13), delta=1)
        share = name / self._width("SỞ GIÁO DỤC VÀ ĐÀO TẠO", 12)
        self.assertTrue(1 / 3 <= share <= 1 / 2)

    def test_short_lines_follow_the_texts_above(self):
        for subject in ("Ngắn", "tổng kết công tác văn thư, lưu trữ năm 2026"):
            lengths = self._line_lengths(self._filled("thong_bao.docx", subject=subject))
            shown = subject[:1].upper() + subject[1:]
            self.assertTrue(1 / 3 <= lengths[2] / self._width(shown, 14) <= 1 / 2)

    def test_name_over_several_lines_counts_by_its_widest(self):
        long = "Trường Trung học phổ thông Chuyên Nguyễn Bỉnh Khiêm tỉnh Hương Giang"
        length = self._line_lengths(self._filled("cong_van.docx", organisation=long))[0]
        self.assertLess(length, 3969 / 20 / 2)
        self.assertGreater(length, 40)

    def test_letter_without_lines_is_left_as_it_is(self):
        data = make_docx_lines("Không có đường kẻ")
        self.assertEqual(fit_lines(data), data)

    def test_line_without_text_above_is_left_out_of_sight(self):
        data = change_parts(build("cong_van.docx"), document=lambda xml: xml.replace(
            "{{ organisation }}", ""))
        self.assertEqual(self._line_lengths(fit_lines(data))[0], 0)
