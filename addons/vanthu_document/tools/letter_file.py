"""Checking a file that a stranger sent, by what is in it and not by what it is called."""

import io
import re

from PIL import Image

from .normalize import collapse

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 60_000_000
_STARTS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


class LetterError(ValueError):
    """The file is not taken; ``code`` is empty, too_large, kind or damaged."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check_letter(name, data):
    """Tell what a file is, by its content.

    :param str name: as the sender calls it; only its words are kept
    :param bytes data: the file
    :return tuple: safe file name with the extension of its kind, MIME type
    :raise LetterError: empty, too large, neither PDF nor JPG nor PNG, or damaged
    """
    if not data:
        raise LetterError("empty")
    if len(data) > MAX_BYTES:
        raise LetterError("too_large")
    known = [kind for start, *kind in _STARTS if data.startswith(start)]
    if not known:
        raise LetterError("kind")
    mimetype, extension = known[0]
    if mimetype in _FORMATS:
        _check_picture(data, _FORMATS[mimetype])
    return _safe_stem(name) + extension, mimetype


def _check_picture(data, kind):
    try:
        # Only the head is read here: a picture that claims to be huge is never unpacked.
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            width, height = picture.size
            picture.verify()
    except Exception as error:
        raise LetterError("damaged") from error
    if width * height > MAX_PIXELS:
        raise LetterError("too_large")


def _safe_stem(name):
    stem = collapse(name).replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)
    stem = re.sub(r"[^\w .()-]", "_", stem).strip(" .")
    return stem[:100] or "file"
