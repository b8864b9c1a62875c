"""A certification authority of the tests' own, its people, and PDF files that they sign."""

import datetime
import io
import logging

import pypdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .files import make_pdf

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
_DER = serialization.Encoding.DER
CONTENT = "Số:        /SGDĐT-VP\nKính gửi: Các trường\nGIÁM ĐỐC\n\n\n\nNguyễn Văn An"


class Authority:
    """A certification authority.

    :param str name: its common name
    :param starts, ends: days from today between which what it issues is valid
    """

    def __init__(self, name="CA thử nghiệm", starts=-10, ends=3650):
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._build(
            self.name, self.key.public_key(), starts, ends, is_authority=True
        )
        self.der = self.certificate.public_bytes(_DER)
        self.pem = self.certificate.public_bytes(serialization.Encoding.PEM)

    def _build(self, subject, public_key, starts, ends, is_authority=False, purpose=None):
        usage = dict.fromkeys((
            "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
            "decipher_only",
        ), False)
        builder = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(self.name)
            .public_key(public_key).serial_number(x509.random_serial_number())
            .not_valid_before(NOW + DAY * starts).not_valid_after(NOW + DAY * ends)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(x509.KeyUsage(
                digital_signature=not is_authority, content_commitment=not is_authority,
                key_cert_sign=is_authority, crl_sign=is_authority, **usage,
            ), critical=True)
        )
        if purpose:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, name="Nguyễn Văn An", organisation="Sở Giáo dục và Đào tạo",
              starts=-1, ends=365, purpose=None, key=None):
        """A person's key and certificate.

        :param purpose: ``ExtendedKeyUsageOID`` that the certificate is for alone
        :param key: a private key; a new one by default
        :return tuple: key, certificate
        """
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ])
        return key, self._build(subject, key.public_key(), starts, ends, purpose=purpose)

    def make_clock(self, starts=-1, ends=365):
        """An authority that tells the time, for :func:`sign`.

        :return: pyHanko's time stamper, which asks nobody
        """
        from pyhanko.sign.timestamps import DummyTimeStamper

        key, certificate = _load_person(self.issue(
            "Dấu thời gian", "CA", starts, ends, ExtendedKeyUsageOID.TIME_STAMPING,
            rsa.generate_private_key(65537, 2048),
        ))
        return DummyTimeStamper(certificate, key, certs_to_embed=self._get_store())

    def _get_store(self):
        from asn1crypto import x509 as asn1
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        store = SimpleCertificateStore()
        store.register(asn1.Certificate.load(self.der))
        return store

    def revoke(self, *certificates):
        """The list of revoked certificates, as DER."""
        builder = (
            x509.CertificateRevocationListBuilder().issuer_name(self.name)
            .last_update(NOW - DAY).next_update(NOW + DAY * 30)
        )
        for certificate in certificates:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
                .revocation_date(NOW - DAY).build()
            )
        return builder.sign(self.key, hashes.SHA256()).public_bytes(_DER)


def _load_person(person):
    """Key and certificate as pyHanko takes them."""
    from asn1crypto import keys
    from asn1crypto import x509 as asn1

    key, certificate = person
    return keys.PrivateKeyInfo.load(key.private_bytes(
        _DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )), asn1.Certificate.load(certificate.public_bytes(_DER))


def sign(authority, data=None, person=None, name="ChuKy1", clock=None, **facts):
    """Sign a PDF, as a token's program does, by an incremental update.

    :param authority: :class:`Authority` that issued the person's certificate
    :param bytes data: the PDF; a letter by default
    :param person: pair of key and certificate; a new one by default
    :param str name: field of the signature
    :param clock: of :meth:`Authority.make_clock`
    :param facts: further ones of pyHanko's ``PdfSignatureMetadata``
    :return bytes:
    """
    from pyhanko.sign import signers

    key, certificate = _load_person(person or authority.issue())
    signer = signers.SimpleSigner(
        signing_cert=certificate, signing_key=key, cert_registry=authority._get_store()
    )
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=name, reason="Ký ban hành", **facts),
        signer=signer, timestamper=clock,
    )
    return _append(data or make_pdf(CONTENT), signer.sign_pdf)


def stamp_time(data, clock):
    """Put an authority's time stamp over a PDF."""
    from pyhanko.sign import signers

    return _append(data, signers.PdfTimeStamper(clock, field_name="Dau").timestamp_pdf, "sha256")


def _append(data, call, *args):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    output = io.BytesIO()
    call(IncrementalPdfFileWriter(io.BytesIO(data), strict=False), *args, output=output)
    return output.getvalue()


def change_byte(data):
    """The file with one letter of its title changed, in place."""
    at = data.index(b"/Title") + len(b"/Title (")
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def save_anew(data):
    """The same pages, as another program writes them."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/Producer": "Another program"})
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def write_onto(data, drawing=b"0 0 200 200 re f"):
    """The file with something further on its first page, by an incremental update."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=drawing)
    contents = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([contents, writer.add_object(stream)])
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
