"""Normal forms of Vietnamese text, document numbers and dates.

Everything that compares text (duplicate warnings, searches, the document reader) uses these
functions, so that a composed and a decomposed letter, "hoà" and "hòa", or "Số : 67 /TTr - UBND"
and "67/TTr-UBND" meet.
"""

import datetime
import re
import unicodedata

_NO_MARK = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣-", "-"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The tone of "oa", "oe", "uy" at the end of a syllable may stand on either vowel.
_TONE_PAIR = re.compile(rf"([ou])([{_TONES}]?)([aey])([{_TONES}]?)(?![\w\u0300-\u036f])")
_OPEN_PAIRS = {"oa", "oe", "uy"}

# Groups of a document's notation: letters, digits, "&" and dots, joined by "-" or "/".
_GROUP = r"[^\W_](?:[^\W_]|&|\.(?=[^\W_]))*"
_REFERENCE = re.compile(
    rf"(?P<number>\d{{1,6}}[a-zđ]?)(?P<glue>[/-])(?P<notation>{_GROUP}(?:[/-]{_GROUP})*)$",
    re.IGNORECASE,
)
_EMPTY_NUMBER = re.compile(rf"[._…]*/(?P<notation>{_GROUP}(?:[/-]{_GROUP})*)$", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?:luật\s+)?số\s*[:.]?\s*", re.IGNORECASE)
_TRAIL = re.compile(r"[\s.,;:]+$")

_DATE_WORDS = re.compile(
    r"ng[aà]y\s*(\d{1,2})\s*th[aá]ng\s*(\d{1,2})\s*n[aă]m\s*(\d{4})(?!\d)", re.IGNORECASE
)
_DATE_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?![\d/])")
_DATE_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?!\d)")


def collapse(text):
    """Return ``text`` in NFC with every run of blanks made one space and none at the ends."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text or ""))
    return " ".join(text.split())


def strip_marks(text):
    """Return ``text`` without tone and letter marks (đ→d, ơ→o, ư→u), case kept."""
    decomposed = unicodedata.normalize("NFD", text or "").translate(_NO_MARK)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text):
    """Return the search key of ``text``: lower case, without diacritics, blanks collapsed.

    Composed and decomposed input give the same key.
    """
    return strip_marks(collapse(text)).lower()


def _move_tone(match):
    first, tone1, second, tone2 = match.groups()
    if first + second not in _OPEN_PAIRS or (tone1 and tone2):
        return match.group()
    # Both spellings get the tone on the second vowel; "qu" owns its u and never moves.
    return first + second + (tone1 or tone2)


def fold_spelling(text):
    """Return ``text`` in lower case NFC with one spelling for pairs like hoà/hòa and uỷ/ủy.

    Diacritics are kept: this is the key for "the same words", not for a search without marks.
    """
    decomposed = unicodedata.normalize("NFD", collapse(text).lower())
    return unicodedata.normalize("NFC", _TONE_PAIR.sub(_move_tone, decomposed))


def clean_reference(text):
    """Return a document's number and notation as it should be written.

    The word "Số" is dropped, dashes become "-", blanks around "/" and "-" go; case and
    diacritics stay: "Số : 67 /TTr – UBND" gives "67/TTr-UBND".
    """
    text = _PREFIX.sub("", collapse(text).translate(_DASHES)).lstrip("._… ")
    text = re.sub(r"\s*([/&-])\s*", r"\1", text)
    return _TRAIL.sub("", text)


def normalize_reference(text):
    """Return the comparison key of a number and notation, for an indexed column.

    Same cleaning as :func:`clean_reference`, then upper case without diacritics and without any
    blank; "&" is kept: "Số : 4144 /GDĐT – VP" gives "4144/GDDT-VP". Leading zeros of the number
    go, because "05/QĐ-UBND" and "5/QĐ-UBND" are the same document.
    """
    key, former = text or "", None
    # What a mark hid, such as a full stop at the end, is cleaned in a second round.
    while key != former:
        former = key
        key = strip_marks(clean_reference(key)).upper().replace(" ", "")
    return re.sub(r"^0+(?=\d)", "", key)


def split_reference(text):
    """Split a number and notation into ``(code_number, code_notation)``.

    Both are strings or ``None``. Understood are the forms of NĐ 30/2020, PL I (named types,
    công văn, copies), legal documents with a year ("12/2025/QĐ-UBND" → "12", "2025/QĐ-UBND"),
    party documents ("12-CV/ĐU" → "12", "CV/ĐU") and old ones ("21-TTg", "111/NVĐP"). An empty
    number ("Số:   /SGDĐT-VP") gives ``(None, "SGDĐT-VP")``; anything else ``(None, None)``.
    """
    cleaned = clean_reference(text)
    match = _REFERENCE.match(cleaned)
    if match and re.search(r"[^\W\d_]", match["notation"]):
        return match["number"], match["notation"]
    match = _EMPTY_NUMBER.match(cleaned)
    if match and re.search(r"[^\W\d_]", match["notation"]):
        return None, match["notation"]
    return None, None


def valid_date(year, month, day):
    """Return the date, or ``None`` when there is no such day or the year is not believable."""
    try:
        value = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value if 1945 <= value.year <= 2100 else None


def parse_vn_date(text):
    """Return the first date written in ``text`` as :class:`datetime.date`, else ``None``.

    Forms: "ngày 08 tháng 5 năm 2009", "8/5/2009", "08-05-2009", "8.5.2009", "2009-05-08".
    Day comes before month. A date with empty places or a day that does not exist gives ``None``.
    """
    text = collapse(text).translate(_DASHES)
    if match := _DATE_WORDS.search(text):
        return valid_date(match[3], match[2], match[1])
    if match := _DATE_FIGURES.search(text):
        return valid_date(match[4], match[3], match[1])
    if match := _DATE_ISO.search(text):
        return valid_date(match[1], match[2], match[3])
    return None
