"""Number, notation, place and date of a document (NĐ 30/2020, PL I, components 3 and 4)."""

import re

from ..normalize import clean_reference, split_reference, valid_date
from .page import Proposal
from .vocabulary import LOWER, UPPER

_S = r"[\s|]*"
# Letters of a notation: capitals and figures, with the few abbreviations that hold small letters.
_MIXED = rf"(?:TTr|TTg|CTr|QyĐi|QyĐ|TrS|QĐi|Tr|CTrHĐ|ĐTNCSHCM)(?![{LOWER}])"
_SMALL = rf"[bcdghklmnpqrstvxyđ]{{1,2}}(?![{LOWER}])"
_GROUP = rf"(?:{_MIXED}|[A-ZĐÂĂÊÔƠƯ0-9&.](?:[A-ZĐÂĂÊÔƠƯ0-9&.]|{_SMALL})*)"
_NOTATION = (
    rf"(?:\d{{4}}{_S}/{_S})?{_GROUP}"
    rf"(?:[ \t]?[-–—/][ \t\n]?{_GROUP}|[ \t]?&[ \t]?{_GROUP})*"
)
_NUMBER = re.compile(
    rf"(?P<word>Số|SỐ|(?:Luật|Pháp lệnh|Nghị quyết) số)(?P<colon>{_S}[:.]?){_S}"
    rf"(?P<digits>\d[\d ]{{0,6}}?[a-zđ]?)?"
    rf"[ \t.…_]*(?P<glue>[/–—-])[ \t]*(?P<notation>{_NOTATION})"
)
_NUMBER_LOWER = re.compile(
    r"(?P<word>Số)(?P<colon>\s*:)\s*(?P<digits>\d{1,5})\s*(?P<glue>/)\s*"
    r"(?P<notation>[a-zđ]{1,6}(?:-[a-zđ&]{1,10})+)"
)

_DAY = rf"(?P<d>\d{{1,2}}|[\s.…_]*){_S}"
_DATE = re.compile(
    rf"ngay{_S}{_DAY}thang{_S}(?P<m>\d{{1,2}}|[\s.…_]*){_S}nam{_S}(?P<y>\d{{4}}|\d{{0,3}}[\s.…_]*)"
)
_DATE_FIGURES = re.compile(
    r"(?:ngay\s*)?(?P<d>\d{1,2})\s*(?P<sep>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<y>\d{4})(?!\d)"
)
_WORD = rf"(?:[{UPPER}][^\W\d_]*\.?(?:['’][{UPPER}]?[^\W\d_]+)*|\d{{1,2}})"
_PLACE_TAIL = re.compile(rf"(?<![^\W_]){_WORD}(?:(?: |- | - |-|(?<=\.)){_WORD})*$")
_UNIT = re.compile(
    r"(?:^|(?<=[\s|]))(?:tp\.?|thanh\s+pho|tinh|xa|phuong|thi\s+tran|thi\s+xa|tx\.?|huyen|quan|"
    r"tt\.?|dac\s+khu)\s*$"
)


def find_number(page, head):
    """Return the span of "Số …/…" and the match, or ``(None, None)``.

    Only in the head, at the beginning of a cell or after another fixed part, so that a number
    cited by the text can never be taken.
    """
    found = []
    for pattern in (_NUMBER, _NUMBER_LOWER):
        found = [
            match for match in pattern.finditer(page.text, 0, head.end)
            if _begins(page, match.start(), head) and match["notation"].strip(". ")
        ]
        if found:
            break
    if not found or len({clean_reference(m.group()) for m in found}) > 1 and _unsure(page, found):
        return None, None
    match = found[0]
    return match.span(), match


def _unsure(page, found):
    """Two numbers in one head: only the first counts, unless they stand on one line."""
    between = page.text[found[0].end(): found[1].start()]
    return "\n" not in between and "|" not in between


def _begins(page, start, head):
    before = page.text[:start]
    trimmed = before.rstrip(" \t*")
    if not trimmed or trimmed[-1] in "\n|":
        return True
    if any(abs(span[1] - len(trimmed)) <= 1 for span in head.spans):
        return True
    if re.search(r"(?:^|[\n|])[ \t]*(?:luat|phap lenh|nghi quyet)$", page.low[: len(trimmed)]):
        return True
    line = before[before.rfind("\n") + 1:]
    # "SỞ GIÁO DỤC VÀ ĐÀO TẠO Số: 12/…" flattened, but not "Quyết định số" or a sentence.
    return line.isupper() or len(before) - len(trimmed) >= 3


