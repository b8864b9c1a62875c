"""What the digital signatures in a PDF are worth, as plain facts.

pyHanko does the work where the server has it; nothing is ever fetched from the network. A file
comes from anybody: it is bounded in size and in number of signatures, and whatever goes wrong
inside is an answer and no error.
"""

import datetime
import importlib
import io
import logging
from dataclasses import dataclass, field

from .programs import find_package

MAX_BYTES = 100 * 1024 * 1024
MAX_SIGNATURES = 20
# The oldest cryptography with which this pyHanko works; it is imported with older ones, too.
_CRYPTOGRAPHY = 48
_SIGN = b"/ByteRange"
# From the worst to the best; a file is worth what its worst signature is worth.
VERDICTS = (
    "broken", "changed", "revoked", "expired", "untrusted", "unreadable", "unknown", "valid",
)


@dataclass
class Trust:
    """Whom to trust: certificates and lists of revoked ones, all as DER.

    ``must_check_revocation``: a signature only counts where a list says that its certificate is
    not revoked; otherwise a revoked one is found where the file or a list tells it.
    """

    certificates: list = field(default_factory=list)
    revocation_lists: list = field(default_factory=list)
    must_check_revocation: bool = False


@dataclass
class SignatureFacts:
    """One signature. ``trusted`` is whether a trusted authority stands behind a whole signature,
    ``chain`` leads from the signer to it. ``signed_at`` is UTC
    without zone; ``time_source`` is "timestamp" where a trusted authority says it, "signer" where
    only the signer's computer does.
    """

    verdict: str
    kind: str = "signature"
    field_name: str = ""
    whole: bool = False
    changed_after: bool = False
    trusted: bool = False
    revocation_checked: bool = False
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    chain: list = field(default_factory=list)
    signed_at: datetime.datetime | None = None
    time_source: str = ""
    serial: str = ""


@dataclass
class FileFacts:
    """The signatures of a file, oldest first. ``problem`` is "", "missing_program", "too_large",
    "too_many", "encrypted" or "damaged": where there is one, nothing is said of them.
    """

    signatures: list = field(default_factory=list)
    problem: str = ""

    @property
    def verdict(self):
        """Verdict of the worst signature; "none" without any, "unverified" with a problem."""
        if self.problem:
            return "unverified"
        found = {facts.verdict for facts in self.signatures}
        return next((verdict for verdict in VERDICTS if verdict in found), "none")


def find_version():
    """Version of pyHanko.

    :return str: "" where it is missing, or does not work with the packages beside it
    """
    version = find_package("pyhanko", "pyHanko")
    try:
        found = version and importlib.import_module("cryptography").__version__
        importlib.import_module("pyhanko.sign.validation")
    except ImportError:
        return ""
    return version if found and int(found.partition(".")[0]) >= _CRYPTOGRAPHY else ""


def looks_signed(data):
    """Whether a file is a PDF with a digital signature in it, good or bad, without pyHanko.

    :param bytes data: the file
    :return bool:
    """
    return data[:1024].lstrip().startswith(b"%PDF-") and _SIGN in data


def verify(data, trust=None):
    """Judge all signatures of a PDF.

    :param bytes data: the file
    :param Trust trust: whom to trust; nobody by default
    :return FileFacts:
    """
    if not looks_signed(data):
        return FileFacts()
    if not find_version():
        return FileFacts(problem="missing_program")
    if len(data) > MAX_BYTES:
        return FileFacts(problem="too_large")
    # What it tells of broken files is told by the verdict.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        found = _find_signatures(data)
    except _Encrypted:
        return FileFacts(problem="encrypted")
    except Exception:  # a broken PDF raises nearly anything
        return FileFacts(problem="damaged")
    if len(found) > MAX_SIGNATURES:
        return FileFacts(problem="too_many")
    if not found:
        # The mark of a signature without one: cut off, or hidden from readers.
        return FileFacts(problem="damaged")
    return FileFacts([_judge(item, trust or Trust()) for item in found])


class _Encrypted(Exception):
    """The file asks for a password."""


def _find_signatures(data):
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        raise _Encrypted
    return list(reader.embedded_signatures)


def _judge(embedded, trust):
    """Facts about one signature; one that cannot be read is called so."""
    facts = SignatureFacts("unreadable", field_name=embedded.field_name or "")
    try:
        facts.kind = "timestamp" if _is_timestamp(embedded) else "signature"
        _tell_signer(embedded, facts)
        status, facts.revocation_checked = _validate_in_time(embedded, trust, facts.kind)
        _tell_time(embedded, status, facts)
        _tell_status(status, facts, trust)
    except Exception:  # whatever a broken or hostile signature raises
        facts.verdict = "unreadable"
        facts.trusted = False
    return facts


def _is_timestamp(embedded):
    return str(embedded.sig_object.get("/Type", "/Sig")) == "/DocTimeStamp"


def _tell_signer(embedded, facts):
    certificate = embedded.signer_cert
    facts.signer = _get_name(certificate.subject)
    facts.organisation = _text(certificate.subject.native.get("organization_name"))
    facts.issuer = _get_name(certificate.issuer)
    facts.serial = format(certificate.serial_number, "X")


