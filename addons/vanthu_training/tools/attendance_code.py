"""The code on the trainer's screen: it changes every 20 seconds and proves one session.

An HMAC-SHA256 over the session and the slot of time, as in RFC 6238, but long enough to be put
into an address instead of being typed.
"""

import hashlib
import hmac

SLOT_SECONDS = 20
# 120 bits in letters and digits that an address takes as they are.
CODE_LENGTH = 30


def slot_of(timestamp):
    """The slot of time that a moment lies in.

    :param float timestamp: seconds since 1970, UTC
    :return int: number of the slot
    """
    return int(timestamp // SLOT_SECONDS)


def make_code(key, session_id, slot):
    """The code of a session in one slot.

    :param str key: secret of the session
    :param int session_id: id of the session
    :param int slot: number of the slot
    :return str: hexadecimal digits
    """
    message = f"{session_id}:{slot}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:CODE_LENGTH]


def is_current(key, session_id, code, timestamp):
    """Whether a code is that of the current slot, or of the one before, which was just shown.

    :param str key: secret of the session
    :param int session_id: id of the session
    :param str code: what was scanned
    :param float timestamp: seconds since 1970 on the server
    :return bool:
    """
    now, given = slot_of(timestamp), (code or "").encode()
    return any([
        hmac.compare_digest(make_code(key, session_id, slot).encode(), given)
        for slot in (now, now - 1)
    ])
