"""Give the first account of a new database the password of ADMIN_PASSWORD; read by Odoo's shell."""

import os

env.ref("base.user_admin").password = os.environ["ADMIN_PASSWORD"]  # noqa: F821
env.cr.commit()  # noqa: F821
