"""Urgency, circulation and deadline: what is stamped or said unmistakably."""

import datetime
import re

from ..normalize import parse_vn_date
from .page import Proposal

_LEVELS = {"khan": 1, "thuong khan": 2, "hoa toc": 3, "hoa toc hen gio": 4}
_SCOPES = {"luu hanh noi bo": "internal", "xem xong tra lai": "return"}
_DEADLINE = re.compile(
    r"(?:gui|nop|bao cao|hoan thanh|dang ky|phan hoi|tra loi|gop y|cung cap|tong hop|ve)\b"
    r"[^.;\n]*(?:\n[^.;\n]*){0,2}?\b(?:truoc|cham nhat(?: den| vao| la| truoc)?|han cuoi|truoc hoac trong)"
    r"\s*:?\s*(?:\d{1,2}\s*(?:gio|h)\s*\d{0,2}(?:\s*phut)?,?\s*)?(?:het\s+)?(?:thu \w+,?\s*)?\(?(?:ngay)?\s*"
    r"(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2} thang \d{1,2} nam \d{4})(?!\d)"
)


def read_marks(page, head, issued):
    """Return proposals ``priority``, ``circulation_scope`` and ``due_date``.

    ``issued`` is the document's date or ``None``: a deadline must lie after it, within a year,
    and be the only one in the text.
    """
    result = {}
    levels = {_LEVELS[_bare(cell)] for cell in head.priority}
    if len(levels) == 1:
        cell = head.priority[0]
        result["priority"] = Proposal(levels.pop(), page.source(cell.start, cell.end))
    scopes = {_SCOPES[_bare(cell)] for cell in head.scope}
    if len(scopes) == 1:
        cell = head.scope[0]
        result["circulation_scope"] = Proposal(scopes.pop(), page.source(cell.start, cell.end))
    if issued is not None:
        _deadline(page, head, issued, result)
    return result


def _bare(cell):
    return cell.low.strip("[]() .*!")


def _deadline(page, head, issued, result):
    found = {}
    for match in _DEADLINE.finditer(page.low, head.end):
        text = page.text[match.start(1): match.end(1)]
        date = parse_vn_date(text if "/" in text or "-" in text or "." in text else "ngày " + text)
        if date is not None:
            found.setdefault(date, match)
    if len(found) != 1:
        return
    date, match = found.popitem()
    if issued < date <= issued + datetime.timedelta(days=366):
        result["due_date"] = Proposal(
            date.isoformat(), page.source(match.start(), match.end(1)))
