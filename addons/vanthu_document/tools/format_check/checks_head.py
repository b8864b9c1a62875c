"""Checks of the head: number and notation, place and date, type and subject, Kính gửi."""

import re

from ..normalize import collapse, fold_spelling, valid_date
from . import words
from .checks_text import applies, hit
from .rule import Note

_EMPTY = "[\\s._…]*"
_GROUP = "[A-ZĐĂÂÊÔƠƯ0-9&]+"
_NUMBER_PARTS = re.compile(
    r"^(?:s[ốôoóỐÔOÓ]+\b\s*[:.;]?)?\s*(?P<number>[\d.…_ ]*)(?P<rest>.*)$", re.IGNORECASE)
_SMALL_LETTERS = ("QyĐ", "CTr", "TTr", "TTg", "TrS")
_MONTHS = {"01", "02", *map(str, range(3, 13))}
_DATE = re.compile(r"ngày(?P<day>[\s\d._…]*)tháng(?P<month>[\s\d._…]*)năm(?P<year>[\s\d._…]*)")


def number_parts(letter):
    """``(piece, written number, notation)`` of the line "Số: …", or ``None``."""
    pieces = letter.get("number")
    if not pieces:
        return None
    match = _NUMBER_PARTS.match(pieces[0].text)
    number = re.sub(r"\D", "", match["number"])
    notation = match["rest"].strip()
    return pieces[0], number, notation


def _told(rule, piece, expected, **values):
    return [hit(rule, [piece], Note("text", {"text": words.short(piece.text)}),
                Note(expected, values))]


def check_number_label(letter, rule):
    """It begins with ``value`` ("Số:")."""
    found = number_parts(letter)
    if not found or found[0].text.startswith(rule.value):
        return []
    return _told(rule, found[0], "starts_with", text=rule.value)


def check_number_blanks(letter, rule):
    """No blanks around "/" and "-", and hyphens only; the number itself may be empty."""
    found = number_parts(letter)
    if not found:
        return []
    piece, number, notation = found
    wrong = re.search(r"\s[/&-]|[/&-]\s|[–—]", notation.strip("/ ")) \
        or re.match(r"/\s", notation) \
        or (number and re.search(r"\d\s+/", piece.text))
    return _told(rule, piece, "no_blanks") if wrong else []


def check_number_zero(letter, rule):
    """A number below 10 has a 0 before it, a larger one has none."""
    found = number_parts(letter)
    if not found or not found[1]:
        return []
    piece, number, _notation = found
    if len(number) == 1:
        return _told(rule, piece, "leading_zero")
    if number.startswith("0") and len(number) > 2:
        return _told(rule, piece, "no_leading_zero")
    return []


def _groups(notation):
    """The groups of a notation, blanks and odd dashes around them left out."""
    text = re.sub(r"[–—]", "-", notation).lstrip("/- ")
    return [group.strip() for group in re.split(r"[-/]", text)]


def check_number_form(letter, rule):
    """A slash after the number, then groups of capitals parted by hyphens."""
    found = number_parts(letter)
    if not found:
        return []
    piece, _number_text, notation = found
    if letter.context.legal:
        return []
    if not notation.startswith("/"):
        return _told(rule, piece, "reference_form")
    known = {*_SMALL_LETTERS, *letter.context.unit_codes}
    for group in _groups(notation):
        if not re.fullmatch(_GROUP, group) and group not in known:
            return _told(rule, piece, "reference_form")
    return [] if "/" not in notation[1:] else _told(rule, piece, "reference_form")


def check_number_type(letter, rule):
    """The notation of a named type begins with its abbreviation (Phụ lục III), capitals and
    all; that of a công văn with none."""
    found, context = number_parts(letter), letter.context
    if not found or context.legal:
        return []
    code = context.type_code or {
        fold_spelling(name): code for name, code in context.type_codes.items()
    }.get(letter.kind, "")
    first = _groups(found[2])[0]
    if letter.kind == words.LETTER:
        known = {code for code in context.type_codes.values() if code}
        if first in known and first != context.organ_abbreviation:
            return _told(rule, found[0], "organ_code", code=context.organ_abbreviation)
        return []
    if not code or first == code:
        return []
    return _told(rule, found[0], "type_code", code=code)


def check_number_organ(letter, rule):
    """The abbreviation of the organisation stands in the notation."""
    found, wanted = number_parts(letter), letter.context.organ_abbreviation
    if not found or not wanted or letter.context.legal:
        return []
    groups, parts = _groups(found[2]), _groups(wanted)
    places = [number for number in range(len(groups))
              if groups[number:number + len(parts)] == parts]
    named = groups[0] in letter.context.type_codes.values()
    if places and (letter.kind != words.LETTER or named or places[0] == 0):
        return []
    return _told(rule, found[0], "organ_code", code=wanted)


def check_date_comma(letter, rule):
    """A comma after the place."""
    pieces = letter.get("date")
    if not pieces:
        return []
    before = re.split(r"ngày", collapse(pieces[0].text), maxsplit=1, flags=re.IGNORECASE)[0]
    return [] if before.endswith(", ") and len(before) > 3 else _told(
        rule, pieces[0], "comma")


def _date_parts(letter):
    pieces = letter.get("date")
    match = _DATE.search(collapse(pieces[0].text)) if pieces else None
    if not match:
        return None
    return (pieces[0], *(re.sub(r"[\s._…]", "", match[name])
                         for name in ("day", "month", "year")))


