"""The archive of a backup: one tar file with the dump, the files and a manifest.

Its members, in this order: database.dump (pg_dump's custom format),
filestore/xx/sha1… (the attachments that the database names), manifest.json
(row counts of every table, size and SHA-256 of every other member).
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .say import CommandError

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
# Odoo names a file after its SHA-1, below the first two digits of it.
STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{40}")
_MEMBER = re.compile(rf"(?:{re.escape(DUMP)}|{re.escape(MANIFEST)}|filestore/{STORED.pattern})")
_BLOCK = 1 << 20


class _Counted(io.RawIOBase):
    """A reader that notes the SHA-256 of what passes through it."""

    def __init__(self, source: IO[bytes]):
        self._source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.digest.update(block)
        return block


def add(archive: tarfile.TarFile, name: str, path: Path) -> dict:
    """Add a file to the archive; returns its entry for the manifest (size, sha256)."""
    info = tarfile.TarInfo(name)
    stat = path.stat()
    info.size, info.mtime, info.mode = stat.st_size, int(stat.st_mtime), 0o600
    with open(path, "rb") as handle:
        source = _Counted(handle)
        archive.addfile(info, source)
    return {"size": info.size, "sha256": source.digest.hexdigest()}


def add_manifest(archive: tarfile.TarFile, manifest: dict) -> None:
    """Add the manifest, which closes the archive: without it a backup is incomplete."""
    content = json.dumps(manifest, indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of an archive in their order, as (name, readable file).

    :raises CommandError: a member that no backup has (a path that leads
        elsewhere, a link).
    """
    with tarfile.open(path, "r:") as archive:
        for info in archive:
            if not info.isreg() or not _MEMBER.fullmatch(info.name):
                raise CommandError(f"{path} is no backup of ./vanthu: it holds {info.name!r}")
            yield info.name, archive.extractfile(info)


def extract(path: Path, dump: Path, files: Path) -> tuple[dict, dict[str, dict]]:
    """Unpack an archive.

    :returns: the manifest, and size and SHA-256 of each member as found now.
    :raises CommandError: it is no backup, or it is incomplete.
    """
    manifest: dict | None = None
    found: dict[str, dict] = {}
    try:
        for name, source in members(path):
            if name == MANIFEST:
                manifest = json.load(source)
                continue
            target = dump if name == DUMP else files / name.removeprefix("filestore/")
            found[name] = _write(source, target)
    except (OSError, EOFError, ValueError, tarfile.TarError) as error:
        raise CommandError(f"{path} cannot be read as a backup: {error}") from error
    if manifest is None or DUMP not in found:
        raise CommandError(f"{path} is incomplete: the backup was cut off while being written")
    if manifest.get("format") != FORMAT:
        raise CommandError(f"{path} was written by a newer ./vanthu: take that one to restore it")
    return manifest, found


def _write(source: IO[bytes], target: Path) -> dict:
    """Write a member to a file; returns its size and SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with open(target, "wb") as output:
        while block := source.read(_BLOCK):
            output.write(block)
            digest.update(block)
            size += len(block)
    return {"size": size, "sha256": digest.hexdigest()}


def differences(expected: dict[str, object], found: dict[str, object], what: str) -> list[str]:
    """One line for each entry that is missing, added or different."""
    return [
        f"{what} {name}: {expected.get(name, 'absent')} in the backup, "
        f"{found.get(name, 'absent')} restored"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]
