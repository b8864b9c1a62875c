"""Which command does what, and the one place where errors become a message."""

import importlib
import signal
import sys

from .say import CommandError, say

# Command → (module, one line for ./vanthu help). The module has `main(args) -> int`
# and its docstring is what `./vanthu help COMMAND` prints.
COMMANDS = {
    "setup": ("setup", "bring Odoo 19, the Python packages and PostgreSQL, and start the latter"),
    "demo": ("demo", "build the demo database and serve it"),
    "serve": ("serve", "serve a database that is there"),
    "shell": ("shell", "Odoo's shell on the demo database; a script comes on standard input"),
    "test": ("test", "lint, install, upgrade, translations and all tests"),
    "lint": ("lint", "ruff, pylint-odoo and OCA's checks of XML, CSV and PO files"),
    "bench": ("bench", "measure how fast it is, against the bars"),
    "read": ("read", "what the text of a document file says, as JSON; needs no database"),
    "backup": ("backup", "write a database and its files into one archive"),
    "restore": ("restore", "restore an archive into a new database and prove it"),
    "i18n": ("i18n", "export the terms and bring the Vietnamese translation up to date"),
    "odoo": ("odoo", "run Odoo's own command line with our settings"),
    "env": ("env", "print the environment of Odoo for a shell: eval \"$(./vanthu env)\""),
    "stop": ("stop", "stop the PostgreSQL server that we started"),
}


def overview() -> str:
    """The text of ./vanthu help."""
    lines = ["usage: ./vanthu COMMAND [options]", ""]
    lines += [f"  {name:8} {line}" for name, (_, line) in COMMANDS.items()]
    lines += ["  help     this page, or ./vanthu help COMMAND", ""]
    lines.append("A first look: ./vanthu demo      All checks: ./vanthu test")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Run one command; the return value is the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    name, args = (argv[0], argv[1:]) if argv else ("help", [])
    if name in ("help", "-h", "--help"):
        name, args = (args[0], ["--help"]) if args else ("", [])
    if not name:
        print(overview())
        return 0
    if name not in COMMANDS:
        print(f"vanthu: there is no command “{name}”.\n\n{overview()}", file=sys.stderr)
        return 2
    module = importlib.import_module(f"command.{COMMANDS[name][0]}")
    try:
        return module.main(args) or 0
    except CommandError as error:
        say(f"stopped: {error}")
        return 1
    except KeyboardInterrupt:
        say("interrupted; the same command goes on from here")
        return 130
    except BrokenPipeError:
        return 0
