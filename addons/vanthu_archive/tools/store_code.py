"""The short codes on labels in the store: what a scanner reads, or a person types.

Only consonants that no Vietnamese input method turns into another letter, and digits: a hand
scanner types like a keyboard, and Telex would make "Â" of "AA".
"""

import re

BOX, LOCATION, FILE = "B", "L", "F"
_CODE = re.compile(r"^\s*VT[:;\s-]*([BLF])[:;\s-]*(\d{1,9})\s*$", re.IGNORECASE)


def make_code(kind, number):
    """The code of a thing in the store.

    :param str kind: BOX, LOCATION or FILE
    :param int number: its id in the database, which never changes
    :return str: such as ``VT:B:45``
    """
    return f"VT:{kind}:{number}"


def parse_code(text):
    """What a scanned or typed code means.

    A keyboard that is set to another language may type ";" for ":"; that is understood.

    :param str text: as it came
    :return: ``(kind, id)``, or None for what is no code
    """
    match = _CODE.match(text or "")
    return (match[1].upper(), int(match[2])) if match else None
