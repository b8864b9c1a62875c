"""Which optional packages and programs the server has, and in which version."""

import functools
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess

# Program → the option that makes it name its version.
_VERSION_OPTIONS = {"pdftoppm": "-v"}
_VERSION = re.compile(r"\d+(\.\d+)+")


def find_package(module, distribution):
    """Version of a Python package.

    :param str module: name under which it is imported
    :param str distribution: name under which it is installed
    :return str: version; "?" where it is there but does not say; "" where it is missing
    """
    if not importlib.util.find_spec(module):
        return ""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "?"


def find_program(name):
    """Version of a program on the search path, in the same words.

    :param str name: name of the program
    :return str: version, "?" or ""
    """
    path = shutil.which(name)
    return _ask_version(path, _VERSION_OPTIONS.get(name, "--version")) if path else ""


@functools.lru_cache(maxsize=32)
def _ask_version(path, option):
    try:
        done = subprocess.run(  # noqa: S603 - a program that the administrator installed
            [path, option], stdin=subprocess.DEVNULL, capture_output=True, timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return "?"
    found = _VERSION.search((done.stdout + done.stderr).decode(errors="replace"))
    return found[0] if found else "?"
