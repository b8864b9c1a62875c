"""What happens once: when the add-on is installed and when it leaves."""

from .models.guard import remove_guards
from .models.local_time import local_today


def post_init_hook(env):
    """Make registers of the year and an intake address for every organisation.

    So that work can begin at once.
    """
    year = local_today(env).year
    companies = env["res.company"].search([])
    companies._create_intake_aliases()
    for company in companies:
        env["vanthu.register"]._prepare_year(company, year)


def uninstall_hook(env):
    """Take the database triggers away: they would refuse the removal of the tables' rows."""
    remove_guards(env.cr)
