"""Reading files for their sums, and putting a sound copy in a damaged one's place."""

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20


@dataclass(frozen=True)
class Sums:
    """What was read: SHA-256, the sum that Odoo's file store uses (SHA-1), number of bytes.

    Both sums are None where there was nothing to read.
    """

    sha256: str = None
    store_sum: str = None
    size: int = 0


def sums_of_file(path):
    """Read a file piece by piece.

    :param str path: of the file
    :return Sums: empty when there is no such file
    """
    try:
        with open(path, "rb") as stream:
            return _sum(iter(lambda: stream.read(CHUNK), b""))
    except FileNotFoundError:
        return Sums()


def sums_of_bytes(data):
    """The sums of bytes that are in memory already.

    :param bytes data: any
    :return Sums:
    """
    return _sum([data])


def _sum(chunks):
    sha256, store_sum, size = hashlib.sha256(), hashlib.sha1(usedforsecurity=False), 0
    for chunk in chunks:
        sha256.update(chunk)
        store_sum.update(chunk)
        size += len(chunk)
    return Sums(sha256.hexdigest(), store_sum.hexdigest(), size)


def put_in_place(path, data):
    """Write a file so that there is never half of it, whatever happens meanwhile.

    :param str path: where it belongs; folders are made
    :param bytes data: its content
    :raise OSError: the store cannot be written
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
