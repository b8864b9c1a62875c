"""Sao y, sao lục, trích sao: what may be copied, the one series of numbers, the frozen file."""

import base64
import hashlib
import io
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.spec import COPY_REGISTER

from .books_common import BooksCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


def letter(text="Noi dung van ban", pages=1):
    """A PDF (bytes) with one line on each page."""
    fonts.register_fonts()
    output = io.BytesIO()
    canvas = Canvas(output)
    for _page in range(pages):
        canvas.setFont(fonts.REGULAR, 14)
        canvas.drawString(90, 780, text)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


class CopyCommon(BooksCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._bring_to("issued").with_user(cls.clerk)
        cls.source = letter()
        cls.document.action_set_issued_file("01.pdf", base64.b64encode(cls.source).decode())

    def _prepare(self, user=None, **values):
        return self.env["vanthu.copy"].with_user(user or self.clerk).create({
            "document_id": self.document.id, "signing_user_id": self.leader.id,
            "recipients": "Các trường THPT\nPhòng KHTC", **values,
        })

    def _issue_copy(self, **values):
        copy = self._prepare(**values)
        copy.action_issue()
        return copy

    def _read_pages(self, copy):
        self._print("copy", copy)
        pages = pypdf.PdfReader(io.BytesIO(copy.sudo().file_attachment_id.raw)).pages
        return [" ".join(page.extract_text().split()) for page in pages]


@tagged("post_install", "-at_install")
class TestCopy(CopyCommon):
    def test_all_forms_share_one_series_of_the_year(self):
        first = self._issue_copy()
        extract = self._issue_copy(
            form="trs", extract_file=base64.b64encode(letter("Trich")), extract_name="trich.pdf"
        )
        second = self._issue_copy(form="sl", source_copy_id=first.id)
        self.assertEqual(
            [copy.reference for copy in (first, extract, second)],
            ["01/SY-SGDĐT", "02/TrS-SGDĐT", "03/SL-SGDĐT"],
        )
        register = first.register_entry_id.register_id
        self.assertEqual(
            (register.direction, register.year, register.company_id),
            ("copy", 2026, self.organisation),
        )
        self.assertEqual(self._events(self.document, "copied")[:1].user_id, self.clerk)

    def test_the_paper_copy_has_the_block_on_the_sheet_of_the_last_line(self):
        copy = self._issue_copy()
        (text,) = self._read_pages(copy)
        places = [text.find(words) for words in ("Noi dung van ban", "SAO Y")]
        self.assertNotIn(-1, places)
        for words in (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 01/SY-SGDĐT", "Nơi nhận:", "- Các trường THPT;",
            "- Phòng KHTC;", "- Lưu: VT.", "Đắk Lắk, ngày 15 tháng 5 năm 2026", "GIÁM ĐỐC",
            "Leader",
        ):
            self.assertIn(words, text)

    def test_the_electronic_copy_bears_form_organisation_and_time(self):
        copy = self._issue_copy(medium="electronic")
        (text,) = self._read_pages(copy)
        self.assertIn("SAO Y; Sở Giáo dục và Đào tạo", text)
        self.assertIn("2026-05-15T10:00:00+07:00", text)
        self.assertNotIn("Nơi nhận", text)

    def test_a_deputy_signs_in_place_of_the_head(self):
        copy = self._issue_copy(
            signing_user_id=self.deputy.id, signing_capacity="kt", signing_for_id=self.leader.id
        )
        (text,) = self._read_pages(copy)
        self.assertIn("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", text)

    def test_the_source_is_never_touched_and_the_file_is_frozen(self):
        copy = self._issue_copy()
        self.assertFalse(copy.file_attachment_id)
        self._print("copy", copy)
        file = copy.sudo().file_attachment_id
        self.assertEqual(copy.checksum, hashlib.sha256(file.raw).hexdigest())
        self.assertNotEqual(file, self.document.sudo().issued_attachment_id)
        self.assertEqual(self.document.sudo().issued_attachment_id.raw, self.source)
        self.assertTrue(self.document._is_issued_file_intact())
        with freeze_time("2026-05-20 03:00:00"):
            self._print("copy", copy)
        self.assertEqual(copy.sudo().file_attachment_id, file)
        for change in (lambda: file.write({"raw": b"%PDF-"}), file.unlink):
            with self.assertRaisesRegex(UserError, "is frozen"):
                change()

    def test_of_an_incoming_document_the_file_as_it_came_is_copied(self):
        incoming = self._create_incoming()
        incoming.action_register()
        attachment = self.env["ir.attachment"].with_user(self.clerk).create({
            "name": "scan.pdf", "raw": letter("Van ban den", pages=2),
            "res_model": "vanthu.document", "res_id": incoming.id,
        })
        incoming.message_main_attachment_id = attachment
        pages = self._read_pages(self._issue_copy(document_id=incoming.id))
        self.assertEqual(len(pages), 2)
        self.assertIn("Van ban den", pages[0])
        self.assertNotIn("SAO Y", pages[0])
        self.assertIn("SAO Y", pages[1])

    def test_a_copy_of_a_copy_needs_a_true_copy(self):
        with self.assertRaisesRegex(UserError, "of a sao y only"):
            self._prepare(form="sl").action_issue()
        draft = self._prepare()
        with self.assertRaisesRegex(ValidationError, "issued sao y"):
            self._prepare(form="sl", source_copy_id=draft.id)
        pages = self._read_pages(self._issue_copy(form="sl", source_is_copy=True))
        self.assertIn("SAO LỤC", pages[0])
        true_copy = self._issue_copy()
        pages = self._read_pages(self._issue_copy(form="sl", source_copy_id=true_copy.id))
        self.assertIn("SAO Y", pages[0])
        self.assertIn("SAO LỤC", " ".join(pages))

    def test_an_electronic_document_is_not_copied_electronically_but_for_an_extract(self):
        for form in ("sy", "sl"):
            with self.assertRaisesRegex(ValidationError, "sent on as it is"):
                self._prepare(form=form, source_medium="electronic", medium="electronic")
        extract = self._issue_copy(
            form="trs", source_medium="electronic", medium="electronic",
            extract_file=base64.b64encode(letter("Trich")),
        )
        self.assertIn("TRÍCH SAO", self._read_pages(extract)[0])

    def test_what_is_missing_is_said_and_no_number_is_lost(self):
        without_file = self._issue_paper()
        for values, words in (
            ({"form": "trs"}, "Add the extract"),
            ({"signing_user_id": self.handler.id}, "Choose who signs"),
            ({"signing_user_id": False}, "Choose who signs"),
            ({"signing_user_id": self.head.id, "signing_capacity": "tl",
              "signing_for_id": self.leader.id}, "Choose who signs"),
            ({"document_id": without_file.id}, "no PDF or scan"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self._prepare(**values).action_issue()
        self.assertEqual(self._issue_copy().reference, "01/SY-SGDĐT")

    def test_nothing_is_copied_that_is_in_no_register_or_recalled(self):
        recalled = self._issue_paper()
        recalled.action_recall("Sai")
        for document in (self._create_draft(), self._create_incoming(), recalled):
            with self.subTest(document.state), self.assertRaisesRegex(
                ValidationError, "no copies are made"
            ):
                self._prepare(document_id=document.id)

    def test_an_issued_copy_stays_and_is_made_void_with_a_reason(self):
        copy = self._issue_copy()
        for values in ({"copies": 9}, {"recipients": "Khác"}, {"state": "draft"},
                       {"reference": "99/SY-SGDĐT"}, {"register_entry_id": False}):
            with self.subTest(values), self.assertRaises(UserError):
                copy.write(values)
        with self.assertRaisesRegex(UserError, "kept for good"):
            copy.unlink()
        with self.assertRaisesRegex(UserError, "issued already"):
            copy.action_issue()
        action = copy.action_void()
        self.assertEqual(action["context"]["default_mode"], "void")
        copy.register_entry_id.action_void("In hỏng")
        copy.invalidate_recordset()
        self.assertTrue(copy.is_void)
        with self.assertRaisesRegex(UserError, "whose number counts"):
            copy._ensure_file()
        self.assertEqual(self._issue_copy().reference, "02/SY-SGDĐT")

    def test_a_draft_takes_no_number_by_hand_and_may_be_deleted(self):
        for name, value in (("state", "issued"), ("reference", "05/SY"), ("number", 5)):
            with self.subTest(name), self.assertRaises(UserError):
                self._prepare(**{name: value})
        draft = self._prepare()
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_a_state_secret_is_refused_in_the_extract(self):
        with (
            patch.object(type(self.organisation), "_log_secret_refused") as logged,
            self.assertRaisesRegex(UserError, "state secret"),
        ):
            self._prepare(
                form="trs", extract_file=base64.b64encode(letter("TUYỆT MẬT")),
                extract_name="trich.pdf",
            )
        logged.assert_called_once()


@tagged("post_install", "-at_install")
class TestCopyRights(CopyCommon):
    def test_only_clerks_make_copies_and_leaders_look(self):
        copy = self._issue_copy()
        for user in (self.leader, self.handler, self.manager, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._prepare(user=user)
        draft = self._prepare()
        for user in (self.leader, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                draft.with_user(user).action_issue()
        self.assertEqual(copy.with_user(self.leader).reference, "01/SY-SGDĐT")
        for user in (self.handler, self.manager, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                copy.with_user(user).read(["reference"])
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._print("copy", copy, user=user)

    def test_of_a_restricted_document_only_the_named_persons_have_the_copy(self):
        copy = self._issue_copy()
        self._print("copy", copy)
        file = copy.sudo().file_attachment_id
        self._restrict(self.document)
        for record in (copy, file.with_user(self.clerk)):
            with self.assertRaises(AccessError):
                record.read(["create_date"])
        with self.assertRaises(AccessError):
            self._print("copy", copy)
        with self.assertRaises(AccessError):
            self._prepare()
        self.assertEqual(len(self._print("copy", copy, user=self.leader)), 1)


@tagged("post_install", "-at_install")
class TestCopyRegister(CopyCommon):
    def _rows(self, form=COPY_REGISTER, user=None, **limits):
        self.register = self._find_register(self.organisation, "copy")
        return super()._rows(form, user, **limits)

    def test_the_register_of_copies(self):
        self._issue_copy(copies=5)
        void = self._issue_copy()
        void.register_entry_id.action_void("In hỏng")
        self.register = self._find_register(self.organisation, "copy").with_user(self.clerk)
        self.register.action_reserve("Bản sao gấp")
        rows = self._rows()
        rows[0]["copies"] = str(rows[0]["copies"])
        self.assertEqual(rows[0], {
            "reference": "01/SY-SGDĐT", "issued_date": "15/05/2026", "form": "Sao y",
            "subject": "01/SGDĐT-VP - Công văn: Tổ chức hội nghị tổng kết năm học",
            "signer": "Leader", "recipients": "Các trường THPT; Phòng KHTC", "copies": "5",
            "signature": "", "note": "",
        })
        self.assertEqual(rows[1]["note"], "Hủy số: In hỏng")
        self.assertEqual(rows[2]["subject"], "Lấy số trước: Bản sao gấp")

    def test_it_is_printed_by_the_same_dialog(self):
        self._issue_copy()
        register = self._find_register(self.organisation, "copy")
        wizard = self.env["vanthu.register.print"].with_user(self.clerk).create({
            "register_id": register.id,
        })
        self.assertEqual(wizard.direction, "copy")
        pages = self._print("register_print", wizard)
        self.assertIn("SỔ ĐĂNG KÝ BẢN SAO VĂN BẢN", pages[0])
        self.assertIn("01/SY-SGDĐT", " ".join(pages[2].split()))

    def test_a_restricted_source_is_not_told(self):
        self._issue_copy()
        self._restrict(self.document)
        row = self._rows()[0]
        self.assertEqual(row["subject"], "(Văn bản hạn chế)")
        self.assertFalse(row["signer"] or row["recipients"])
