"""Stop the PostgreSQL server that ./vanthu started for this checkout."""

from . import postgres, venv
from .arguments import parser
from .say import say


def main(args: list[str]) -> int:
    """Run ./vanthu stop."""
    parser(__name__, __doc__).parse_args(args)
    if not venv.python().exists() or not postgres.stop():
        say("PostgreSQL was not running")
    return 0
