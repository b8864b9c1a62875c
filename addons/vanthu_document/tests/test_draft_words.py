"""Whatever people type comes out of a template as they typed it; every failure has a sentence."""

import datetime
import io
import zipfile
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import BaseCase, tagged

from ..tools.drafting import fill as fill_module
from ..tools.drafting.fields import DraftFacts, clean, make_context, make_date
from ..tools.drafting.fill import fill
from ..tools.drafting.number import write_number
from ..tools.drafting.package import DraftFileError, read_parts
from ..tools.letter_templates.layout import addressees, body, recipients, title
from ..tools.letter_templates.styles import STYLES, styles_xml
from ..tools.letter_templates.wordml import (
    NAMESPACES,
    TEXT_WIDTH,
    document,
    line,
    pack,
    paragraph,
    run,
    table,
)
from ..tools.text_extract import extract_text
from .draft_files import make_template, read_part
from .files import FileReading
from .outgoing_common import OutgoingCommon

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


def parse(xml):
    """Some WordprocessingML as elements."""
    return etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")


class TestAnyText(BaseCase):
    @given(st.text(max_size=60))
    @settings(max_examples=40, deadline=None)
    def test_any_subject_comes_out_as_it_was_typed(self, typed):
        context = make_context(DraftFacts(subject=f"A{typed}B"), 2026)
        filled = fill(make_template("Đầu", "[{{ subject }}]", "Cuối"), context)
        root = etree.fromstring(read_part(filled).encode())
        texts = ["".join(node.text or "" for node in p.iter(W + "t")) for p in root.iter(W + "p")]
        self.assertEqual(texts[0], "Đầu")
        self.assertEqual(texts[-1], "Cuối")
        # docxtpl writes "{{" that stands for itself as "{_{".
        self.assertEqual(
            texts[1].replace("{_", "{").replace("_}", "}"),
            f"[{context['subject']}]".replace("{_", "{").replace("_}", "}"))

    @given(st.text(max_size=80))
    @settings(max_examples=80, deadline=None)
    def test_cleaned_text_is_one_line_that_xml_holds(self, typed):
        text = clean(typed)
        self.assertEqual(text, clean(text))
        self.assertNotRegex(text, r"[\n\t\r]|  |^ | $")
        element = etree.Element("x")
        element.text = text
        self.assertEqual(etree.fromstring(etree.tostring(element)).text or "", text)

    @given(DAYS, st.integers(1, 9999))
    @settings(max_examples=25, deadline=None)
    def test_any_number_and_day_are_written_and_not_twice(self, day, number):
        template = make_template("Số: /QĐ-SGDĐT", "Hương Giang, ngày   tháng   năm 2026", "Chữ")
        written = write_number(template, str(number), day)
        lines = [item for item in extract_text(written, "x.docx").text.split("\n") if item]
        self.assertEqual(lines[0], f"Số: {number}/QĐ-SGDĐT")
        self.assertEqual(lines[1], f"Hương Giang, {make_date(day, day.year)}")
        with self.assertRaises(DraftFileError):
            write_number(written, "1", day)


