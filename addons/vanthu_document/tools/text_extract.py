"""Take the text out of an arriving file: PDF, .docx, .xlsx, plain text.

:func:`extract_text` never raises for a bad file: a damaged, encrypted, empty, oversized or
unknown file gives a result whose ``state`` and ``message`` say so, because an office must keep
and explain what it received. What a file is, is decided by its first bytes and not by its name.
"""

import dataclasses
import io
import logging
import time
import unicodedata
import zipfile
from typing import Protocol

from .text_office import OfficeError, docx_text, xlsx_text

_logger = logging.getLogger(__name__)

STATES = ("done", "no_text", "damaged", "encrypted", "unsupported", "too_large")
MESSAGES = {
    "empty_file": "The file is empty: ask the sender for it again.",
    "no_text": "The file holds no text, only pictures: type the fields from the page.",
    "damaged": "The file is damaged and cannot be read: it is kept as it came, ask the sender "
    "for it again.",
    "encrypted": "The file is protected by a password: it is kept as it came, ask the sender "
    "for an open copy.",
    "unsupported": "Text cannot be taken from this kind of file: it is kept as it came.",
    "too_large": "The file is too large to read its text: it is kept as it came.",
    "cut": "The file is long: only the first part of its text was read.",
    "wrong_extension": "The name of the file does not match what is in it.",
}
_EXTENSIONS = {
    "pdf": {"pdf"},
    "docx": {"docx", "docm", "dotx"},
    "xlsx": {"xlsx", "xlsm", "xltx"},
    "image": {"png", "jpg", "jpeg", "jfif", "tif", "tiff", "bmp", "gif", "webp", "heic"},
    "text": {"txt", "text", "csv", "md", "log", ""},
}


@dataclasses.dataclass(frozen=True)
class Limits:
    """Bounds of one extraction: bytes of the file, pages, seconds, characters of text."""

    max_bytes: int = 200 * 1024 * 1024
    max_unpacked: int = 80 * 1024 * 1024
    max_pages: int = 200
    max_seconds: float = 20.0
    max_chars: int = 2_000_000
    max_rows: int = 20_000


@dataclasses.dataclass
class ExtractedText:
    """What was found in a file.

    ``state`` is one of :data:`STATES`; ``message`` a key of :data:`MESSAGES` or ``""``;
    ``page_count`` is ``None`` where a file has no pages; ``wrong_extension`` tells that the
    name promises another kind than ``kind``.
    """

    text: str = ""
    page_count: int | None = None
    state: str = "done"
    kind: str = "unknown"
    message: str = ""
    wrong_extension: bool = False

    @property
    def explanation(self):
        """The English sentence for ``message``, or ``""``."""
        return MESSAGES.get(self.message, "")


class Recognizer(Protocol):
    """Reads letters in a picture (OCR). None is shipped; :func:`extract_text` takes one."""

    def recognize(self, data: bytes, kind: str, limits: Limits) -> str:
        """Return the text seen in ``data`` (``kind`` is "image" or "pdf"), "" when none."""


