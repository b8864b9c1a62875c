"""Run Odoo's own command line with our environment and configuration.

Example: ./vanthu odoo server -d vanthu_demo -u vanthu_document --stop-after-init
"""

import os
import sys

from . import environment


def main(args: list[str]) -> int:
    """Run ./vanthu odoo: replaces this process with Odoo."""
    environment.ensure()
    argv = environment.odoo(*args)
    sys.stdout.flush()
    os.execve(argv[0], argv, environment.odoo_env())  # noqa: S606 - Odoo itself
    return 0
