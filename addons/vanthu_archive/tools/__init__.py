"""Pure Python helpers of the archive: they know nothing of Odoo's models or of a database."""
