"""Checks that hold for any component: whether it is there, its size, weight, slope, place."""

import re

from ..normalize import collapse, fold_spelling
from . import words
from .ooxml import W, whole
from .rule import Hit, Note

# A row of dots: two "…", or four full stops, with or without blanks between them.
_DOTS = re.compile(r"…\s?…|\.(?:\s?\.){3}")


def written(piece):
    """The runs of a piece that hold letters or figures."""
    return [run for run in piece.runs if any(char.isalnum() for char in run.text)]


def hit(rule, pieces, found, expected, targets=()):
    """A :class:`~.rule.Hit` at the first of ``pieces``."""
    text = pieces[0].text if pieces else ""
    return Hit(found, expected, rule.component, words.short(text), max(len(pieces), 1),
               list(targets))


def applies(rule, kind):
    """Whether a rule holds for the type ``kind``: its ``value`` lists types, "!" excludes."""
    listed = [value.lower() for value in rule.values]
    if any(value.startswith("!") for value in listed):
        return f"!{kind}" not in listed
    return not listed or kind in listed


def check_required(letter, rule):
    """The component must be there (for the types in ``value``)."""
    if letter.get(rule.component) or not applies(rule, letter.kind):
        return []
    return [hit(rule, [], Note("missing"), Note("required", {"component": rule.component}))]


def check_size(letter, rule):
    """Size of the letters between minimum and maximum, in points."""
    found = {}
    for piece in letter.get(rule.component):
        for run in written(piece):
            if not rule.allows(run.look.size):
                found.setdefault(run.look.size, []).append((piece, run))
    expected = Note("size_range", {"minimum": rule.minimum, "maximum": rule.maximum})
    if rule.minimum == rule.maximum:
        expected = Note("size", {"size": rule.minimum})
    return [
        hit(rule, _pieces(pairs), Note("size", {"size": size}), expected,
            [run for _piece, run in pairs])
        for size, pairs in sorted(found.items())
    ]


def _pieces(pairs):
    seen = {}
    for piece, _run in pairs:
        seen.setdefault(id(piece), piece)
    return list(seen.values())


def _check_look(letter, rule, wrong, found, expected):
    pairs = [(piece, run) for piece in letter.get(rule.component)
             for run in written(piece) if wrong(run.look)]
    if not pairs:
        return []
    return [hit(rule, _pieces(pairs), Note(found), Note(expected),
                [run for _piece, run in pairs])]


def check_bold(letter, rule):
    """All of it bold."""
    return _check_look(letter, rule, lambda look: not look.bold, "not_bold", "bold")


def check_not_bold(letter, rule):
    """None of it bold."""
    return _check_look(letter, rule, lambda look: look.bold, "bold", "not_bold")


def check_italic(letter, rule):
    """All of it italic."""
    return _check_look(letter, rule, lambda look: not look.italic, "upright", "italic")


def check_upright(letter, rule):
    """None of it italic."""
    return _check_look(letter, rule, lambda look: look.italic, "italic", "upright")


def check_align(letter, rule):
    """The paragraph is aligned as ``value`` says; lines set with tabs cannot be judged."""
    wrong = {}
    for piece in letter.get(rule.component):
        paragraph = piece.paragraph
        tabs = any(other.tabbed for other in paragraph.pieces)
        if not tabs and paragraph.look.align != rule.value:
            wrong.setdefault(paragraph.look.align, []).append(piece)
    return [
        hit(rule, pieces, Note(f"align_{align}"), Note(f"align_{rule.value}"),
            [piece.paragraph for piece in pieces])
        for align, pieces in sorted(wrong.items())
    ]


def check_upper(letter, rule):
    """In capitals."""
    wrong = [piece for piece in letter.get(rule.component)
             if words.has_letters(piece.seen) and not words.is_upper(piece.seen)]
    return [hit(rule, wrong, Note("text", {"text": words.short(wrong[0].text)}),
                Note("upper"))] if wrong else []


def check_not_upper(letter, rule):
    """Not all in capitals; short names of bodies may stand in it."""
    wrong = [piece for piece in letter.get(rule.component)
             if words.is_upper(piece.seen) and len(piece.seen) > 5]
    return [hit(rule, wrong, Note("text", {"text": words.short(wrong[0].text)}),
                Note("not_upper"))] if wrong else []


def check_wording(letter, rule):
    """The text is ``value`` to the letter; both spellings of hòa/hoà are right."""
    pieces = letter.get(rule.component)
    if not pieces:
        return []
    text = collapse(" ".join(piece.seen for piece in pieces)).replace("–", "-")
    wanted = rule.value
    same_words = fold_spelling(text) == fold_spelling(wanted)
    same_case = [char.isupper() for char in text] == [char.isupper() for char in wanted]
    if same_words and same_case:
        return []
    return [hit(rule, pieces, Note("text", {"text": words.short(text)}),
                Note("written", {"text": wanted}))]


