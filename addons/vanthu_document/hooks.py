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
    _silence_default_digest(env)


def _silence_default_digest(env):
    """Keep Odoo's own digest from mailing everybody, where it came only on our account.

    It would begin at once, daily, with every new person among its recipients. Where another
    application uses digests it stays as it is.
    """
    others = env["ir.module.module.dependency"].search([
        ("name", "=", "digest"), ("module_id.name", "!=", "vanthu_document"),
        ("module_id.state", "in", ("installed", "to upgrade", "to install")),
    ])
    default = env.ref("digest.digest_digest_default", raise_if_not_found=False)
    if default and not others:
        default.action_deactivate()
        env["ir.config_parameter"].set_param("digest.default_digest_emails", False)


def uninstall_hook(env):
    """Take the database triggers away: they would refuse the removal of the tables' rows."""
    remove_guards(env.cr)
