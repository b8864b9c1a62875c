"""Backup and restore of a real database: the very one the tests run in."""

import os

import pytest

from command import backup, database, postgres, restore
from command.say import CommandError

NAME = os.environ.get("VANTHU_TEST_DB", "")
COPY = f"{NAME}_restored"
pytestmark = pytest.mark.skipif(not NAME, reason="runs under ./vanthu test")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """An archive of the test database and its manifest."""
    path = tmp_path_factory.mktemp("backup") / "b.tar"
    return path, backup.write(NAME, path)


@pytest.fixture
def copy():
    """The name of the restored database, gone before and after."""
    database.drop(COPY)
    yield COPY
    database.drop(COPY)


def test_restored_database_has_the_same_rows_and_files(written, copy, capsys):
    path, manifest = written
    restore.restore(path, copy)
    rows = database.sql("SELECT count(*) FROM ir_model_fields", copy)
    assert int(rows[0][0]) == manifest["tables"]["public.ir_model_fields"] > 1000
    assert sum(1 for item in database.filestore(copy).rglob("*") if item.is_file()) == (
        len(manifest["members"]) - 1
    )
    assert f"rows: {sum(manifest['tables'].values())} of" in capsys.readouterr().out


def test_search_without_diacritics_still_has_its_index(written, copy):
    restore.restore(written[0], copy)
    assert database.sql(
        "SELECT provolatile FROM pg_proc WHERE oid = 'unaccent(text)'::regprocedure", copy
    ) == [["i"]]


def test_a_lost_row_fails_the_restore_and_leaves_nothing(written, copy, monkeypatch):
    load = restore._load

    def lossy(name, dump):
        load(name, dump)
        database.sql("DELETE FROM ir_logging; DELETE FROM ir_model_data WHERE module = 'web'", name)

    monkeypatch.setattr(restore, "_load", lossy)
    with pytest.raises(CommandError, match="table public.ir_model_data"):
        restore.restore(written[0], copy)
    assert not database.exists(copy)
    assert not any(name.startswith("vanthu_restore_") for name in database.names())


def test_existing_database_is_not_touched(written):
    with pytest.raises(CommandError, match="is there already"):
        restore.restore(written[0], NAME)


def test_cluster_keeps_vietnamese_in_order(copy):
    database.create(copy)
    assert database.sql("SELECT unaccent('Đảng ủy'), upper('đảng ủy')", copy) == [
        ["Dang uy", "ĐẢNG ỦY"]
    ]
    assert postgres.environment()["PGHOST"]
