"""Run Odoo to its end with its log in a file, and look for warnings in it."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from . import environment, paths
from .say import CommandError

ALLOWED = paths.CONFIG / "allowed_log_lines.txt"
# Odoo's lines, and what docutils or Python print beside the log.
_BAD = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (WARNING|ERROR|CRITICAL) "
    r"|\((ERROR|WARNING|SEVERE)/\d\)|^Traceback \(most recent call last\)"
)
_LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ ")


def allowed(path: Path = ALLOWED) -> list[re.Pattern[str]]:
    """The expressions of the written list of allowed lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [re.compile(line) for line in lines if line.strip() and not line.startswith("#")]


def warnings(text: str, permitted: Sequence[re.Pattern[str]]) -> list[str]:
    """Log entries of level WARNING or above that are not allowed, each with its traceback."""
    found: list[str] = []
    inside = False
    for line in text.splitlines():
        if _BAD.search(line):
            inside = not any(pattern.search(line) for pattern in permitted)
            if inside:
                found.append(line)
        elif _LINE.match(line):
            inside = False
        elif inside:
            found[-1] += "\n" + line
    return found


def run_odoo(
    args: Sequence[str], *, log: str, what: str, strict: bool = False, conf: str = "test",
    script: str | None = None,
) -> str:
    """Run an Odoo command line to its end; returns what it printed to standard output.

    :param log: name of the log file in .vanthu/log.
    :param strict: a line at WARNING or above that is not allowed is a failure.
    :param script: Python source for its standard input (odoo shell).
    :raises CommandError: it ended with an error, or with a warning where `strict`.
    """
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    target = paths.LOGS / f"{log}.log"
    env = {**environment.odoo_env(), "ODOO_RC": str(environment.conf(conf))}
    with open(target, "w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(  # noqa: S603 - Odoo itself
            environment.odoo(*args), env=env, cwd=paths.ROOT, stderr=output, text=True,
            input=script or "", stdout=subprocess.PIPE, check=False,
        )
    text = target.read_text(encoding="utf-8", errors="replace")
    bad = warnings(text, allowed())
    where = f"(log: {target})"
    if done.returncode:
        tail = "\n".join(bad[-3:]) or text[-3000:]
        raise CommandError(f"{what} failed with exit code {done.returncode} {where}\n{tail}")
    # A failed install rolls back with an exit code of 0 in some cases: always an error.
    serious = bad if strict else [line for line in bad if " CRITICAL " in line[:60]]
    if serious:
        raise CommandError(f"{what} printed {len(serious)} warnings {where}\n" + "\n".join(serious))
    return done.stdout
