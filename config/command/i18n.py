"""Export the terms of each add-on and bring its Vietnamese translation up to date.

Writes i18n/ADDON.pot and i18n/vi.po; translations that are there are kept,
new terms are left empty and reported. --check changes nothing and ends with 1
if a term of the present source is not translated.
"""

import subprocess
import tempfile
from pathlib import Path

from . import database, environment, odoo_log, odoo_source, paths, venv
from .arguments import parser
from .process import lock
from .say import CommandError, say

NAME = "vanthu_i18n"


def main(args: list[str]) -> int:
    """Run ./vanthu i18n."""
    options = parser(__name__, __doc__)
    options.add_argument("--check", action="store_true", help="only report what is missing")
    options.add_argument("addons", nargs="*", help="add-ons instead of all")
    given = options.parse_args(args)
    addons = given.addons or paths.our_addons()
    if unknown := set(addons).difference(paths.our_addons()):
        raise CommandError("there is no add-on " + ", ".join(sorted(unknown)))
    environment.ensure(tests=True)
    with lock("translations"):
        say("installing the add-ons in a new database")
        database.new(NAME)
        odoo_log.run_odoo(
            ["server", "-d", NAME, "-i", ",".join(addons), "--stop-after-init", "--no-http"],
            log="i18n", what="installing the add-ons",
        )
        incomplete = run(NAME, addons, action="check" if given.check else "merge")
        database.drop(NAME)
    return 1 if incomplete and given.check else 0


def run(name: str, addons: list[str], *, action: str) -> list[str]:
    """Compare ("check") or merge the translations of add-ons installed in a database.

    Prints what is missing; returns the add-ons whose translation is incomplete.
    """
    incomplete = []
    env = {**environment.odoo_env(), "PYTHONPATH": str(paths.CONFIG)}
    for addon in addons:
        with tempfile.TemporaryDirectory() as folder:
            pot = Path(folder) / f"{addon}.pot"
            odoo_log.run_odoo(
                ["i18n", "export", "-d", name, "-l", "pot", "-o", str(pot), addon],
                log="i18n-export", what=f"exporting the terms of {addon}",
            )
            po = paths.ADDONS / addon / "i18n/vi.po"
            argv = [str(venv.python()), "-m", "command.po_terms", action, str(pot), str(po)]
            if action == "merge":
                argv += _odoo_translations()
            done = subprocess.run(  # our own module
                argv, env=env, capture_output=True, text=True, check=False,
            )
        if done.returncode not in (0, 1) or not done.stdout:
            raise CommandError(f"the translation of {addon} cannot be read:\n{done.stderr}")
        *missing, summary = done.stdout.splitlines()
        if missing:
            incomplete.append(addon)
            print("\n".join(f"{addon}: {line}" for line in missing[:200]), flush=True)
        say(f"{addon}: {summary}")
    return incomplete


def _odoo_translations() -> list[str]:
    """Odoo's own translations of what every model and every discussion has."""
    files = [
        folder / addon / "i18n/vi.po"
        for addon in ("base", "mail", "portal") for folder in odoo_source.addons_path()
    ]
    return [str(path) for path in files if path.exists()]
