"""A copy of the test database for what cannot be undone: numbers are never deleted."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from command import database
from command.say import CommandError

ROOT = Path(__file__).resolve().parents[1]
# The server of the test run may look at its database at this very moment.
COPY_ATTEMPTS = 20


@contextmanager
def copy_of_test_database(name):
    """A copy that is dropped at the end.

    :param str name: name of the copy
    :return str: the same name
    """
    source = os.environ["VANTHU_TEST_DB"]
    database.drop(name)
    for attempt in range(COPY_ATTEMPTS):
        _let_go(source)
        try:
            database.copy(source, name)
        except CommandError:
            if attempt == COPY_ATTEMPTS - 1:
                raise
            time.sleep(0.5)
        else:
            break
    try:
        yield name
    finally:
        database.drop(name)


def start_python(module, *args):
    """Start a module of the tests in a process of its own, with Odoo at hand.

    :param str module: dotted name
    :return: ``subprocess.Popen`` whose output is read line by line
    """
    folders = [str(ROOT), str(ROOT / "config"), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, args)], cwd=ROOT, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, folders))},
    )


def _let_go(name):
    """Close the idle connections that this process keeps to a database."""
    if "odoo.sql_db" in sys.modules:
        sys.modules["odoo.sql_db"].close_db(name)
