"""What the command tells its user: one line for each step, on standard error.

Standard output is kept for results (JSON of `read`, output of scripts).
"""

import os
import sys
import time

_START = time.monotonic()


class CommandError(Exception):
    """The command cannot go on; the message is one sentence that says what to do."""


def say(message: str) -> None:
    """Print one line about what is being done."""
    mark = "vanthu"
    if sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        mark = "\033[1;34mvanthu\033[0m"
    print(f"{mark} [{time.monotonic() - _START:5.1f} s] {message}", file=sys.stderr, flush=True)


def warn(message: str) -> None:
    """Print one line about something that is missing but does not stop the work."""
    say("note: " + message)
