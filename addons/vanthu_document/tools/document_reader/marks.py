"""Urgency, circulation and deadline: what is stamped or said unmistakably."""

import datetime
import re

from ..normalize import parse_vn_date
from .page import Proposal

_LEVELS = {"khan": 1, "thuong khan": 2, "hoa toc": 3, "hoa toc hen gio": 4}
_SCOPES = {"luu hanh noi bo": "internal", "xem xong tra lai": "return"}
_VERB = re.compile(
    r"\b(?:gui|nop|bao cao|hoan thanh|dang ky|phan hoi|tra loi|gop y|cung cap|tong hop|ve)\b")
_BEFORE = re.compile(
    r"\b(?:truoc|cham nhat(?: den| vao| la| truoc)?|han cuoi|han chot|muon nhat)\s*:?\s*"
    r"(?:\d{1,2}\s*(?:gio|h|g)\s*\d{0,2}(?:\s*phut)?,?\s*)?(?:het\s+)?(?:thu \w+,?\s*)?"
    r"\(?(?:ngay)?\s*"
    r"(\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\d{1,2}\s+thang\s+\d{1,2}"
    r"(?:\s+nam\s+\d{4})?)(?!\d)"
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
    """Only one "trước ngày …" in all the text, with its year and with what is to be done."""
    matches = list(_BEFORE.finditer(page.low, head.end))
    dates = set()
    for match in matches:
        text = page.text[match.start(1): match.end(1)]
        dates.add(parse_vn_date(text if "/" in text or "-" in text or "." in text
                                else "ngày " + text))
    if len(dates) != 1 or None in dates:
        return
    date, match = dates.pop(), matches[0]
    sentence = max(page.low.rfind(mark, 0, match.start()) for mark in (".", ";", "\n\n")) + 1
    verb = _VERB.search(page.low, max(sentence, match.start() - 300), match.start())
    if verb and issued < date <= issued + datetime.timedelta(days=366):
        result["due_date"] = Proposal(
            date.isoformat(), page.source(verb.start(), match.end(1)))
