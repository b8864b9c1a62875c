"""Lives of a document and of an assignment, each as one table of allowed steps.

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
