"""The archive of a backup: what goes in comes out, and damage is told."""

import io
import json
import tarfile

import pytest

from command import archive
from command.say import CommandError

STORED = "ab/" + "ab" * 20


@pytest.fixture
def backup(tmp_path):
    """An archive with a dump and one file, and the folder it may be unpacked into."""
    dump, attachment, path = tmp_path / "dump", tmp_path / "file", tmp_path / "b.tar"
    dump.write_bytes(b"rows" * 5000)
    attachment.write_bytes("công văn".encode())
    with tarfile.open(path, "w:") as output:
        members = {
            archive.DUMP: archive.add(output, archive.DUMP, dump),
            f"filestore/{STORED}": archive.add(output, f"filestore/{STORED}", attachment),
        }
        archive.add_manifest(
            output, {"format": archive.FORMAT, "members": members, "tables": {"t": 2}}
        )
    return path


def extract(path, tmp_path):
    return archive.extract(path, tmp_path / "out" / "dump", tmp_path / "out" / "files")


def test_what_goes_in_comes_out(backup, tmp_path):
    manifest, found = extract(backup, tmp_path)
    assert found == manifest["members"]
    assert (tmp_path / "out/files" / STORED).read_text(encoding="utf-8") == "công văn"
    assert not archive.differences(manifest["members"], found, "file")


def test_one_changed_byte_is_a_difference(backup, tmp_path):
    content = bytearray(backup.read_bytes())
    content[content.index(b"rowsrows") + 100] ^= 1
    backup.write_bytes(content)
    manifest, found = extract(backup, tmp_path)
    wrong = archive.differences(manifest["members"], found, "file")
    assert len(wrong) == 1
    assert archive.DUMP in wrong[0]


@pytest.mark.parametrize("kept", [600, 10_000, 21_000])
def test_archive_that_was_cut_off_is_refused(backup, tmp_path, kept):
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises(CommandError):
        extract(backup, tmp_path)


def test_file_that_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7" + b"x" * 2000)
    with pytest.raises(CommandError, match="cannot be read as a backup"):
        extract(path, tmp_path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "filestore/../x", "other"])
def test_member_that_leads_elsewhere_is_refused(tmp_path, name):
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w:") as output:
        info = tarfile.TarInfo(name)
        info.size = 1
        output.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(CommandError, match="no backup"):
        extract(path, tmp_path)


def test_link_is_refused(tmp_path):
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w:") as output:
        info = tarfile.TarInfo(f"filestore/{STORED}")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        output.addfile(info)
    with pytest.raises(CommandError, match="no backup"):
        extract(path, tmp_path)


def test_archive_of_a_newer_format_is_refused(tmp_path):
    dump, path = tmp_path / "dump", tmp_path / "b.tar"
    dump.write_bytes(b"x")
    with tarfile.open(path, "w:") as output:
        archive.add(output, archive.DUMP, dump)
        content = json.dumps({"format": archive.FORMAT + 1}).encode()
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(content)
        output.addfile(info, io.BytesIO(content))
    with pytest.raises(CommandError, match="newer"):
        extract(path, tmp_path)


def test_rows_that_differ_are_named():
    wrong = archive.differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, "table")
    assert [line.split(":")[0] for line in wrong] == ["table b", "table c"]
