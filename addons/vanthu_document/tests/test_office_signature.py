"""The organisation's digital signature after number and date, and who signed a file."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form, tagged

from ..tools import pdf_signature
from ..tools.pdf_match import is_same_holder, match_files
from .files import make_image, make_pdf
from .signature_files import CONTENT, Authority, change_byte, save_anew, sign, write_onto
from .test_final_file import PDF, FinalCommon
from .test_trust_anchor import encode

OFFICE = "Sở Giáo dục và Đào tạo"


class TestMatch(BaseCase):
    def test_file_that_was_handed_out_is_known_again(self):
        signed = sign(Authority(), PDF)
        other = make_pdf(CONTENT.replace("Các trường", "Các phòng"))
        for data, base, found in (
            (signed, PDF, "same"), (signed, PDF + b"\n", "same"), (PDF, PDF, "same"),
            (sign(Authority(), signed, name="ChuKy2"), signed, "same"),
            (sign(Authority(), save_anew(PDF)), PDF, "saved_anew"),
            (sign(Authority(), other), PDF, "other"), (b"", PDF, "other"),
            (signed, b"", "other"), (make_image(), PDF, "other"),
        ):
            self.assertEqual(match_files(data, base), found)

    def test_words_put_in_behind_the_same_bytes_are_found(self):
        text = b"BT /F1 12 Tf 72 300 Td (added) Tj ET"
        self.assertEqual(match_files(write_onto(PDF, text), PDF), "other")

    def test_picture_without_words_is_known_by_its_bytes_alone(self):
        scan = make_pdf("")
        self.assertEqual(match_files(sign(Authority(), scan), scan), "same")
        self.assertEqual(match_files(make_pdf("", ""), scan), "other")


class TestHolder(BaseCase):
    def test_case_accents_marks_and_titles_do_not_count(self):
        for holder, name in (
            ("Nguyễn Văn An", "NGUYỄN VĂN AN"), ("Nguyen Van An", "Nguyễn Văn An"),
            ("Nguyễn Văn An", "TS. Nguyễn Văn An"), ("Nguyễn Văn An (Giám đốc)", "nguyễn văn an"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", OFFICE), (f"{OFFICE} thành phố Huế", OFFICE), ("An", "an"),
        ):
            self.assertTrue(is_same_holder(holder, name), (holder, name))

    def test_other_people_are_others(self):
        for holder, name in (
            ("Nguyễn Thị Văn An", "Nguyễn Văn An"), ("Nguyễn Văn Anh", "Nguyễn Văn An"),
            ("An", "Nguyễn Văn An"), ("", ""), ("", "An"), (False, None), ("---", "..."),
            ("Trần Thị Bình", "Nguyễn Văn An"),
        ):
            self.assertFalse(is_same_holder(holder, name), (holder, name))


class OfficeCommon(FinalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.authority.issue(OFFICE.upper(), "UBND thành phố Huế")

    def _seal(self, data, person=None):
        """The file with the organisation's signature appended."""
        return sign(self.authority, data, person or self.office, name="DauCoQuan")

    def _issue_signed(self):
        """A document whose signer brought a signed PDF, with its number."""
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file("da-ky.pdf", encode(self.signed))
        draft.with_user(self.clerk).action_issue()
        return draft.with_user(self.clerk)

    def _refuse(self, document, data, words, *args):
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            document.action_add_office_signature("x.pdf", encode(data), *args)
        self.assertFalse(document.sudo().issued_attachment_id)


