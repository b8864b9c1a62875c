"""The files of the repository, for the tests that read them."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = sorted(path.parent for path in ROOT.glob("addons/*/__manifest__.py"))


@functools.cache
def repository_files() -> tuple[Path, ...]:
    """All files that are or would be committed, in alphabetical order.

    :raises RuntimeError: this is no checkout of git
    """
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise RuntimeError(f"these tests read the files that git knows: {done.stderr.strip()}")
    names = sorted(name for name in done.stdout.split("\0") if name)
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def of_kind(*suffixes: str, inside: str = "") -> list[Path]:
    """Files of the repository with one of the suffixes below a folder."""
    folder = ROOT / inside
    return [
        path for path in repository_files()
        if path.suffix in suffixes and path.is_relative_to(folder)
    ]


def text(path: Path) -> str:
    """The content of a text file."""
    return path.read_text(encoding="utf-8")


def short(path: Path) -> str:
    """The path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(text(path), filename=str(path))
