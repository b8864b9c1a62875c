"""Odoo's shell on the demo database (or -d NAME); a script comes on standard input.

Example: echo "print(env['res.users'].search_count([]))" | ./vanthu shell
"""

import os

from . import database, environment
from .arguments import parser
from .say import CommandError


def main(args: list[str]) -> int:
    """Run ./vanthu shell: replaces this process with Odoo's shell."""
    options = parser(__name__, __doc__)
    options.add_argument("-d", "--database", default="vanthu_demo")
    given = options.parse_args(args)
    environment.ensure()
    if not database.exists(given.database):
        raise CommandError(f"there is no database {given.database}: ./vanthu demo builds the demo")
    argv = environment.odoo(
        "shell", "-c", environment.conf("dev"), "-d", given.database, "--no-http",
        "--log-level=warn",
    )
    os.execve(argv[0], argv, environment.odoo_env())  # noqa: S606 - Odoo itself
    return 0
