"""Whether a file that comes back signed is the one that was handed out, and who signed it."""

import re

from .normalize import fold
from .text_extract import extract_text

# A name of one word says too little to be found in a longer one.
_WORDS = 2


def match_files(data, base):
    """Compare a file that came back with the one that was handed out.

    Signing appends to a PDF, so the bytes that were handed out stand at its beginning. What is
    appended may also change what the pages show, so the words are compared, too.

    :param bytes data: the PDF that came back
    :param bytes base: the PDF that was handed out
    :return str: "same", "saved_anew" (the same words in other bytes) or "other"
    """
    kept = data.startswith(base.rstrip()) if base else False
    words = _get_words(base)
    if words != _get_words(data) or not (kept or words):
        return "other"
    return "same" if kept else "saved_anew"


def _get_words(data):
    return extract_text(data, "x.pdf").text.split()


def is_same_holder(holder, name):
    """Whether the holder of a certificate is called like somebody.

    Case, diacritics and marks do not count, nor what stands before or after the name, such as
    a title.

    :param str holder: name in the certificate
    :param str name: of the person or organisation
    :return bool:
    """
    parts = sorted((_clean(holder), _clean(name)), key=len)
    if parts[0] == parts[1]:
        return bool(parts[0])
    return len(parts[0].split()) >= _WORDS and f" {parts[0]} " in f" {parts[1]} "


def _clean(text):
    return " ".join(re.sub(r"[^\w]+", " ", fold(text or "")).split())
