"""Bring all that is needed into .vanthu and start PostgreSQL; asks nothing.

Odoo 19.0 comes from Debian (or VANTHU_ODOO names a folder with its source),
the Python packages from config/requirements.txt and requirements-optional.txt,
PostgreSQL from one of them (or PGHOST and its like name a server), wkhtmltopdf
and LibreOffice Writer from Debian. What is there already is kept.
"""

from . import environment, odoo_source
from .arguments import parser
from .say import say


def main(args: list[str]) -> int:
    """Run ./vanthu setup."""
    options = parser(__name__, __doc__)
    options.add_argument("--tests", action="store_true", help="also what the tests need")
    options.add_argument("--newest", action="store_true", help="fetch the newest Odoo 19.0 again")
    given = options.parse_args(args)
    if given.newest:
        odoo_source.ensure(again=True)
    environment.ensure(tests=given.tests)
    say("everything is set up")
    return 0
