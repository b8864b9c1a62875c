"""Databases: create, drop, rename, copy with their files; a template that saves time."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import odoo_log, odoo_source, paths, postgres
from .process import lock, run
from .say import CommandError, say

LANGUAGE = "vi_VN"
TEMPLATE_PREFIX = "vanthu_template_"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,62}")


def check_name(name: str) -> str:
    """The name of a database if it is one that Odoo and the shell take unquoted.

    :raises CommandError: it is not.
    """
    if not _NAME.fullmatch(name):
        raise CommandError(
            f"“{name}” cannot name a database: use letters, digits and _, a letter first"
        )
    return name


def sql(statement: str, database: str = "postgres") -> list[list[str]]:
    """Run SQL and return its rows as text columns."""
    argv = [
        postgres.programs() / "psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e",
        "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement,
    ]
    output = run(argv, env={**os.environ, **postgres.environment()}, what="PostgreSQL")
    output = output.removesuffix("\n")
    return [row.split("\x1f") for row in output.split("\x1e")] if output else []


def exists(name: str) -> bool:
    """Whether there is a database of this name."""
    return check_name(name) in names()


def names() -> list[str]:
    """All databases but PostgreSQL's own, the oldest first."""
    rows = sql(
        "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'"
        " ORDER BY oid"
    )
    return [row[0] for row in rows]


def filestore(name: str) -> Path:
    """The folder of a database's files."""
    return paths.FILES / "filestore" / name


def create(name: str) -> None:
    """Create an empty database that is ready for search without diacritics."""
    sql(
        f'CREATE DATABASE "{check_name(name)}" TEMPLATE template0'
        " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    )
    statements = (paths.CONFIG / "postgres/init-unaccent.sql").read_text(encoding="utf-8")
    sql(statements, name)


def drop(name: str) -> None:
    """Drop a database and its files, whoever is connected; nothing if there is none."""
    sql(f'DROP DATABASE IF EXISTS "{check_name(name)}" WITH (FORCE)')
    shutil.rmtree(filestore(name), ignore_errors=True)


def rename(old: str, new: str) -> None:
    """Give a database and its files a new name that must be free."""
    sql(f'ALTER DATABASE "{check_name(old)}" RENAME TO "{check_name(new)}"')
    shutil.rmtree(filestore(new), ignore_errors=True)
    if filestore(old).exists():
        filestore(old).rename(filestore(new))


def copy(source: str, target: str) -> None:
    """Copy a database with its files; nobody may be connected to the source."""
    sql(f'CREATE DATABASE "{check_name(target)}" TEMPLATE "{check_name(source)}"')
    shutil.rmtree(filestore(target), ignore_errors=True)
    if filestore(source).exists():
        shutil.copytree(filestore(source), filestore(target))
    # Two databases must not share what identifies one and signs its links.
    sql(
        "UPDATE ir_config_parameter SET value = gen_random_uuid()"
        " WHERE key IN ('database.uuid', 'database.secret')",
        target,
    )


def depends() -> list[str]:
    """Odoo's own add-ons that ours need, in alphabetical order."""
    ours = paths.our_addons()
    found = {"mail", "portal", "web"}
    for addon in ours:
        text = (paths.ADDONS / addon / "__manifest__.py").read_text(encoding="utf-8")
        found.update(ast.literal_eval(text).get("depends", []))
    return sorted(found.difference(ours))


def template() -> str:
    """The name of a database with Odoo's add-ons that ours need, in Vietnamese too.

    It is built once for each version of Odoo and list of dependencies; the
    databases for demo and tests are copied from it.
    """
    wanted = depends()
    source = odoo_source.folder()
    parts = [*wanted, LANGUAGE, str(source), str((source / "odoo/release.py").stat().st_mtime_ns)]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
    name = TEMPLATE_PREFIX + key
    if exists(name):
        return name
    with lock("template database"):
        if exists(name):
            return name
        # Another branch of the checkout may still use the one before.
        for old in [item for item in names() if item.startswith(TEMPLATE_PREFIX)][:-1]:
            drop(old)
        fresh = f"{TEMPLATE_PREFIX}new"
        drop(fresh)
        create(fresh)
        say("building the template database with " + ", ".join(wanted))
        odoo_log.run_odoo(
            ["server", "-d", fresh, "-i", ",".join(wanted), "--load-language", LANGUAGE,
             "--stop-after-init", "--no-http"],
            log="template", what="installing Odoo's own add-ons",
        )
        rename(fresh, name)
    return name


def new(name: str) -> None:
    """Make a database from the template, in place of one that may be there."""
    drop(name)
    with lock("copy of the template"):
        copy(template(), name)


def psql_session(database: str) -> subprocess.Popen:
    """A psql that reads statements from its standard input, for a held transaction."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [str(postgres.programs() / "psql"), "-X", "-q", "-A", "-t", "-F", "\t",
         "-v", "ON_ERROR_STOP=1", "-d", database],
        env={**os.environ, **postgres.environment()}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )

