"""The life of a case file: the allowed steps, in one table."""

# open: documents come in. closed: the work is done and the file made up (Điều 29).
# archived: taken over by the archive. transferred: given to a historical archive.
# disposed: destroyed by decision; the stub and its papers stay.
FILE_TRANSITIONS = {
    "open": {"closed"},
    "closed": {"open", "archived"},
    "archived": {"transferred", "disposed"},
    "transferred": set(),
    "disposed": set(),
}
# In these states the file and what is in it stay as they are, below the access rules.
FIXED_STATES = ("archived", "transferred", "disposed")

PLAN_TRANSITIONS = {
    "draft": {"in_force"},
    "in_force": {"ended"},
    "ended": set(),
}

# Each step of a disposal only after the one before (TT 06/2025/TT-BNV).
DISPOSAL_TRANSITIONS = {
    "draft": {"listed", "cancelled"},
    "listed": {"reviewed", "draft", "cancelled"},
    "reviewed": {"decided", "cancelled"},
    "decided": {"handed_over"},
    "handed_over": {"done"},
    "done": set(),
    "cancelled": set(),
}
# draft: the unit puts the batch together. sent: it has confirmed it. checking: the archivist
# goes through it. returned: to be mended by the unit. accepted: taken over, and fixed.
TRANSFER_TRANSITIONS = {
    "draft": {"sent"},
    "sent": {"checking", "returned"},
    "checking": {"accepted", "returned"},
    "returned": {"sent"},
    "accepted": set(),
}
# A file is in one batch at a time that is not yet decided about.
PENDING_LINE_STATES = ("waiting", "ok", "mend")

# asked: a request for archived files. approved: allowed. handed_out: the reader has the files.
# returned: all is back, or the copies are given.
LOAN_TRANSITIONS = {
    "asked": {"approved", "refused", "cancelled"},
    "approved": {"handed_out", "returned", "cancelled"},
    "handed_out": {"returned"},
    "returned": set(),
    "refused": set(),
    "cancelled": set(),
}


def can_move(table, source, target):
    """Whether a step leads from one state to another.

    :param dict table: one of the tables of this file
    :param str source: present state
    :param str target: wanted state
    :return bool:
    """
    return target in table[source]
