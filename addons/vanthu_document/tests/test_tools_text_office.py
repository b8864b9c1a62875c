"""Word and Excel files of odd make: what their text is, and where reading them stops."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import text_extract, text_office
from odoo.addons.vanthu_document.tools.text_extract import (
    Limits,
    decode_text,
    detect_kind,
    extract_text,
)
from odoo.addons.vanthu_document.tools.text_office import OfficeError

from .test_tools_text_extract import WORD, make_docx, make_pdf, make_xlsx, paragraph

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(content):
    """A paragraph with one run of raw markup."""
    return f"<w:p><w:r>{content}</w:r></w:p>"


def table(*rows):
    """A table whose cells are raw markup."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{body}</w:tbl>"


def lines(body, **names):
    """The lines of a .docx that hold something."""
    found = extract_text(make_docx(body, names))
    return [line for line in found.text.split("\n") if line]


class TestWord(BaseCase):

    def test_cells_of_a_nested_table_are_read_once_and_in_place(self):
        inner = table((paragraph("trong 1"), paragraph("trong 2")))
        body = table((paragraph("trước") + inner, paragraph("sau")))
        self.assertEqual(lines(body), ["trước", "trong 1", "trong 2", "sau"])

    def test_word_cut_into_many_runs_is_one_word(self):
        pieces = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in "SGDĐT")
        self.assertEqual(lines(f"<w:p>{pieces}</w:p>"), ["SGDĐT"])

    def test_hyphen_that_must_not_break_is_a_hyphen(self):
        self.assertEqual(
            lines(run("<w:t>327/BGDĐT</w:t><w:noBreakHyphen/><w:t>VP</w:t>")), ["327/BGDĐT-VP"]
        )

    def test_links_and_content_controls_are_read_field_codes_are_not(self):
        body = (
            "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>"
            f"<w:sdt><w:sdtContent>{paragraph('ô điền')}</w:sdtContent></w:sdt>"
            + run("<w:instrText>PAGE</w:instrText><w:t>5</w:t>")
        )
        self.assertEqual(lines(body), ["liên kết", "ô điền", "5"])

    def test_text_that_was_moved_or_deleted_is_not_read_twice(self):
        body = (
            "<w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>"
            "<w:ins><w:r><w:t> thêm</w:t></w:r></w:ins></w:p>"
        )
        self.assertEqual(lines(body), ["mới thêm"])

    def test_drawing_and_its_fallback_are_one_text(self):
        box = f"<w:txbxContent>{paragraph('CÔNG VĂN ĐẾN')}</w:txbxContent>"
        body = run(
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        self.assertEqual(lines(body), ["CÔNG VĂN ĐẾN"])

    def test_comments_of_the_markup_are_no_text(self):
        self.assertEqual(lines("<w:p><!-- x --><w:r><!-- y --><w:t>chữ</w:t></w:r></w:p>"), ["chữ"])

    def test_same_header_on_three_sections_is_one_line(self):
        header = f'<w:hdr xmlns:w="{WORD}">{paragraph("SỞ A")}{paragraph("- 2 -")}</w:hdr>'
        found = lines(paragraph("thân"), **{f"word/header{n}.xml": header for n in (1, 2, 3)})
        self.assertEqual(found, ["SỞ A", "- 2 -", "thân"])

    def test_main_part_of_another_name_is_found_through_the_relations(self):
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
            "</Relationships>"
        )
        data = self.renamed("word/document2.xml", {"_rels/.rels": rels})
        self.assertEqual(extract_text(data).text, "chữ")

    def test_relation_that_leads_nowhere_is_damage(self):
        rels = '<Relationships><Relationship Type="x/officeDocument" Target="gone.xml"/>' \
               "</Relationships>"
        for names in ({}, {"_rels/.rels": rels}, {"_rels/.rels": "<broken"}):
            self.assertEqual(extract_text(self.renamed("word/other.xml", names)).state, "damaged")

    def renamed(self, main, names):
        """A .docx whose main part has another name."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(main, f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("chữ")}'
                                   "</w:body></w:document>")
            for name, data in names.items():
                archive.writestr(name, data)
        return stream.getvalue()

    def test_document_without_body_is_damage(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"/>')
        self.assertEqual(extract_text(stream.getvalue()).state, "damaged")

    def test_tables_and_runs_nested_without_end_are_given_up(self):
        deep = paragraph("x")
        for _level in range(70):
            deep = table((deep,))
        self.assertEqual(extract_text(make_docx(deep)).state, "too_large")
        runs = "<w:smartTag>" * 230 + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * 230
        self.assertIn(
            extract_text(make_docx(f"<w:p>{runs}</w:p>")).state, ("too_large", "damaged")
        )

    def test_odd_list_definitions_leave_the_text_without_dashes(self):
        item = ('<w:p><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'
                "<w:r><w:t>mục</w:t></w:r></w:p>")
        numbering = f'<w:numbering xmlns:w="{WORD}"><w:num w:numId="9"/></w:numbering>'
        self.assertEqual(lines(item, **{"word/numbering.xml": numbering}), ["mục"])
        self.assertEqual(lines(item), ["mục"])

    def test_list_of_the_first_level_is_meant_where_none_is_named(self):
        item = ('<w:p><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'
                "<w:r><w:t>mục</w:t></w:r></w:p>")
        numbering = (
            f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">'
            '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        )
        self.assertEqual(lines(item, **{"word/numbering.xml": numbering}), ["- mục"])


class TestExcel(BaseCase):

    def test_formula_gives_its_last_value_and_never_its_code(self):
        book, stream = Workbook(), io.BytesIO()
        book.active.append(["tổng", '=HYPERLINK("http://x.vn","bấm")'])
        book.save(stream)
        self.assertEqual(extract_text(stream.getvalue()).text, "tổng")

    def test_sheets_follow_each_other_and_empty_rows_go(self):
        book, stream = Workbook(), io.BytesIO()
        book.active.append(["một"])
        book.active.append([])
        book.create_sheet("hai").append([None, "hai", None])
        book.save(stream)
        self.assertEqual(extract_text(stream.getvalue()).text, "một\n\thai")

    def test_declared_entities_are_refused_in_any_part(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make_xlsx([["a"]]))) as good, zipfile.ZipFile(
            stream, "w"
        ) as bad:
            for part in good.infolist():
                content = good.read(part)
                if "theme" in part.filename:
                    content = b'<!DOCTYPE a [<!ENTITY b "x">]><a/>'
                bad.writestr(part.filename, content)
        self.assertEqual(extract_text(stream.getvalue()).state, "damaged")

    def test_long_cells_are_cut_at_the_limit(self):
        found = extract_text(make_xlsx([["x" * 600]] * 5), limits=Limits(max_chars=1_000))
        self.assertEqual(found.message, "cut")
        self.assertLessEqual(len(found.text), 1_000)

    def test_time_is_a_limit_too(self):
        found = extract_text(make_xlsx([["a"], ["b"]]), limits=Limits(max_seconds=-1))
        self.assertEqual((found.text, found.message), ("a", "cut"))
        found = extract_text(make_pdf(["a"], ["b"]), limits=Limits(max_seconds=-1))
        self.assertEqual((found.text.strip(), found.message), ("a", "cut"))


class TestArchive(BaseCase):

    def refused(self, code, call, *args):
        with self.assertRaises(OfficeError) as caught:
            call(*args)
        self.assertEqual(caught.exception.code, code)

    def archive(self, members, kind=zipfile.ZIP_DEFLATED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", kind) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def test_thousands_of_parts_are_refused_unopened(self):
        data = self.archive({f"word/{number}": "" for number in range(5_001)})
        self.refused("too_large", text_office.open_archive, data, 10 ** 9)

    def test_size_is_counted_while_unpacking_and_not_believed(self):
        data = self.archive({"a": b"x" * 300_000})
        with text_office.open_archive(data, 10 ** 9) as archive:
            self.assertEqual(len(text_office.read_member(archive, "a", 300_000)), 300_000)
            self.refused("too_large", text_office.read_member, archive, "a", 299_999)
            self.refused("damaged", text_office.read_member, archive, "missing", 10)

    def test_part_with_a_wrong_checksum_is_damage(self):
        data = bytearray(self.archive({"a": b"nguyen ven" * 20}, zipfile.ZIP_STORED))
        data[data.index(b"nguyen")] ^= 1
        with text_office.open_archive(bytes(data), 10 ** 9) as archive:
            self.refused("damaged", text_office.read_member, archive, "a", 10 ** 6)

    def test_markup_with_a_document_type_or_without_end_is_damage(self):
        for data in (b"<!DOCTYPE a><a/>", b"<a>", b"", b"\xff\xfe\x00", b"<a>&x;</a>"):
            self.refused("damaged", text_office.parse_xml, data)
        self.assertEqual(text_office.parse_xml(b"<a/>").tag, "a")


class TestKind(BaseCase):

    def test_kind_is_told_by_the_bytes(self):
        cases = {
            b"\n\n%PDF-1.4\n": "pdf", b"GIF89a": "image", b"\xff\xd8\xff\xe0": "image",
            b"RIFF\0\0\0\0WEBPVP8 ": "image", b"\0\0\0\x18ftypheic": "image",
            b"BM" + b"\x10\0\0\0" + b"\0" * 20: "image", b"BMW: ten mot hang xe": "text",
            b"II*\0": "image", "Đơn xin".encode(): "text", b"\x7fELF\2\1\1\0\xfe": "unknown",
        }
        for data, kind in cases.items():
            self.assertEqual(detect_kind(data), kind, data)

    def test_presentation_and_other_archives_are_not_taken_for_text(self):
        for name, kind in (("ppt/presentation.xml", "pptx"), ("content.xml", "zip")):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as archive:
                archive.writestr(name, "<a/>")
            self.assertEqual(detect_kind(stream.getvalue()), kind)
            self.assertEqual(extract_text(stream.getvalue()).state, "unsupported")

    def test_program_with_many_empty_bytes_is_no_text(self):
        header = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8" + b"\0" * 300 + b"PE\0\0\x64\x86"
        for data in (header + b"\0" * 3_000, b"\x78\x9f\x3e\x22" + b"\0\1\0" * 200):
            self.assertEqual(detect_kind(data), "unknown")
            self.assertEqual(extract_text(data, "a.exe").state, "unsupported")

    def test_text_of_two_bytes_a_letter_is_text_without_its_mark(self):
        text = "Kính gửi: Ủy ban nhân dân các huyện, thị xã, thành phố\r\n" * 3
        for name in ("utf-16-le", "utf-16-be"):
            self.assertEqual(detect_kind(text.encode(name)), "text", name)
            self.assertEqual(decode_text(text.encode(name)), text, name)

    def test_word_of_the_sender_helps_where_the_bytes_say_nothing(self):
        data = b"\1\2\3\4\5abc" * 20
        self.assertEqual(extract_text(data).state, "unsupported")
        self.assertEqual(extract_text(data, mimetype="text/plain").state, "done")

    def test_letter_cut_in_the_middle_costs_one_letter_only(self):
        data = "đề nghị các đơn vị ủy".encode()[:-1]
        self.assertEqual(decode_text(data), "đề nghị các đơn vị ủ")

    def test_reader_that_runs_out_of_memory_is_told_as_too_large(self):
        def hungry(kind, data, limits):
            raise MemoryError

        former = text_extract._extract
        text_extract._extract = hungry
        self.addCleanup(setattr, text_extract, "_extract", former)
        found = extract_text(b"abc")
        self.assertEqual((found.state, found.message), ("too_large", "too_large"))

    @settings(max_examples=100, deadline=None)
    @given(st.text(alphabet="aàáạăắâấđeéêểiịoóôốơờuúưựyỳ BCĐÊ.,:/-\n", min_size=20))
    def test_vietnamese_text_survives_each_modern_encoding(self, text):
        for name in ("utf-8", "utf-8-sig", "utf-16"):
            self.assertEqual(decode_text(text.encode(name)), text, name)
