"""The organisation's digital signature on an electronic copy, which goes out signed."""

import hashlib
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..tools import pdf_signature
from .signature_files import Authority, change_byte, save_anew, sign
from .test_copy import CopyCommon, letter
from .test_trust_anchor import encode

OFFICE = "Sở Giáo dục và Đào tạo"
# Further back than the frozen day of these tests.
LONG_AGO = -3650


class SignedCopyCommon(CopyCommon):
    @classmethod
    def setUpClass(cls):
        # Certificates are not made while the clock stands.
        cls.authority = Authority(starts=LONG_AGO)
        cls.office = cls.authority.issue(OFFICE.upper(), starts=LONG_AGO)
        cls.stranger = cls.authority.issue("Trần Thị Bình", starts=LONG_AGO)
        super().setUpClass()
        cls.electronic = cls.env["vanthu.copy"].with_user(cls.clerk).create({
            "document_id": cls.document.id, "signing_user_id": cls.leader.id,
            "medium": "electronic",
        })
        cls.electronic.action_issue()

    def _fetch(self, copy=None):
        """The file that the clerk downloads to sign."""
        action = (copy or self.electronic).action_download_to_sign()
        self.assertEqual(action["type"], "ir.actions.act_url")
        number = int(action["url"].removeprefix("/web/content/").partition("?")[0])
        return self.env["ir.attachment"].with_user(self.clerk).browse(number).raw

    def _seal(self, data=None, person=None):
        return sign(self.authority, data or self._fetch(), person or self.office, "DauCoQuan")

    def _add(self, data, *args, copy=None):
        return (copy or self.electronic).action_add_office_signature("sao.pdf", encode(data), *args)

    def _refuse(self, words, data, *args, copy=None):
        copy = copy or self.electronic
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            self._add(data, *args, copy=copy)
        self.assertFalse(copy.sudo().signed_attachment_id)

    def _trust(self):
        self.env["vanthu.trust.anchor"].with_user(self.manager).create({
            "file": encode(self.authority.pem), "company_id": self.organisation.id,
        })

    def _open(self, copy=None, user=None):
        action = (copy or self.electronic).action_open_office_signature()
        return Form(
            self.env[action["res_model"]].with_user(user or self.clerk)
            .with_context(**action["context"])
        )


@tagged("post_install", "-at_install")
class TestSignedCopy(SignedCopyCommon):
    def test_clerk_fetches_signs_and_brings_the_copy_back(self):
        self._trust()
        handed_out = self._fetch()
        self.assertTrue(handed_out.startswith(b"%PDF-"))
        sealed = self._seal(handed_out)
        form = self._open()
        form.file = encode(sealed)
        self.assertEqual(form.finding, "good")
        self.assertIn(OFFICE.upper(), form.signers)
        form.save().action_apply()
        copy = self.electronic
        file = copy.sudo().signed_attachment_id
        self.assertEqual(file.raw, sealed)
        self.assertEqual(copy.signed_checksum, hashlib.sha256(sealed).hexdigest())
        self.assertEqual(copy.sudo().file_attachment_id.raw, handed_out, "kept beside it")
        self.assertEqual(copy.signature_state, "valid", "verified at once")
        self.assertIn("revoked is not known", copy.signature_report)
        self.assertNotIn("expected", copy.signature_report)
        action = copy.with_user(self.leader).action_open_signed_file()
        self.assertEqual(action["url"], f"/web/content/{file.id}?download=true")
        detail = self._events(self.document, "office_signed").detail
        self.assertEqual(
            (detail["match"], detail["verdict"], detail["signer"], detail["number"]),
            ("same", "valid", OFFICE.upper(), "01/SY-SGDĐT"),
        )

    def test_it_says_nothing_of_the_document_that_was_copied(self):
        self._add(self._seal())
        self.assertFalse(self.document.signature_state)
        self.assertFalse(self.document.signature_report)
        self.assertEqual(self.electronic.signature_state, "untrusted")
        with self.assertRaisesRegex(UserError, "No file"):
            self.document.action_verify_signatures()

    def test_trust_that_comes_later_is_judged_again(self):
        self._add(self._seal())
        self._trust()
        self.electronic.invalidate_recordset()
        self.assertEqual(self.electronic.signature_state, "waiting")
        self.env["vanthu.signature.check"].sudo().search([
            ("attachment_id", "=", self.electronic.sudo().signed_attachment_id.id),
        ])._try()
        self.electronic.invalidate_recordset()
        self.assertEqual(self.electronic.signature_state, "valid")

    def test_signer_instead_of_the_organisation_is_told_and_no_hindrance(self):
        form = self._open()
        form.file = encode(self._seal(person=self.stranger))
        self.assertEqual(form.finding, "look")
        self.assertEqual(form.signers, f"Signed by Trần Thị Bình, expected {OFFICE}.")
        form.save().action_apply()
        self.assertIn(f"expected {OFFICE}", self.electronic.signature_report)

    def test_files_that_are_not_well_signed_are_refused(self):
        sealed = self._seal()
        for data, words in (
            (self._fetch(), "no digital signature"), (b"", "empty"),
            (change_byte(sealed), "is broken"), (sealed[:-300], "cannot be read"),
        ):
            self._refuse(words, data)
            self._refuse(words, data, True)

    def test_another_file_is_taken_only_when_the_clerk_compared_both(self):
        other = self._seal(letter("Ban sao khac"))
        self._refuse("handed out for 01/SY-SGDĐT", other)
        form = self._open()
        form.file = encode(other)
        self.assertEqual(form.finding, "other")
        wizard = form.save()
        with self.assertRaisesRegex(UserError, "compare both"), self.env.cr.savepoint():
            wizard.action_apply()
        wizard.other_file = True
        wizard.action_apply()
        self.assertEqual(self._events(self.document, "office_signed").detail["match"], "other")

    def test_copy_saved_anew_by_another_program_is_told(self):
        form = self._open()
        form.file = encode(self._seal(save_anew(self._fetch())))
        self.assertEqual(form.finding, "look")
        self.assertIn("saved the file anew", form.match_text)

    def test_state_secret_is_refused(self):
        with patch.object(type(self.organisation), "_log_secret_refused") as logged:
            self._refuse("state secret", self._seal(letter("TUYỆT MẬT")), True)
        logged.assert_called_once()

    def test_without_pyhanko_it_is_kept_and_said_to_be_unverified(self):
        sealed = self._seal()
        with patch.object(pdf_signature, "find_version", lambda: ""):
            self._add(sealed)
        self.assertEqual(self.electronic.signature_state, "unverified")
        self.assertIn("cannot be verified here", self.electronic.signature_report)