def read_number(page, match):
    """Return proposals of number, notation and reference from the match of :func:`find_number`."""
    if match is None:
        return {}
    text = page.text
    end = match.end("notation")
    notation_end = _unglued(text, match.start("notation"), end)
    raw = text[match.start("digits") if match["digits"] else match.start("glue"): notation_end]
    raw = re.sub(r"[|\n]", " ", raw)
    digits = (match["digits"] or "").replace(" ", "")
    if notation_end <= match.start("notation") or page.is_cut(notation_end):
        return {}
    source = page.source(match.start(), notation_end)
    if not digits:
        number, notation = split_reference("/" + re.sub(r"^[^\w]+", "", raw))
        if notation is None:
            return {}
        return {"code_notation": Proposal(notation, source)}
    number, notation = split_reference(re.sub(r"(?<=\d) +(?=\d)", "", raw))
    if number is None or not re.search(r"[A-Za-zĐđ]", notation):
        return {}
    glue = "-" if match["glue"] != "/" else "/"
    return {
        "code_number": Proposal(number, source),
        "code_notation": Proposal(notation, source),
        "reference": Proposal(f"{number}{glue}{notation}", source),
    }


def _unglued(text, start, end):
    """Cut the first letter of a word that hangs on the notation: "KHTCVũng Tàu" → "KHTC"."""
    if end < len(text) and text[end].islower() and text[end - 1].isupper() and end - start > 2:
        end -= 1
    elif end < len(text) and text[end].isalpha():
        return start  # another word hangs on it, and where it begins cannot be told
    while end > start and text[end - 1] in " .-–—/&":
        end -= 1
    return end


def find_date(page, head):
    """Return ``(span, place_start, match)`` of the head's "Hà Nội, ngày …", or ``None``."""
    best = None
    for pattern in (_DATE, _DATE_FIGURES):
        for match in pattern.finditer(page.low, 0, min(head.end + 2, len(page.low))):
            place = _place_span(page, match.start(), head)
            if place is not None:
                return (place[0], match.end()), place, match
            if pattern is _DATE and best is None and _alone(page, match):
                best = (match.span(), None, match)
        if best:
            return best
    return None


def _alone(page, match):
    """A date that is all of its cell, without a place, is the document's own too."""
    before = page.text[: match.start()].rstrip(" \t,…._")
    after = page.text[match.end():].lstrip(" \t.,")
    return ((not before or before[-1] in "\n|") and (not after or after[0] in "\n|")
            and page.text[match.start()] in "Nn" and bool(match["d"].strip()))


def _place_span(page, date_start, head):
    """The place before ", ngày": whole cell if it is short, else its last capitalised words."""
    text = page.text
    comma = len(text[:date_start].rstrip(" \t\n"))
    if comma == 0 or text[comma - 1] not in ",;":
        return None
    end = len(text[: comma - 1].rstrip())
    floor = 0
    for span in head.spans:
        if span[1] <= end:
            floor = max(floor, span[1])
    floor = max(floor, text.rfind("|", 0, end) + 1)
    blank = list(re.finditer(r"\n[ \t]*\n|[ ]{3,}|\t", text[:end]))
    floor = max(floor, blank[-1].end() if blank else 0)
    number = list(re.finditer(rf"(?:Số|SỐ)\s*[:.]?\s*[\d .…]*[/-]\s*{_NOTATION}", text[:end]))
    if number:
        floor = max(floor, _unglued(text, number[-1].start(), number[-1].end()))
    line = text.rfind("\n", 0, end) + 1
    whole = text[floor:end].strip()
    if "\n" in whole and not _is_place(whole):
        floor = max(floor, line)
        whole = text[floor:end].strip()
    if _is_place(whole):
        return _span(text, floor, end)
    tail = _PLACE_TAIL.search(text, max(floor, line), end)
    if not tail or tail.group().isdigit():
        return None
    start = tail.start()
    unit = _UNIT.search(page.low, max(floor, line), start)
    if unit:
        start = unit.start()
    alone = start <= max(floor, line) or text[:start].rstrip(" ").endswith(("\n", "|"))
    # Words before it on the line: only a subject under the number may stand there.
    if not (alone or unit) and len(tail.group().split()) > 4:
        return None
    return _span(text, start, end)


def _is_place(text):
    words = text.replace("|", " ").split()
    if not words or len(words) > 6 or (text.isupper() and len(words) > 4) or len(text) > 50:
        return False
    lower = sum(word[0].islower() for word in words)
    return not re.search(r"[:;!?()]|V/v", text) and (
        lower == 0 or (words[0][0].isupper() and lower <= 2 and
                       words[0].lower() in ("thành", "thị", "tỉnh", "xã", "phường", "đặc")))


def _span(text, low, high):
    while low < high and text[low] in " \t\n|*_":
        low += 1
    return (low, high) if low < high else None


def read_date(page, found):
    """Return proposals of date and place; a date with empty places gives none."""
    if found is None:
        return {}
    _span_all, place, match = found
    result = {}
    if place and place[1] > place[0]:
        value = page.value(*place).strip(" .…_")
        if value:
            result["issued_place"] = Proposal(value, page.source(*place))
    if all(match[key].strip(" .…_").isdigit() for key in "dmy"):
        date = valid_date(match["y"], match["m"], match["d"])
        if date:
            result["issued_date"] = Proposal(date.isoformat(), page.source(*match.span()))
    return result