def _get_name(name):
    """The common name, or all that the certificate says."""
    return _text(name.native.get("common_name") or name.human_friendly)


def _text(value):
    """One line of at most 200 letters: a certificate may say what it likes."""
    value = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(value.split())[:200]


def _validate_in_time(embedded, trust, kind):
    """Validate as of today or, where the certificate is outside its time by now and a trusted
    authority tells when it was used, as of then.

    :return tuple: as :func:`_validate`
    """
    found = _validate(embedded, trust, kind)
    stamp = getattr(found[0], "timestamp_validity", None)
    if not _is_out_of_time(found[0]) or not stamp or not stamp.trusted:
        return found
    then = _validate(embedded, trust, kind, stamp.timestamp)
    return then if _counts(then[0]) else found


def _validate(embedded, trust, kind, moment=None):
    """Validate with proof that the certificate is not revoked, then, if allowed, without.

    :return tuple: pyHanko's status, bool: whether revocation was checked
    """
    status = _validate_once(embedded, trust, kind, "require", moment)
    if _counts(status) or trust.must_check_revocation or _is_revoked(status):
        return status, _counts(status)
    return _validate_once(embedded, trust, kind, "soft-fail", moment), False


def _counts(status):
    """Whether a signature or time stamp is good in itself.

    pyHanko's own last word also asks for the time stamp inside a signature, which here only
    tells the time or does not.
    """
    return bool(
        status.trusted and _is_unchanged(status) and getattr(status, "seed_value_ok", True)
    )


def _is_out_of_time(status):
    name = getattr(status.trust_problem_indic, "name", "") or ""
    begins = status.signing_cert.not_valid_before
    return name.startswith("OUT_OF_BOUNDS") or (
        # Of a certificate that begins later pyHanko says no more than that.
        name == "CERTIFICATE_CHAIN_GENERAL_FAILURE"
        and begins > datetime.datetime.now(datetime.timezone.utc)
    )


def _is_revoked(status):
    """Whether pyHanko found the signer's certificate, or one above it, among the revoked."""
    name = getattr(status.trust_problem_indic, "name", "") or ""
    return bool(getattr(status, "revoked", False)) or name.startswith("REVOKED")


def _is_listed(certificates, trust):
    """Whether a list that we keep names one of the certificates as revoked.

    Without a list for each certificate of the chain pyHanko leaves the lists alone.
    """
    from asn1crypto import crl

    for der in trust.revocation_lists:
        found = crl.CertificateList.load(der)
        entries = found["tbs_cert_list"]["revoked_certificates"] or ()
        serials = {entry["user_certificate"].native for entry in entries}
        if any(c.issuer == found.issuer and c.serial_number in serials for c in certificates):
            return True
    return False


def _validate_once(embedded, trust, kind, revocation, moment):
    from pyhanko.sign import validation
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    if kind == "timestamp":
        return validation.validate_pdf_timestamp(embedded, _context(trust, revocation))
    return validation.validate_pdf_signature(
        embedded, _context(trust, revocation, moment), _context(trust, revocation),
        key_usage_settings=KeyUsageConstraints(
            key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
        ),
    )


def _context(trust, revocation, moment=None):
    from asn1crypto import x509
    from pyhanko_certvalidator import ValidationContext

    # An empty list, not None: None would trust what the machine trusts for web sites.
    roots = [x509.Certificate.load(der) for der in trust.certificates]
    return ValidationContext(
        trust_roots=roots, crls=list(trust.revocation_lists), allow_fetching=False,
        revocation_mode=revocation, moment=moment, retroactive_revinfo=moment is not None,
    )


def _tell_time(embedded, status, facts):
    stamp = getattr(status, "timestamp_validity", None)
    if facts.kind == "timestamp":
        moment, facts.time_source = status.timestamp, "timestamp"
    elif stamp and stamp.trusted:
        moment, facts.time_source = stamp.timestamp, "timestamp"
    else:
        moment, facts.time_source = embedded.self_reported_timestamp, "signer"
    if not moment:
        facts.time_source = ""
        return
    if moment.tzinfo:
        moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    facts.signed_at = moment.replace(microsecond=0)


def _tell_status(status, facts, trust):
    facts.whole = bool(status.intact and status.valid)
    # A form filled in or a further signature is no change; anything else is.
    facts.changed_after = facts.whole and not _is_unchanged(status)
    path = status.validation_path
    chain = list(path.iter_certs(True))[::-1] if path is not None else []
    facts.chain = [_get_name(item.subject) for item in chain]
    revoked = _is_revoked(status) or _is_listed(chain or [status.signing_cert], trust)
    facts.verdict = _get_verdict(status, facts, revoked)
    facts.trusted = bool(status.trusted) and not revoked


def _is_unchanged(status):
    from pyhanko.sign.diff_analysis import ModificationLevel

    level = status.modification_level
    return (
        status.docmdp_ok is not False and level is not None and level != ModificationLevel.OTHER
    )


def _get_verdict(status, facts, revoked):
    if not facts.whole:
        return "broken"
    if facts.changed_after:
        return "changed"
    if revoked:
        return "revoked"
    if _counts(status):
        return "valid"
    if _is_out_of_time(status):
        return "expired"
    return "unknown" if status.trusted else "untrusted"
