"""Look into a .docx before another program opens it: hostile until shown otherwise."""

import re

from ..text_extract import Limits, detect_kind
from ..text_office import OfficeError, open_archive, parse_xml, read_member

LIMITS = Limits(max_bytes=20 * 1024 * 1024, max_unpacked=80 * 1024 * 1024)
_MACROS = re.compile(r"vbaProject|\.bin$", re.IGNORECASE)


class DraftFileError(Exception):
    """A file cannot be used; ``code`` is one of :data:`CODES`, ``detail`` says where."""

    CODES = (
        "damaged", "encrypted", "too_large", "not_docx", "macros", "syntax", "unknown_field",
        "forbidden", "missing_program", "timeout", "failed", "no_text", "no_place",
    )

    def __init__(self, code, detail=""):
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def read_parts(data, limits=LIMITS):
    """All parts of a .docx, after every size and every XML part was checked.

    :param bytes data: the file
    :param limits: :class:`..text_extract.Limits`
    :return dict: name → bytes
    :raise DraftFileError: not a .docx, locked, damaged, with macros, or too large
    """
    if len(data) > limits.max_bytes:
        raise DraftFileError("too_large")
    kind = detect_kind(data)
    if kind == "ole_encrypted":
        raise DraftFileError("encrypted")
    if kind != "docx":
        raise DraftFileError("damaged" if kind == "zip_damaged" else "not_docx")
    budget, parts = limits.max_unpacked, {}
    try:
        with open_archive(data, limits.max_unpacked) as archive:
            for member in archive.infolist():
                content = read_member(archive, member, budget)
                budget -= len(content)
                parts[member.filename] = content
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                parse_xml(content)
    except OfficeError as error:
        raise DraftFileError(error.code) from error
    if "word/document.xml" not in parts:
        raise DraftFileError("not_docx")
    if any(_MACROS.search(name) for name in parts):
        raise DraftFileError("macros")
    return parts
