"""Trusted certification authorities: what may be put in, by whom, and what follows from it."""

import base64

from cryptography.hazmat.primitives.serialization import Encoding
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..tools import certificate
from .common import VanthuCommon
from .signature_files import Authority


def encode(data):
    """A file as forms send it."""
    return base64.b64encode(data).decode()


class TrustCommon(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = Authority()
        cls.Anchor = cls.env["vanthu.trust.anchor"].with_user(cls.manager)

    def _trust_authority(self, authority=None, company=None, **values):
        return self.Anchor.create({
            "file": encode((authority or self.authority).pem),
            "company_id": (company or self.organisation).id, **values,
        })


@tagged("post_install", "-at_install")
class TestTrustAnchor(TrustCommon):
    def test_nobody_is_trusted_by_default(self):
        self.assertFalse(self.env["vanthu.trust.anchor"].search([]))
        trust = self.Anchor._get_trust(self.organisation)
        self.assertEqual((trust.certificates, trust.revocation_lists), ([], []))

    def test_pem_and_der_say_the_same(self):
        for data in (self.authority.pem, self.authority.der):
            with self.env.cr.savepoint() as savepoint:
                anchor = self.Anchor.create({"file": encode(data)})
                self.assertEqual(anchor.subject, "CA thử nghiệm")
                self.assertEqual(anchor.issuer, "CA thử nghiệm")
                self.assertEqual(base64.b64decode(anchor.certificate), self.authority.der)
                self.assertRegex(anchor.fingerprint, r"^[0-9a-f]{64}$")
                self.assertTrue(anchor.is_valid_now)
                savepoint.rollback()

    def test_form_puts_one_in(self):
        form = Form(self.Anchor)
        form.file = encode(self.authority.pem)
        form.source = "Trang của cơ quan cấp"
        anchor = form.save()
        self.assertEqual((anchor.subject, anchor.company_id.id), ("CA thử nghiệm", False))
        self.assertFalse(anchor.file)

    def test_certificates_that_are_none_are_refused_with_the_reason(self):
        person = self.authority.issue()[1].public_bytes(Encoding.PEM)
        for data, words in (
            (b"no certificate", "cannot be read"), (b"", "cannot be read"),
            (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "cannot be read"),
            (person, "person or a web site"), (self.authority.pem * 2, "several"),
            (b"x" * (certificate.MAX_CERTIFICATE + 1), "too large"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.Anchor.create({"file": encode(data)})
        with self.assertRaisesRegex(UserError, "base64"):
            self.Anchor.create({"file": "***"})

    def test_what_a_certificate_says_cannot_be_forged(self):
        anchor = self._trust_authority(
            subject="Ban Cơ yếu Chính phủ", fingerprint="0" * 64, valid_to="2099-01-01",
            certificate=encode(b"x"), revocation_list=encode(b"x"),
        )
        self.assertEqual(anchor.subject, "CA thử nghiệm")
        self.assertEqual(base64.b64decode(anchor.certificate), self.authority.der)
        self.assertFalse(anchor.revocation_list)
        for name, value in (
            ("subject", "X"), ("certificate", encode(b"x")), ("fingerprint", "0" * 64),
            ("valid_to", "2099-01-01"), ("revocation_list", encode(b"x")),
            ("file", encode(Authority("Khác").pem)),
        ):
            with self.assertRaisesRegex(UserError, "stays as it was put in"):
                anchor.write({name: value})

    @mute_logger("odoo.sql_db")
    def test_one_authority_is_put_in_once_by_each_organisation(self):
        self._trust_authority()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self._trust_authority()

    def test_expired_and_archived_authorities_are_not_trusted(self):
        old = self._trust_authority(Authority("Cũ", starts=-20, ends=-1))
        self.assertFalse(old.is_valid_now)
        good = self._trust_authority()
        self.assertEqual(
            self.Anchor._get_trust(self.organisation).certificates, [self.authority.der]
        )
        good.active = False
        self.assertEqual(self.Anchor._get_trust(self.organisation).certificates, [])

    def test_revocation_list_must_be_of_the_authority(self):
        anchor = self._trust_authority()
        namesake = Authority()
        for data, words in (
            (namesake.revoke(), "not signed by this authority"), (b"x", "cannot be read"),
            (Authority("Khác").revoke(), "not signed by this authority"),
        ):
            with self.assertRaisesRegex(UserError, words):
                anchor.revocation_file = encode(data)
        mine = self.authority.revoke()
        anchor.revocation_file = encode(mine)
        self.assertTrue(anchor.revocation_until)
        self.assertEqual(self.Anchor._get_trust(self.organisation).revocation_lists, [mine])

    def test_parameter_asks_for_revocation_lists(self):
        self.assertFalse(self.Anchor._get_trust(self.organisation).must_check_revocation)
        self.env["ir.config_parameter"].set_param(
            "vanthu_document.signature_requires_revocation_list", "True"
        )
        self.assertTrue(self.Anchor._get_trust(self.organisation).must_check_revocation)


@tagged("post_install", "-at_install")
class TestTrustRights(TrustCommon):
    def test_only_administrators_decide_whom_to_trust(self):
        anchor = self._trust_authority()
        for user in (self.handler, self.clerk, self.leader):
            Anchor = self.Anchor.with_user(user)
            with self.assertRaises(AccessError):
                Anchor.create({"file": encode(self.authority.pem)})
            with self.assertRaises(AccessError):
                anchor.with_user(user).write({"active": False})
            with self.assertRaises(AccessError):
                anchor.with_user(user).write({"revocation_file": encode(self.authority.revoke())})
            with self.assertRaises(AccessError):
                anchor.with_user(user).unlink()

    def test_organisations_do_not_trust_for_each_other(self):
        anchor = self._trust_authority()
        self.assertFalse(self.Anchor._get_trust(self.other_organisation).certificates)
        with self.assertRaises(AccessError):
            anchor.with_user(self.other_clerk).read(["subject"])
        with self.assertRaises(AccessError):
            self._trust_authority(company=self.other_organisation)

    def test_administrator_of_a_school_does_not_trust_for_all(self):
        below = self.env["res.company"].create({
            "name": "Trường THPT Số Hai", "parent_id": self.organisation.id,
        })
        school = self._create_person("school_admin", "group_manager", below)
        with self.assertRaises(AccessError):
            self.Anchor.with_user(school).with_company(below).create({
                "file": encode(self.authority.pem),
            })
        everywhere = self.Anchor.create({"file": encode(self.authority.pem)})
        self.assertTrue(self.Anchor._get_trust(below).certificates)
        with self.assertRaises(AccessError):
            everywhere.with_user(school).active = False
        self.assertEqual(everywhere.with_user(school).subject, "CA thử nghiệm")
