"""What happens once: when the add-on is installed and when it leaves."""

from odoo import fields

from .models.guard import remove_guards


def post_init_hook(env):
    """Make registers of the year and an intake address for every organisation.

    So that work can begin at once.
    """
    year = fields.Date.context_today(env.user).year
    companies = env["res.company"].search([])
    companies._create_intake_aliases()
    for company in companies:
        env["vanthu.register"]._prepare_year(company, year)


def uninstall_hook(env):
    """Take the database triggers away: they would refuse the removal of the tables' rows."""
    remove_guards(env.cr)
