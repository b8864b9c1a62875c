"""PDF of drafts: bounds of time, no links to elsewhere, nothing left behind."""

import contextlib
import io
import os
import shutil
import socket
import tempfile
import threading
import time
import unittest
from pathlib import Path
from unittest.mock import patch

from pypdf import PdfReader

from odoo.tests import BaseCase

from ..tools.drafting import office
from ..tools.drafting.office import find_program, to_pdf, without_links
from ..tools.drafting.package import DraftFileError
from .draft_files import change_parts, make_letter, make_linked_picture, read_part
from .files import make_pdf

PICTURE = (
    '<Relationship Id="away" TargetMode="External" Target="{target}" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)
_SLOW = "#!/bin/sh\nsleep 60 & echo $! > {folder}/child; wait\n"
_IDLE = "#!/bin/sh\nexit 0\n"


def with_relation(data, kind, target):
    """The .docx with one more relation to elsewhere."""
    return change_parts(data, rels=lambda xml: xml.replace(
        "</Relationships>", PICTURE.format(kind=kind, target=target)))


def with_field(data, instruction):
    """The .docx with one more field."""
    return change_parts(data, document=lambda xml: xml.replace(
        "<w:sectPr", f"<w:p><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p><w:sectPr", 1))


class PdfCase(BaseCase):
    def setUp(self):
        super().setUp()
        self.folder = Path(tempfile.mkdtemp(prefix="vanthu-test-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def _program(self, script):
        path = self.folder / "office"
        path.write_text(script.format(folder=self.folder))
        path.chmod(0o700)
        return str(path)

    def _refused(self, code, *args, **kwargs):
        with self.assertRaises(DraftFileError) as caught:
            to_pdf(*args, **kwargs)
        self.assertEqual(caught.exception.code, code)


class TestBounds(PdfCase):
    def test_missing_program_is_told(self):
        with patch.object(office.shutil, "which", lambda name: None):
            self.assertEqual(find_program(), "")
            self._refused("missing_program", make_letter())

    def test_program_that_makes_nothing_has_failed(self):
        self._refused("failed", make_letter(), program=self._program(_IDLE))

    def test_program_that_takes_too_long_is_ended_with_all_it_started(self):
        begin = time.monotonic()
        self._refused("timeout", make_letter(), timeout=1, program=self._program(_SLOW))
        self.assertLess(time.monotonic() - begin, 10)
        child = int((self.folder / "child").read_text())
        for _ in range(50):
            try:
                state = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0]
            except FileNotFoundError:
                return
            if state == "Z":
                return
            time.sleep(0.1)
        self.fail(f"process {child} still runs")

    def test_nothing_is_left_behind(self):
        with patch.object(tempfile, "tempdir", str(self.folder)):
            self._refused("failed", make_letter(), program=self._program(_IDLE))
        self.assertEqual([path.name for path in self.folder.iterdir()], ["office"])

    def test_only_word_documents_reach_the_program(self):
        program = self._program("#!/bin/sh\ntouch {folder}/was-started\n")
        self._refused("not_docx", make_pdf("trang"), program=program)
        self._refused("not_docx", b"{\\rtf1 chu}", program=program)
        self.assertFalse((self.folder / "was-started").exists())

    def test_each_run_has_a_profile_of_its_own_without_secrets_of_ours(self):
        script = '#!/bin/sh\nenv > {folder}/env; echo "$@" >> {folder}/args\n'
        with patch.dict(os.environ, {"PGPASSWORD": "geheim"}):
            for _ in range(2):
                self._refused("failed", make_letter(), program=self._program(script))
        first, second = (self.folder / "args").read_text().splitlines()
        self.assertIn("-env:UserInstallation=file:///", first)
        self.assertNotEqual(first, second)
        self.assertIn("--infilter=MS Word 2007 XML", first)
        self.assertNotIn("geheim", (self.folder / "env").read_text())


class TestLinks(BaseCase):
    def test_pictures_and_templates_from_elsewhere_are_taken_out(self):
        for kind in ("image", "attachedTemplate", "oleObject", "frame", "subDocument"):
            data = with_relation(make_letter(), kind, "http://127.0.0.1:9/x.png")
            cleaned = read_part(without_links(data), "word/_rels/document.xml.rels")
            self.assertNotIn("127.0.0.1", cleaned)
            self.assertIn("styles.xml", cleaned)

    def test_links_to_click_on_stay(self):
        data = with_relation(make_letter(), "hyperlink", "https://example.com/")
        self.assertEqual(without_links(data), data)

    def test_fields_that_fetch_are_emptied(self):
        for instruction in (
            "INCLUDETEXT /etc/passwd", "includepicture http://127.0.0.1/x", "DDEAUTO c cmd",
            "LINK Excel.Sheet", "DDE x y",
        ):
            data = with_field(make_letter(), instruction)
            self.assertNotIn(instruction, read_part(without_links(data)))

    def test_page_numbers_stay(self):
        data = make_letter()
        self.assertEqual(without_links(data), data)
        self.assertIn(" PAGE ", read_part(data, "word/header1.xml"))


@unittest.skipUnless(find_program(), "LibreOffice is not installed")
class TestLibreOffice(PdfCase):
    def test_letter_becomes_one_page_with_its_words_and_fonts(self):
        reader = PdfReader(io.BytesIO(to_pdf(make_letter())))
        self.assertEqual(len(reader.pages), 1)
        text = " ".join(reader.pages[0].extract_text().split())
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Độc lập - Tự do - Hạnh phúc", "Kính gửi:",
            "Các trường trung học phổ thông", "KT. GIÁM ĐỐC", "Nguyễn Văn An",
        ):
            self.assertIn(words, text)
        width, height = reader.pages[0].mediabox[2:]
        self.assertEqual((round(width), round(height)), (595, 842))
        fonts = {
            str(font.get_object()["/BaseFont"])
            for font in reader.pages[0]["/Resources"]["/Font"].values()
        }
        self.assertTrue(all("Serif" in font or "Times" in font for font in fonts), fonts)

    def test_two_at_once_both_get_their_file(self):
        made = {}

        def convert(name):
            made[name] = to_pdf(make_letter(signer=name))

        threads = [threading.Thread(target=convert, args=(name,)) for name in ("Một", "Hai")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for name in ("Một", "Hai"):
            text = PdfReader(io.BytesIO(made[name])).pages[0].extract_text()
            self.assertIn(name, text)

    def _fetched(self, **patches):
        """What LibreOffice asks a server for, on a letter with a picture that lies there."""
        asked = []
        with socket.create_server(("127.0.0.1", 0)) as server, contextlib.ExitStack() as stack:
            for name, value in patches.items():
                stack.enter_context(patch.object(office, name, value))
            server.settimeout(0.1)
            address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
            done = threading.Event()

            def answer():
                while not done.is_set():
                    with contextlib.suppress(TimeoutError):
                        client = server.accept()[0]
                        asked.append(client.recv(100))
                        client.close()

            thread = threading.Thread(target=answer)
            thread.start()
            self.assertTrue(to_pdf(make_linked_picture(address)).startswith(b"%PDF"))
            done.set()
            thread.join()
        return asked

    def test_nothing_is_fetched_from_elsewhere(self):
        """Two walls, each of them enough; without both the picture is asked for."""
        self.assertEqual(self._fetched(_write_profile=lambda profile: None), [])
        self.assertEqual(self._fetched(without_links=lambda data: data), [])
        self.assertTrue(self._fetched(
            without_links=lambda data: data, _write_profile=lambda profile: None))
