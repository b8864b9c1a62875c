"""Signatures in the files of documents: verified in the background, told on the form."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import pdf_signature
from .files import FileReading, make_encrypted_pdf, make_pdf
from .outgoing_common import OutgoingCommon
from .signature_files import Authority, change_byte, sign, write_onto
from .test_trust_anchor import TrustCommon, encode


class SignatureCommon(FileReading, TrustCommon, OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.signed = sign(cls.authority)

    def _verify(self):
        with self._scheduler():
            self.env.ref("vanthu_document.ir_cron_signatures").method_direct_trigger()

    def _receive(self, data, name="cong-van.pdf", **values):
        """An incoming document with a file that was read and whose signatures were verified."""
        document = self._create_incoming(**values)
        self.env["ir.attachment"].with_user(self.clerk).create({
            "name": name, "raw": data, "res_model": "vanthu.document", "res_id": document.id,
        })
        self._read_files()
        self._verify()
        document.invalidate_recordset()
        return document

    def _checks(self, document):
        return self.env["vanthu.signature.check"].sudo().search(
            [("document_id", "=", document.id)]
        )

    @contextmanager
    def _without_pyhanko(self):
        with patch.object(pdf_signature, "find_version", lambda: ""):
            yield


@tagged("post_install", "-at_install")
class TestIncoming(SignatureCommon):
    def test_signature_of_a_trusted_authority_is_told_as_valid(self):
        self._trust_authority()
        document = self._receive(self.signed)
        self.assertEqual(document.signature_state, "valid")
        report = document.signature_report
        for words in (
            "Signature valid", "Nguyễn Văn An", "Sở Giáo dục và Đào tạo", "CA thử nghiệm",
            "by the signer&#39;s computer", "cong-van.pdf", "revoked is not known",
        ):
            self.assertIn(words, report)
        row = self._checks(document)
        self.assertEqual((row.state, row.tries), ("done", 1))
        self.assertEqual(row.signature_ids.signer, "Nguyễn Văn An")

    def test_unknown_authority_is_never_called_trusted(self):
        document = self._receive(self.signed)
        self.assertEqual(document.signature_state, "untrusted")
        self.assertIn("no trusted authority vouches", document.signature_report)
        self.assertFalse(self._checks(document).signature_ids.trusted)

    def test_one_changed_byte_is_told_as_broken(self):
        self._trust_authority()
        document = self._receive(change_byte(self.signed))
        self.assertEqual(document.signature_state, "broken")
        self.assertIn("do not use the file", document.signature_report)

    def test_content_put_in_after_signing_is_told(self):
        self._trust_authority()
        document = self._receive(write_onto(self.signed))
        self.assertEqual(document.signature_state, "changed")
        self.assertIn("put into the file after", document.signature_report)

    def test_revoked_and_expired_certificates_are_told(self):
        person = self.authority.issue()
        anchor = self._trust_authority()
        anchor.revocation_file = encode(self.authority.revoke(person[1]))
        document = self._receive(sign(self.authority, person=person))
        self.assertEqual(document.signature_state, "revoked")
        self.assertIn("revoked the certificate", document.signature_report)
        old = sign(self.authority, person=self.authority.issue(starts=-9, ends=-1))
        document = self._receive(old, code_number="328")
        self.assertEqual(document.signature_state, "expired")
        self.assertIn("outside its time", document.signature_report)

    def test_unsigned_file_has_no_row_and_nothing_on_the_form(self):
        for number, data in enumerate((make_pdf("Không ký"), make_encrypted_pdf())):
            document = self._receive(data, code_number=str(400 + number))
            self.assertFalse(self._checks(document))
            self.assertFalse(document.signature_state)
            self.assertFalse(document.signature_report)
            with self.assertRaisesRegex(UserError, "No file"):
                document.action_verify_signatures()

    def test_damaged_signed_file_is_told(self):
        document = self._receive(self.signed[:-300])
        self.assertEqual(document.signature_state, "unverified")
        self.assertIn("it may be damaged", document.signature_report)

    def test_worst_of_several_files_counts(self):
        self._trust_authority()
        document = self._receive(self.signed)
        self.env["ir.attachment"].create({
            "name": "phu-luc.pdf", "raw": change_byte(self.signed),
            "res_model": "vanthu.document", "res_id": document.id,
        })
        self._read_files()
        self._verify()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "broken")
        self.assertIn("phu-luc.pdf", document.signature_report)

    def test_names_in_certificates_are_shown_as_text(self):
        data = sign(self.authority, person=self.authority.issue(
            name="<script>alert(1)</script>", organisation="<b>Sở</b>"))
        report = self._receive(data, name="<i>x</i>.pdf").signature_report
        for tag in ("<script>", "<b>Sở", "<i>x"):
            self.assertNotIn(tag, report)
        self.assertIn("&lt;script&gt;", report)

    def test_result_is_an_event(self):
        document = self._receive(self.signed)
        event = self._get_events(document, "signature_verified")
        self.assertEqual(event.detail["verdict"], "untrusted")
        document.action_verify_signatures()
        self._verify()
        self.assertEqual(len(self._get_events(document, "signature_verified")), 1)


@tagged("post_install", "-at_install")
class TestAgain(SignatureCommon):
    def test_new_authority_changes_what_signatures_are_worth(self):
        document = self._receive(self.signed)
        anchor = self._trust_authority()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "waiting")
        self.assertIn("being verified", document.signature_report)
        self._verify()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "valid")
        anchor.active = False
        self._verify()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "untrusted")

    def test_trust_of_another_organisation_changes_nothing_here(self):
        document = self._receive(self.signed)
        self.env["vanthu.trust.anchor"].create({
            "file": encode(self.authority.pem),
            "company_id": self.other_organisation.id,
        })
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "untrusted")

    def test_removed_authority_is_trusted_no_more(self):
        anchor = self._trust_authority()
        document = self._receive(self.signed)
        anchor.unlink()
        self._verify()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "untrusted")

    def test_broken_signature_is_not_verified_again_and_again(self):
        document = self._receive(change_byte(self.signed))
        self._trust_authority()
        self.assertEqual(self._checks(document).state, "done")
        document.action_verify_signatures()
        self.assertEqual(self._checks(document).state, "todo")

    def test_missing_pyhanko_is_told_and_hinders_nothing(self):
        with self._without_pyhanko():
            document = self._receive(self.signed)
            document.action_register()
            settings = self.env["res.config.settings"].create({})
            self.assertIn("pyHanko – without it", settings.vanthu_tools_missing)
        self.assertEqual(document.signature_state, "unverified")
        self.assertIn("cannot be verified here", document.signature_report)
        self._trust_authority()
        document.action_verify_signatures()
        self._verify()
        document.invalidate_recordset()
        self.assertEqual(document.signature_state, "valid")

    def test_failure_is_tried_three_times_and_then_told(self):
        logger = mute_logger("odoo.addons.vanthu_document.models.vanthu_queue_mixin")
        with logger, patch.object(pdf_signature, "verify", side_effect=ValueError):
            document = self._receive(self.signed)
            row = self._checks(document)
            for tries in (1, 2):
                self.assertEqual((row.state, row.tries), ("todo", tries))
                self._verify()
                self.assertEqual(row.tries, tries, "not before its time")
                row.next_try = fields.Datetime.now() - timedelta(minutes=1)
                self._verify()
        self.assertEqual((row.state, row.tries, row.verdict), ("failed", 3, "unverified"))
        document.invalidate_recordset()
        self.assertIn("error in the software", document.signature_report)


@tagged("post_install", "-at_install")
class TestSignatureRights(SignatureCommon):
    def test_rows_are_for_clerks_and_leaders_of_the_organisation(self):
        document = self._receive(self.signed)
        row = self._checks(document)
        for model, record in (("vanthu.signature.check", row),
                              ("vanthu.signature", row.signature_ids)):
            for user in (self.clerk, self.leader):
                self.assertTrue(self.env[model].with_user(user).search([("id", "=", record.id)]))
                with self.assertRaises(AccessError):
                    record.with_user(user).write({"verdict": "valid"})
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()
            self.assertFalse(
                self.env[model].with_user(self.other_clerk).search([("id", "=", record.id)])
            )
            with self.assertRaises(AccessError):
                record.with_user(self.handler).read(["verdict"])

    def test_restricted_documents_keep_their_signatures_to_themselves(self):
        document = self._receive(self.signed)
        self.env["vanthu.document"].browse(document.id).write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        row = self._checks(document)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            row.with_user(self.clerk).read(["name"])
        with self.assertRaises(AccessError):
            row.signature_ids.with_user(self.clerk).read(["signer"])
        self.assertTrue(row.with_user(self.leader).read(["name"]))

    def test_verdict_cannot_be_written_by_hand(self):
        document = self._receive(self.signed)
        with self.assertRaises(UserError):
            document.write({"signature_state": "valid"})
        with self.assertRaises(UserError):
            self._create_incoming(signature_state="valid")

    def test_stranger_does_not_read_the_report_nor_order_a_verification(self):
        document = self._receive(self.signed)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            document.with_user(self.outsider).read(["signature_report"])
        with self.assertRaises(AccessError):
            document.with_user(self.outsider).action_verify_signatures()

    def test_list_of_broken_signatures(self):
        broken = self._receive(change_byte(sign(Authority("Khác"))))
        self.assertIn(broken, self.env["vanthu.document"].search(
            [("signature_state", "in", ("broken", "changed", "revoked"))]
        ))
