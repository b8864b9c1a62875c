"""Check a .docx against the rules of presentation of NĐ 30/2020, Phụ lục I, and repair it.

The rules come in as data (:class:`Rule`). A repair changes how text looks and never a word.
"""

from ..secrecy import find_secret_mark
from . import (
    capitals,
    checks_body,
    checks_close,
    checks_head,
    checks_known,
    checks_page,
    checks_text,
)
from .letter import find_components
from .reader import Document
from .repairs import REPAIRS
from .rule import NOTES, Context, Finding, FormatError, Note, Place, Rule

__all__ = [
    "CHECKS", "NOTES", "REPAIRS", "Context", "Finding", "FormatError", "Note", "Place", "Rule",
    "check", "repair",
]

CHECKS = {
    **checks_page.CHECKS, **checks_text.CHECKS, **checks_head.CHECKS, **checks_body.CHECKS,
    **checks_close.CHECKS, **checks_known.CHECKS, **capitals.CHECKS,
}
# A change of size moves lines, a font brings widths with it: a few rounds settle it.
_ROUNDS = 3


def check(data, rules, context=None, limits=None):
    """Compare a .docx with the rules.

    :param bytes data: the file
    :param rules: iterable of :class:`Rule`
    :param Context context: what the office knows of the document
    :param limits: :class:`..text_extract.Limits`
    :return list: of :class:`Finding`, in the order of the rules
    :raise FormatError: the file cannot be read, or bears the mark of a state secret
    """
    letter = _read(data, context, limits)
    return [
        Finding(rule.code, rule.level, Place(hit.component or rule.component, hit.text, hit.count),
                hit.found, hit.expected, bool(rule.check in REPAIRS and hit.targets))
        for rule, hit in _hits(letter, rules)
    ]


def repair(data, rules, context=None, limits=None):
    """Return the .docx with what can be repaired put right; all words stay as they are.

    :param bytes data: the file
    :param rules: the rules to be followed
    :return bytes: the same bytes when there is nothing to repair
    :raise FormatError: as :func:`check`
    """
    rules = [rule for rule in rules if rule.check in REPAIRS]
    for _round in range(_ROUNDS):
        letter = _read(data, context, limits)
        hits = [(rule, hit) for rule, hit in _hits(letter, rules) if hit.targets]
        if not hits:
            break
        for rule, hit in hits:
            REPAIRS[rule.check](letter, rule, hit)
        data = letter.document.save()
    return data


def _read(data, context, limits):
    document = Document(data, limits)
    text = "\n".join(piece.text for piece in document.pieces[:80])
    if find_secret_mark(text):
        raise FormatError("secret")
    return find_components(document, context or Context())


def _hits(letter, rules):
    for rule in rules:
        function = CHECKS.get(rule.check)
        for found in function(letter, rule) if function else ():
            yield rule, found
