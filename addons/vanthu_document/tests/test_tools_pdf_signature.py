"""Digital signatures of PDF files: whole, broken, changed, trusted or not, and hostile files."""

import io
import socket
import sys
from unittest.mock import patch

import pypdf
from cryptography.x509.oid import ExtendedKeyUsageOID

from odoo import fields
from odoo.tests import BaseCase

from ..tools import pdf_signature
from ..tools.pdf_signature import VERDICTS, Trust, looks_signed, verify
from .files import make_encrypted_pdf, make_image, make_pdf
from .signature_files import (
    DAY,
    NOW,
    Authority,
    change_byte,
    sign,
    stamp_time,
    write_onto,
)


class SignatureCase(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = Authority()
        cls.person = cls.authority.issue()
        cls.before = fields.Datetime.now()
        cls.signed = sign(cls.authority, person=cls.person)
        cls.after = fields.Datetime.now()
        cls.trust = Trust([cls.authority.der])

    def _verify(self, data=None, trust=None):
        """The verdict, and the facts of the first signature."""
        found = verify(self.signed if data is None else data, trust or self.trust)
        self.assertEqual(found.problem, "")
        return found.verdict, found.signatures[0]


class TestVerdicts(SignatureCase):
    def test_whole_signature_of_a_trusted_authority_is_valid(self):
        verdict, facts = self._verify()
        self.assertEqual(verdict, "valid")
        self.assertTrue(facts.whole and facts.trusted and not facts.changed_after)

    def test_signer_organisation_time_and_chain_are_told(self):
        _verdict, facts = self._verify()
        self.assertEqual(facts.signer, "Nguyễn Văn An")
        self.assertEqual(facts.organisation, "Sở Giáo dục và Đào tạo")
        self.assertEqual(facts.issuer, "CA thử nghiệm")
        self.assertEqual(facts.serial, format(self.person[1].serial_number, "X"))
        self.assertEqual((facts.kind, facts.field_name), ("signature", "ChuKy1"))
        self.assertEqual(facts.time_source, "signer")
        self.assertIsNone(facts.signed_at.tzinfo)
        self.assertTrue(self.before <= facts.signed_at <= self.after)
        self.assertEqual(len(facts.chain), 2)
        self.assertIn("Nguyễn Văn An", facts.chain[0])
        self.assertIn("CA thử nghiệm", facts.chain[1])

    def test_one_changed_byte_breaks_it(self):
        verdict, facts = self._verify(change_byte(self.signed))
        self.assertEqual(verdict, "broken")
        self.assertFalse(facts.whole)

    def test_any_changed_byte_of_the_signed_part_is_never_valid(self):
        first = self.signed.index(b"/Contents <") + len(b"/Contents ")
        last = self.signed.index(b">", first)
        # Between the two lies the signature itself, and what fills its place up.
        places = [*range(20, first, first // 30), *range(last + 1, len(self.signed), 20)]
        for at in places:
            data = self.signed[:at] + bytes([self.signed[at] ^ 1]) + self.signed[at + 1:]
            with self.subTest(at=at):
                self.assertNotEqual(verify(data, self.trust).verdict, "valid")

    def test_broken_stays_broken_whoever_is_trusted(self):
        self.assertEqual(self._verify(change_byte(self.signed), Trust())[0], "broken")

    def test_unknown_authority_is_not_trusted(self):
        namesake = Authority()
        for trust in (Trust(), Trust([namesake.der]), Trust([Authority("Khác").der])):
            verdict, facts = self._verify(trust=trust)
            self.assertEqual(verdict, "untrusted")
            self.assertTrue(facts.whole)
            self.assertFalse(facts.trusted)

    def test_nobody_is_trusted_by_default_nor_what_the_machine_trusts(self):
        with patch("oscrypto.trust_list.get_list", side_effect=AssertionError):
            self.assertEqual(verify(self.signed).verdict, "untrusted")

    def test_content_put_in_afterwards_is_found(self):
        verdict, facts = self._verify(write_onto(self.signed))
        self.assertEqual(verdict, "changed")
        self.assertTrue(facts.whole and facts.changed_after)

    def test_second_signature_does_not_harm_the_first(self):
        found = verify(sign(self.authority, self.signed, name="ChuKy2"), self.trust)
        self.assertEqual([facts.verdict for facts in found.signatures], ["valid", "valid"])
        self.assertEqual(found.verdict, "valid")

    def test_file_is_worth_what_its_worst_signature_is(self):
        both = sign(Authority("Khác"), self.signed, name="ChuKy2")
        found = verify(both, self.trust)
        self.assertEqual([facts.verdict for facts in found.signatures], ["valid", "untrusted"])
        self.assertEqual(found.verdict, "untrusted")
        again = sign(self.authority, write_onto(self.signed), name="ChuKy2")
        self.assertEqual(verify(again, self.trust).verdict, "changed")

    def test_expired_and_future_certificates_do_not_count(self):
        expired = sign(self.authority, person=self.authority.issue(starts=-9, ends=-1))
        self.assertEqual(self._verify(expired)[0], "expired")
        future = sign(self.authority, person=self.authority.issue(starts=5, ends=9))
        self.assertIn(self._verify(future)[0], ("expired", "untrusted"))

    def test_nothing_is_fetched_from_the_network(self):
        with patch.object(socket, "getaddrinfo", side_effect=AssertionError), \
                patch.object(socket.socket, "connect", side_effect=AssertionError):
            self.assertEqual(self._verify()[0], "valid")


class TestTime(SignatureCase):
    """Certificates outside their time, and authorities that tell the time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.authority.issue(starts=-9, ends=-1)
        cls.clock = cls.authority.make_clock()

    def _sign_old(self, days, clock=None):
        """Signed by an expired certificate, at a time that an authority tells."""
        clock = clock or self.clock
        clock.fixed_dt = NOW + DAY * days
        try:
            return sign(self.authority, person=self.old, clock=clock)
        finally:
            clock.fixed_dt = None

    def test_time_of_a_trusted_authority_counts_before_that_of_the_signer(self):
        verdict, facts = self._verify(sign(self.authority, clock=self.clock))
        self.assertEqual((verdict, facts.time_source), ("valid", "timestamp"))

    def test_time_of_an_unknown_authority_is_that_of_the_signer(self):
        verdict, facts = self._verify(sign(self.authority, clock=Authority("Khác").make_clock()))
        self.assertEqual((verdict, facts.time_source), ("valid", "signer"))

    def test_expired_certificate_counts_where_the_time_of_its_use_is_proven(self):
        verdict, facts = self._verify(self._sign_old(-5))
        self.assertEqual((verdict, facts.time_source), ("valid", "timestamp"))
        self.assertTrue(facts.trusted)
        self.assertEqual(facts.signed_at, (NOW - DAY * 5).replace(tzinfo=None))
        listed = Trust([self.authority.der], [self.authority.revoke()])
        self.assertTrue(self._verify(self._sign_old(-5), listed)[1].revocation_checked)

    def test_expired_certificate_does_not_count_otherwise(self):
        unknown = Authority("Khác").make_clock(starts=-9)
        for data in (
            sign(self.authority, person=self.old), self._sign_old(0), self._sign_old(-9.5),
            self._sign_old(-5, unknown), change_byte(self._sign_old(-5)),
        ):
            self.assertIn(self._verify(data)[0], ("expired", "broken"))

    def test_revoked_stays_revoked_whenever_it_was_used(self):
        trust = Trust([self.authority.der], [self.authority.revoke(self.old[1])])
        self.assertEqual(self._verify(self._sign_old(-5), trust)[0], "revoked")

    def test_certificate_that_begins_later_does_not_count(self):
        data = sign(self.authority, person=self.authority.issue(starts=5, ends=9))
        self.assertEqual(self._verify(data)[0], "expired")

    def test_time_stamp_over_the_file_is_told_as_one(self):
        found = verify(stamp_time(self.signed, self.clock), self.trust)
        self.assertEqual(found.verdict, "valid")
        self.assertEqual([facts.kind for facts in found.signatures], ["signature", "timestamp"])
        self.assertEqual(found.signatures[1].signer, "Dấu thời gian")
        self.assertEqual(found.signatures[1].time_source, "timestamp")
        broken = verify(change_byte(stamp_time(self.signed, self.clock)), self.trust)
        self.assertEqual({facts.verdict for facts in broken.signatures}, {"broken"})

    def test_time_stamp_of_an_unknown_authority_is_not_trusted(self):
        found = verify(stamp_time(self.signed, Authority("Khác").make_clock()), self.trust)
        self.assertEqual([f.verdict for f in found.signatures], ["valid", "untrusted"])


class TestCertified(SignatureCase):
    """What the first signer allows to happen to the file."""

    def _certify(self, level):
        from pyhanko.sign.fields import MDPPerm

        return sign(self.authority, certify=True, docmdp_permissions=MDPPerm[level])

    def test_certified_file_is_valid_as_long_as_nobody_touches_it(self):
        for level in ("NO_CHANGES", "FILL_FORMS", "ANNOTATE"):
            data = self._certify(level)
            self.assertEqual(self._verify(data)[0], "valid")
            self.assertEqual(self._verify(write_onto(data))[0], "changed")

    def test_further_signature_counts_only_where_the_first_allows_it(self):
        for level, expected in (("FILL_FORMS", "valid"), ("ANNOTATE", "valid")):
            both = verify(sign(self.authority, self._certify(level), name="K2"), self.trust)
            self.assertEqual([facts.verdict for facts in both.signatures], [expected] * 2)

    def test_file_that_allows_nothing_is_changed_by_a_further_signature(self):
        from pyhanko.sign.general import SigningError

        data = self._certify("NO_CHANGES")
        with self.assertRaises(SigningError):
            sign(self.authority, data, name="K2")
        # A program that does not care leaves a file that says so.
        with patch("pyhanko.sign.signers.pdf_signer.PdfSigner._enforce_certification_constraints"):
            both = verify(sign(self.authority, data, name="K2"), self.trust)
        self.assertEqual(both.signatures[0].verdict, "changed")

    def test_self_signed_certificate_is_not_trusted_until_it_is_put_in(self):
        alone = Authority("Tự ký")
        person = alone.key, alone._build(
            alone.name, alone.key.public_key(), -1, 30)
        data = sign(alone, person=person)
        self.assertEqual(self._verify(data)[0], "untrusted")
        self.assertNotEqual(self._verify(data, Trust([alone.der]))[0], "broken")

    def test_certificate_for_something_else_does_not_sign(self):
        server = self.authority.issue(purpose=ExtendedKeyUsageOID.TIME_STAMPING)
        verdict, facts = self._verify(sign(self.authority, person=server))
        self.assertTrue(facts.whole)
        self.assertIn(verdict, VERDICTS)


class TestRevocation(SignatureCase):
    def test_without_a_list_revocation_is_said_to_be_unchecked(self):
        verdict, facts = self._verify()
        self.assertEqual((verdict, facts.revocation_checked), ("valid", False))

    def test_list_that_does_not_name_the_certificate_counts(self):
        verdict, facts = self._verify(trust=Trust([self.authority.der], [self.authority.revoke()]))
        self.assertEqual((verdict, facts.revocation_checked), ("valid", True))

    def test_revoked_certificate_is_found(self):
        revoked = self.authority.revoke(self.person[1])
        for must in (False, True):
            verdict, facts = self._verify(trust=Trust([self.authority.der], [revoked], must))
            self.assertEqual(verdict, "revoked")
            self.assertFalse(facts.trusted)

    def test_list_is_read_also_where_pyhanko_leaves_it_alone(self):
        trust = Trust([self.authority.der], [self.authority.revoke(self.person[1])])
        with patch.object(pdf_signature, "_is_revoked", lambda status: False):
            self.assertEqual(self._verify(trust=trust)[0], "revoked")

    def test_list_of_another_authority_of_another_name_is_nothing_to_us(self):
        other = Authority("Khác")
        trust = Trust([self.authority.der], [other.revoke(self.person[1])])
        self.assertEqual(self._verify(trust=trust)[0], "valid")

    def test_where_a_list_is_asked_for_none_is_not_enough(self):
        verdict, facts = self._verify(trust=Trust([self.authority.der], [], True))
        self.assertNotEqual(verdict, "valid")
        self.assertFalse(facts.revocation_checked)


class TestOddFiles(SignatureCase):
    def _problem(self, data):
        found = verify(data, self.trust)
        self.assertEqual(found.verdict, "unverified")
        self.assertEqual(found.signatures, [])
        return found.problem

    def test_unsigned_files_have_no_signature(self):
        for data in (make_pdf("Không ký"), make_image(), b"", b"/ByteRange", make_encrypted_pdf()):
            self.assertFalse(looks_signed(data))
            self.assertEqual(verify(data, self.trust).verdict, "none")
        self.assertTrue(looks_signed(self.signed))

    def test_damaged_files_are_told_and_raise_nothing(self):
        for data in (
            self.signed[:-300], b"%PDF-1.7\n/ByteRange [0 1 2 3]", self.signed[:60] +
            b"/ByteRange" + b"\0" * 500, make_pdf("x") + b"/ByteRange",
        ):
            self.assertEqual(self._problem(data), "damaged")

    def test_file_cut_within_its_signature_is_never_valid(self):
        for part in (0.2, 0.5, 0.8, 0.95, 0.99):
            found = verify(self.signed[:int(len(self.signed) * part)], self.trust)
            self.assertNotEqual(found.verdict, "valid")

    def test_signature_that_is_no_signature_is_told(self):
        at = self.signed.index(b"/Contents <") + len(b"/Contents <")
        data = self.signed[:at] + b"00" * 64 + self.signed[at + 128:]
        self.assertEqual(self._problem(data), "damaged")

    def test_signature_on_which_pyhanko_fails_is_unreadable(self):
        with patch.object(pdf_signature, "_validate", side_effect=KeyError):
            found = verify(self.signed, self.trust)
        self.assertEqual(found.verdict, "unreadable")
        self.assertFalse(found.signatures[0].trusted)

    def test_huge_files_are_not_opened(self):
        with patch.object(pdf_signature, "MAX_BYTES", len(self.signed) - 1), \
                patch.object(pdf_signature, "_find_signatures", side_effect=AssertionError):
            self.assertEqual(self._problem(self.signed), "too_large")

    def test_too_many_signatures_are_not_judged(self):
        with patch.object(pdf_signature, "MAX_SIGNATURES", 0), \
                patch.object(pdf_signature, "_judge", side_effect=AssertionError):
            self.assertEqual(self._problem(self.signed), "too_many")

    def test_locked_file_is_told(self):
        writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(self.signed)))
        writer.encrypt("opens", "owns")
        output = io.BytesIO()
        writer.write(output)
        data = output.getvalue()
        if not looks_signed(data):
            data += b"%/ByteRange"
        self.assertEqual(self._problem(data), "encrypted")

    def test_missing_pyhanko_is_told(self):
        for patched in (
            patch.object(pdf_signature, "find_package", lambda *names: ""),
            patch("cryptography.__version__", "41.0.7"),
            patch.object(pdf_signature.importlib, "import_module", side_effect=ImportError),
        ):
            with patched:
                self.assertEqual(pdf_signature.find_version(), "")
                self.assertEqual(self._problem(self.signed), "missing_program")
                self.assertEqual(verify(make_pdf("x")).verdict, "none")

    def test_pyhanko_that_cannot_be_imported_is_missing(self):
        gone = {name: None for name in list(sys.modules) if name.startswith("pyhanko.sign")}
        with patch.dict(sys.modules, {**gone, "pyhanko": None}):
            self.assertEqual(pdf_signature.find_version(), "")
            self.assertEqual(self._problem(self.signed), "missing_program")

    def test_present_pyhanko_is_named_with_its_version(self):
        self.assertRegex(pdf_signature.find_version(), r"^\d+\.\d+")

    def test_names_of_certificates_are_kept_short_and_on_one_line(self):
        loud = sign(self.authority, person=self.authority.issue(
            name="A\n" * 30, organisation="<script>"))
        facts = self._verify(loud)[1]
        self.assertNotIn("\n", facts.signer)
        self.assertEqual(facts.organisation, "<script>")
        self.assertEqual(len(pdf_signature._text("x" * 999)), 200)
        self.assertEqual(pdf_signature._text(["a", "b"]), "a, b")

    def test_each_verdict_has_a_rank(self):
        self.assertEqual(len(set(VERDICTS)), len(VERDICTS))
        self.assertEqual((VERDICTS[0], VERDICTS[-1]), ("broken", "valid"))