@tagged("post_install", "-at_install")
class TestWhichCopyIsSigned(SignedCopyCommon):
    def _check_closed(self, copy, words):
        for act, args in (
            ("action_download_to_sign", ()), ("action_open_office_signature", ()),
            ("action_add_office_signature", ("x.pdf", encode(self.sealed))),
        ):
            with (
                self.subTest(act, copy=copy.display_name), self.env.cr.savepoint(),
                self.assertRaisesRegex(UserError, words),
            ):
                getattr(copy, act)(*args)

    def test_only_an_issued_electronic_copy_and_once(self):
        self.sealed = self._seal()
        self._check_closed(self._prepare(medium="electronic"), "after it has its number")
        self._check_closed(self._issue_copy(), "signed and sealed by hand")
        self._add(self.sealed)
        self._check_closed(self.electronic, "copy once")
        void = self._issue_copy(medium="electronic")
        void.register_entry_id.action_void("Sao nhầm")
        void.invalidate_recordset()
        self._check_closed(void, "whose number counts")
        with self.assertRaisesRegex(UserError, "No file"):
            void.action_open_signed_file()

    def test_extract_from_an_electronic_document_is_signed(self):
        copy = self._issue_copy(
            form="trs", source_medium="electronic", medium="electronic",
            extract_file=encode(letter("Trich")),
        )
        self._add(self._seal(self._fetch(copy)), copy=copy)
        self.assertEqual(copy.signature_state, "untrusted")
        self.assertFalse(self.electronic.signature_state)

    def test_signed_copy_is_frozen(self):
        self._add(self._seal())
        file = self.electronic.sudo().signed_attachment_id
        for change in (lambda: file.write({"raw": b"%PDF-"}), file.unlink):
            with self.assertRaisesRegex(UserError, "is frozen"), self.env.cr.savepoint():
                change()
        for values in ({"signed_attachment_id": False}, {"signed_checksum": "0" * 64}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.electronic.write(values)
        with self.assertRaises(UserError):
            self._prepare(signed_attachment_id=file.id)

    def test_a_copy_on_paper_is_made_of_the_signed_one(self):
        self._add(self._seal())
        copy = self._issue_copy(form="sl", source_copy_id=self.electronic.id)
        text = " ".join(self._read_pages(copy))
        for words in ("SAO Y; Sở Giáo dục", "SAO LỤC", "02/SL-SGDĐT"):
            self.assertIn(words, text)

    def test_clerks_of_the_organisation_alone_bring_it(self):
        sealed = encode(self._seal())
        for user in (self.leader, self.handler, self.manager, self.other_clerk):
            for act, args in (
                ("action_add_office_signature", ("x.pdf", sealed)),
                ("action_download_to_sign", ()), ("action_open_office_signature", ()),
            ):
                with (
                    self.subTest(act, user=user.login), self.env.cr.savepoint(),
                    self.assertRaises(AccessError),
                ):
                    getattr(self.electronic.with_user(user), act)(*args)

    def test_of_a_restricted_document_only_the_named_persons_have_it(self):
        sealed = self._seal()
        self._add(sealed)
        second = self._issue_copy(medium="electronic")
        file = self.electronic.sudo().signed_attachment_id
        self._restrict(self.document)
        with self.assertRaises(AccessError):
            file.with_user(self.clerk).read(["raw"])
        for copy in (self.electronic, second):
            with self.assertRaises(AccessError):
                copy.action_open_signed_file()
        self.assertTrue(self.electronic.with_user(self.leader).action_open_signed_file())

    def test_dialog_tells_nothing_of_a_copy_that_may_not_be_read(self):
        sealed = self._seal()
        self._restrict(self.document)
        mine = self._issue_paper()
        with self.assertRaises(AccessError):
            self.env["vanthu.office.signature.wizard"].with_user(self.clerk).create({
                "document_id": mine.id, "copy_id": self.electronic.id, "file": encode(sealed),
            }).read(["finding"])
