"""Compare what the reader proposes with what is written beside sample documents."""

import dataclasses
import json
import pathlib

from ..normalize import collapse, fold_spelling
from . import FIELDS, read_document


@dataclasses.dataclass
class FieldScore:
    """Counts per field: ``right`` (also a rightly empty one), ``missing``, ``wrong``.

    ``errors`` lists ``(document, field, expected, proposed)`` of all that is not right.
    """

    right: dict = dataclasses.field(default_factory=dict)
    missing: dict = dataclasses.field(default_factory=dict)
    wrong: dict = dataclasses.field(default_factory=dict)
    errors: list = dataclasses.field(default_factory=list)
    documents: int = 0

    @property
    def share_right(self):
        """Right fields of all scored ones, 0 to 1."""
        return self._total(self.right) / max(1, self.total)

    @property
    def share_wrong(self):
        """Fields with a wrong value of all scored ones, 0 to 1."""
        return self._total(self.wrong) / max(1, self.total)

    @property
    def total(self):
        """Number of scored fields."""
        return sum(map(self._total, (self.right, self.missing, self.wrong)))

    @staticmethod
    def _total(counts):
        return sum(counts.values())


def same(expected, proposed):
    """Tolerant comparison: blanks, case and the spelling of hoà/hòa do not count."""
    if isinstance(expected, list):
        return (isinstance(proposed, (list, tuple)) and len(expected) == len(proposed)
                and all(map(same, expected, proposed)))
    if isinstance(expected, str) and isinstance(proposed, str):
        return _key(expected) == _key(proposed)
    return expected == proposed


def _key(text):
    for dash in "–—":
        text = text.replace(dash, "-")
    return fold_spelling(collapse(text))


def score_document(name, text, expected, score):
    """Add the result of one document to ``score``; fields not in ``expected`` do not count."""
    found = read_document(text)
    score.documents += 1
    for field in FIELDS:
        if field not in expected:
            continue
        wanted = expected[field]
        value = found[field].value if found[field] else None
        if same(wanted, value):
            counts = score.right
        elif value is None:
            counts = score.missing
        else:
            counts = score.wrong
        counts[field] = counts.get(field, 0) + 1
        if counts is not score.right:
            score.errors.append((name, field, wanted, value))


def measure(folder, pattern="*.txt"):
    """Return the :class:`FieldScore` of all texts in ``folder`` that have a ``.json`` beside."""
    score = FieldScore()
    for path in sorted(pathlib.Path(folder).glob(pattern)):
        answer = path.with_suffix(".json")
        if answer.exists():
            expected = json.loads(answer.read_text(encoding="utf-8"))
            score_document(path.stem, path.read_text(encoding="utf-8"),
                           expected.get("fields", expected), score)
    return score
