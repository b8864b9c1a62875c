"""One PDF of a whole case file, re-read strictly by pypdf and by Poppler."""

import hashlib
import io
import shutil
import subprocess
import tempfile
import tracemalloc
import unittest
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pypdf
import pypdf.annotations
from PIL import Image

from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_document.tools.drafting.package import DraftFileError
from odoo.addons.vanthu_document.tools.printing.image_pdf import image_as_pdf
from odoo.addons.vanthu_document.tools.printing.spec import StampError

from ..tools.packages import case_pdf
from ..tools.packages.case_pdf import Mark, can_be_shown, needs_time, write_case_pdf
from ..tools.packages.pdf_book import PdfBook
from ..tools.packages.spec import PackageError
from .package_common import MOMENT, draw_pdf, make_case, make_content, make_document

MARK = Mark("Nguyễn Văn Ánh", MOMENT)


def lock(data, password):
    """The same PDF with a password to open it; "" only keeps programs from changing it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=password, owner_password="owner")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def rotate(data, degrees):
    """The same PDF, its pages turned."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(degrees)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@tagged("post_install", "-at_install", "standard")
class TestCasePdf(BaseCase):

    def _write(self, *contents_of_documents, **values):
        documents = [
            make_document(position, contents=contents)
            for position, contents in enumerate(contents_of_documents, 1)
        ]
        stream = io.BytesIO()
        count = write_case_pdf(stream, make_case(documents, **values), MARK)
        self.data = stream.getvalue()
        reader = pypdf.PdfReader(io.BytesIO(self.data), strict=True)
        self.assertEqual(len(reader.pages), count)
        return reader

    def _texts(self, reader):
        return [page.extract_text() for page in reader.pages]

    def _target(self, reader, destination):
        """Position of the page that a destination leads to."""
        wanted = destination[0].idnum
        return [page.indirect_reference.idnum for page in reader.pages].index(wanted)

    def test_cover_list_and_documents_in_order(self):
        reader = self._write(
            [make_content(data=draw_pdf("alpha", "beta"))],
            [make_content(data=draw_pdf("gamma")), make_content(data=draw_pdf("delta"))],
        )
        texts = self._texts(reader)
        self.assertEqual(len(texts), 6)
        for words in ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "HỒ SƠ", "Hồ sơ tập huấn <2026>",
                      "Số và ký hiệu hồ sơ: 01.TCCB", "Mã hồ sơ: H14.12.2026.01.TCCB",
                      "Thời gian: 02/01/2026 đến 30/06/2026", "Thời hạn lưu trữ: 10 năm",
                      "Số văn bản, tài liệu: 2", "Số tờ: 12", "Bản chính là các tệp tin gốc"):
            self.assertIn(words, texts[0])
        self.assertIn("MỤC LỤC VĂN BẢN, TÀI LIỆU", texts[1])
        self.assertIn("Báo cáo số 1/BC-VP ngày 01/05/2026", texts[1])
        for text, word in zip(texts[2:], ("alpha", "beta", "gamma", "delta"), strict=True):
            self.assertTrue(text.startswith(word), text)

    def test_every_page_is_marked_and_numbered(self):
        texts = self._texts(self._write([make_content(data=draw_pdf("a", "b"))]))
        for number, text in enumerate(texts, 1):
            self.assertIn(
                "In từ Hệ thống quản lý tài liệu điện tử lúc 08:30 ngày 23/11/2026, người in: "
                f"Nguyễn Văn Ánh – trang {number}", text.replace("\n", " "),
            )

    def test_list_says_the_page_and_leads_there(self):
        contents = [[make_content(data=draw_pdf(f"doc {n}", "next"))] for n in range(1, 25)]
        reader = self._write(*contents)
        found = []
        for page in reader.pages:
            for note in page.get("/Annots", []):
                position = self._target(reader, note.get_object()["/Dest"])
                found.append(position)
        self.assertEqual(len(found), 24)
        for number, position in enumerate(found, 1):
            self.assertTrue(reader.pages[position].extract_text().startswith(f"doc {number}\n"))
        texts = self._texts(reader)
        fronts = next(n for n, text in enumerate(texts) if text.startswith("doc 1\n"))
        self.assertGreater(fronts, 2)
        listed = "\n".join(texts[1:fronts])
        for position in found:
            self.assertRegex(listed, rf"(?m)^{position + 1}$|\b{position + 1}\b")

    def test_bookmarks(self):
        reader = self._write(
            [make_content(data=draw_pdf("a", "b"))], [make_content(data=draw_pdf("c"))]
        )
        self.assertEqual(
            [(item.title, self._target(reader, [item["/Page"].indirect_reference]))
             for item in reader.outline],
            [("Bìa hồ sơ", 0), ("Mục lục văn bản", 1),
             ("1. Báo cáo số 1/BC-VP ngày 01/05/2026 – Báo cáo tổng kết & đánh giá", 2),
             ("2. Báo cáo số 2/BC-VP ngày 02/05/2026 – Báo cáo tổng kết & đánh giá", 4)],
        )

    def test_what_cannot_be_shown_is_named_and_attached(self):
        cases = {
            "bảng tính.xlsx": (b"PK\x03\x04 sheet", "không chuyển được sang PDF"),
            "hỏng.pdf": (b"%PDF-1.7 nothing at all", "bị hỏng"),
            "cắt cụt.pdf": (draw_pdf("x" * 50)[:300], "bị hỏng"),
            "khóa.pdf": (lock(draw_pdf("secret"), "abc"), "đặt mật khẩu"),
            "ảnh hỏng.jpg": (b"\xff\xd8\xff\xe0 no", "không chuyển được|bị hỏng"),
            "rỗng.pdf": (b"", "bị hỏng"),
        }
        reader = self._write(*(
            [make_content(name, data, "application/octet-stream")]
            for name, (data, _reason) in cases.items()
        ), [make_content(data=draw_pdf("healthy"))])
        texts = self._texts(reader)
        for (name, (data, reason)), text in zip(cases.items(), texts[2:], strict=False):
            self.assertIn("TỆP TIN KHÔNG HIỂN THỊ ĐƯỢC", text)
            self.assertRegex(text, reason)
            self.assertIn(f"Tên tệp tin: {name}", text)
            self.assertIn(f"Dung lượng: {len(data)} byte", text)
            self.assertIn(hashlib.sha256(data).hexdigest(), text)
            self.assertEqual(reader.attachments[name][0], data)
        self.assertTrue(texts[-1].startswith("healthy"))

    def test_paper_only(self):
        texts = self._texts(self._write([]))
        self.assertIn("Văn bản này chỉ có bản giấy trong hồ sơ.", texts[2])
        self.assertIn("Báo cáo số 1/BC-VP", texts[2])

    def test_nothing_in_it(self):
        self.assertEqual(len(self._write().pages), 1)

    def test_locked_against_changes_only_is_shown(self):
        reader = self._write([make_content(data=lock(draw_pdf("open"), ""))])
        self.assertTrue(reader.pages[2].extract_text().startswith("open"))
        self.assertFalse(reader.is_encrypted)

    def test_turned_and_lying_pages_keep_their_place(self):
        lying = draw_pdf("lying", size=(842, 595))
        reader = self._write(
            [make_content(data=rotate(draw_pdf("turned"), 90))], [make_content(data=lying)]
        )
        self.assertEqual(reader.pages[2].rotation, 90)
        self.assertEqual([float(n) for n in reader.pages[3].mediabox], [0, 0, 842, 595])
        for page in list(reader.pages)[2:]:
            self.assertIn("trang", page.extract_text())

    def test_pictures_become_pages(self):
        stream = io.BytesIO()
        Image.new("RGB", (40, 60), "red").save(stream, "PNG")
        reader = self._write([make_content("ảnh.png", stream.getvalue(), "image/png")])
        (image,) = reader.pages[2].images[:1]
        self.assertEqual(image.image.size, (40, 60))
        self.assertFalse(reader.attachments)

    def test_word_documents_go_through_libreoffice(self):
        content = make_content("thư.docx", b"PK docx", "application/x")
        with patch.object(case_pdf.office, "to_pdf", return_value=draw_pdf("letter")) as made:
            reader = self._write([content])
        made.assert_called_once_with(b"PK docx")
        self.assertTrue(reader.pages[2].extract_text().startswith("letter"))
        for code, words in (("missing_program", "không có chương trình"),
                            ("damaged", "bị hỏng"), ("timeout", "không chuyển được")):
            error = DraftFileError(code)
            with patch.object(case_pdf.office, "to_pdf", side_effect=error):
                reader = self._write([content])
            self.assertIn(words, reader.pages[2].extract_text())
            self.assertEqual(reader.attachments["thư.docx"], [b"PK docx"])

    def test_kinds(self):
        for name, shown, slow in (
            ("a.pdf", True, False), ("a.DOCX", True, True), ("a.jpeg", True, False),
            ("a.tif", True, False), ("a.xlsx", False, False), ("a", False, False),
        ):
            content = make_content(name, b"x", "application/octet-stream")
            self.assertEqual((can_be_shown(content), needs_time(content)), (shown, slow), name)

    def test_links_and_fonts_of_a_source_are_kept_and_scripts_are_not(self):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(draw_pdf("first", "second")))
        writer.add_annotation(0, pypdf.annotations.Link(
            rect=(50, 50, 100, 100), target_page_index=1))
        writer.root_object[pypdf.generic.NameObject("/OpenAction")] = (
            pypdf.generic.DictionaryObject({
                pypdf.generic.NameObject("/S"): pypdf.generic.NameObject("/JavaScript"),
                pypdf.generic.NameObject("/JS"): pypdf.generic.TextStringObject("app.alert(1)"),
            })
        )
        writer.add_attachment("hidden.exe", b"MZ")
        stream = io.BytesIO()
        writer.write(stream)
        reader = self._write([make_content(data=stream.getvalue())])
        (note,) = reader.pages[2]["/Annots"]
        self.assertEqual(self._target(reader, note.get_object()["/Dest"]), 3)
        self.assertIn(b"/JavaScript", stream.getvalue())
        self.assertNotIn(b"/JavaScript", self.data)
        self.assertFalse(reader.attachments)
        self.assertIn("/Font", reader.pages[2]["/Resources"])

    def test_damaged_in_the_store_is_refused(self):
        content = make_content(sha256="0" * 64)
        with self.assertRaises(PackageError):
            self._write([content])

    @unittest.skipUnless(shutil.which("pdftotext"), "Poppler is not installed")
    def test_another_program_reads_it(self):
        self._write([make_content(data=draw_pdf("alpha"))], [],
                    [make_content("x.xlsx", b"PK", "application/x")])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.pdf")
            path.write_bytes(self.data)
            done = subprocess.run(  # noqa: S603 - a program of the test machine
                [shutil.which("pdftotext"), "-layout", path, "-"], capture_output=True,
                check=True,
            )
        self.assertEqual(done.stderr, b"")
        text = done.stdout.decode()
        self.assertEqual(text.count("\f"), 5)
        self.assertIn("alpha", text)
        self.assertIn("trang 5", text)

    def test_memory_is_that_of_one_document(self):
        with tempfile.TemporaryDirectory() as folder:
            picture = io.BytesIO()
            noise = Image.effect_noise((1400, 1400), 90)
            noise.save(picture, "PNG")
            piece = make_content(data=image_as_pdf(picture.getvalue()))
            tracemalloc.start()
            self.addCleanup(tracemalloc.stop)
            with Path(folder, "a.pdf").open("wb") as stream:
                write_case_pdf(
                    stream, make_case([make_document(1, contents=[piece] * 25)]), MARK
                )
                size = stream.tell()
        self.assertGreater(size, 25 << 20)
        self.assertLess(tracemalloc.get_traced_memory()[1], size / 2)


