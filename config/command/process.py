"""Run other programs, and hold a lock while something shared is being built."""

import contextlib
import fcntl
import os
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import paths
from .say import CommandError, say


def run(
    argv: Sequence[str | Path],
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    what: str = "",
) -> str:
    """Run a program quietly and return its standard output.

    :param what: what failed, for the message, when the program ends with an error.
    :raises CommandError: the program is missing or its exit code is not 0.
    """
    argv = [str(arg) for arg in argv]
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, never a shell
            argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", check=False,
        )
    except OSError as error:
        raise CommandError(f"{what or argv[0]}: cannot run {argv[0]} ({error.strerror})") from error
    if done.returncode:
        tail = (done.stderr.strip() or done.stdout.strip())[-3000:]
        raise CommandError(
            f"{what or shlex.join(argv[:3])} failed with exit code {done.returncode}:\n{tail}"
        )
    return done.stdout


@contextlib.contextmanager
def lock(name: str) -> Iterator[None]:
    """Hold an exclusive lock of this checkout; it vanishes with the process."""
    paths.BROUGHT.mkdir(parents=True, exist_ok=True)
    with open(paths.BROUGHT / f".lock-{name.replace(' ', '-').lower()}", "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another ./vanthu that works on the {name}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_atomically(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def is_root() -> bool:
    """Whether the command runs as root and may install Debian packages."""
    return os.geteuid() == 0
