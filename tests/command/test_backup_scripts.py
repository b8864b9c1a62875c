"""config/backup.sh and config/restore.sh, for servers where ./vanthu is not, on the test database.

They must write and read what ./vanthu backup and ./vanthu restore do.
"""

import os
import subprocess
import tarfile

import pytest

from command import archive, backup, database, paths, postgres, restore

NAME = os.environ.get("VANTHU_TEST_DB", "")
COPY = f"{NAME}_script"
pytestmark = pytest.mark.skipif(not NAME, reason="runs under ./vanthu test")


def run(script, *args, folder):
    """Run one of the scripts as it would run beside a server; returns the finished process."""
    env = {
        **os.environ, **postgres.environment(), "FILESTORE": str(paths.FILES / "filestore"),
        "BACKUPS": str(folder),
        "PATH": f"{postgres.programs()}:{os.environ['PATH']}",
    }
    env.pop("PGDATABASE", None)
    return subprocess.run(
        ["bash", str(paths.CONFIG / script), *args], env=env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """An archive of the test database, written by the script."""
    folder = tmp_path_factory.mktemp("backups")
    done = run("backup.sh", NAME, folder=folder)
    assert done.returncode == 0, done.stderr
    names = list(folder.iterdir())
    assert [path.suffix for path in names] == [".tar"], "only the finished archive is left"
    return names[0]


@pytest.fixture
def copy():
    """The name of the restored database, gone before and after."""
    database.drop(COPY)
    yield COPY
    database.drop(COPY)


def leftovers():
    """What an unfinished restore would leave behind."""
    files = [path.name for path in (paths.FILES / "filestore").glob(".restore-*")]
    return files + [name for name in database.names() if name.startswith("vanthu_restore_")]


def test_archive_of_the_script_is_that_of_the_command(written, tmp_path):
    manifest, found = archive.extract(written, tmp_path / "dump", tmp_path / "files")
    expected = backup.write(NAME, tmp_path / "command.tar")
    assert manifest["members"].keys() == expected["members"].keys()
    assert not archive.differences(manifest["members"], found, "file")
    assert manifest["tables"] == expected["tables"]
    assert set(manifest) == set(expected)
    assert manifest["missing_files"] == expected["missing_files"]


def test_command_restores_the_archive_of_the_script(written, copy):
    restore.restore(written, copy)
    assert database.exists(copy)


def test_script_restores_into_a_new_name_and_proves_it(written, copy):
    done = run("restore.sh", written.name, copy, folder=written.parent)
    assert done.returncode == 0, done.stderr
    assert "all as in the backup" in done.stdout
    assert database.sql(
        "SELECT provolatile FROM pg_proc WHERE oid = 'unaccent(text)'::regprocedure", copy
    ) == [["i"]]
    with tarfile.open(written) as content:
        members = [name for name in content.getnames() if name.startswith("filestore/")]
    files = [path for path in database.filestore(copy).rglob("*") if path.is_file()]
    assert len(files) == len(members) > 0
    assert not leftovers()


def test_existing_database_is_not_touched(written):
    done = run("restore.sh", str(written), NAME, folder=written.parent)
    assert done.returncode == 1
    assert "is there already" in done.stderr


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("damaged.tar", "damage", "the archive is damaged"),
        ("cut.tar", "cut", "the archive is incomplete"),
        ("other.tar", "other", "this is no backup"),
    ],
)
def test_bad_archives_are_refused_and_leave_nothing(
    written, copy, tmp_path, name, change, message
):
    content = bytearray(written.read_bytes())
    target = tmp_path / name
    if change == "other":
        with tarfile.open(target, "w") as output:
            output.add(__file__, "../escape.py")
    else:
        middle = len(content) // 2
        if change == "damage":
            content[512 + 200] ^= 0xFF  # inside the dump, the first member
        target.write_bytes(content if change == "damage" else content[:middle])
    done = run("restore.sh", str(target), copy, folder=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert not database.exists(copy)
    assert not leftovers()


def test_a_lost_row_fails_the_restore_and_leaves_nothing(written, copy, tmp_path):
    """The manifest is the witness: one more row in it, and the restored table lacks it."""
    manifest, _ = archive.extract(written, tmp_path / archive.DUMP, tmp_path / "filestore")
    manifest["tables"]["public.res_users"] += 1
    changed = tmp_path / "changed.tar"
    with tarfile.open(changed, "w") as output:
        for member in manifest["members"]:
            archive.add(output, member, tmp_path / member)
        archive.add_manifest(output, manifest)
    done = run("restore.sh", str(changed), copy, folder=tmp_path)
    assert done.returncode == 1
    assert "public.res_users" in done.stderr
    assert not database.exists(copy)
    assert not leftovers()
