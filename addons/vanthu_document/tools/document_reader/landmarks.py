"""Fixed points of a document's head, and where the head ends."""

import dataclasses
import re

from .vocabulary import BODY_START

S = r"[\s|]*"  # blanks, line breaks and table bars that tools put inside of names
_NATION = re.compile(S.join(["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"]))
_MOTTO = re.compile(
    rf"doc{S}lap{S}-*{S}tu{S}do{S}-*{S}hanh{S}phuc"
)
_PARTY = re.compile(rf"dang{S}cong{S}san{S}viet{S}nam")
_ENGLISH = re.compile(
    r"(?:the )?(?:socialist republic of viet ?nam|independence\s*-\s*freedom\s*-\s*happiness)"
)
_FORM = re.compile(
    r"(?m)^[ \t]*(?:mau so \S+|phu luc [^\n]{0,20}|\(ban hanh kem theo[^\n]*\)|du thao[^\n]{0,12}"
    r"|ban sao|sao y[^\n]*)[ \t]*$"
)
_ARRIVAL = re.compile(
    r"(?m)^[^\n]*\b(?:den|cong van den)[ \t]*\n(?:[ \t]*\n)*"
    r"[ \t]*so(?: den)?[ \t]*:?[ \t.…]*\d*[ \t.…]*\n(?:[ \t]*\n)*"
    r"(?:[ \t]*ngay(?: den)?[ \t]*:?[^\n]{0,30}\n)?"
    r"(?:[ \t]*chuyen[ \t]*:?[^\n]{0,60}(?:\n|$))?"
    r"(?:[ \t]*(?:luu|so va ky hieu)[^\n]{0,30}ho so[^\n]{0,40}\n)?"
)
_PRIORITY = re.compile(
    r"(?:hoa toc hen gio|hoa toc|thuong khan|khan)(?![a-z])"
)
_STAMP_REACH = 8000  # flattened columns carry stamps far behind the head
_SCOPE = re.compile(r"xem xong tra lai|luu hanh noi bo")
_ADDRESS = re.compile(rf"kinh{S}(?:gui|ngui|goi){S}:?")
_BODY = re.compile(
    r"(?:can cu\b|dieu 1\b|thuc hien (?:cong van|quyet dinh|ke hoach|chi thi|thong|nghi)"
    r"|hom nay\b|noi nhan\b)"
)


@dataclasses.dataclass
class Head:
    """What was found in the head: spans of fixed words, end of the head, urgency and scope."""

    end: int
    spans: list
    nation: tuple | None = None
    address: tuple | None = None
    priority: list = dataclasses.field(default_factory=list)
    scope: list = dataclasses.field(default_factory=list)
    party: bool = False


def find_head(page):
    """Return the :class:`Head` of the page."""
    limit = _limit(page)
    address = _address(page, limit)
    end = address[0] if address else limit
    head = Head(end=end, spans=[], address=address)
    for pattern in (_NATION, _MOTTO, _ENGLISH, _FORM):
        for match in pattern.finditer(page.low, 0, end):
            if pattern is _NATION and head.nation is None:
                head.nation = match.span()
            head.spans.append(match.span())
    if head.nation is None:
        match = next((m for m in _PARTY.finditer(page.low, 0, min(end, 600))
                      if page.text[m.start():m.end()].isupper()), None)
        if match:
            head.party, head.nation = True, match.span()
            head.spans.append(match.span())
    match = _ARRIVAL.search(page.low, 0, end)
    if match and re.search(r"ĐẾN", page.text[match.start():match.end()]):
        head.spans.append(match.span())
    _stamps(page, head)
    return head


def _stamps(page, head):
    """Stamps stand alone in a cell and in capitals, in the head or beside the addressees."""
    for cell in page.cells:
        if cell.start > head.end + _STAMP_REACH:
            break
        text = cell.text.strip("[]() .*!")
        low = cell.low.strip("[]() .*!")
        if not text.isupper():
            continue
        for pattern, found in ((_PRIORITY, head.priority), (_SCOPE, head.scope)):
            if pattern.fullmatch(low):
                found.append(cell)
                head.spans.append((cell.start, cell.end))


def _address(page, limit):
    """The first "Kính gửi" that begins a cell, not the one of a cover in the body."""
    for match in _ADDRESS.finditer(page.low, 0, min(len(page.low), limit + 400)):
        start = match.start()
        before = page.low[:start].rstrip(" \t")
        alone = not before or before[-1] in "\n|" or page.low[start - 2: start] == "  "
        colon = page.low[match.end() - 1] == ":"
        if (alone or colon) and page.text[match.start()] == "K":
            return match.span()
    return None


def _limit(page):
    """The head is over where the grounds or a long paragraph of the text begin."""
    seen_anchor = False
    for index, cell in enumerate(page.cells):
        low = cell.low
        if re.match(r"(?:luat )?so\s*:|so \d+\s*[-/]|.*\bngay\s*\d{1,2}\s*thang", low):
            seen_anchor = True
        if _BODY.match(low) and not cell.is_upper and index > 2:
            previous = page.cells[index - 1]
            # "KẾ HOẠCH / Thực hiện Quyết định …" is a subject and not the text.
            if not (low.startswith("thuc hien") and previous.is_upper and index < 20):
                return cell.start
        if len(cell.text) > 170 and seen_anchor and (
            BODY_START.match(low) and not cell.is_upper or index > 14
        ):
            return cell.start
        if index > 60:
            return cell.start
    return len(page.text)
