"""Lint, install, upgrade, translations and all tests: what CI runs.

  ./vanthu test                 everything, in a new database
  ./vanthu test --fast [...]    developers: keep the database, upgrade the changed add-ons
  ./vanthu test PATH... [-k X]  only some tests; options that are not ours go to pytest

The steps: ruff, pylint-odoo and OCA's checks; all add-ons installed in a new
database and upgraded there, failing on any warning in Odoo's log; every term
translated; pytest over addons/*/tests and tests/ with a real HTTP server and
Chromium. A skipped test fails unless config/allowed_skips.txt lists it.
"""

import hashlib
import json
import os
import subprocess
from pathlib import Path

from . import database, environment, i18n, lint, odoo_log, paths, venv
from .arguments import parser
from .process import lock, write_atomically
from .say import CommandError, say

NAME = "vanthu_test"


def main(args: list[str]) -> int:
    """Run ./vanthu test."""
    options = parser(__name__, __doc__)
    options.add_argument("--fast", action="store_true", help="no lint, keep the database")
    options.add_argument("--db", default=NAME, help="the name of the test database")
    given, rest = options.parse_known_args(args)
    database.check_name(given.db)
    environment.ensure(tests=True)
    addons = paths.our_addons()
    partial = given.fast or bool(rest)
    failed: list[str] = []
    with lock(f"test database {given.db}"):
        if partial:
            _refresh(given.db, addons)
        else:
            failed += _whole(given.db, addons)
        code = _pytest(given.db, rest)
    if code:
        failed.append("tests")
    if failed:
        say("failed: " + ", ".join(failed))
        return 1
    say("all is green" if not partial else "the chosen tests are green")
    return 0


def _whole(name: str, addons: list[str]) -> list[str]:
    """Lint, then install and upgrade in a new database and check the translations."""
    failed = [f"lint ({check})" for check in lint.run()]
    if not addons:
        database.new(name)
        return failed
    _install(name, addons)
    say("upgrading the add-ons in the same database")
    try:
        _odoo(name, "-u", addons, "upgrading the add-ons")
    except CommandError as error:
        say(str(error))
        failed.append("upgrade")
    say("comparing the Vietnamese translation with the source")
    failed += [f"translation of {addon}" for addon in i18n.run(name, addons, action="check")]
    return failed


def _odoo(name: str, option: str, addons: list[str], what: str) -> None:
    odoo_log.run_odoo(
        ["server", "-d", name, option, ",".join(addons), "--stop-after-init", "--no-http"],
        log=f"{name}{option}", what=what, strict=True,
    )


def _install(name: str, addons: list[str]) -> None:
    """Make a new database and install the add-ons; any warning is an error."""
    _state_file(name).unlink(missing_ok=True)
    database.new(name)
    say("installing the add-ons in a new database: " + ", ".join(addons))
    _odoo(name, "-i", addons, "installing the add-ons")
    rows = database.sql("SELECT name FROM ir_module_module WHERE state = 'installed'", name)
    if missing := set(addons).difference(row[0] for row in rows):
        raise CommandError("Odoo did not install " + ", ".join(sorted(missing)))
    _note_state(name, addons)


def _refresh(name: str, addons: list[str]) -> None:
    """Bring a kept test database up to the present source, or make it."""
    try:
        state = json.loads(_state_file(name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        state = {}
    if not addons:
        if not database.exists(name):
            database.new(name)
        return
    if not database.exists(name) or not state or set(state).difference(addons):
        _install(name, addons)
        return
    changed = [addon for addon in addons if state.get(addon) != _digest(addon)]
    if not changed:
        return
    _state_file(name).unlink(missing_ok=True)
    say("upgrading in the kept test database: " + ", ".join(changed))
    new = [addon for addon in changed if addon not in state]
    if new:
        _odoo(name, "-i", new, "installing the add-ons")
    if old := [addon for addon in changed if addon in state]:
        _odoo(name, "-u", old, "upgrading the add-ons")
    _note_state(name, addons)


def _state_file(name: str) -> Path:
    return paths.BROUGHT / f"{name}.json"


def _note_state(name: str, addons: list[str]) -> None:
    state = {addon: _digest(addon) for addon in addons}
    write_atomically(_state_file(name), json.dumps(state))


def _digest(addon: str) -> str:
    """A hash of what an upgrade of the add-on depends on (not its tests)."""
    digest = hashlib.sha256()
    folder = paths.ADDONS / addon
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] != "tests" and path.suffix != ".pyc":
            digest.update(f"{inside}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _pytest(name: str, rest: list[str]) -> int:
    """Run pytest on the test database; its output goes to ours."""
    targets = []
    if not any(Path(arg.split("::")[0]).exists() for arg in rest if not arg.startswith("-")):
        targets = [str(path) for path in sorted(paths.ADDONS.glob("*/tests"))]
        targets += [str(paths.TESTS)] if paths.TESTS.is_dir() else []
    say("running the tests")
    argv = [
        str(venv.python()), "-m", "pytest", "-c", str(paths.CONFIG / "pytest.ini"),
        f"--rootdir={paths.ROOT}", f"--odoo-config={environment.conf('test')}",
        f"--odoo-database={name}", "--odoo-http", *targets, *rest,
    ]
    env = environment.odoo_env()
    env["ODOO_RC"] = str(environment.conf("test"))
    # Fixtures of the whole-suite tests find the checkout and its database with these.
    env["VANTHU_TEST_DB"] = name
    env["PYTHONPATH"] = os.pathsep.join([env["PYTHONPATH"], str(paths.CONFIG)])
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(argv, cwd=paths.ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
    return done.returncode
