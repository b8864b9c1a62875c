"""Notice the mark of a state secret, so that the file is refused before anything keeps it.

The suite runs on networked machines and must hold no state secret (Law on protection of state
secrets; secret documents have their own registers). What counts is the mark of the degree on
the document: the stamp MẬT, TỐI MẬT or TUYỆT MẬT, alone on its line near the top, a written
"Độ mật: Mật", or a file name that says so. A text *about* secrets ("công tác bảo vệ bí mật nhà
nước"), or words like bảo mật, mật khẩu, mật độ, mật ong are no mark.
"""

import dataclasses
import re
import unicodedata

from .normalize import collapse, strip_marks

MESSAGE = (
    "The document bears the mark of a state secret: it must not be kept in this system, "
    "hand it on paper to the person in charge of secret documents."
)
# Only the degrees themselves, by code; the place where the mark was found, never the content.
LEVELS = {"mat": "secret", "toi mat": "top_secret", "tuyet mat": "absolute_secret"}
_TOP_LINES = 45
_TOP_CHARS = 3500


@dataclasses.dataclass(frozen=True)
class SecretMark:
    """A mark: ``level`` (secret, top_secret, absolute_secret) and ``place`` (stamp, label,
    file_name, number)."""

    level: str
    place: str

    @property
    def message(self):
        """The English sentence for the clerk; it tells nothing of the content."""
        return MESSAGE


_FRAME = " \t|[](){}*_-–—=.:;!•■□▪\"'“”"
# The stamp with what its imprint may carry: "MẬT (C)", "TỐI MẬT - B", "Độ mật: …".
_STAMP = re.compile(r"(TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT|T\s?U\s?Y\s?Ệ\s?T\s+M\s?Ậ\s?T"
                    r"|T\s?Ố\s?I\s+M\s?Ậ\s?T|M\s+Ậ\s+T)(?:\s*[-–(]?\s*[ABC]\s*\)?)?")
_LABEL = re.compile(
    r"(?:độ|mức độ|cấp độ|độ bảo)\s*mật(?:\s*bí\s*mật)?\s*[:：]\s*(tuyệt\s*mật|tối\s*mật|mật)"
    r"(?!\s*(?:độ|khẩu|mã|ong|thiết))(?![^\W\d_])", re.IGNORECASE
)
_OPTIONS = re.compile(r"mật\s*[/,□☐]\s*(?:tối|tuyệt)\s*mật", re.IGNORECASE)
_COPY = re.compile(r"\b(?:VĂN BẢN|TÀI LIỆU|CÔNG VĂN)\s+(TUYỆT MẬT|TỐI MẬT|MẬT)\b(?!\s+[^\W\d_])")

# After the mark in a file name only separators, figures or "copy" words may follow.
_NAME_FULL = re.compile(
    r"(?:^|[^a-z0-9])(tuyet[^a-z0-9]?mat|toi[^a-z0-9]?mat)(?![a-z])"
)
_NAME_MARKED = re.compile(r"(?:\(|\[|\{)\s*(mat)\s*(?:\)|\]|\})")
_NAME_ALONE = re.compile(r"(?:^|[_\-. ])MAT(?=$|[_\-. ]*(?:\d|signed|scan|ban|v\d|$))")
# bảo mật, bí mật; and mắt, mặt, mất once their marks are gone: ra mắt, tiền mặt, gặp mặt…
_BEFORE_HARMLESS = re.compile(
    r"(?:^|[^a-z])(?:bao|bi|giai|giu|noi|co|ra|kham|tien|be|gap|vang|thay|hop|doi|chong|chop"
    r"|khuon|rua|duong|deo|dau|lam|mo|nuoi|kinh|chua|benh|tat|nham|hai|mot|bo|ve|thieu|tho"
    r"|trai|an|lay|da|them)[^a-z0-9]*$"
)
_LINE_BEFORE = re.compile(r"(?:BẢO|BÍ|CƠ|GIẢI|GIỮ|NỘI|HỌC)$")
_LINE_AFTER = re.compile(r"(?:KHẨU|ĐỘ|MÃ|ONG|THIẾT|HỌC|NGỮ|VỤ)(?!\w)")
_BESIDE_DATE = re.compile(r"/\S+\s+(TUYỆT MẬT|TỐI MẬT|MẬT)\s+[^,\n]{2,40},\s*ngày\b")


def find_secret_mark(text, filename=""):
    """Return the :class:`SecretMark` of a document's ``text`` or ``filename``, else ``None``.

    The highest degree found wins. Only the top of the text is looked at.
    """
    found = [mark for mark in (*_in_text(text or ""), _in_name(filename or "")) if mark]
    order = list(LEVELS.values())
    return max(found, key=lambda mark: order.index(mark.level), default=None)


def _level(word):
    compact = strip_marks(collapse(word)).lower().replace(" ", "")
    return {"mat": "secret", "toimat": "top_secret", "tuyetmat": "absolute_secret"}[compact]


def _in_text(text):
    top = unicodedata.normalize("NFC", text[: _TOP_CHARS * 2])[:_TOP_CHARS]
    top = re.sub("[\u00ad\u200b-\u200f\ufeff]", "", top).replace("\u00a0", " ")
    lines = [line for line in top.split("\n")[:_TOP_LINES] if line.strip(_FRAME)]
    for number, line in enumerate(lines):
        # A stamp beside other text is parted from it by a table bar, a tab or a wide gap.
        for piece in re.split(r"[|\t]|[ ]{3,}", line):
            match = _STAMP.fullmatch(piece.strip(_FRAME))
            if match and not _is_wrapped(lines, number, piece):
                yield SecretMark(_level(match[1]), "stamp")
        for match in _BESIDE_DATE.finditer(line):
            yield SecretMark(_level(match[1]), "stamp")
        for match in _COPY.finditer(line):
            if collapse(line).isupper() and len(line.split()) <= 5:
                yield SecretMark(_level(match[1]), "stamp")
    if not _OPTIONS.search(top):
        for match in _LABEL.finditer(top):
            yield SecretMark(_level(match[1]), "label")


def _is_wrapped(lines, number, piece):
    """A heading broken inside "BẢO / MẬT" or "MẬT / KHẨU" is no stamp."""
    if piece.strip(_FRAME) != lines[number].strip(_FRAME):
        return False
    before = lines[number - 1].strip(_FRAME) if number else ""
    after = lines[number + 1].strip(_FRAME) if number + 1 < len(lines) else ""
    return bool(_LINE_BEFORE.search(before) or _LINE_AFTER.match(after))


def _in_name(filename):
    name = collapse(filename).rpartition("/")[2].rpartition("\\")[2]
    stem = re.sub(r"(?:\.[A-Za-z0-9]{2,5}){1,2}$", "", name)
    plain = strip_marks(stem)
    low = plain.lower()
    if match := _NAME_FULL.search(low):
        return SecretMark(_level(re.sub(r"[^a-z]", "", match[1])), "file_name")
    if _marked_alone(stem, plain, low):
        return SecretMark("secret", "file_name")
    return None


def _marked_alone(stem, plain, low):
    """"(Mật)", "123-SGDĐT_MẬT", "CV_MAT": the word "mật" as a part of its own."""
    # "mắt" (eye), "mặt" (face), "mất" (lost) fold to the same letters: marks decide if present.
    if re.search("[Mm][ấắặẤẮẶ][Tt]", stem):
        return False
    if _NAME_MARKED.search(low):
        return True
    if plain.lower().strip(_FRAME) == "mat":
        return True
    match = _NAME_ALONE.search(plain)
    return bool(match) and not _BEFORE_HARMLESS.search(low[: match.start()])
