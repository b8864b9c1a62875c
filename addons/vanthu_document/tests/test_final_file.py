"""Number and date in the blanks of the draft, and the PDF that is proposed as issued file."""

import datetime
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ..tools.drafting import office
from ..tools.drafting.numbering import NumberingError, fill_number
from ..tools.drafting.package import DraftFileError
from ..tools.text_extract import extract_text
from .draft_files import change_parts, make_letter, make_template
from .files import make_pdf
from .signature_files import CONTENT
from .test_signing_ways import PICTURE, WaysCommon
from .test_trust_anchor import encode

DAY = datetime.date(2026, 9, 5)
PDF = make_pdf(CONTENT)


class TestNumbering(BaseCase):
    def _text(self, data):
        return " ".join(extract_text(data, "x.docx").text.replace("\u00a0", " ").split())

    def _refuse(self, data, number="05", day=DAY):
        with self.assertRaises(NumberingError) as caught:
            fill_number(data, number, day)
        return caught.exception.code

    def test_blanks_of_a_shipped_letter_are_filled_and_nothing_else(self):
        draft = make_letter()
        before, after = self._text(draft), self._text(fill_number(draft, "05", DAY))
        self.assertIn("Số: 05/SGDĐT-VP", after)
        self.assertIn("Hương Giang, ngày 05 tháng 9 năm 2026", after)
        self.assertEqual(
            after.replace("Số: 05/", "Số: /").replace("ngày 05 tháng 9 năm", "ngày tháng năm"),
            before,
        )

    def test_blanks_cut_into_pieces_are_filled(self):
        draft = change_parts(make_letter(), document=lambda text: text.replace(
            "Số: ", 'S</w:t></w:r><w:r><w:t>ố</w:t></w:r><w:r><w:t>: ').replace(
            "tháng", 'th</w:t></w:r><w:r><w:t xml:space="preserve">áng', 1))
        after = self._text(fill_number(draft, "05", DAY))
        self.assertIn("Số: 05/SGDĐT-VP", after)
        self.assertIn("ngày 05 tháng 9 năm 2026", after)

    def test_dotted_blanks_and_years_half_written_are_filled(self):
        draft = make_template("Số: ……/QĐ-SGDĐT", "Huế, ngày …. tháng …. năm 20…")
        after = self._text(fill_number(draft, "12a", datetime.date(2026, 1, 2)))
        self.assertIn("Số: 12a/QĐ-SGDĐT", after)
        self.assertIn("ngày 02 tháng 01 năm 2026", after)

    def test_what_stands_there_rightly_already_stays(self):
        draft = make_template("Số: 05/QĐ-SGDĐT", "Huế, ngày 05 tháng 9 năm 2026")
        self.assertEqual(self._text(fill_number(draft, "05", DAY)), self._text(draft))

    def test_other_numbers_and_dates_are_refused(self):
        good = "Huế, ngày      tháng      năm 2026"
        for lines, code in (
            (("Số: 17/QĐ-SGDĐT", good), "other_number"), (("Kính gửi", good), "no_number"),
            (("Số:    /QĐ-SGDĐT", "Huế, ngày 06 tháng 9 năm 2026"), "other_date"),
            (("Số:    /QĐ-SGDĐT", "Huế, ngày    tháng    năm 2025"), "other_date"),
            (("Số:    /QĐ-SGDĐT", "Huế"), "no_date"),
        ):
            self.assertEqual(self._refuse(make_template(*lines)), code)
        self.assertEqual(self._refuse(make_template("Số: 05/QĐ", good), "05a"), "other_number")

    def test_number_deep_in_the_text_is_no_blank(self):
        self.assertEqual(self._refuse(make_template(*["x"] * 45, "Số:    /QĐ")), "no_number")

    def test_file_that_is_no_docx_is_refused(self):
        with self.assertRaises(DraftFileError):
            fill_number(PDF, "05", DAY)


