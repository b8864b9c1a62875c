"""Number and date written into the signed Word document: where, in which look, for whom."""

import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ..tools.drafting.number import write_number
from ..tools.drafting.package import DraftFileError
from ..tools.letter_templates.shipped import SHIPPED, build
from ..tools.text_extract import extract_text
from .draft_files import change_parts, make_context_for, make_letter, make_template, read_part
from .files import make_pdf
from .outgoing_common import OutgoingCommon

DAY = datetime.date(2026, 2, 5)


def lines_of(data):
    """The lines of a .docx that hold something."""
    return [line for line in extract_text(data, "x.docx").text.split("\n") if line.strip()]


class TestWriteNumber(BaseCase):
    def test_number_and_date_come_into_their_places_and_nothing_else_changes(self):
        letter = make_letter()
        before, after = lines_of(letter), lines_of(write_number(letter, "05", DAY))
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        self.assertEqual(
            changed, ["Số: 05/SGDĐT-VP", "Hương Giang, ngày 05 tháng 02 năm 2026"])

    def test_each_shipped_template_has_the_places(self):
        from ..tools.drafting.fill import fill

        for name in SHIPPED:
            written = lines_of(write_number(fill(build(name), make_context_for()), "12a", DAY))
            with self.subTest(name):
                self.assertIn("Số: 12a/SGDĐT-VP", written)
                dated = "Hương Giang, ngày 05 tháng 02 năm 2026" in written
                self.assertEqual(dated, name != "bien_ban.docx")

    def test_places_of_other_peoples_letters_are_found(self):
        for number, date in (
            ("Số:        /SGDĐT-VP", "Hương Giang, ngày     tháng     năm 2026"),
            ("Số: ……/SGDĐT-VP", "Hương Giang, ngày … tháng … năm 2026"),
            ("số:...../SGDĐT-VP", "Hương Giang, ngày ... tháng 01 năm 20..."),
            ("Số:/SGDĐT-VP", "Hương Giang, ngày tháng năm"),
        ):
            written = lines_of(write_number(make_template(number, date), "7", DAY))
            with self.subTest(number):
                self.assertTrue(written[0].endswith(": 7/SGDĐT-VP"), written)
                if "20..." not in date:
                    self.assertEqual(written[1], "Hương Giang, ngày 05 tháng 02 năm 2026")

    def test_text_parted_into_runs_keeps_the_look_of_the_first(self):
        letter = change_parts(make_letter(), document=lambda xml: xml.replace(
            "Số: ", 'Số: </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">', 1))
        written = write_number(letter, "05", DAY)
        self.assertIn("Số: 05/SGDĐT-VP", lines_of(written))
        self.assertIn('<w:t xml:space="preserve">Số: 05/SGDĐT-VP</w:t>', read_part(written))

    def test_dates_in_the_text_stay(self):
        text = ["Đoạn"] * 40 + ["Hà Nội, ngày 1 tháng 2 năm 2020"]
        written = lines_of(write_number(make_template("Số: /QĐ-SGDĐT", *text), "1", DAY))
        self.assertEqual(written[-1], "Hà Nội, ngày 1 tháng 2 năm 2020")

    def test_letter_without_a_place_or_with_a_number_is_left_alone(self):
        for data in (make_template("Không có số"), make_template("Số: 99/QĐ-SGDĐT")):
            with self.assertRaises(DraftFileError) as caught:
                write_number(data, "05", DAY)
            self.assertEqual(caught.exception.code, "no_place")
        with self.assertRaises(DraftFileError):
            write_number(make_pdf("Số: /QĐ"), "05", DAY)


@tagged("post_install", "-at_install")
class TestNumberedFile(OutgoingCommon):
    def _issued(self, raw=None):
        draft = self._create_draft(with_file=False)
        draft._add_version("ban.docx", raw or make_letter(), "")
        return self._bring_to("issued", draft)

    def test_clerk_gets_the_signed_file_with_number_and_date(self):
        document = self._issued().with_user(self.clerk)
        action = document.action_download_numbered()
        file = document.sudo().numbered_attachment_id
        self.assertIn(f"/web/content/{file.id}", action["url"])
        self.assertIn(f"Số: {document.reference}", lines_of(file.raw))
        self.assertEqual(file.name, f"{document.reference.replace('/', '-')}.docx")
        self.assertNotEqual(file.raw, document.sudo().signed_version_id.attachment_id.raw)

    def test_second_time_it_is_the_same_file(self):
        document = self._issued().with_user(self.clerk)
        self.assertEqual(
            document.action_download_numbered(), document.action_download_numbered())

    def test_without_number_or_without_a_word_document_it_is_told(self):
        signed = self._bring_to("signed").with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "no number yet"):
            signed.action_download_numbered()
        with self.assertRaisesRegex(UserError, "No Word document"):
            self._issued(make_pdf("trang")).with_user(self.clerk).action_download_numbered()
        with self.assertRaisesRegex(UserError, "no open place"):
            self._issued(make_template("Không có")).with_user(
                self.clerk).action_download_numbered()

    def test_only_clerks_fetch_it_and_nobody_puts_another_in_its_place(self):
        document = self._issued()
        for user in (self.handler, self.leader, self.outsider, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                document.with_user(user).action_download_numbered()
        with self.assertRaises(UserError):
            document.with_user(self.clerk).write({"numbered_attachment_id": 1})
