"""Restore an archive of ./vanthu backup into a new database and prove it.

  ./vanthu restore FILE.tar NEWNAME [--neutralize]

Every file's SHA-256 and every table's row count are compared with the manifest
of the archive; only when all are equal does the database get its name. An
existing database is never touched. --neutralize turns off mail, scheduled jobs
and other outside effects, for a copy to try things on.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import archive, backup, database, environment, odoo_log, paths, postgres
from .arguments import parser
from .say import CommandError, say


def main(args: list[str]) -> int:
    """Run ./vanthu restore."""
    options = parser(__name__, __doc__)
    options.add_argument("file", type=Path)
    options.add_argument("database", help="the name of the new database")
    options.add_argument("--neutralize", action="store_true", help="turn off outside effects")
    given = options.parse_args(args)
    if not given.file.is_file():
        raise CommandError(f"there is no file {given.file}")
    database.check_name(given.database)
    environment.ensure()
    restore(given.file, given.database, neutralize=given.neutralize)
    return 0


def restore(source: Path, name: str, *, neutralize: bool = False) -> None:
    """Restore into a new database; prints the comparison.

    :raises CommandError: the name is taken, the archive is damaged, or what was
        restored differs from it. Then nothing of it is left.
    """
    if database.exists(name) or database.filestore(name).exists():
        raise CommandError(f"{name} is there already: restore into a new name")
    scratch = f"vanthu_restore_{os.getpid()}"
    paths.FILES.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=paths.FILES, prefix=".restore-") as folder:
            dump, files = Path(folder) / archive.DUMP, Path(folder) / "files"
            say(f"unpacking {source}")
            manifest, found = archive.extract(source, dump, files)
            wrong = archive.differences(manifest["members"], found, "file")
            if wrong:
                raise CommandError("the archive is damaged:\n" + "\n".join(wrong[:20]))
            say("restoring the database")
            _load(scratch, dump)
            database.filestore(scratch).parent.mkdir(parents=True, exist_ok=True)
            if files.exists():
                files.rename(database.filestore(scratch))
        _prove(scratch, manifest)
        if neutralize:
            say("turning off mail, scheduled jobs and other outside effects")
            odoo_log.run_odoo(["neutralize", "-d", scratch], log="neutralize", what="neutralizing")
        database.rename(scratch, name)
    except BaseException:
        database.drop(scratch)
        raise
    say(f"{name} is restored: ./vanthu serve {name}")


def _load(name: str, dump: Path) -> None:
    """Create a database and load a dump into it."""
    database.drop(name)
    # The extensions first: an index of the dump needs unaccent to be immutable.
    database.create(name)
    done = subprocess.run(  # our own program
        [str(postgres.programs() / "pg_restore"), "--no-owner", "--no-privileges",
         "--exit-on-error", "-j", str(min(4, os.cpu_count() or 1)), "-d", name, str(dump)],
        env={**os.environ, **postgres.environment()}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise CommandError(f"pg_restore failed: {done.stderr.strip()[-2000:]}")


def _prove(name: str, manifest: dict) -> None:
    """Compare rows and files of the restored database with the manifest."""

    def ask(statement: str) -> list[str]:
        return [row[0] for row in database.sql(statement, name)]

    expected = manifest["tables"]
    counts = backup.row_counts(ask)
    wrong = archive.differences(expected, counts, "table")
    stored = set(ask(backup.STORED)).difference(manifest["missing_files"])
    folder = database.filestore(name)
    absent = sorted(item for item in stored if not (folder / item).is_file())
    wrong += [f"file {item}: named by the database, not in the archive" for item in absent]
    print(
        f"tables: {len(counts)} of {len(expected)} restored,"
        f" rows: {sum(counts.values())} of {sum(expected.values())}\n"
        f"files: {len(stored) - len(absent)} of {len(stored)}, SHA-256 of each equal", flush=True,
    )
    if wrong:
        raise CommandError("the restored database differs:\n" + "\n".join(wrong[:20]))
    if manifest["missing_files"]:
        print(f"{len(manifest['missing_files'])} files were missing at the time of the backup")
    shutil.rmtree(folder / "checklist", ignore_errors=True)
