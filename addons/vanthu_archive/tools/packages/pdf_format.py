"""What a PDF says of itself: its version, and whether it claims to be PDF/A."""

import contextlib
import re
from dataclasses import dataclass

from .spec import CHUNK

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

_VERSION = re.compile(rb"%PDF-(\d\.\d)")
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*([A-Za-z])")
_OVERLAP = 256


@dataclass(frozen=True)
class PdfFormat:
    """``name``: "PDF", else the MIME type that the file came with; ``version``: such as "1.7", ""
    if it says none; ``claim``: such as "PDF/A-2B", or "".
    """

    name: str = "PDF"
    version: str = ""
    claim: str = ""


def read_format(content):
    """Read a PDF piece by piece for what it says of itself.

    A claim is no proof: nothing here validates PDF/A.

    :param content: ``Content``
    :return PdfFormat:
    :raise PackageError: the store has no such file
    """
    version, part, level, rest = b"", b"", b"", b""
    with content.open() as stream:
        while chunk := stream.read(CHUNK):
            piece = rest + chunk
            version = version or _first(_VERSION, piece)
            part = part or _first(_PART, piece)
            level = level or _first(_LEVEL, piece)
            rest = piece[-_OVERLAP:]
    claim = f"PDF/A-{part.decode()}{level.decode().upper()}" if part else ""
    name = "PDF" if version else content.mimetype
    return PdfFormat(name, version.decode(), claim)


def count_pages(contents):
    """Pages of all PDFs among electronic files.

    :param contents: iterable of ``Content``
    :return int: 0 where nothing can be counted
    """
    total = 0
    for content in filter(lambda found: found.is_pdf, contents):
        # A broken or locked file has no pages that could be told.
        with contextlib.suppress(Exception), content.open() as stream:
            total += len(pypdf.PdfReader(stream, strict=False).pages)
    return total


def _first(pattern, piece):
    found = pattern.search(piece)
    return found[1] if found else b""
