"""Certificates of certification authorities and their lists of revoked ones, as files hold them."""

import datetime
import warnings
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

MAX_CERTIFICATE = 64 * 1024
MAX_LIST = 20 * 1024 * 1024
_PEM = b"-----BEGIN"


class CertificateError(Exception):
    """A file cannot be used. ``code``: "damaged", "several", "not_authority", "too_large",
    "other_issuer"."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass
class CertificateFacts:
    """What a certificate says; times are UTC without zone, ``fingerprint`` is SHA-256 in hex."""

    der: bytes
    subject: str
    issuer: str
    valid_from: datetime.datetime
    valid_to: datetime.datetime
    fingerprint: str


def read_authority(data):
    """Read the certificate of a certification authority.

    :param bytes data: PEM or DER
    :return CertificateFacts:
    :raise CertificateError: it is none, several, or that of a person or a web site
    """
    certificate = _load(data, MAX_CERTIFICATE, _load_certificate)
    if not _is_authority(certificate):
        raise CertificateError("not_authority")
    return CertificateFacts(
        der=certificate.public_bytes(Encoding.DER),
        subject=_describe(certificate.subject), issuer=_describe(certificate.issuer),
        valid_from=_naive(certificate, "not_valid_before"),
        valid_to=_naive(certificate, "not_valid_after"),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def read_revocation_list(data, authority):
    """Read a list of revoked certificates that an authority signed.

    :param bytes data: PEM or DER
    :param bytes authority: certificate of the authority, DER
    :return tuple: the list as DER, and until when it holds (UTC without zone, or None)
    :raise CertificateError: it is none, or another authority's
    """
    found = _load(data, MAX_LIST, _load_list)
    issuer = x509.load_der_x509_certificate(authority)
    try:
        is_own = found.issuer == issuer.subject and found.is_signature_valid(issuer.public_key())
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        is_own = False
    if not is_own:
        raise CertificateError("other_issuer")
    until = _naive(found, "next_update")
    return found.public_bytes(Encoding.DER), until


def _load(data, limit, load):
    if len(data) > limit:
        raise CertificateError("too_large")
    if data.count(_PEM) > 1:
        raise CertificateError("several")
    try:
        # Old authorities write numbers that the library warns of and reads all the same.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load(data, _PEM in data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CertificateError("damaged") from error


def _load_certificate(data, is_pem):
    return (x509.load_pem_x509_certificate if is_pem else x509.load_der_x509_certificate)(data)


def _load_list(data, is_pem):
    return (x509.load_pem_x509_crl if is_pem else x509.load_der_x509_crl)(data)


def _is_authority(certificate):
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return False


def _describe(name):
    """The common name, or what else there is."""
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    text = found[0].value if found else name.rfc4514_string()
    text = text if isinstance(text, str) else ""
    return " ".join(text.split())[:200]


def _naive(record, name):
    """A time of a certificate; before version 42, cryptography told it without zone."""
    moment = getattr(record, f"{name}_utc", None) or getattr(record, name, None)
    return moment and moment.replace(tzinfo=None)