@tagged("post_install", "-at_install", "standard")
class TestPdfBook(BaseCase):

    def test_a_damaged_source_leaves_the_book_as_it_was(self):
        stream = io.BytesIO()
        book = PdfBook(stream)
        book.add(draw_pdf("one"))
        for data in (b"", b"%PDF-1.4", b"%PDF-1.4\n" + b"<<" * 5000):
            with self.assertRaises(StampError):
                book.add(data)
        book.add(draw_pdf("two"))
        book.close("Tên")
        reader = pypdf.PdfReader(stream, strict=True)
        self.assertEqual([page.extract_text().strip() for page in reader.pages], ["one", "two"])
        self.assertEqual(reader.metadata.title, "Tên")

    def test_front_pages_come_first(self):
        stream = io.BytesIO()
        book = PdfBook(stream)
        book.add(draw_pdf("last"))
        book.add(draw_pdf("first", "second"), in_front=True)
        book.close("x")
        self.assertEqual(
            [page.extract_text().strip() for page in pypdf.PdfReader(stream).pages],
            ["first", "second", "last"],
        )

    def test_nesting_without_end(self):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(draw_pdf("deep")))
        inner = pypdf.generic.ArrayObject()
        for _level in range(400):
            inner = pypdf.generic.ArrayObject([inner])
        writer.pages[0][pypdf.generic.NameObject("/Deep")] = inner
        source = io.BytesIO()
        writer.write(source)
        with self.assertRaises(StampError) as raised:
            PdfBook(io.BytesIO()).add(source.getvalue())
        self.assertEqual(raised.exception.code, "damaged")

    def test_days_missing(self):
        stream = io.BytesIO()
        document = make_document(1, issued_date=None, reference=None, type_id=None,
                                 organ_name=None)
        write_case_pdf(stream, make_case([document], start_date=None, end_date=date(2026, 1, 2)),
                       MARK)
        text = pypdf.PdfReader(stream).pages[1].extract_text()
        self.assertIn("Báo cáo tổng kết & đánh giá", text)
