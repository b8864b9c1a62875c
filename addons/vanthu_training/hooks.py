"""What happens once: when the add-on is installed."""


def post_init_hook(env):
    """Let work begin at once: who administers the records office manages its training, too."""
    managers = env.ref("vanthu_document.group_manager").user_ids
    env.ref("vanthu_training.group_training_manager").user_ids += managers
