"""Build the demo database (once) and serve it.

The database vanthu_demo gets all add-ons of this checkout with their demo data,
in Vietnamese. It is kept: --fresh builds it anew. Ctrl+C ends the server.
"""

import csv

from . import database, environment, odoo_log, paths, serve
from .arguments import parser
from .process import lock
from .say import CommandError, say

NAME = "vanthu_demo"
BEGIN = """
  New here? Log in as vanthu: the first page offers to show you on the screen how a letter is
  registered. Press the purple button there (“Chỉ cho tôi”, show me)."""


def main(args: list[str]) -> int:
    """Run ./vanthu demo."""
    options = parser(__name__, __doc__)
    options.add_argument("--fresh", action="store_true", help="drop the demo and build it anew")
    options.add_argument("--no-serve", action="store_true", help="only build")
    serve.add_options(options)
    given = options.parse_args(args)
    environment.ensure()
    build(fresh=given.fresh)
    if given.no_serve:
        say(f"the demo database {NAME} is ready: ./vanthu serve")
        return 0
    return serve.serve(NAME, port=given.port, verbose=given.verbose, after=welcome)


def build(*, fresh: bool = False) -> None:
    """Build the demo database unless it is there; a build that was cut off is redone."""
    addons = paths.our_addons()
    if not addons:
        raise CommandError("there is no add-on in addons/ to show")
    with lock("demo database"):
        if database.exists(NAME) and not fresh:
            return
        scratch = f"{NAME}_new"
        say("building the demo database")
        database.new(scratch)
        # Odoo loads the demo data of an add-on only where that of its dependencies is
        # loaded. Ours needs none of theirs, and their sample companies would be in the way.
        mark = "UPDATE ir_module_module SET demo = {} WHERE state = 'installed' AND name = ANY({})"
        theirs = "ARRAY(SELECT name FROM ir_module_module WHERE name <> ALL('{%s}'))"
        theirs %= ",".join(addons)
        database.sql(mark.format("true", theirs), scratch)
        odoo_log.run_odoo(
            ["server", "-d", scratch, "-i", ",".join(addons), "--stop-after-init", "--no-http"],
            log="demo-install", what="installing the add-ons with demo data",
        )
        database.sql(mark.format("false", theirs), scratch)
        say("setting Vietnamese and building the web client's files")
        odoo_log.run_odoo(
            ["shell", "-d", scratch, "--no-http"], log="demo-localize", what="setting Vietnamese",
            script=(paths.CONFIG / "localize.py").read_text(encoding="utf-8"),
        )
        _check(scratch, addons)
        database.drop(NAME)
        database.rename(scratch, NAME)


def _check(name: str, addons: list[str]) -> None:
    """See that the add-ons and their demo data are really there."""
    rows = database.sql("SELECT name, state, demo FROM ir_module_module", name)
    states = {row[0]: (row[1], row[2]) for row in rows}
    for addon in addons:
        state, demo = states.get(addon, ("missing", "f"))
        if state != "installed":
            raise CommandError(f"the add-on {addon} is {state} (log: .vanthu/log/demo-install.log)")
        if demo != "t":
            raise CommandError(
                f"the demo data of {addon} failed (log: .vanthu/log/demo-install.log)"
            )


def welcome() -> None:
    """Say who can log in, and where a newcomer begins."""
    print(logins())
    if (paths.ADDONS / "vanthu_training").is_dir():
        print(BEGIN)


def logins() -> str:
    """The accounts of the demo as a table: role, login, password, name."""
    rows = [("Administrator", "admin", "admin", "")]
    for path in sorted(paths.ADDONS.glob("*/demo/logins.csv")):
        with open(path, encoding="utf-8-sig", newline="") as handle:
            rows += [
                (row["role"], row["login"], row["password"], row.get("name") or "")
                for row in csv.DictReader(handle)
            ]
    head = ("Role", "Login", "Password", "Name")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(4)]
    layout = "  " + "  ".join(f"{{:{width}}}" for width in widths)
    return "\n".join(layout.format(*row).rstrip() for row in [head, *rows])