class TestBuildingBlocks(BaseCase):
    def test_text_of_a_run_is_escaped_and_keeps_its_blanks(self):
        found = parse(run(" a < b & c ", bold=True)).find(f"{W}r")
        self.assertEqual(found.findtext(f"{W}t"), " a < b & c ")
        self.assertIsNotNone(found.find(f"{W}rPr/{W}b"))
        self.assertIsNone(found.find(f"{W}rPr/{W}i"))

    def test_paragraph_takes_texts_and_runs(self):
        found = parse(paragraph("NoiDung", run("Điều 1.", bold=True), " Nội dung"))[0]
        self.assertEqual(found.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "NoiDung")
        self.assertEqual([node.text for node in found.iter(f"{W}t")], ["Điều 1.", " Nội dung"])

    def test_tables_fill_the_width_and_rows_are_not_parted(self):
        found = parse(table((1000, TEXT_WIDTH - 1000), [["<w:p/>"], ["<w:p/>"]]))[0]
        widths = [int(col.get(f"{W}w")) for col in found.iter(f"{W}gridCol")]
        self.assertEqual(sum(widths), TEXT_WIDTH)
        self.assertEqual(len(list(found.iter(f"{W}cantSplit"))), 1)
        with self.assertRaises(ValueError):
            table((1, 2), [["<w:p/>"]])

    def test_line_is_as_long_as_asked(self):
        self.assertIn('extent cx="1270000" cy="0"', line("KeNgang", 100))

    def test_each_style_that_is_used_exists(self):
        known = {
            style.get(f"{W}styleId")
            for style in etree.fromstring(styles_xml().encode()).iter(f"{W}style")
        }
        self.assertEqual(known, {"Normal", *STYLES})
        used = "".join([title("x"), addressees(), body("a|b"), *recipients("y")])
        for style in parse(used).iter(f"{W}pStyle"):
            self.assertIn(style.get(f"{W}val"), known)

    def test_sizes_are_those_of_the_decree(self):
        for key, low, high in (
            ("QuocHieu", 12, 13), ("TieuNgu", 13, 14), ("CoQuanChuQuan", 12, 13),
            ("CoQuanBanHanh", 12, 13), ("SoKyHieu", 13, 13), ("DiaDanhThoiGian", 13, 14),
            ("TrichYeuCongVan", 12, 13), ("TenLoai", 13, 14), ("TrichYeu", 13, 14),
            ("CanCu", 13, 14), ("NoiDung", 13, 14), ("KinhGui", 13, 14), ("QuyenHan", 13, 14),
            ("HoTen", 13, 14), ("NoiNhan", 12, 12), ("NoiNhanMuc", 11, 11), ("SoTrang", 13, 14),
        ):
            with self.subTest(key):
                self.assertTrue(low <= STYLES[key].size / 2 <= high)

    def test_packed_file_is_the_same_each_time_and_names_its_parts(self):
        parts = {"styles": styles_xml()}
        first = pack(document(paragraph("NoiDung", "x")), parts)
        self.assertEqual(first, pack(document(paragraph("NoiDung", "x")), parts))
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            kinds = archive.read("[Content_Types].xml").decode()
            for name in archive.namelist():
                etree.fromstring(archive.read(name))
        self.assertIn("/word/styles.xml", kinds)
        self.assertEqual(set(read_parts(first)), {
            "[Content_Types].xml", "_rels/.rels", "word/document.xml",
            "word/_rels/document.xml.rels", "word/styles.xml",
        })


@tagged("post_install", "-at_install")
class TestSentences(FileReading, OutgoingCommon):
    def test_every_failure_has_a_sentence_that_says_what_to_do(self):
        explain = self.env["vanthu.document.template"]._explain
        said = {code: explain(DraftFileError(code, "chỗ này")) for code in DraftFileError.CODES}
        for code, sentence in said.items():
            with self.subTest(code):
                self.assertTrue(sentence.endswith("."))
                self.assertNotIn("%", sentence)
        for code in ("syntax", "unknown_field", "forbidden"):
            self.assertIn("chỗ này", said[code])
        for code in ("missing_program", "timeout", "failed", "damaged"):
            self.assertTrue(self.env["vanthu.draft.pdf"]._explain(code).endswith("."))

    def test_error_of_another_program_is_a_sentence_too(self):
        with (
            patch.object(fill_module, "read_parts", lambda data: {}),
            self.assertRaises(DraftFileError) as caught,
        ):
            fill(b"no zip", {})
        self.assertEqual(caught.exception.code, "damaged")

    def test_draft_from_a_template_bears_no_state_secret(self):
        # The refusal is logged in a transaction of its own, which does not see this test's.
        with (
            patch.object(type(self.organisation), "_log_secret_refused"),
            self.assertRaisesRegex(UserError, "state secret"),
        ):
            self._create_draft(with_file=False, subject="TUYỆT MẬT\nPhương án bảo vệ")

    def test_words_of_the_draft_are_found_once_its_pdf_is_read(self):
        from .test_draft_pdf import PDF

        draft = self._create_draft(with_file=False)
        draft._add_version("ban.pdf", PDF, "")
        self._read_files()
        found = self.env["vanthu.document"].with_user(self.handler).search(
            [("search_text", "ilike", "trang mot")])
        self.assertIn(draft, found)
        unseen = self.env["vanthu.document"].with_user(self.outsider).search(
            [("search_text", "ilike", "trang mot")])
        self.assertNotIn(draft.id, unseen.ids)
