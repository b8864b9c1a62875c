"""Pure Python helpers of the records office: they know nothing of Odoo or of a database."""