def check_date_zero(letter, rule):
    """A 0 before days below 10 and before the months 1 and 2, and only there."""
    found = _date_parts(letter)
    if not found:
        return []
    piece, day, month, _year = found
    good_day = not day or len(day) == 2
    good_month = not month or month in _MONTHS or int(month) > 12
    return [] if good_day and good_month else _told(rule, piece, "leading_zero")


def check_date_form(letter, rule):
    """ "ngày … tháng … năm …", a day that exists; places may be empty in a draft."""
    pieces = letter.get("date")
    found = _date_parts(letter)
    if not found:
        return _told(rule, pieces[0], "date_form") if pieces else []
    piece, day, month, year = found
    if year and len(year) != 4 and not (year in ("20", "202") and not day):
        return _told(rule, piece, "date_form")
    text = collapse(pieces[0].text).rstrip()
    if not re.search(r"năm[\s\d._…]*$", text):
        return _told(rule, piece, "date_form")
    # A leap year where the year is still empty: no day of February is refused too early.
    if day and month and not valid_date(year if len(year) == 4 else 2028, month, day):
        return _told(rule, piece, "date_unreal")
    return []


def check_type_name(letter, rule):
    """The heading is the name of the type as Điều 7 has it."""
    pieces, wanted = letter.get("type"), letter.context.type_name
    if letter.kind == words.LETTER or not pieces or not wanted:
        return []
    if fold_spelling(pieces[0].text) == fold_spelling(wanted):
        return []
    return _told(rule, pieces[0], "type_name", name=wanted.upper())


def check_no_heading(letter, rule):
    """A công văn has no heading with the name of its type."""
    pieces = letter.get("type")
    return _told(rule, pieces[0], "no_heading") if letter.kind == words.LETTER and pieces else []


def check_gap_above(letter, rule):
    """A gap above the component, in points: set by spacing, or made by an empty line."""
    pieces = letter.get(rule.component)
    if not pieces:
        return []
    paragraph = pieces[0].paragraph
    former = [
        piece.paragraph for piece in letter.get("number")
        if piece.paragraph is not paragraph]
    gap = paragraph.look.before + sum(other.look.after for other in former)
    apart = former and paragraph.order - former[-1].order > 1 \
        and paragraph.spot.row == former[-1].spot.row
    if apart or gap >= rule.minimum - rule.tolerance - 1e-6 or pieces[0].paragraph.pieces[
            0] is not pieces[0]:
        return []
    return [hit(rule, pieces[:1], Note("gap", {"size": gap}),
                Note("gap_least", {"minimum": rule.minimum}), [paragraph])]


def check_addressees(letter, rule):
    """One addressee on the line itself; several below, each with its dash and ";", the last
    with "."."""
    label, items = letter.get("addressee_label"), letter.get("addressees")
    if not label:
        return []
    inline = collapse(label[0].text.partition(":")[2])
    if not items:
        return [] if inline else [hit(
            rule, label, Note("nothing"), Note("required", {"component": "addressees"}))]
    texts = [piece.text for piece in items]
    listed = [piece for piece in items if piece.text.startswith("-")]
    if not listed:
        return []  # one name that goes on in a second line
    for piece, text in zip(items, texts, strict=True):
        if text.startswith(("–", "+", "•")):
            return _told(rule, piece, "starts_with", text="-")
    ends = item_texts(items)
    for text, piece in ends[:-1]:
        if not text.endswith(";"):
            return _told(rule, piece, "ends_with", text=";")
    if not ends[-1][0].endswith("."):
        return _told(rule, ends[-1][1], "ends_with", text=".")
    return []


def item_texts(pieces):
    """Items of a list as ``(text, first piece)``: lines without a dash go on the one before."""
    found = []
    for piece in pieces:
        if piece.text.startswith(("-", "–", "+", "•")) or not found:
            found.append((piece.text, piece))
        else:
            found[-1] = (found[-1][0] + " " + piece.text, found[-1][1])
    return found


def check_subject_prefix(letter, rule):
    """The subject of a công văn begins with ``value`` ("V/v")."""
    pieces = letter.get(rule.component)
    if not pieces or re.match(re.escape(rule.value) + r"\b", pieces[0].text):
        return []
    return _told(rule, pieces[0], "starts_with", text=rule.value)


def check_organ_name(letter, rule):
    """The name of the organ in full, as the organisation's record has it."""
    pieces, wanted = letter.get("organ"), letter.context.organ_name
    if not pieces or not wanted or not applies(rule, letter.kind):
        return []
    text = collapse(" ".join(piece.text for piece in pieces))
    if fold_spelling(wanted) in fold_spelling(text):
        return []
    return [hit(rule, pieces, Note("text", {"text": words.short(text)}),
                Note("written", {"text": wanted.upper()}))]


CHECKS = {
    "number_label": check_number_label, "number_blanks": check_number_blanks,
    "number_zero": check_number_zero, "number_form": check_number_form,
    "number_type": check_number_type, "number_organ": check_number_organ,
    "date_comma": check_date_comma, "date_zero": check_date_zero, "date_form": check_date_form,
    "type_name": check_type_name, "no_heading": check_no_heading, "gap_above": check_gap_above,
    "addressees": check_addressees, "subject_prefix": check_subject_prefix,
    "organ_name": check_organ_name,
}
