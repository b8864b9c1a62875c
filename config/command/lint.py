"""Check the source: ruff, pylint-odoo, and OCA's checks of XML, CSV and PO files.

All of them run, then the command ends with 1 if one found something.
--fix lets ruff and OCA's checks mend what they can.
"""

import subprocess

from . import environment, paths
from .arguments import parser
from .say import say


def main(args: list[str]) -> int:
    """Run ./vanthu lint."""
    options = parser(__name__, __doc__)
    options.add_argument("--fix", action="store_true", help="mend what can be mended")
    given = options.parse_args(args)
    environment.ensure(tests=True, server=False)
    found = run(fix=given.fix)
    if not found:
        say("the source is clean")
    return 1 if found else 0


def run(*, fix: bool = False) -> list[str]:
    """Run all checks and print what they find; returns the names of those that did."""
    addons = [str(paths.ADDONS / name) for name in paths.our_addons()]
    config = paths.CONFIG
    mend = ["--fix"] if fix else []
    checks = {
        "ruff": ["ruff", "check", "--quiet", "--no-cache", f"--config={config / 'ruff.toml'}",
                 *mend, str(config), str(paths.TESTS), str(paths.ROOT / "vanthu"), *addons],
    }
    if addons:
        checks["pylint-odoo"] = ["pylint", f"--rcfile={config / 'pylintrc'}", *addons]
        checks["OCA's checks"] = [
            "oca-checks-odoo-module", f"--config={config / 'oca_hooks.cfg'}", *mend, *addons,
        ]
        terms = [str(path) for path in sorted(paths.ADDONS.glob("*/i18n/*.po*"))]
        if terms:
            checks["OCA's checks of translations"] = [
                "oca-checks-po", f"--config={config / 'oca_hooks.cfg'}", *mend, *terms,
            ]
    found = []
    env = {**environment.odoo_env(), "PYTHONDONTWRITEBYTECODE": "1"}
    for name, (program, *arguments) in checks.items():
        say(f"lint: {name}")
        argv = [str(paths.VENV / "bin" / program), *arguments]
        done = subprocess.run(  # our own programs
            argv, cwd=paths.ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", check=False,
        )
        if done.returncode:
            found.append(name)
            print((done.stdout + done.stderr).strip(), flush=True)
    return found
