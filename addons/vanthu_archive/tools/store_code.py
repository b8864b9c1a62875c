"""The short codes on labels in the store: what a scanner reads, or a person types.

Labels live for decades and databases do not: a code is drawn by lot, kept with the record and
carried along wherever the data go, so that it says nothing about any database. Only digits and
consonants that no Vietnamese input method turns into another letter: a hand scanner types like
a keyboard, and Telex would make "Â" of "AA" and "Đ" of "DD", VNI "Đ" of "D9".
"""

import re
import secrets

BOX, LOCATION, FILE = "B", "L", "F"
ALPHABET = "0123456789BCFGHJKLMNPQRSTVXZ"
# Nine drawn signs and one that checks them: a million labels share none by chance.
LENGTH = 10
_CODE = re.compile(
    rf"^\s*VT[:;\s-]*([BLF])[:;\s-]*(\d{{1,9}}|[{ALPHABET}]{{{LENGTH}}})\s*$", re.IGNORECASE
)


def draw_label():
    """A new code for a label.

    :return str: ten signs, the last of which checks the others
    """
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return drawn + _get_check_sign(drawn)


def is_label(text):
    """Whether a text is a code that :func:`draw_label` can have made.

    :param str text: in capitals
    :return bool: False for what was mistyped, too
    """
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and (
        _get_check_sign(text[:-1]) == text[-1]
    )


def _get_check_sign(text):
    """Hybrid check of ISO 7064 (MOD 29,28): finds every wrong sign and most swapped ones."""
    size = len(ALPHABET)
    rest = size
    for sign in text:
        rest = (rest + ALPHABET.index(sign)) % size or size
        rest = rest * 2 % (size + 1)
    return ALPHABET[(1 - rest) % size]


def make_code(kind, label):
    """The code of a thing in the store.

    :param str kind: BOX, LOCATION or FILE
    :param label: its label, or its id where it has none
    :return str: such as ``VT:B:4K7QX0MT2C``
    """
    return f"VT:{kind}:{label}"


def parse_code(text):
    """What a scanned or typed code means.

    A keyboard that is set to another language may type ";" for ":"; that is understood. So are
    labels of the first kind, which held the id.

    :param str text: as it came
    :return: ``(kind, label)``, ``(kind, id)`` or None for what is no code or was misread
    """
    match = _CODE.match(text or "")
    if not match:
        return None
    kind, code = match[1].upper(), match[2].upper()
    if len(code) < LENGTH:
        return kind, int(code)
    return (kind, code) if is_label(code) else None
