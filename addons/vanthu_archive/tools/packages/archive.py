"""A package as a ZIP file on the disk, each member summed while it is written."""

import hashlib
import zipfile
from dataclasses import dataclass

from .spec import CHUNK

# What is packed already gains nothing from being packed again.
_PACKED = (".pdf", ".jpg", ".jpeg", ".png", ".zip", ".docx", ".xlsx", ".pptx", ".mp4", ".mp3")


@dataclass(frozen=True)
class Member:
    """What was written: path in the package, bytes, SHA-256 (small letters)."""

    path: str
    size: int
    sha256: str


class PackageWriter:
    """Writes members below one folder of a ZIP file.

    :param archive: an open ``zipfile.ZipFile``
    :param str root: name of the folder
    :param datetime.datetime moment: local time that all members bear
    """

    def __init__(self, archive, root, moment):
        self._archive = archive
        self._root = root
        self._moment = moment.timetuple()[:6]
        self.members = []

    def add_bytes(self, path, data):
        """Write what is in memory.

        :param str path: below the folder
        :param bytes data: all of it
        :return Member:
        """
        self._archive.writestr(self._info(path), data)
        return self._keep(path, len(data), hashlib.sha256(data).hexdigest())

    def add_content(self, path, content):
        """Write an electronic file piece by piece.

        :param str path: below the folder
        :param content: ``Content``
        :return Member:
        :raise PackageError: it is missing, or not what the archive took over
        """
        size, digest = 0, hashlib.sha256()
        info = self._info(path)
        info.file_size = content.size
        with content.open() as source, self._archive.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        content.check(digest.hexdigest(), size)
        return self._keep(path, size, digest.hexdigest())

    def _info(self, path):
        info = zipfile.ZipInfo(f"{self._root}/{path}", self._moment)
        packed = path.lower().endswith(_PACKED)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

    def _keep(self, path, size, sha256):
        member = Member(path, size, sha256)
        self.members.append(member)
        return member
