"""What happens once: when the add-on is installed and when it leaves."""

from .models.guard import remove_guards


def post_init_hook(env):
    """Let work begin at once: a fonds for every organisation, and somebody who keeps it.

    In a school the registry clerk keeps the archive, too; where nobody is an archivist yet,
    the clerks become archivists. An administrator may change that.
    """
    env["res.company"].search([])._create_fonds()
    archivists = env.ref("vanthu_archive.group_archivist")
    clerks = env.ref("vanthu_document.group_clerk").user_ids
    kept = archivists.user_ids.company_ids
    archivists.user_ids += clerks.filtered(lambda user: not user.company_ids & kept)


def uninstall_hook(env):
    """Take the database triggers away: they would refuse the removal of the tables' rows."""
    remove_guards(env.cr)