class FinalCommon(WaysCommon):
    @contextmanager
    def _office(self, result=PDF):
        self.converted = []

        def to_pdf(data):
            self.converted.append(data)
            if isinstance(result, bytes):
                return result
            raise DraftFileError(result)

        with patch.object(office, "to_pdf", to_pdf):
            yield

    def _make(self, result=PDF):
        with self._office(result), self._scheduler():
            self.env.ref("vanthu_document.ir_cron_final_file").method_direct_trigger()

    def _issue(self, **values):
        draft = self._create_draft(with_file=False, **values)
        draft._add_version("du-thao.docx", make_letter(), "Bản đầu")
        return self._bring_to("issued", draft).with_user(self.clerk)

    def _issue_made(self, act=lambda draft: draft.action_sign()):
        """A document with its number and the PDF that bears it, signed on paper by default."""
        draft = self._create_draft(with_file=False)
        draft._add_version("du-thao.docx", make_letter(), "Bản đầu")
        self._bring_to("to_sign", draft)
        with patch.object(type(draft), "_get_draft_pdf", lambda self: ("a.pdf", PDF)):
            act(draft.with_user(self.leader))
        self._bring_to("issued", draft)
        self._make()
        draft.invalidate_recordset()
        return draft.with_user(self.clerk)

    def _issue_trial(self):
        """The same, signed with a picture, and that PDF."""
        self.env["vanthu.signature.picture"].with_user(self.leader)._set_own(encode(PICTURE))
        document = self._issue_made(lambda draft: draft.action_sign_with_picture())
        return document, self._row(document).attachment_id.raw

    def _row(self, document):
        document.invalidate_recordset()
        return self.env["vanthu.final.file"].sudo().search([("document_id", "=", document.id)])


@tagged("post_install", "-at_install")
class TestFinalFile(FinalCommon):
    def test_number_and_date_are_in_what_is_made(self):
        document = self._issue()
        self.assertEqual(document.final_file_state, "todo")
        self._make()
        text = extract_text(self.converted[0], "x.docx").text
        self.assertIn(f"Số: {document.code_number}/SGDĐT-VP", text)
        self.assertIn(f"năm {document.issued_date.year}", text)
        row = self._row(document)
        self.assertEqual((row.state, row.attachment_id.raw), ("done", PDF))
        self.assertEqual(document.final_file_state, "done")

    def test_clerk_uses_it_as_issued_file(self):
        document = self._issue()
        with self.assertRaisesRegex(UserError, "no PDF with number"):
            document.action_use_final_file()
        document, raw = self._issue_trial()
        row = self._row(document)
        action = document.action_open_final_file()
        self.assertEqual(action["url"], f"/web/content/{row.attachment_id.id}")
        document.action_use_final_file()
        self.assertEqual(document.sudo().issued_attachment_id.raw, raw)
        self.assertFalse(document.final_file_state)
        with self.assertRaisesRegex(UserError, "is there already"):
            document.action_use_final_file()

    def test_nobody_else_uses_or_reads_it(self):
        document = self._issue()
        self._make()
        row = self._row(document)
        for user in (self.handler, self.head, self.leader, self.manager):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                document.with_user(user).action_use_final_file()
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                document.with_user(user).action_open_final_file()
        for user in (self.handler, self.other_clerk):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["state"])
        with self.assertRaises(AccessError):
            row.with_user(self.clerk).write({"state": "done"})

    def test_signed_file_stays_as_it_is_and_is_proposed(self):
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file("da-ky.pdf", encode(self.signed))
        document = draft.with_user(self.clerk)
        document.action_issue()
        self.assertFalse(self._row(document))
        self.assertEqual(document.final_file_state, "signed")
        document.action_use_final_file()
        self.assertEqual(document.sudo().issued_attachment_id.raw, self.signed)

    def test_picture_is_laid_over_the_final_pdf_too(self):
        _document, raw = self._issue_trial()
        self.assertNotEqual(raw, PDF)
        self.assertIn(b"/Image", raw)

    def test_without_a_word_document_nothing_is_proposed(self):
        draft = self._create_draft(with_file=False)
        draft._add_version("a.pdf", PDF, "")
        document = self._bring_to("issued", draft)
        self.assertFalse(self._row(document))
        self.assertFalse(document.final_file_state)


@tagged("post_install", "-at_install")
class TestFinalFailures(FinalCommon):
    def test_draft_without_blank_says_what_to_do(self):
        document = self._bring_to("issued")
        self._make()
        self.assertEqual(self._row(document).state, "failed")
        self.assertIn("blank for the number", document.final_file_message)
        self.assertEqual(self.converted, [])

    def test_passing_failure_is_tried_three_times(self):
        document = self._issue()
        for tries in (1, 2):
            self._make("timeout")
            row = self._row(document)
            self.assertEqual((row.state, row.tries), ("todo", tries))
            row.next_try = fields.Datetime.now() - timedelta(minutes=1)
        self._make("timeout")
        self.assertEqual(self._row(document).state, "failed")
        self.assertIn("too long", document.final_file_message)

    def test_missing_libreoffice_is_told_and_made_up_for(self):
        document = self._issue()
        self._make("missing_program")
        self.assertEqual(self._row(document).state, "failed")
        self.assertIn("LibreOffice", document.final_file_message)
        with self.assertRaises(AccessError):
            document.with_user(self.leader).action_make_final_file()
        document.action_make_final_file()
        self._make()
        self.assertEqual(self._row(document).state, "done")
