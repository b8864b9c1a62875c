"""Names of organisations and letters of strangers."""

import io

from PIL import Image

from odoo.tests import BaseCase, tagged

from ..tools import letter_file
from ..tools.letter_file import LetterError, check_letter
from ..tools.organisation_name import name_key
from .files import make_image, make_pdf


@tagged("standard", "post_install", "-at_install")
class TestOrganisationName(BaseCase):
    def test_spellings_of_one_organisation_have_one_key(self):
        for names in (
            ("Trường THPT Lê Lợi", "trung học phổ thông lê lợi", "TRUONG THPT LE  LOI",
             "Trường Trung học Phổ thông Lê Lợi"),
            ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", "so gd-dt"),
            ("UBND xã Tân Phú", "Ủy ban nhân dân xã Tân Phú"),
            ("Trường Tiểu học Đông Hà", "TH Đông Hà"),
        ):
            self.assertEqual(len({name_key(name) for name in names}), 1, names)

    def test_other_organisations_have_other_keys(self):
        names = (
            "Trường THPT Lê Lợi", "Trường THCS Lê Lợi", "Trường THPT Lê Lai",
            "Trường THPT Số 1", "Trường THPT Số 2", "Sở Nội vụ", "Trường", "",
        )
        self.assertEqual(len({name_key(name) for name in names}), len(names))
        self.assertEqual((name_key(None), name_key("Trường")), ("", "truong"))


@tagged("standard", "post_install", "-at_install")
class TestLetterFile(BaseCase):
    def _assert_refused(self, code, name, data):
        with self.assertRaises(LetterError) as caught:
            check_letter(name, data)
        self.assertEqual(caught.exception.code, code)

    def test_kind_follows_from_the_content(self):
        output = io.BytesIO()
        Image.new("RGB", (9, 9)).save(output, "JPEG")
        self.assertEqual(check_letter("x.png", output.getvalue()), ("x.jpg", "image/jpeg"))
        self.assertEqual(check_letter("x.exe", make_pdf("a")), ("x.pdf", "application/pdf"))
        self.assertEqual(check_letter("x", make_image()), ("x.png", "image/png"))

    def test_names_are_made_harmless_and_stay_readable(self):
        pdf = make_pdf("a")
        for name, safe in (
            ("Giấy đề nghị.pdf", "Giấy đề nghị.pdf"), ("../../etc/passwd", "passwd.pdf"),
            ("C:\\thu\\Đơn.PDF", "Đơn.pdf"), ('a"b<c>\r\nd.pdf', "a_b_c_ d.pdf"),
            ("", "file.pdf"), ("...", "file.pdf"), ("a" * 300, "a" * 100 + ".pdf"),
        ):
            self.assertEqual(check_letter(name, pdf)[0], safe)

    def test_other_files_are_refused(self):
        self._assert_refused("empty", "a.pdf", b"")
        self._assert_refused("kind", "a.pdf", b"MZ\x90\0")
        self._assert_refused("kind", "a.pdf", b" %PDF-1.4")
        self._assert_refused("kind", "a.gif", b"GIF89a")
        self._assert_refused("damaged", "a.png", make_image()[:30])
        self._assert_refused("damaged", "a.jpg", b"\xff\xd8\xff\xe0 no picture")
        self._assert_refused("too_large", "a.pdf", b"%PDF-" + b"0" * letter_file.MAX_BYTES)

    def test_picture_that_unpacks_to_gigabytes_is_refused_unopened(self):
        output = io.BytesIO()
        Image.new("1", (9000, 9000)).save(output, "PNG")
        self.assertLess(len(output.getvalue()), 100_000)
        self._assert_refused("too_large", "a.png", output.getvalue())
