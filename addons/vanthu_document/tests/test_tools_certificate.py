"""Certificates of authorities and their lists of revoked ones, as files hold them."""

import datetime
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.x509.oid import NameOID

from odoo.tests import BaseCase

from ..tools import certificate
from ..tools.certificate import CertificateError, read_authority, read_revocation_list
from .signature_files import DAY, NOW, Authority

_PEM, _DER = serialization.Encoding.PEM, serialization.Encoding.DER


class CertificateCase(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = Authority()

    def _refuse(self, code, call, *args):
        with self.assertRaises(CertificateError) as caught:
            call(*args)
        self.assertEqual(caught.exception.code, code)

    def _build(self, attributes, constraints=True, key=None):
        """A certificate of an authority with a name of our own.

        :param list attributes: pairs of oid and text
        :param constraints: True or False for the authority, None for no word about it
        """
        key = key or rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(*pair) for pair in attributes])
        builder = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name)
            .public_key(key.public_key()).serial_number(7)
            .not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
        )
        if constraints is not None:
            builder = builder.add_extension(
                x509.BasicConstraints(constraints, None), critical=True)
        is_edwards = isinstance(key, ed25519.Ed25519PrivateKey)
        return builder.sign(key, None if is_edwards else hashes.SHA256())


class TestAuthorities(CertificateCase):
    def test_facts_of_a_certificate(self):
        facts = read_authority(self.authority.der)
        self.assertEqual((facts.subject, facts.issuer), ("CA thử nghiệm", "CA thử nghiệm"))
        self.assertEqual(facts.der, self.authority.der)
        self.assertEqual(facts.valid_from, (NOW - DAY * 10).replace(tzinfo=None))
        self.assertEqual(facts.valid_to, (NOW + DAY * 3650).replace(tzinfo=None))
        self.assertEqual(
            facts.fingerprint, self.authority.certificate.fingerprint(hashes.SHA256()).hex())

    def test_pem_is_the_same_with_words_around_it(self):
        data = b"Subject: CA\n\n" + self.authority.pem + b"\n# end\n"
        self.assertEqual(read_authority(data), read_authority(self.authority.der))

    def test_keys_of_each_kind_are_read(self):
        for key in (rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()):
            found = self._build([(NameOID.COMMON_NAME, "CA")], key=key)
            self.assertEqual(read_authority(found.public_bytes(_PEM)).subject, "CA")

    def test_authority_without_common_name_is_told_by_what_there_is(self):
        found = self._build(
            [(NameOID.ORGANIZATION_NAME, "Ban Cơ yếu"), (NameOID.COUNTRY_NAME, "VN")])
        subject = read_authority(found.public_bytes(_DER)).subject
        self.assertIn("Ban Cơ yếu", subject)

    def test_names_are_one_short_line(self):
        found = self._build([(NameOID.COMMON_NAME, "A\n B" + "c" * 50)])
        self.assertEqual(read_authority(found.public_bytes(_DER)).subject, "A B" + "c" * 50)

    def test_persons_and_web_sites_are_no_authorities(self):
        for constraints in (False, None):
            found = self._build([(NameOID.COMMON_NAME, "x")], constraints)
            self._refuse("not_authority", read_authority, found.public_bytes(_DER))
        self._refuse(
            "not_authority", read_authority, self.authority.issue()[1].public_bytes(_PEM))

    def test_files_that_are_no_certificate(self):
        pem, der = self.authority.pem, self.authority.der
        for code, data in (
            ("damaged", b""), ("damaged", b"%PDF-1.4"), ("damaged", der[:-5]),
            ("damaged", pem[: len(pem) // 2]), ("damaged", self.authority.revoke()),
            ("several", pem + pem), ("several", pem + b"-----BEGIN RSA PRIVATE KEY-----"),
            ("too_large", der + b"\0" * certificate.MAX_CERTIFICATE),
        ):
            with self.subTest(code=code, size=len(data)):
                self._refuse(code, read_authority, data)

    def test_what_the_library_fails_on_is_a_damaged_file(self):
        for error in (ValueError, TypeError):
            with patch.object(x509, "load_der_x509_certificate", side_effect=error):
                self._refuse("damaged", read_authority, self.authority.der)

    def test_library_that_knows_no_zone_is_read_too(self):
        class Old:
            not_valid_before = datetime.datetime(2026, 1, 2)
            next_update = None

        self.assertEqual(
            certificate._naive(Old, "not_valid_before"), datetime.datetime(2026, 1, 2))
        self.assertIsNone(certificate._naive(Old, "next_update"))


class TestRevocationLists(CertificateCase):
    def test_own_list_is_taken_in_both_forms(self):
        der = self.authority.revoke(self.authority.issue()[1])
        found = x509.load_der_x509_crl(der)
        until = (NOW + DAY * 30).replace(tzinfo=None)
        for data in (der, found.public_bytes(_PEM)):
            self.assertEqual(read_revocation_list(data, self.authority.der), (der, until))

    def test_list_of_another_authority_is_refused_even_under_the_same_name(self):
        for other in (Authority(), Authority("Khác")):
            self._refuse(
                "other_issuer", read_revocation_list, other.revoke(), self.authority.der)

    def test_list_with_a_forged_signature_is_refused(self):
        der = bytearray(self.authority.revoke())
        der[-1] ^= 1
        with self.assertRaises(CertificateError) as caught:
            read_revocation_list(bytes(der), self.authority.der)
        self.assertIn(caught.exception.code, ("other_issuer", "damaged"))

    def test_files_that_are_no_list(self):
        for code, data in (
            ("damaged", b"x"), ("damaged", self.authority.der), ("damaged", b""),
        ):
            self._refuse(code, read_revocation_list, data, self.authority.der)
        with patch.object(certificate, "MAX_LIST", 10):
            self._refuse(
                "too_large", read_revocation_list, self.authority.revoke(), self.authority.der)
