"""Measure how fast the suite is, against the bars; all options go to tests/bench.

Examples: ./vanthu bench --help, ./vanthu bench --size 100000 --json result.json
"""

import os

from . import environment, paths, venv
from .say import CommandError


def main(args: list[str]) -> int:
    """Run ./vanthu bench: replaces this process with the measurements."""
    if not (paths.TESTS / "bench").is_dir():
        raise CommandError("there is nothing to measure: tests/bench is missing")
    environment.ensure(tests=True)
    env = environment.odoo_env()
    env["PYTHONPATH"] = os.pathsep.join([str(paths.ROOT), env["PYTHONPATH"], str(paths.CONFIG)])
    env["ODOO_RC"] = str(environment.conf("test"))
    os.chdir(paths.ROOT)
    argv = [str(venv.python()), "-m", "tests.bench", *args]
    os.execve(argv[0], argv, env)  # noqa: S606 - our own module
    return 0