@tagged("post_install", "-at_install")
class TestOfficeSignature(OfficeCommon):
    def test_clerk_fetches_signs_and_brings_the_file_back(self):
        document, numbered = self._issue_trial()
        action = document.action_download_final_file()
        row = self._row(document)
        self.assertEqual(action["url"], f"/web/content/{row.attachment_id.id}?download=true")
        self.assertEqual(action["target"], "self")
        action = document.action_open_office_signature()
        form = Form(self.env[action["res_model"]].with_user(self.clerk).with_context(
            **action["context"]))
        sealed = self._seal(numbered)
        form.file = encode(sealed)
        self.assertEqual(form.finding, "good")
        self.assertIn(OFFICE.upper(), form.signers)
        self.assertIn("handed out, with a signature", form.match_text)
        form.save().action_apply()
        document.invalidate_recordset()
        issued = document.sudo().issued_attachment_id
        self.assertEqual(issued.raw, sealed)
        self.assertTrue(document._is_issued_file_intact())
        self.assertFalse(document.final_file_state)
        self.assertEqual(document.signature_state, "untrusted", "verified at once")
        event = self._get_events(document, "office_signed")
        self.assertEqual(event.user_id, self.clerk)
        self.assertEqual(
            (event.detail["match"], event.detail["signer"], event.detail["verdict"]),
            ("same", OFFICE.upper(), "untrusted"),
        )

    def test_signature_is_added_to_that_of_the_signer(self):
        self._trust_authority()
        document = self._issue_signed()
        document.action_add_office_signature("x.pdf", encode(self._seal(self.signed)))
        check = self._checks(document).filtered(
            lambda c: c.attachment_id == document.sudo().issued_attachment_id)
        self.assertEqual(check.signature_ids.mapped("verdict"), ["valid", "valid"])
        document.invalidate_recordset()
        self.assertFalse(document.signature_note)
        document.action_dispatch()
        self.assertEqual(document.state, "dispatched")

    def test_another_file_is_taken_only_when_the_clerk_compared_both(self):
        document, _numbered = self._issue_trial()
        other = self._seal(make_pdf("Công văn khác"))
        self._refuse(document, other, "words are others")
        wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
            "document_id": document.id, "file": encode(other), "file_name": "khac.pdf",
        })
        self.assertEqual(wizard.finding, "other")
        with self.assertRaisesRegex(UserError, "compare both"), self.env.cr.savepoint():
            wizard.action_apply()
        wizard.other_file = True
        wizard.action_apply()
        self.assertEqual(document.sudo().issued_attachment_id.raw, other)
        self.assertEqual(self._get_events(document, "office_signed").detail["match"], "other")

    def test_file_saved_anew_by_another_program_is_told(self):
        document, numbered = self._issue_trial()
        anew = self._seal(save_anew(numbered))
        wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
            "document_id": document.id, "file": encode(anew),
        })
        self.assertEqual(wizard.finding, "look")
        self.assertIn("saved the file anew", wizard.match_text)
        wizard.action_apply()
        self.assertEqual(document.sudo().issued_attachment_id.name, "signed.pdf")

    def test_files_that_are_not_well_signed_are_refused(self):
        document = self._issue_signed()
        sealed = self._seal(self.signed)
        for data, words in (
            (PDF, "no digital signature"), (make_image(), "no digital signature"), (b"", "empty"),
            (change_byte(sealed), "is broken"), (write_onto(sealed), "is broken"),
            (sealed[:-300], "cannot be read"),
        ):
            self._refuse(document, data, words)
            self._refuse(document, data, words, True)
            wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
                "document_id": document.id, "file": encode(data),
            })
            self.assertEqual(wizard.finding, "refused" if data else False)
            if data:
                self.assertRegex(wizard.refusal, words)
        wizard.file = False
        with self.assertRaisesRegex(UserError, "Choose the PDF"):
            wizard.action_apply()

    def test_it_is_only_between_number_and_dispatch_and_once(self):
        sealed = self._seal(self.signed)
        for state in ("draft", "to_sign", "signed"):
            self._refuse(self._bring_to(state).with_user(self.clerk), sealed, "before it is disp")
        document = self._issue_signed()
        document.action_add_office_signature("x.pdf", encode(sealed))
        with self.assertRaisesRegex(UserError, "and once"):
            document.action_add_office_signature("x.pdf", encode(sealed))
        document.action_dispatch()
        with self.assertRaisesRegex(UserError, "before it is dispatched"):
            document.action_add_office_signature("x.pdf", encode(sealed))

    def test_clerks_of_the_organisation_alone_bring_it(self):
        document = self._issue_signed()
        sealed = encode(self._seal(self.signed))
        for user in (self.leader, self.handler, self.head, self.manager, self.other_clerk):
            for act, args in (("action_add_office_signature", ("x.pdf", sealed)),
                              ("action_download_final_file", ())):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    getattr(document.with_user(user), act)(*args)
        Wizard = self.env["vanthu.office.signature.wizard"]
        for user in (self.leader, self.handler, self.other_clerk):
            with self.assertRaises(AccessError):
                Wizard.with_user(user).create({"document_id": document.id})
        mine = Wizard.with_user(self.clerk).create({"document_id": document.id})
        colleague = self._create_person("colleague", "group_clerk")
        with self.assertRaises(AccessError):
            mine.with_user(colleague).read(["file"])

    def test_without_pyhanko_the_file_is_taken_and_said_to_be_unverified(self):
        document = self._issue_signed()
        sealed = self._seal(self.signed)
        with patch.object(pdf_signature, "find_version", lambda: ""):
            wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
                "document_id": document.id, "file": encode(sealed),
            })
            self.assertEqual(wizard.finding, "look")
            self.assertIn("cannot be verified here", wizard.signers)
            wizard.action_apply()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "unverified")
        self.assertEqual(document.sudo().issued_attachment_id.raw, sealed)

    def test_signer_instead_of_the_organisation_is_told(self):
        document = self._issue_signed()
        wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
            "document_id": document.id, "file": encode(self.signed),
        })
        self.assertEqual(wizard.finding, "look")
        self.assertEqual(
            wizard.signers, f"Signed by Nguyễn Văn An, expected {OFFICE}.")