def check_dash(letter, rule):
    """A hyphen and no longer dash."""
    pieces = [piece for piece in letter.get(rule.component)
              if any(mark in piece.text for mark in "–—−")]
    return [hit(rule, pieces, Note("text", {"text": words.short(pieces[0].text)}),
                Note("written", {"text": rule.value}))] if pieces else []


def check_label(letter, rule):
    """A line that begins with ``value`` exactly: its letters, its colon."""
    pieces = letter.get(rule.component)
    if not pieces or pieces[0].text.startswith(rule.value):
        return []
    return [hit(rule, pieces[:1], Note("text", {"text": words.short(pieces[0].text, 40)}),
                Note("starts_with", {"text": rule.value}))]


def check_single(letter, rule):
    """Single line spacing, and no gap above the second and later lines."""
    paragraphs = {id(piece.paragraph): piece for piece in letter.get(rule.component)}
    wrong = [piece for piece in paragraphs.values()
             if piece.paragraph.look.line_rule == "auto"
             and not rule.allows(piece.paragraph.look.line)]
    return [hit(rule, wrong, Note("spacing", {"lines": wrong[0].paragraph.look.line}),
                Note("spacing_single"), [piece.paragraph for piece in wrong])] if wrong else []


def check_line_below(letter, rule):
    """A drawn line under the component: below its last line, or in the paragraph after it.

    Its length, where the file tells it, is compared with the longest line of text, in per cent.
    """
    pieces = letter.get(rule.component)
    if not pieces or not applies(rule, letter.kind):
        return []
    last = pieces[-1]
    order, paragraphs = last.paragraph.order, letter.document.paragraphs
    near = {id(piece.paragraph): piece.paragraph for piece in pieces}
    for paragraph in paragraphs[order + 1:order + 4]:
        if paragraph.text and not set(paragraph.text) <= set("_-–—* "):
            break
        near[id(paragraph)] = paragraph
    lengths = [length for paragraph in near.values() for length in paragraph.lines]
    if not lengths:
        return _no_line(rule, pieces, near.values())
    text = max(
        min(words.text_width(piece.seen, piece.runs[0].look.size, piece.runs[0].look.bold),
            _column_width(letter, piece))
        for piece in pieces)
    # Where a row is set with tabs, the lines of both columns hang in one paragraph.
    shares = [100 * length / text for length in lengths] if text else []
    if not all(lengths) or any(rule.allows(share) for share in shares):
        return []
    # Of several lines nobody knows which is meant: a single one is repaired.
    drawn = [element for paragraph in near.values() for element in paragraph.drawn]
    targets = [(drawn[0], text)] if text and len(drawn) == 1 else []
    return [hit(rule, [last], Note("line_length", {"share": round(max(shares, default=0))}),
                Note("line_range", {"minimum": rule.minimum, "maximum": rule.maximum}), targets)]


def _column_width(letter, piece):
    """Width in points in which a piece is set: a longer text takes several lines of it."""
    element = piece.paragraph.element
    cell = next(element.iterancestors(W + "tc"), None)
    if cell is not None:
        width = cell.find(f"{W}tcPr/{W}tcW")
        twips = whole(width.get(W + "w"), 0) if width is not None else 0
        return twips / 20 if twips else float("inf")
    sections = letter.document.sections
    section = sections[min(piece.paragraph.section, len(sections) - 1)]
    sizes = [section.size(*name) for name in (("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"))]
    return (sizes[0] - sizes[1] - sizes[2]) * 72 / 25.4 if None not in sizes else float("inf")


def _no_line(rule, pieces, near):
    if any(paragraph.look.bordered for paragraph in near):
        return []
    expected = Note("line_below")
    if any(run.look.underlined for piece in pieces for run in piece.runs):
        return [hit(rule, pieces[-1:], Note("underlined"), expected)]
    return [hit(rule, pieces[-1:], Note("line_missing"), expected)]


def check_filled(letter, rule):
    """No row of dots is left in what is read: a template puts them where words are missing.

    One "…" may end a list. Number and day wait for the registration, annexes are often forms
    for others to fill in: both keep their dots.
    """
    waiting = {id(piece) for name in ("number", "date") for piece in letter.get(name)}
    pieces = [piece for piece in letter.main
              if id(piece) not in waiting and _DOTS.search(piece.text)]
    return [hit(rule, pieces, Note("dots"), Note("words"))] if pieces else []


CHECKS = {
    "required": check_required, "size": check_size, "bold": check_bold,
    "not_bold": check_not_bold, "italic": check_italic, "upright": check_upright,
    "align": check_align, "upper": check_upper, "not_upper": check_not_upper,
    "wording": check_wording, "dash": check_dash, "label": check_label, "single": check_single,
    "line_below": check_line_below, "filled": check_filled,
}
