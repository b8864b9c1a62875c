"""What a case file lacks to become a SIP of TT 05/2025/TT-BNV, before anything is written."""

from dataclasses import dataclass

from odoo.addons.vanthu_document.tools.metadata import CODE_LABELS, Row

from .ead import DOCUMENT, FILE, get_value, rows_of, write_text
from .spec import Content, Document, PackageError

# A count of nothing is none.
_NOT_ZERO = ("totalDoc", "numberOfPage")
# Conditional rows: the field that decides, and the codes that ask for them.
_CONDITIONS = {
    "paperFileCode": ("confidence_level", ("02",)),
    "process": ("confidence_level", ("01", "03")),
    "riskRecoveryStatus": ("risk_recovery", ("1",)),
}
_PDF_START = b"%PDF-"
_HEAD = 1024


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    ``code``: missing, too_long, unknown_code, dates, no_document, no_content, not_pdf, empty;
    ``document``: None for the file itself; ``row``: of the table, for the first three;
    ``size``: length of what is too long; ``name``: of the electronic file.
    """

    code: str
    document: Document | None = None
    row: Row | None = None
    size: int = 0
    name: str = ""


def find_problems(case):
    """Everything that keeps a case file from being a valid SIP_hoso.

    :param case: ``CaseFile``
    :return list: of :class:`Problem`, those of the file first
    """
    found = _find_in_values(FILE, case.values, None)
    start, end = case.values.get("start_date"), case.values.get("end_date")
    if start and end and end < start:
        found.append(Problem("dates"))
    if not case.documents:
        found.append(Problem("no_document"))
    for document in case.documents:
        found += _find_in_values(DOCUMENT, document.values, document)
        found += _find_in_contents(document)
    return found


def _find_in_values(standard, values, document):
    found = []
    for row in rows_of(standard):
        value = get_value(row, values)
        if value is None or (value == 0 and row.name in _NOT_ZERO):
            if _is_required(row, values):
                found.append(Problem("missing", document, row))
            continue
        text = write_text(value)
        if row.kind == "code":
            if text not in CODE_LABELS[row.name]:
                found.append(Problem("unknown_code", document, row))
        elif row.length and len(text) > row.length:
            found.append(Problem("too_long", document, row, len(text)))
    return found


def _is_required(row, values):
    if row.name in _CONDITIONS:
        field, codes = _CONDITIONS[row.name]
        return values.get(field) in codes
    return row.required == "required"


def _find_in_contents(document):
    if not document.contents:
        return [Problem("no_content", document)]
    found = []
    for content in document.contents:
        if not content.size:
            found.append(Problem("empty", document, name=content.name))
        elif not starts_as_pdf(content):
            found.append(Problem("not_pdf", document, name=content.name))
    return found


def starts_as_pdf(content: Content) -> bool:
    """Whether the first bytes are those of a PDF; what cannot be read is told when it is packed.

    :param content: ``Content``
    :return bool:
    """
    if not content.is_pdf:
        return False
    try:
        with content.open() as stream:
            return _PDF_START in stream.read(_HEAD)
    except PackageError:
        return True