@tagged("post_install", "-at_install")
class TestPaperFile(OfficeCommon):
    def test_unsigned_pdf_of_a_paper_does_not_go_out_by_any_way(self):
        document = self._issue_made()
        self.assertEqual(document.final_file_state, "done")
        with self.assertRaisesRegex(UserError, "bears no signature"):
            document.action_use_final_file()
        with self.assertRaisesRegex(UserError, "bears no signature"):
            document.action_set_issued_file("x.pdf", encode(PDF))
        self.assertFalse(document.sudo().issued_attachment_id)
        document.action_set_issued_file("quet.pdf", encode(make_pdf("")))
        self.assertEqual(document.sudo().issued_attachment_id.name, "quet.pdf")

    def test_scan_that_the_organisation_signed_is_taken_with_nothing_to_compare(self):
        document = self._issue_made()
        scan = self._seal(make_pdf(""))
        wizard = self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
            "document_id": document.id, "file": encode(scan),
        })
        self.assertEqual(wizard.finding, "look")
        self.assertIn("see for yourself", wizard.match_text)
        wizard.action_apply()
        self.assertEqual(document.sudo().issued_attachment_id.raw, scan)

    def test_broken_signature_does_not_go_out_as_a_scan_either(self):
        document = self._issue_made()
        with self.assertRaisesRegex(UserError, "is broken"):
            document.action_set_issued_file("x.pdf", encode(change_byte(self.signed)))
        self.assertFalse(document.sudo().issued_attachment_id)


@tagged("post_install", "-at_install")
class TestHolderWarning(OfficeCommon):
    def _sign_as(self, *names):
        data = None
        for number, name in enumerate(names):
            data = sign(self.authority, data, self.authority.issue(name), f"K{number}")
        draft = self._bring_to("to_sign")
        draft.with_user(self.leader).action_sign_file("x.pdf", encode(data))
        self._verify()
        draft.invalidate_recordset()
        return draft

    def test_other_signer_is_a_warning_and_no_hindrance(self):
        draft = self._sign_as("Trần Thị <b>Bình")
        note = "Signed by Trần Thị <b>Bình, expected Nguyễn Văn An."
        self.assertEqual(draft.signature_note, note)
        self.assertIn("Signed by Trần Thị &lt;b&gt;Bình, expected", draft.signature_report)
        self.assertEqual(draft.signature_state, "untrusted")
        draft.with_user(self.clerk).action_issue()
        self.assertEqual(draft.state, "issued")

    def test_signer_by_the_name_on_the_document_is_expected(self):
        draft = self._sign_as("NGUYEN VAN AN")
        self.assertFalse(draft.signature_note)
        self.assertNotIn("expected", draft.signature_report)

    def test_organisation_is_not_the_signer(self):
        self.assertIn(f"Signed by {OFFICE}, expected", self._sign_as(OFFICE).signature_note)

    def test_each_stranger_is_named_once(self):
        note = self._sign_as("Trần Thị Bình", "Nguyễn Văn An", "Trần Thị Bình").signature_note
        self.assertEqual(note.count("Trần Thị Bình"), 1)

    def test_incoming_document_names_its_signer_and_body(self):
        for number, (signer, expected) in enumerate((
            (False, False), ("Nguyễn Văn An", False),
            ("Lê Văn Cường", "Signed by Nguyễn Văn An, expected Lê Văn Cường or Bộ Giáo dục"),
        )):
            document = self._receive(
                self.signed, signer_name=signer, code_number=str(700 + number))
            if expected:
                self.assertIn(expected, document.signature_note)
            else:
                self.assertFalse(document.signature_note)
            document.signer_name = "Nguyễn Văn An"
            self.assertFalse(document.signature_note, "corrected by the clerk")
