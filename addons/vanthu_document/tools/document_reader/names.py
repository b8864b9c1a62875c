"""Names of persons."""

import re

from ..normalize import collapse
from .page import low_of
from .vocabulary import CAPACITY, HONORIFIC, LOWER, SURNAMES, TITLE, UPPER

_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*$")
_NOT_NAME = re.compile(
    r"\b(?:phong|truong|so|bo|ubnd|ban|hoi|trung tam|van phong|noi|nhan|luu|kinh|gui|giao duc"
    r"|dao tao|can cu|dieu|phu luc|danh sach|mau|ngay|thang|don vi|cong ty|ho ten|stt|ky|ten"
    r"|xac nhan|nguoi|lap bieu|so luong|ghi chu|tinh|huyen|xa|viet nam|nhu tren|chu tich|trang)\b"
)
_OFFICE_WORDS = {"CHỦ", "PHÓ", "GIÁM", "HIỆU", "CHÁNH", "CỤC", "VỤ", "THỨ", "TRƯỞNG", "VIỆN", "TỔ"}
# "…; Nguyễn Văn A", "- Lưu: VT. TS. Nguyễn Văn A": a name that a flattened column left there.
_BEHIND = re.compile(
    rf"(?:;|[.)])\s+((?:[\w]{{2,6}}\.\s?)*(?:(?:Trung|Thượng|Đại|Thiếu)\s(?:tá|úy|tướng)\s)?"
    rf"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,4}})$"
)


def person_name(text):
    """Return ``text`` without learned and military titles."""
    match = HONORIFIC.match(low_of(text))
    return collapse(text[match.end():] if match else text).strip(" .,;:*")


def is_person_name(text):
    """Whether the line ``text`` can be nothing but the name of a person."""
    value = person_name(text)
    words = value.split()
    if not 2 <= len(words) <= 5 or len(value) > 45:
        return False
    if not all(_NAME_WORD.match(word) and word[0].isupper() for word in words):
        return False
    low = low_of(value)
    if TITLE.match(low) or CAPACITY.match(low):
        return False
    if low.split()[0] in SURNAMES:
        # A line of capitals may still be a name, but an office is none.
        return not value.isupper() or (
            len(words) > 2 and not _NOT_NAME.search(low) and not _OFFICE_WORDS & set(words))
    return not value.isupper() and not _NOT_NAME.search(low)


def name_behind(text):
    """Return the match (group 1) of a person's name behind the end of a recipient."""
    match = _BEHIND.search(text)
    if match and is_person_name(match[1]):
        first = low_of(person_name(match[1])).split()
        if first[0] in SURNAMES or len(first) > 2:
            return match
    return None
