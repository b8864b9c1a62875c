from odoo import models
from odoo.exceptions import AccessError


class IrRule(models.Model):
    """A refusal tells nothing of what it refuses."""

    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """Refuse without names: in debug mode Odoo lists the refused records by theirs.

        :param str operation: read, write, create or unlink
        :param records: records that the user may not access
        :return: ``AccessError``
        """
        error = super()._make_access_error(operation, records)
        if not records._name.startswith("vanthu."):
            return error
        told = AccessError(self.env._(
            "You may not open or change this (%(what)s); ask the registry clerk if you need it "
            "for your work.", what=self.env["ir.model"]._get(records._name).name,
        ))
        if hasattr(error, "context"):  # offers the organisation to which it belongs
            told.context = error.context
        return told
