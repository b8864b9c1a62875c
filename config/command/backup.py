"""Write a database and its files together into one archive.

  ./vanthu backup                       the demo, into .vanthu/backups
  ./vanthu backup DATABASE [FILE.tar]

The archive is a snapshot: rows, row counts and the list of files are of one
moment, while people go on working. ./vanthu restore proves it.
"""

import datetime
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from . import archive, database, environment, odoo_source, paths, postgres
from .arguments import parser
from .say import CommandError, say

# Row counts of all tables, by name; one query for each, in one snapshot.
TABLES = """SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"""
STORED = "SELECT DISTINCT store_fname FROM ir_attachment WHERE store_fname <> '' ORDER BY 1"
END = "-- end of answer --"


def main(args: list[str]) -> int:
    """Run ./vanthu backup."""
    options = parser(__name__, __doc__)
    options.add_argument("database", nargs="?", default="vanthu_demo")
    options.add_argument("file", nargs="?", type=Path, help="the archive to write")
    given = options.parse_args(args)
    environment.ensure()
    if not database.exists(given.database):
        raise CommandError(f"there is no database {given.database}")
    target = given.file or paths.BACKUPS / (
        f"{given.database}-{datetime.datetime.now().strftime('%Y%m%d-%H%M%S')}.tar"
    )
    if target.exists():
        raise CommandError(f"{target} is there already: name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    manifest = write(given.database, target)
    say(
        f"{target}: {len(manifest['tables'])} tables, {sum(manifest['tables'].values())} rows,"
        f" {len(manifest['members']) - 1} files, {target.stat().st_size / 1e6:.1f} MB"
    )
    print(target)
    return 0


class Snapshot:
    """A transaction that sees one moment of a database and lets pg_dump see the same."""

    def __init__(self, name: str):
        self._psql = database.psql_session(name)
        self.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;")
        self.name = self.ask("SELECT pg_export_snapshot();")[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._psql.stdin.close()
        self._psql.wait(30)
        self._psql.stdout.close()

    def ask(self, statement: str) -> list[str]:
        """Run a statement and return its rows."""
        self._psql.stdin.write(f"{statement}\n\\echo '{END}'\n")
        self._psql.stdin.flush()
        rows = []
        for line in self._psql.stdout:
            if line.rstrip("\n") == END:
                return rows
            rows.append(line.rstrip("\n"))
        raise CommandError("PostgreSQL ended the session of the backup")


def row_counts(ask) -> dict[str, int]:
    """Rows of each table, by a function that runs SQL and returns rows of one text."""
    queries = []
    for table in ask(TABLES + ";"):
        literal = table.replace("'", "''")
        queries.append(f"SELECT count(*) || ' {literal}' FROM {table}")  # noqa: S608 - quoted by SQL
    answers = ask(" UNION ALL ".join(queries) + ";") if queries else []
    pairs = (answer.split(" ", 1) for answer in answers)
    return {table: int(count) for count, table in pairs}


def write(name: str, target: Path) -> dict:
    """Write the archive of a database; returns its manifest.

    The file has its name only when it is complete.
    """
    part = target.with_name(target.name + ".part")
    with (
        Snapshot(name) as snapshot,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder,
    ):
        dump = Path(folder) / archive.DUMP
        say(f"dumping the database {name}")
        _dump(name, snapshot.name, dump)
        say("copying its files")
        members, missing = {}, []
        try:
            with tarfile.open(part, "w:") as output:
                members[archive.DUMP] = archive.add(output, archive.DUMP, dump)
                for stored in snapshot.ask(STORED + ";"):
                    source = database.filestore(name) / stored
                    if not archive.STORED.fullmatch(stored) or not source.is_file():
                        missing.append(stored)
                        continue
                    member = f"filestore/{stored}"
                    members[member] = archive.add(output, member, source)
                manifest = {
                    "format": archive.FORMAT,
                    "database": name,
                    "written": datetime.datetime.now(datetime.timezone.utc).isoformat(),
                    "odoo": odoo_source.release(odoo_source.folder()),
                    "server": snapshot.ask("SHOW server_version;")[0],
                    "tables": row_counts(snapshot.ask),
                    "members": members,
                    "missing_files": missing,
                }
                archive.add_manifest(output, manifest)
            with open(part, "rb") as handle:
                os.fsync(handle.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    if missing:
        say(f"note: {len(missing)} files that the database names are not on the disk;"
            f" the manifest lists them, the first is {missing[0]}")
    return manifest


def _dump(name: str, snapshot: str, target: Path) -> None:
    done = subprocess.run(  # our own program
        [str(postgres.programs() / "pg_dump"), "-Fc", "-Z", "6", "--no-owner", "--no-privileges",
         f"--snapshot={snapshot}", "-f", str(target), "-d", name],
        env={**os.environ, **postgres.environment()}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise CommandError(f"pg_dump failed: {done.stderr.strip()}")
