"""What the text of a document (PDF, .docx, .txt) says, as one JSON object.

Needs no database: ./vanthu read FILE
"""

import os
from pathlib import Path

from . import paths, venv
from .say import CommandError


def main(args: list[str]) -> int:
    """Run ./vanthu read: replaces this process with the reader."""
    addon = paths.ADDONS / "vanthu_document"
    if not (addon / "tools").is_dir():
        raise CommandError("the add-on vanthu_document is not in addons/")
    venv.ensure()
    env = {**os.environ, "PYTHONPATH": str(addon), "PYTHONIOENCODING": "utf-8"}
    argv = [str(venv.python()), "-m", "tools.read", *[_absolute(arg) for arg in args]]
    os.execve(argv[0], argv, env)  # noqa: S606 - our own module
    return 0


def _absolute(arg: str) -> str:
    """The path of an argument that names a file, whatever folder the reader works in."""
    return str(Path(arg).resolve()) if Path(arg).exists() else arg
