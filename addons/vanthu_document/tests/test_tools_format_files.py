"""Files that cannot be checked: each is refused with a reason, and none does harm."""

import io
import zipfile

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check import FormatError, check, repair
from odoo.addons.vanthu_document.tools.text_extract import Limits

from .format_drafts import context_of, good, load_rules
from .format_package import NAMESPACES, package


def document(body):
    """A .docx of raw body markup."""
    return package({"word/document.xml":
                    f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"})


class TestFormatFiles(BaseCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()

    def refused(self, data, limits=None):
        """The code with which a file is refused, by check and repair alike."""
        codes = []
        for function in (check, repair):
            with self.assertRaises(FormatError) as caught:
                function(data, self.rules, limits=limits)
            codes.append(caught.exception.code)
        self.assertEqual(*codes)
        self.assertIn(codes[0], FormatError.CODES)
        return codes[0]

    def test_empty_cut_and_strange_files(self):
        data = good("Công văn").build()
        self.assertEqual(self.refused(b""), "empty_file")
        self.assertEqual(self.refused(data[: len(data) // 2]), "damaged")
        self.assertEqual(self.refused(b"%PDF-1.4 no letter"), "unsupported")
        self.assertEqual(self.refused("chỉ là chữ".encode()), "unsupported")
        self.assertEqual(self.refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
                         "unsupported")
        locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
        self.assertEqual(self.refused(locked), "encrypted")

    def test_broken_and_missing_parts(self):
        self.assertEqual(self.refused(package({"word/document.xml": "<w:document"})), "damaged")
        self.assertEqual(self.refused(package({"word/styles.xml": "<x/>"})), "damaged")
        self.assertEqual(self.refused(package({
            "word/document.xml": f"<w:document {NAMESPACES}/>"})), "damaged")

    def test_flipped_bytes_are_a_reason_and_never_a_crash(self):
        data = bytearray(good("Báo cáo").build())
        for place in range(40, len(data), max(len(data) // 60, 1)):
            spoilt = bytes(data[:place]) + bytes([data[place] ^ 0xFF]) + bytes(data[place + 1:])
            try:
                check(spoilt, self.rules)
            except FormatError as error:
                self.assertIn(error.code, FormatError.CODES)

    def test_text_of_nothing_but_pictures(self):
        self.assertEqual(self.refused(document("<w:p/>")), "no_text")

    def test_strict_variant_is_told_to_be_saved_otherwise(self):
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        self.assertEqual(self.refused(package({
            "word/document.xml": f'<w:document xmlns:w="{strict}"><w:body><w:p/></w:body>'
                                 "</w:document>"})), "unsupported")

    def test_entities_and_outside_files_are_not_read(self):
        bomb = ('<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
                f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
                "</w:document>")
        self.assertEqual(self.refused(package({"word/document.xml": bomb})), "damaged")

    def test_bombs_are_too_large(self):
        limits = Limits(max_unpacked=200_000)
        self.assertEqual(self.refused(document(
            f"<w:p><w:r><w:t>{'a' * 3_000_000}</w:t></w:r></w:p>"), limits), "too_large")
        self.assertEqual(self.refused(good("Công văn").build(), Limits(max_bytes=100)),
                         "too_large")

    def test_endless_paragraphs_tabs_and_lines_are_refused(self):
        for body in ("<w:p/>" * 70_000, f"<w:p><w:r>{'<w:tab/><w:t>x</w:t>' * 70_000}</w:r></w:p>"
                     + "<w:p/>"):
            self.assertEqual(self.refused(document(body)), "too_large")

    def test_deep_nesting_is_refused(self):
        deep = "<w:sdt><w:sdtContent>" * 110 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 110
        self.assertIn(self.refused(document(deep)), ("too_large", "damaged"))

    def test_many_parts_are_refused(self):
        stream = io.BytesIO(good("Công văn").build())
        with zipfile.ZipFile(stream, "a") as archive:
            for number in range(5001):
                archive.writestr(f"word/x{number}.xml", "")
        self.assertEqual(self.refused(stream.getvalue()), "too_large")

    def test_mark_of_a_state_secret_stops_the_check(self):
        draft = good("Công văn")
        draft.texts["urgency"] = "TUYỆT MẬT"
        self.assertEqual(self.refused(draft.build()), "secret")

    def test_path_out_of_the_package_is_kept_as_a_name_only(self):
        stream = io.BytesIO(good("Thông báo").build())
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("../../evil.txt", "x")
        draft = good("Thông báo")
        self.assertEqual(check(stream.getvalue(), self.rules, context_of(draft)), [])

    def test_main_part_with_another_name_is_found(self):
        draft = good("Thông báo")
        with zipfile.ZipFile(io.BytesIO(draft.build())) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, raw in files.items():
                new = name.replace("document.xml", "document2.xml")
                archive.writestr(new, raw.replace(b"word/document.xml", b"word/document2.xml"))
        self.assertEqual(check(stream.getvalue(), self.rules, context_of(draft)), [])

    def test_long_document_is_checked_in_reasonable_time(self):
        draft = good("Báo cáo")
        draft.body = draft.body[:-1] * 150 + draft.body[-1:]
        self.assertEqual(
            [f.rule for f in check(draft.build(), self.rules, context_of(draft))], [])
