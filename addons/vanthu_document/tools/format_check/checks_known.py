"""Checks against what the office knows: place, urgency, form of legal acts; and of citations."""

import re

from ..normalize import collapse, fold_spelling
from . import words
from .checks_head import number_parts
from .checks_text import hit
from .rule import Hit, Note

_ABBREVIATED = re.compile(r"^(?:TP|TX|TT|Q|P|H|X)\s*\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:phường|xã|quận)?\s*\d+$", re.IGNORECASE)
# Acts that never go without a number; others are judged when one stands there.
_ALWAYS_NUMBERED = ("nghị định", "thông tư")
_ACT = re.compile(
    r"^căn cứ\s+(?:vào\s+)?(nghị định|thông tư(?: liên tịch)?|quyết định|nghị quyết|chỉ thị"
    r"|kế hoạch|công văn|thông báo|hướng dẫn)\b", re.IGNORECASE)
_ACT_NUMBER = re.compile(r"số\s*:?\s*[\d.…]*\s*[/-]\s*\w", re.IGNORECASE)
_ANY_NUMBER = re.compile(r"\bsố\b|\d+\s*/\s*[\dA-ZĐ]")
_ACT_DATE = re.compile(
    r"ngày\s*[\d.… ]*(?:tháng\s*[\d.… ]*năm\s*[\d.…]+|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})",
    re.IGNORECASE)
_LAW = re.compile(
    r"^căn cứ\s+(?:vào\s+)?(?:bộ luật|luật|pháp lệnh)\b.*\bsố\s*\d+\s*/", re.IGNORECASE)
_LEGAL = re.compile(r"/(?:\d{4}|[\s.…_]{1,9})/[A-ZĐĂÂÊÔƠƯ]{1,4}\d*-[A-ZĐĂÂÊÔƠƯ0-9&]+(?:-[A-Z]+)*")


def _told(rule, piece, code, **values):
    return [hit(rule, [piece], Note("text", {"text": words.short(piece.text)}),
                Note(code, values))]


def check_date_place(letter, rule):
    """The place is the official name that the office has; never abbreviated, and a unit named
    by a figure with its word before it."""
    pieces, wanted = letter.get("date"), letter.context.place
    if not pieces:
        return []
    place = collapse(re.split(
        r",?\s*ngày\b", collapse(pieces[0].text), maxsplit=1, flags=re.IGNORECASE)[0])
    if not place:
        return []
    if wanted and fold_spelling(place) != fold_spelling(wanted):
        return [hit(rule, pieces[:1], Note("text", {"text": words.short(place)}),
                    Note("written", {"text": wanted}))]
    wrong = _ABBREVIATED.match(place) or (_NUMBERED.match(place) and place[0].isdigit())
    return _told(rule, pieces[0], "place_full") if wrong and not wanted else []


def check_citation(letter, rule):
    """An act that is cited as a ground has its number, its day and who issued it."""
    for piece in letter.get("basis"):
        act = _ACT.match(piece.text)
        if not act:
            continue
        always = fold_spelling(act[1]).startswith(_ALWAYS_NUMBERED)
        if not always and not _ANY_NUMBER.search(piece.text):
            continue
        if not (_ACT_NUMBER.search(piece.text) and _ACT_DATE.search(piece.text)
                and re.search(r"\bcủa\b", piece.text)):
            return _told(rule, piece, "citation")
    return []


def check_citation_law(letter, rule):
    """Luật and Pháp lệnh are cited by their name, without number."""
    for piece in letter.get("basis"):
        if _LAW.match(piece.text):
            return _told(rule, piece, "citation_law")
    return []


def check_urgency(letter, rule):
    """The mark of urgency in the file is the one that was chosen for the document."""
    wanted = letter.context.urgency
    for piece in letter.get("urgency"):
        if wanted and fold_spelling(piece.seen) != fold_spelling(wanted):
            expected = Note("nothing") if _is_normal(wanted) else Note(
                "written", {"text": wanted.upper()})
            return [hit(rule, [piece], Note("text", {"text": words.short(piece.text)}), expected)]
    return []


def _is_normal(urgency):
    return fold_spelling(urgency) == "thường"


def check_urgency_required(letter, rule):
    """A document that is urgent bears its mark; it may also be stamped on the paper."""
    wanted = letter.context.urgency
    if not wanted or letter.get("urgency") or _is_normal(wanted):
        return []
    return [Hit(Note("missing"), Note("written", {"text": wanted.upper()}), rule.component)]


def check_legal_number(letter, rule):
    """The number of a legal act: number/year/TYPE-ORGAN, and the year is that of the date."""
    found = number_parts(letter)
    if not letter.context.legal or not found:
        return []
    piece, _number, notation = found
    if not _LEGAL.fullmatch(notation):
        return _told(rule, piece, "legal_form")
    year = re.search(r"\d{4}", notation)
    date = re.search(r"năm\s*(\d{4})", letter.text("date"))
    if year and date and year[0] != date[1]:
        return _told(rule, piece, "written", text=f"/{date[1]}/")
    return []


CHECKS = {
    "date_place": check_date_place, "citation": check_citation,
    "citation_law": check_citation_law, "urgency": check_urgency,
    "urgency_required": check_urgency_required, "legal_number": check_legal_number,
}
