"""What happens once: when the add-on is installed and when it leaves."""

from .models.certificate_guard import remove_certificate_guard
from .models.practice_guard import remove_practice_guard


def post_init_hook(env):
    """Let work begin at once: who administers the records office manages its training, too."""
    managers = env.ref("vanthu_document.group_manager").user_ids
    env.ref("vanthu_training.group_training_manager").user_ids += managers


def uninstall_hook(env):
    """Leave practice behind: its accounts and organisations are put away, its locks taken off."""
    companies = env["res.company"].search([("is_practice", "=", True)])
    env["res.users"].search([("practice_of_id", "!=", False)]).active = False
    companies.active = False
    remove_practice_guard(env.cr)
    remove_certificate_guard(env.cr)
