"""Files of which copies are made: long, turned, locked, damaged; and when a copy may not be."""

import base64
import io
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .test_copy import CopyCommon, letter

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


def save(writer):
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def change(data, act):
    """A PDF of which each page, by its index, was changed."""
    writer = pypdf.PdfWriter()
    for index, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages):
        writer.add_page(page)
        act(writer.pages[index], index)
    return save(writer)


def lock(data, user="", owner=None):
    writer = pypdf.PdfWriter()
    writer.append_pages_from_reader(pypdf.PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner)
    return save(writer)


@tagged("post_install", "-at_install")
class TestCopySource(CopyCommon):
    def _prepare_of(self, raw, name="scan.pdf", mimetype="application/pdf", **values):
        incoming = self._create_incoming()
        incoming.action_register()
        incoming.message_main_attachment_id = self.env["ir.attachment"].with_user(
            self.clerk
        ).create({
            "name": name, "raw": raw, "mimetype": mimetype, "res_model": "vanthu.document",
            "res_id": incoming.id,
        })
        return self._prepare(document_id=incoming.id, **values)

    def _copy_of(self, raw, **values):
        copy = self._prepare_of(raw, **values)
        copy.action_issue()
        return copy

    def _register_numbers(self):
        return self._find_register(self.organisation, "copy").sudo().entry_ids.mapped("number")

    def test_of_a_hundred_pages_only_the_last_bears_the_block(self):
        pages = self._read_pages(self._copy_of(letter("Trang", pages=100)))
        self.assertEqual(len(pages), 100)
        self.assertEqual(set(pages[:-1]), {"Trang"})
        self.assertIn("SAO Y", pages[-1])

    def test_of_a_hundred_pages_only_the_first_bears_the_mark_of_an_electronic_copy(self):
        pages = self._read_pages(self._copy_of(
            letter("Trang", pages=100), source_medium="paper", medium="electronic"
        ))
        self.assertEqual(len(pages), 100)
        self.assertIn("SAO Y; Sở Giáo dục và Đào tạo", pages[0])
        self.assertEqual(set(pages[1:]), {"Trang"})

    def test_pages_stay_turned_as_they_came(self):
        source = change(
            letter("Trang", pages=4), lambda page, index: page.rotate(index * 90)
        )
        for last, sheets in ((4, 5), (1, 1)):
            part = pypdf.PdfWriter()
            for page in pypdf.PdfReader(io.BytesIO(source)).pages[:last]:
                part.add_page(page)
            with self.subTest(last=last):
                copy = self._copy_of(save(part))
                self._print("copy", copy)
                pages = pypdf.PdfReader(
                    io.BytesIO(copy.sudo().file_attachment_id.raw)).pages
                self.assertEqual(len(pages), sheets)
                self.assertEqual(
                    [page.get("/Rotate", 0) for page in pages[:last]],
                    [index * 90 for index in range(last)],
                )
                # The last page lies: the block gets an upright sheet of its own.
                self.assertFalse(pages[-1].get("/Rotate", 0))
                self.assertIn("SAO Y", pages[-1].extract_text())

    def test_what_cannot_be_copied_gets_a_sentence_and_wastes_no_number(self):
        good = letter()
        for raw, mimetype, words in (
            (b"%PDF-1.4 nothing", "application/pdf", "is damaged"),
            (good[:len(good) // 3], "application/pdf", "is damaged"),
            (lock(good, "khoa"), "application/pdf", "locked with a password"),
            (b"\x89PNG\r\n\x1a\n cut", "image/png", "is damaged"),
        ):
            copy = self._prepare_of(raw, mimetype=mimetype)
            with self.subTest(words, size=len(raw)), self.assertRaisesRegex(UserError, words):
                copy.action_issue()
            copy.invalidate_recordset()
            self.assertEqual((copy.state, copy.reference), ("draft", False))
        self.assertFalse(self._register_numbers())
        self.assertEqual(self._copy_of(good).reference, "01/SY-SGDĐT")

    def test_a_file_that_breaks_after_the_number_says_so_and_freezes_nothing(self):
        copy = self._copy_of(letter())
        self.env.cr.execute(
            "UPDATE ir_attachment SET db_datas = %s, store_fname = NULL WHERE id = %s",
            (b"%PDF-1.4 nothing", copy.sudo().source_attachment_id.id),
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "is damaged"):
            copy._ensure_file()
        self.assertFalse(copy.file_attachment_id or copy.checksum)

    def test_the_extract_is_copied_and_not_the_document(self):
        copy = self._issue_copy(
            form="trs", extract_file=base64.b64encode(letter("Dieu 5")), extract_name="5.pdf"
        )
        (text,) = self._read_pages(copy)
        self.assertIn("Dieu 5", text)
        self.assertNotIn("Noi dung van ban", text)

    def test_an_extract_that_is_no_pdf_is_refused_before_the_number(self):
        copy = self._prepare(form="trs", extract_file=base64.b64encode(b"chi la chu"))
        with self.assertRaisesRegex(UserError, "no PDF or scan"):
            copy.action_issue()
        self.assertFalse(self._register_numbers())

    def test_no_copy_is_made_of_a_copy_whose_number_is_void(self):
        true_copy = self._issue_copy()
        waiting = self._prepare(form="sl", source_copy_id=true_copy.id)
        true_copy.register_entry_id.action_void("In hỏng")
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "issued sao y"):
            waiting.action_issue()
        with self.assertRaisesRegex(ValidationError, "issued sao y"):
            self._prepare(form="sl", source_copy_id=true_copy.id)
        self.assertEqual(self._register_numbers(), true_copy.register_entry_id.mapped("number"))

    def test_a_source_recalled_meanwhile_gets_no_copy(self):
        copy = self._prepare()
        self.document.action_recall("Sai")
        with self.assertRaisesRegex(ValidationError, "no copies are made"):
            copy.action_issue()

    def test_number_and_day_are_those_of_the_night_in_viet_nam(self):
        seen = []
        for moment in ("2026-12-31 16:59:00", "2026-12-31 17:01:00"):
            with freeze_time(moment):
                self.env["vanthu.register"].sudo()._prepare_year(self.organisation, 2027)
                copy = self._issue_copy()
            seen.append((copy.day, copy.reference, copy.register_entry_id.register_id.year))
        self.assertEqual(seen, [
            (date(2026, 12, 31), "01/SY-SGDĐT", 2026), (date(2027, 1, 1), "01/SY-SGDĐT", 2027),
        ])

    def test_who_signs_for_the_leader_does_so_only_while_it_holds(self):
        self.head.partner_id.function = "Chánh Văn phòng"
        values = {
            "signing_user_id": self.head.id, "signing_capacity": "tl",
            "signing_for_id": self.leader.id,
        }
        self.env["vanthu.delegation"].with_user(self.leader).create({
            "principal_id": self.leader.id, "delegate_id": self.head.id, "kind": "tl",
            "company_id": self.organisation.id, "date_from": "2026-05-15",
            "date_to": "2026-05-16",
        })
        (text,) = self._read_pages(self._issue_copy(**values))
        self.assertIn("TL. GIÁM ĐỐC CHÁNH VĂN PHÒNG", text)
        for wrong in ({"signing_capacity": "tuq"}, {"signing_for_id": self.deputy.id}):
            with self.subTest(wrong), self.assertRaisesRegex(UserError, "Choose who signs"):
                self._prepare(**values | wrong).action_issue()
        # 17:00 UTC is midnight in Viet Nam: the last day is over.
        with freeze_time("2026-05-16 17:00:01"), self.assertRaisesRegex(
            UserError, "Choose who signs"
        ):
            self._prepare(**values).action_issue()
