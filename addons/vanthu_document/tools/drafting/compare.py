"""What changed between two versions of a text, paragraph by paragraph and word by word."""

import dataclasses
import difflib
import re

from ..text_extract import Limits, extract_text
from .package import DraftFileError

_LIMITS = Limits(max_bytes=20 * 1024 * 1024, max_pages=100, max_chars=400_000)
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond these, comparing word by word would take too long.
_MAX_PARAGRAPHS, _MAX_WORDS = 4000, 1500
_CONTEXT = 2


@dataclasses.dataclass
class Row:
    """A paragraph: ``kind`` same, removed, added, changed or gap; ``pieces`` are pairs of
    ``same|removed|added`` and text; ``count`` paragraphs that a gap leaves out."""

    kind: str
    pieces: list = dataclasses.field(default_factory=list)
    count: int = 0


def read_paragraphs(data, name):
    """The paragraphs of a file.

    :param bytes data: a .docx, a PDF or a text
    :param str name: its name
    :return list: str without blanks at the ends, none empty
    :raise DraftFileError: "no_text" or why it cannot be read
    """
    found = extract_text(data, name, None, _LIMITS)
    if found.state != "done":
        codes = {"no_text": "no_text", "encrypted": "encrypted", "too_large": "too_large"}
        raise DraftFileError(codes.get(found.state, "damaged"))
    return [line for line in (" ".join(line.split()) for line in found.text.split("\n")) if line]


def compare(old, new):
    """Compare two lists of paragraphs.

    :param list old: paragraphs of the earlier version
    :param list new: paragraphs of the later one
    :return list: :class:`Row`, long unchanged parts left out
    """
    quick = len(old) + len(new) > _MAX_PARAGRAPHS
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=quick)
    rows = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        before, after = old[old_from:old_to], new[new_from:new_to]
        if kind == "equal":
            rows += [Row("same", [("same", text)]) for text in before]
        else:
            rows += _replaced(before, after)
    return _shorten(rows)


def is_same(rows):
    """Whether the comparison found no difference.

    :param list rows: result of :func:`compare`
    :return bool:
    """
    return all(row.kind in ("same", "gap") for row in rows)


def _replaced(before, after):
    """Rows for paragraphs that took the place of others; alike ones are shown as changed."""
    pairs = list(zip(before, after, strict=False))
    rows = [row for old, new in pairs for row in _compare_words(old, new)]
    rows += [Row("removed", [("removed", text)]) for text in before[len(pairs):]]
    rows += [Row("added", [("added", text)]) for text in after[len(pairs):]]
    return rows


def _compare_words(old, new):
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    apart = [Row("removed", [("removed", old)]), Row("added", [("added", new)])]
    if max(len(old_words), len(new_words)) > _MAX_WORDS:
        return apart
    matcher = difflib.SequenceMatcher(None, old_words, new_words, autojunk=False)
    if _likeness(matcher, old_words, new_words) < 0.4:
        return apart
    pieces = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old_words[old_from:old_to])))
            continue
        pieces += [
            (side, "".join(words)) for side, words in (
                ("removed", old_words[old_from:old_to]), ("added", new_words[new_from:new_to]),
            ) if words
        ]
    return [Row("changed", pieces)]


def _likeness(matcher, old_words, new_words):
    """Share of the words, blanks not counted, that two paragraphs have in common."""
    common = sum(
        not word.isspace() for start, _, size in matcher.get_matching_blocks()
        for word in old_words[start:start + size]
    )
    return 2 * common / max(1, sum(not word.isspace() for word in [*old_words, *new_words]))


def _shorten(rows):
    """Leave out unchanged paragraphs that are far from any change."""
    near = set()
    for index, row in enumerate(rows):
        if row.kind != "same":
            near.update(range(index - _CONTEXT, index + _CONTEXT + 1))
    shown, skipped = [], 0
    for index, row in enumerate(rows):
        if index not in near:
            skipped += 1
            continue
        if skipped:
            shown.append(Row("gap", count=skipped))
            skipped = 0
        shown.append(row)
    return [*shown, Row("gap", count=skipped)] if skipped else shown
