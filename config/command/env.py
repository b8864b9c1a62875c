"""Print the environment in which Odoo runs, for a shell: eval "$(./vanthu env)".

Afterwards `python -m odoo`, `psql` and `pytest` are those of this checkout.
"""

import os
import shlex

from . import environment
from .arguments import parser


def main(args: list[str]) -> int:
    """Run ./vanthu env."""
    parser(__name__, __doc__).parse_args(args)
    environment.ensure()
    for name, value in environment.odoo_env().items():
        if os.environ.get(name) != value:
            print(f"export {name}={shlex.quote(value)}")
    return 0
