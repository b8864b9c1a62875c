"""Words and forms by which the parts of an official document are known."""

import difflib
import re

from ..normalize import collapse, fold, fold_spelling, strip_marks

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CAPACITIES = {"tm": "TM.", "q": "Q.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ."}
# Types whose form has no line for the subject (Phụ lục III of NĐ 30/2020).
WITHOUT_SUBJECT = {"giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo",
                   "thư công"}
WITHOUT_DATE = {"biên bản"}
DECIDING = {"quyết định", "nghị quyết"}
ADDRESSED = {"công văn", "tờ trình"}
LETTER = "công văn"
MINUTES = "biên bản"

NUMBER = re.compile(r"so\b\s*[:.;]?\s*[\d._… ]*[a-z]?\s*[/-]\s*(?:\d{4}\s*/\s*)?[a-z]")
BARE_NUMBER = re.compile(r"\d{1,5}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ&-]{2,}")
DATE = re.compile(r"ngay\b.*\bthang\b.*\bnam\b|,\s*(?:ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]")
ANNEX = re.compile(r"phu luc(?:\s+(?:so\s+)?[ivxlc\d]+)?\s*[.:]?")
HEADING = re.compile(r"(phần|chương|mục|tiểu mục)\s+(\S+?)[.:]?", re.IGNORECASE)
BASIS = re.compile(r"(?:can cu|theo de nghi|xet de nghi|xet)\b")
SIGNING = re.compile(
    r"(?:(?:tm|kt|tl|tuq|q)\b\.?\s*)?(?:pho |quyen |nguyen )?"
    r"(?:tong giam doc|giam doc|hieu truong|hieu pho|chu tich|truong (?:phong|ban|khoa|doan)"
    r"|chanh van phong|chanh thanh tra|vien truong|cuc truong|vu truong|bo truong|thu truong"
    r"|chu toa|chu tri|thu ky|dai dien|nguoi (?:lap|ghi)|uy ban nhan dan|hoi dong|ban giam)\b")
PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)\s*(\.?)\s*(?=[^\W\d_])")
URGENCY = re.compile(r"(?:HỎA|HOẢ) TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN")
CIRCULATION = re.compile(r"xem xong tra lai|luu hanh noi bo")
TYPIST = re.compile(r"[^\W\d_]{1,5}\s*\.\s*\(\s*\d+\s*\)", re.IGNORECASE)
# "Ông" is also a family name: Ông Ích Khiêm.
TITLES = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|TSKH|Th\.S|CN|KS|BS|NGƯT|NGND|NSƯT|NSND|Tiến sĩ|Thạc sĩ|Giáo sư"
    r"|Phó Giáo sư|Cử nhân|Kỹ sư|Bà|Ông(?=(?:\s+\w+){3}))\b\.?\s*)+", re.IGNORECASE)


def likeness(text, pattern):
    """How alike two texts are, 0 to 1, spelling pairs and capitals disregarded."""
    if len(text) > 3 * len(pattern) + 20:  # comparing a page with a line would take long
        return 0.0
    return difflib.SequenceMatcher(
        None, fold_spelling(text).replace("–", "-"), fold_spelling(pattern)).ratio()


def has_letters(text):
    """Whether there is any letter in ``text``."""
    return any(char.isalpha() for char in text)


def is_upper(text):
    """Whether ``text`` has letters and all of them are capitals."""
    return has_letters(text) and text == text.upper()


def type_key(name):
    """The key under which the type of a document is compared."""
    return fold_spelling(name or "")


def starts(text, *beginnings):
    """Whether ``text`` begins with one of the beginnings, diacritics and case disregarded."""
    return fold(text[:200]).startswith(beginnings)


def short(text, size=80):
    """``text`` in one line, cut with "…"."""
    text = collapse(text)
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


# Widths of letters in Times New Roman, thousandths of the size: regular, bold.
_WIDTHS = {
    False: dict(zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -/.,&",
        (444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500,
         333, 389, 278, 500, 500, 722, 500, 500, 444, 722, 667, 667, 722, 611, 556, 722, 722,
         333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722,
         611, 250, 333, 278, 250, 250, 778), strict=True)),
    True: dict(zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -/.,&",
        (500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556,
         444, 389, 333, 556, 500, 722, 500, 500, 444, 722, 667, 722, 722, 667, 611, 778, 778,
         389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722,
         667, 250, 333, 278, 250, 250, 833), strict=True)),
}


def text_width(text, size, bold):
    """Width of ``text`` in points when set in Times New Roman of ``size`` points."""
    widths = _WIDTHS[bool(bold)]
    return sum(widths.get(char, 500) for char in strip_marks(text)) * size / 1000
