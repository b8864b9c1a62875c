"""Time travel for the demo: weeks of work are done in a minute, each step on its own day.

Only the thread that loads the demo sees the other time.
"""

import datetime as real
import threading
from contextlib import contextmanager
from unittest.mock import patch

_travel = threading.local()


def _moment():
    return getattr(_travel, "moment", None)


class _Lookalike(type):
    """Values of the real classes pass for values of the travelling ones."""

    def __instancecheck__(cls, value):
        return isinstance(value, cls.stands_for)


class _Datetime(metaclass=_Lookalike):
    stands_for = real.datetime
    strptime = staticmethod(real.datetime.strptime)
    combine = staticmethod(real.datetime.combine)

    @staticmethod
    def now(tz=None):
        moment = _moment()
        return real.datetime.now(tz) if moment is None or tz else moment


class _Date(metaclass=_Lookalike):
    stands_for = real.date

    @staticmethod
    def today():
        moment = _moment()
        return real.date.today() if moment is None else moment.date()


@contextmanager
def travelling():
    """Let :func:`go_to` move the time of Odoo's date fields in this thread.

    The fields' module looks its classes up by name, so that defaults that were bound when the
    models were read follow too.
    """
    target = "odoo.orm.fields_temporal"
    with patch(f"{target}.datetime", _Datetime), patch(f"{target}.date", _Date):
        try:
            yield
        finally:
            _travel.moment = None


def go_to(cr, moment):
    """Make it ``moment`` for everything that is written next.

    :param cr: the cursor; rows written through it get the time as well
    :param datetime.datetime moment: UTC, without time zone; None for the real time
    """
    _travel.moment = moment
    cr._now = moment
