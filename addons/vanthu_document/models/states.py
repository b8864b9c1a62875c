"""Lives of documents in and out and of an assignment, each as one table of allowed steps.

Every ``action_*`` asks :func:`can_move` before it writes; a test walks all pairs.
The states map onto the status codes 01–06, 13, 15 and 16 of QĐ 28/2018/QĐ-TTg.
"""

INCOMING_TRANSITIONS = {
    "arrived": {"registered", "returned", "handed_over", "recalled"},
    "registered": {"submitted", "assigned", "done", "recalled"},
    "submitted": {"registered", "assigned", "done", "recalled"},
    # Back before the directive: only when it is undone or all of its work is taken back.
    "assigned": {"registered", "submitted", "in_progress", "done", "recalled"},
    "in_progress": {"assigned", "done", "recalled"},
    "done": {"registered", "submitted", "in_progress", "recalled"},
    "returned": set(),
    "handed_over": {"arrived"},
    "recalled": set(),
}

# Sent back before the signature only; after it by recall or by another document (Điều 11–18).
OUTGOING_TRANSITIONS = {
    "draft": {"content_check", "signed"},  # signed: on paper, before the software knew of it
    "content_check": {"draft", "format_check"},
    "format_check": {"draft", "to_sign"},
    "to_sign": {"draft", "signed"},
    "signed": {"issued"},
    "issued": {"dispatched", "recalled"},
    "dispatched": {"recalled"},
    "recalled": set(),
}

# Direction → its life and the state in which it begins. Internal documents are issued, too.
TRANSITIONS = {
    "incoming": INCOMING_TRANSITIONS,
    "outgoing": OUTGOING_TRANSITIONS,
    "internal": OUTGOING_TRANSITIONS,
}
FIRST_STATES = {"incoming": "arrived", "outgoing": "draft", "internal": "draft"}
BEFORE_SIGNATURE = ("draft", "content_check", "format_check", "to_sign")
BEFORE_ISSUE = (*BEFORE_SIGNATURE, "signed")

ASSIGNMENT_TRANSITIONS = {
    "new": {"accepted", "in_progress", "reported", "done", "returned", "recalled"},
    "accepted": {"in_progress", "reported", "done", "returned"},
    "in_progress": {"reported", "done", "returned"},
    "reported": {"in_progress", "done"},
    "done": {"in_progress"},
    "returned": set(),
    "recalled": set(),
}

# QĐ 28/2018/QĐ-TTg: what the sending system is told about each state.
EXCHANGE_STATUS = {
    "arrived": "01",
    "returned": "02",
    "registered": "03",
    "submitted": "03",
    "assigned": "04",
    "in_progress": "05",
    "done": "06",
    "handed_over": "03",
    "recalled": "15",
}

OPEN_STATES = ("arrived", "registered", "submitted", "assigned", "in_progress")
OPEN_ASSIGNMENT_STATES = ("new", "accepted", "in_progress")
# Work that nobody does any more: sent back, or taken back before anybody began.
GONE_ASSIGNMENT_STATES = ("returned", "recalled")
# Roles that do not count when it is asked whether the whole is done.
SIDE_ROLES = ("inform", "opinion")


def can_move(transitions, source, target):
    """Whether ``target`` may follow ``source``.

    :param dict transitions: one of the tables above
    :param str source: the present state
    :param str target: the wanted state
    :return bool: True when the step is allowed
    """
    return target in transitions.get(source, ())
