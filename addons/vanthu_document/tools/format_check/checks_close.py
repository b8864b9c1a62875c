"""Checks of the end: signature, Nơi nhận."""

import re

from ..normalize import collapse, fold, fold_spelling
from . import words
from .checks_head import item_texts
from .checks_text import hit
from .rule import Hit, Note


def check_signer_required(letter, rule):
    """Each block of signature has a name; a draft has at least one block."""
    if not letter.signers:
        return [Hit(Note("missing"), Note("required", {"component": rule.component}),
                    rule.component)]
    nameless = [signer for signer in letter.signers if not signer.name]
    if not nameless:
        return []
    return [hit(rule, nameless[0].position, Note("missing"),
                Note("required", {"component": rule.component}))]


def check_position_required(letter, rule):
    """A position stands above the name."""
    if letter.signers and all(signer.position for signer in letter.signers):
        return []
    return [Hit(Note("missing"), Note("required", {"component": rule.component}),
                rule.component)]


def check_capacity_dot(letter, rule):
    """A full stop after TM, KT, TL, TUQ, Q."""
    for piece in letter.get("position"):
        match = words.PREFIX.match(piece.seen)
        if match and not match[2]:
            return [hit(rule, [piece], Note("text", {"text": words.short(piece.text)}),
                        Note("dot_after", {"text": match[1]}))]
    return []


def check_capacity(letter, rule):
    """The abbreviation is that of the capacity chosen for the document."""
    wanted = letter.context.signing_capacity
    if not wanted or not letter.signers or letter.kind == words.MINUTES:
        return []
    block = letter.signers[-1].position
    if not block:
        return []
    match = words.PREFIX.match(block[0].seen)
    found = match[1].lower() if match else "head"
    if found == wanted:
        return []
    expected = words.CAPACITIES.get(wanted)
    return [hit(rule, block, Note("text", {"text": words.short(block[0].text)}),
                Note("starts_with", {"text": expected}) if expected else Note("plain_position"))]


def check_right_half(letter, rule):
    """The signature stands in the right half of the page."""
    if len(letter.signers) != 1 or not letter.signers[0].position:
        return []
    piece = letter.signers[0].position[0]
    spot, look = piece.spot, piece.paragraph.look
    if spot.kind == "body":
        right = look.align in ("right", "center") and look.left >= 0 and (
            look.align == "right" or look.left > 2000) or look.left > 3500
    else:
        right = spot.kind in ("box", "tab") or spot.last
    return [] if right else [hit(rule, [piece], Note("left_half"), Note("right_half"))]


def check_academic_title(letter, rule):
    """No academic degree before the name of who signs."""
    for piece in letter.get("signer"):
        match = words.TITLES.match(piece.text)
        if match:
            return [hit(rule, [piece], Note("academic_title", {"text": piece.text}),
                        Note("plain_name"))]
    return []


def check_signer_name(letter, rule):
    """The name is that of the person who was chosen to sign."""
    wanted, pieces = letter.context.signer_name, letter.get("signer")
    if not wanted or not pieces or letter.kind == words.MINUTES:
        return []
    text = collapse(words.TITLES.sub("", pieces[-1].text))
    if fold_spelling(text) == fold_spelling(wanted):
        return []
    return [hit(rule, pieces[-1:], Note("text", {"text": text}),
                Note("written", {"text": wanted}))]


def check_items(letter, rule):
    """Each receiver on a line "- …;", the last one ends with "."."""
    items = item_texts(letter.get("recipients"))
    label = letter.get("recipients_label")
    if not label:
        return []
    if not items:
        return [hit(rule, label, Note("nothing"), Note("starts_with", {"text": "-"}))]
    for number, (text, piece) in enumerate(items):
        last = number == len(items) - 1
        if not text.startswith("-"):
            return [_told(rule, piece, "starts_with", text="-")]
        if not text.endswith("." if last else ";"):
            return [_told(rule, piece, "ends_with", text="." if last else ";")]
    return []


def _told(rule, piece, expected, **values):
    return hit(rule, [piece], Note("text", {"text": words.short(piece.text)}),
               Note(expected, values))


def check_archive(letter, rule):
    """The last receiver is "Lưu: VT, …"."""
    items = item_texts(letter.get("recipients"))
    if not items:
        return []
    text, piece = items[-1]
    if re.match(r"[-–]?\s*Lưu\s*:\s*VT\b", text):
        return []
    return [_told(rule, piece, "starts_with", text="- Lưu: VT")]


def check_as_above(letter, rule):
    """After "Kính gửi" the first receiver is "Như trên"."""
    items = item_texts(letter.get("recipients"))
    if not items or not letter.get("addressee_label") or fold(items[0][0]).lstrip(
            "-– ").startswith("nhu tren"):
        return []
    return [_told(rule, items[0][1], "starts_with", text="- Như trên;")]


CHECKS = {
    "signer_required": check_signer_required, "position_required": check_position_required,
    "capacity_dot": check_capacity_dot, "capacity": check_capacity,
    "right_half": check_right_half, "academic_title": check_academic_title,
    "signer_name": check_signer_name, "items": check_items, "archive": check_archive,
    "as_above": check_as_above,
}
