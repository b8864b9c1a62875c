"""Text of good files is found; every bad file ends in a state and a sentence."""

import io
import time
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts, text_extract
from odoo.addons.vanthu_document.tools.text_extract import (
    MESSAGES,
    STATES,
    Limits,
    decode_text,
    extract_text,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def make_pdf(*pages, password=None, restricted=False):
    """A PDF with one page for each list of lines."""
    import pypdf

    stream = io.BytesIO()
    canvas = Canvas(stream)
    fonts.register_fonts()
    for lines in pages:
        canvas.setFont(fonts.REGULAR, 12)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    if not (password or restricted):
        return stream.getvalue()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(stream.getvalue()))
    writer.encrypt(user_password=password or "", owner_password="owner", algorithm="RC4-128")
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def make_docx(body, names=None, prolog=""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, data in (names or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_xlsx(rows):
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


PDF = make_pdf(["Nội dung"])
DOCX = make_docx(paragraph("Nội dung"))
XLSX = make_xlsx([["Nội dung"]])


class TestGoodFiles(BaseCase):

    def test_pdf(self):
        data = make_pdf(["Số: 12/SGDĐT-VP", "Ủy ban nhân dân"], ["Trang hai"])
        found = extract_text(data, "a.pdf")
        self.assertEqual((found.state, found.kind, found.page_count), ("done", "pdf", 2))
        self.assertIn("Số: 12/SGDĐT-VP", found.text)
        self.assertIn("Ủy ban nhân dân", found.text)
        self.assertIn("Trang hai", found.text)
        self.assertFalse(found.wrong_extension)

    def test_pdf_of_pictures_only_has_no_text(self):
        found = extract_text(make_pdf([]), "scan.pdf")
        self.assertEqual((found.state, found.message), ("no_text", "no_text"))
        self.assertEqual(found.page_count, 1)

    def test_a_recognizer_reads_what_holds_no_text(self):
        class Reader:
            def recognize(self, data, kind, limits):
                return f"seen {kind}"

        class Broken:
            def recognize(self, data, kind, limits):
                raise RuntimeError("no engine")

        self.assertEqual(extract_text(PNG, "a.png", recognizer=Reader()).text, "seen image")
        self.assertEqual(extract_text(make_pdf([]), recognizer=Reader()).text, "seen pdf")
        with self.assertLogs(text_extract.__name__, "WARNING"):
            self.assertEqual(extract_text(PNG, recognizer=Broken()).state, "no_text")

    def test_pdf_that_only_forbids_editing_is_read(self):
        found = extract_text(make_pdf(["Nội dung"], restricted=True))
        self.assertEqual((found.state, found.text.strip()), ("done", "Nội dung"))

    def test_docx_tables_boxes_tabs_and_headers_in_order(self):
        cell = "<w:tc>{}</w:tc>"
        row = "<w:tr>" + cell.format(paragraph("TRÁI") + paragraph("Số: 1/A")) + cell.format(
            paragraph("PHẢI")) + "</w:tr>"
        box = (f"<w:p><w:r><w:t>ngoài</w:t><w:pict><w:txbxContent>{paragraph('trong khung')}"
               "</w:txbxContent></w:pict></w:r></w:p>")
        tab = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
        deleted = "<w:p><w:del><w:r><w:t>XÓA</w:t></w:r></w:del><w:r><w:t>giữ</w:t></w:r></w:p>"
        header = f'<w:hdr xmlns:w="{WORD}">{paragraph("LƯU HÀNH NỘI BỘ")}{paragraph("2")}</w:hdr>'
        found = extract_text(make_docx(
            f"<w:tbl>{row}</w:tbl>{box}{tab}{deleted}", {"word/header1.xml": header}), "a.docx")
        self.assertEqual((found.state, found.kind), ("done", "docx"))
        lines = [line for line in found.text.split("\n") if line]
        self.assertEqual(lines, ["LƯU HÀNH NỘI BỘ", "TRÁI", "Số: 1/A", "PHẢI", "ngoài",
                                 "trong khung", "a\tb", "c", "giữ"])

    def test_docx_bullets_that_word_draws_become_dashes(self):
        item = ('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
                "<w:r><w:t>{}</w:t></w:r></w:p>")
        kind = ('<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:numFmt w:val="{1}"/>'
                '</w:lvl></w:abstractNum>'
                '<w:num w:numId="{2}"><w:abstractNumId w:val="{0}"/></w:num>')
        numbering = (f'<w:numbering xmlns:w="{WORD}">' + kind.format(1, "bullet", 7)
                     + kind.format(2, "decimal", 8) + "</w:numbering>")
        found = extract_text(make_docx(item.format(7, "Như trên;") + item.format(8, "Một"),
                                       {"word/numbering.xml": numbering}))
        self.assertEqual(found.text, "- Như trên;\nMột")

    def test_xlsx(self):
        found = extract_text(make_xlsx([["Số", "Trích yếu"], [12, "Họp"], [None, "x"]]), "a.xlsx")
        self.assertEqual((found.state, found.kind), ("done", "xlsx"))
        self.assertEqual(found.text, "Số\tTrích yếu\n12\tHọp\n\tx")

    def test_plain_text_in_each_encoding(self):
        text = "Ủy ban nhân dân tỉnh, số 12: đề nghị gửi báo cáo trước ngày mồng một"
        for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"),
                     text.encode("utf-16-le"), text.encode("utf-16-be")):
            found = extract_text(data, "a.txt")
            self.assertEqual((found.state, found.kind, found.text), ("done", "text", text))
        reverse = {value: key for key, value in text_extract._TCVN3.items()}
        old = "đề nghị các đơn vị thực hiện".translate(
            {ord(letter): code for letter, code in reverse.items()}).encode("latin-1")
        self.assertEqual(decode_text(old), "đề nghị các đơn vị thực hiện")
        self.assertEqual(decode_text(b"\xd0\xea\xcc nghi\xf2 ba\xeco ca\xeco"), "Đề nghị báo cáo")


class TestBadFiles(BaseCase):

    def assert_state(self, state, data, name="", **kwargs):
        found = extract_text(data, name, **kwargs)
        self.assertEqual(found.state, state, found)
        self.assertEqual(found.text if state != "done" else "", "")
        self.assertTrue(found.explanation, "a clerk must be told why")
        return found

    def test_empty(self):
        for data in (b"", None):
            self.assertEqual(self.assert_state("damaged", data, "a.pdf").message, "empty_file")

    def test_damaged(self):
        pdf, docx = make_pdf(["abc"]), make_docx(paragraph("abc"))
        self.assert_state("damaged", b"%PDF-1.7\n" + b"\xff" * 500)
        self.assert_state("damaged", pdf[:60])
        self.assert_state("damaged", docx[: len(docx) // 2])
        self.assert_state("damaged", make_docx("<w:p><broken></w:p>"))
        self.assert_state("damaged", make_xlsx([["a"]])[:-300])

    def test_encrypted(self):
        self.assert_state("encrypted", make_pdf(["abc"], password="secret"))
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        self.assert_state("encrypted", ole + "EncryptedPackage".encode("utf-16-le"), "a.docx")
        locked = bytearray(make_docx(paragraph("abc")))
        for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = locked.find(mark)
            while at >= 0:
                locked[at + shift] |= 1
                at = locked.find(mark, at + 4)
        self.assert_state("encrypted", bytes(locked))

    def test_unsupported_and_pictures(self):
        self.assert_state("unsupported", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")
        self.assert_state("unsupported", b"\x7fELF\x00\x01\x02" * 50, "a.bin")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.txt", "abc")
        self.assert_state("unsupported", stream.getvalue(), "a.zip")
        self.assert_state("no_text", PNG, "a.png")
        self.assert_state("no_text", b"  \n ", "a.txt")

    def test_too_large_is_not_parsed(self):
        self.assert_state("too_large", make_pdf(["abc"]), limits=Limits(max_bytes=100))

    def test_zip_bombs_stop_early(self):
        bomb = make_docx(paragraph("a" * 30_000_000))
        self.assertLess(len(bomb), 100_000)
        start = time.monotonic()
        self.assert_state("too_large", bomb, limits=Limits(max_unpacked=5_000_000))
        plain = io.BytesIO()  # not suspicious by its ratio, only by what comes out
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("word/document.xml", paragraph("a" * 6_000_000))
        self.assert_state("too_large", plain.getvalue(), limits=Limits(max_unpacked=5_000_000))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<a/>")
            archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
        self.assert_state("too_large", stream.getvalue(), limits=Limits(max_unpacked=5_000_000))
        self.assertLess(time.monotonic() - start, 5)

    def test_entities_are_not_expanded(self):
        laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        for entity in ("&a;", "&b;"):
            self.assert_state("damaged", make_docx(paragraph(entity), prolog=laughs))

    def test_names_that_leave_the_archive_do_no_harm(self):
        data = make_docx(paragraph("abc"), {"../../evil.txt": "x", "/etc/evil": "y"})
        self.assertEqual(extract_text(data, "a.docx").text, "abc")

    def test_deep_nesting_ends(self):
        deep = "<w:sdt>" * 240 + paragraph("x") + "</w:sdt>" * 240
        self.assertIn(extract_text(make_docx(deep)).state, ("damaged", "too_large"))

    def test_wrong_extension_is_noted_and_read_all_the_same(self):
        for data, name in ((make_pdf(["abc"]), "a.docx"), (make_docx(paragraph("abc")), "a.pdf"),
                           (b"abc", "a.pdf"), (make_xlsx([["abc"]]), "a.xls")):
            found = extract_text(data, name)
            self.assertEqual(found.text.strip(), "abc")
            self.assertTrue(found.wrong_extension, name)
            self.assertEqual(found.message, "wrong_extension")
        self.assertFalse(extract_text(make_pdf(["abc"]), "Số 1.2 ngày 3.4").wrong_extension)

    def test_long_files_are_cut_and_say_so(self):
        found = extract_text(make_pdf(["a"], ["b"], ["c"]), limits=Limits(max_pages=2))
        self.assertEqual((found.message, found.page_count), ("cut", 3))
        self.assertNotIn("c", found.text)
        found = extract_text(make_xlsx([[n] for n in range(50)]), limits=Limits(max_rows=10))
        self.assertEqual((found.message, len(found.text.split("\n"))), ("cut", 10))

    def test_control_characters_do_not_reach_the_database(self):
        found = extract_text(b"a\x07b\x1bc\r\nd" + b"e" * 100, "a.txt")
        self.assertEqual(found.text, "abc\nd" + "e" * 100)

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.binary(max_size=400), st.sampled_from(
        [b"", b"%PDF-1.5\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]))
    def test_any_bytes_end_in_a_known_state(self, tail, head):
        found = extract_text(head + tail, "x.pdf")
        self.assertIn(found.state, STATES)
        self.assertTrue(found.message == "" or found.message in MESSAGES)
        self.assertNotIn("\0", found.text)

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 3000), st.integers(0, 255), st.sampled_from(["pdf", "docx", "xlsx"]))
    def test_one_flipped_byte_is_survived(self, position, value, kind):
        data = bytearray({"pdf": PDF, "docx": DOCX, "xlsx": XLSX}[kind])
        data[position % len(data)] = value
        self.assertIn(extract_text(bytes(data)).state, STATES)