def detect_kind(data):
    """Return pdf, docx, xlsx, image, text, zip, ole, pptx… from the bytes of a file."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Old .doc/.xls, or a new office file locked by a password (then it holds this stream).
        locked = "EncryptedPackage".encode("utf-16-le") in data
        return "ole_encrypted" if locked else "ole"
    if _is_image(head):
        return "image"
    return "text" if _looks_like_text(data) else "unknown"


def _is_image(head):
    starts = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
    if head.startswith(b"BM"):
        return len(head) > 14 and head[6:10] == b"\0\0\0\0"
    return head.startswith(starts) or head[8:12] == b"WEBP" or head[4:12] in (
        b"ftypheic", b"ftypmif1", b"ftypheix"
    )


def _zip_kind(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:
        return "docx" if b"word/" in data[:4096] else "zip_damaged"
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return kind
    return "zip"


def _looks_like_text(data):
    sample = data[:8192]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if b"\0" in sample:
        # UTF-16 without its mark: of most letters one byte is 0, and always the same one.
        first, second = sample[::2].count(0), sample[1::2].count(0)
        return max(first, second) * 4 > len(sample) and min(first, second) * 100 < len(sample)
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    return control * 50 < len(sample)


def extract_text(data, filename="", mimetype=None, limits=None, recognizer=None):
    """Return the :class:`ExtractedText` of the file ``data`` (bytes); never raises for bad input.

    ``filename`` only serves to notice a wrong extension, ``mimetype`` is a last hint for
    bytes that say nothing. ``recognizer`` (a :class:`Recognizer`) is asked for files that hold
    pictures only.
    """
    limits = limits or Limits()
    data = bytes(data or b"")
    if not data:
        return ExtractedText(state="damaged", message="empty_file", kind="empty")
    if len(data) > limits.max_bytes:
        return ExtractedText(state="too_large", message="too_large", kind=detect_kind(data[:1024]))
    kind = detect_kind(data)
    if kind == "unknown" and (mimetype or "").startswith("text/"):
        kind = "text"
    try:
        result = _extract(kind, data, limits)
    except OfficeError as error:
        result = ExtractedText(state=error.code, message=error.code)
    except MemoryError:
        result = ExtractedText(state="too_large", message="too_large")
    except Exception as error:  # a parser's own failure on a hostile file is a damaged file
        _logger.info("text of a %s file could not be read: %s", kind, type(error).__name__)
        result = ExtractedText(state="damaged", message="damaged")
    result.kind = {"ole_encrypted": "ole", "zip_damaged": "zip"}.get(kind, kind)
    if result.state == "no_text" and recognizer is not None:
        result = _recognized(result, recognizer, data, limits)
    result.wrong_extension = _has_wrong_extension(filename, result.kind)
    if result.wrong_extension and not result.message:
        result.message = "wrong_extension"
    return result


def _recognized(result, recognizer, data, limits):
    try:
        text = _clean(recognizer.recognize(data, result.kind, limits) or "")
    except Exception:
        _logger.warning("text recognition failed", exc_info=True)
        return result
    if text.strip():
        result.text, result.state, result.message = text, "done", ""
    return result


def _has_wrong_extension(filename, kind):
    name = (filename or "").strip()
    extension = name.rpartition(".")[2].lower() if "." in name else None
    if extension is None or len(extension) > 5 or not extension.isalnum() or extension.isdigit():
        return False
    if kind in _EXTENSIONS:
        return extension not in _EXTENSIONS[kind]
    return any(extension in known for known in _EXTENSIONS.values() if kind != "empty")


def _extract(kind, data, limits):
    if kind == "pdf":
        return _pdf(data, limits)
    if kind in ("docx", "xlsx"):
        reader = docx_text if kind == "docx" else xlsx_text
        text, cut = reader(data, limits)
        return _result(text, None, cut or len(text) > limits.max_chars, limits)
    if kind == "text":
        text = decode_text(data[: limits.max_chars * 4])
        return _result(text, None, len(text) > limits.max_chars, limits)
    if kind == "image":
        return ExtractedText(state="no_text", message="no_text", page_count=1)
    if kind == "ole_encrypted":
        return ExtractedText(state="encrypted", message="encrypted")
    if kind == "zip_damaged":
        return ExtractedText(state="damaged", message="damaged")
    return ExtractedText(state="unsupported", message="unsupported")


def _result(text, page_count, cut, limits):
    text = _clean(text[: limits.max_chars])
    if not text.strip():
        return ExtractedText(state="no_text", message="no_text", page_count=page_count)
    return ExtractedText(text=text, page_count=page_count, message="cut" if cut else "")


def _clean(text):
    """NFC, one kind of line end, no NUL or other control characters (a database refuses them)."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char for char in text
        if char in "\n\t" or (ord(char) >= 32 and not 0xD800 <= ord(char) <= 0xDFFF)
    )


def _pdf(data, limits):
    pypdf = _pdf_library()
    locked = tuple(
        error for name in ("DependencyError", "FileNotDecryptedError")
        if (error := getattr(pypdf.errors, name, None))
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        # Many offices lock editing only: such a file opens with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            return ExtractedText(state="encrypted", message="encrypted")
        page_count = len(reader.pages)
    except (*locked, NotImplementedError):
        return ExtractedText(state="encrypted", message="encrypted")
    if not page_count:
        return ExtractedText(state="damaged", message="damaged")
    parts, cut, failed, end = [], page_count > limits.max_pages, 0, _deadline(limits)
    for number in range(min(page_count, limits.max_pages)):
        try:
            parts.append(reader.pages[number].extract_text() or "")
        except Exception:  # one broken page must not lose the others
            failed += 1
        if time.monotonic() > end or sum(map(len, parts)) > limits.max_chars:
            cut = cut or number + 1 < page_count
            break
    if failed and not any(part.strip() for part in parts):
        return ExtractedText(state="damaged", message="damaged", page_count=page_count)
    return _result("\n\f".join(parts).replace("\f", ""), page_count, cut, limits)


def _pdf_library():
    """Odoo brings pypdf, or PyPDF2 of the same interface on older systems."""
    try:
        import pypdf as library
    except ImportError:
        import PyPDF2 as library
    logging.getLogger(library.__name__).setLevel(logging.ERROR)
    return library


def _deadline(limits):
    return time.monotonic() + limits.max_seconds


def decode_text(data):
    """Return the text of plain bytes: UTF-8, UTF-16, else TCVN3 (ABC) or Windows-1258."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" in data[:4096]:
        little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # cut inside the last letter
            return data.decode("utf-8", "ignore")
    modern = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    old = data.decode("latin-1").translate(_TCVN3)
    return max((modern, old), key=_vietnamese_letters)


def _vietnamese_letters(text):
    text = text.lower()
    good = sum(text.count(char) for char in "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư")
    return good - 2 * sum(text.count(char) for char in "\ufffd®¸µ¶·¹¬¾»¼½¨©")


# TCVN 5712 VN3 ("ABC" fonts): code of each lower case letter; capitals use another font.
_TCVN3 = str.maketrans(dict(zip(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
    strict=True,
)))
