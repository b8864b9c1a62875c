"""What a package is made from: a case file, its documents, their electronic files."""

import hashlib
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

CHUNK = 1 << 20
# Longest name of a member, so that any system can unpack it.
_LONGEST_NAME = 80


class PackageError(Exception):
    """A package cannot be made; ``code`` is "missing" or "damaged", ``name`` the file."""

    def __init__(self, code, name):
        super().__init__(code, name)
        self.code = code
        self.name = name


@dataclass(frozen=True)
class Content:
    """One electronic file.

    ``name``: as people know it; ``mimetype``; ``size``: bytes; ``source``: path of the file,
    or a function that gives its bytes; ``sha256``: the sum that the archive knows, or "".
    """

    name: str
    mimetype: str
    size: int
    source: str | Callable
    sha256: str = ""

    def open(self):
        """The bytes from the beginning.

        :return: binary stream, to be closed by the caller
        :raise PackageError: ``missing`` when the store has none
        """
        try:
            stream = io.BytesIO(self.source()) if callable(self.source) else (
                open(self.source, "rb")  # noqa: SIM115 - closed by the caller
            )
        except OSError as error:
            raise PackageError("missing", self.name) from error
        return stream

    def read(self):
        """All bytes at once, after their sum was compared.

        :raise PackageError: ``missing`` or ``damaged``
        """
        with self.open() as stream:
            data = stream.read()
        self.check(hashlib.sha256(data).hexdigest(), len(data))
        return data

    def check(self, sha256, size):
        """Refuse bytes that are not the ones that the archive took over.

        :param str sha256: of what was read
        :param int size: of what was read
        :raise PackageError: ``missing`` or ``damaged``
        """
        if self.size and not size:
            raise PackageError("missing", self.name)
        if self.sha256 and sha256 != self.sha256:
            raise PackageError("damaged", self.name)

    @property
    def is_pdf(self):
        """Whether it is said to be a PDF."""
        return self.mimetype == "application/pdf" or self.name.lower().endswith(".pdf")


@dataclass(frozen=True)
class Document:
    """One document of a case file.

    ``values``: field → value, as in ``vanthu_document.tools.metadata`` (codes as codes, days as
    ``date``, lists as tuples); ``standard``: nd30_in or nd30_out; ``contents``: its files.
    """

    values: dict
    standard: str = "nd30_in"
    contents: tuple = ()

    @property
    def title(self):
        """Number and subject on one line."""
        parts = (self.values.get("reference"), self.values.get("subject"))
        return " – ".join(filter(None, parts))


@dataclass(frozen=True)
class CaseFile:
    """A case file with its documents in time order.

    ``values`` as of a document; ``term``: the retention in words; ``organ_name``: whose file it
    is; ``fonds_code``: of the fonds, "" if it has none.
    """

    values: dict
    documents: tuple = ()
    term: str = ""
    organ_name: str = ""
    fonds_code: str = ""

    @property
    def title(self):
        """Number and title on one line."""
        return " – ".join(filter(None, (self.values.get("notation"), self.values.get("name"))))


def in_time_order(documents):
    """Documents by their day, then by their place in the file; those without a day last.

    Phụ lục VI, III.4.g of NĐ 30/2020.

    :param documents: iterable of :class:`Document`
    :return tuple:
    """
    return tuple(sorted(documents, key=lambda document: (
        document.values.get("issued_date") or date.max, document.values.get("ordinal") or 0
    )))


def safe_name(text, extension=""):
    """A name that every file system takes: Latin letters, digits, dash, dot, underscore.

    :param str text: any
    :param str extension: with its dot; kept whole
    :return str: never empty
    """
    text = str(text or "").replace("đ", "d").replace("Đ", "D")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.")
    return (text[:_LONGEST_NAME].rstrip("-.") or "file") + extension


def get_extension(name):
    """The ending of a file name in small letters, with its dot.

    :param str name: such as "Công văn.PDF"
    :return str: "" where there is none
    """
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name or "")
    return found[0].lower() if found else ""


def safe_file_name(name):
    """The same for a file name with its extension.

    :param str name: such as "Công văn số 12.pdf"
    :return str: such as "Cong-van-so-12.pdf"
    """
    extension = get_extension(name)
    return safe_name((name or "")[:len(name or "") - len(extension)], extension)
