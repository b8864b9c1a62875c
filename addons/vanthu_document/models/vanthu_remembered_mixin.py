from odoo import api, models


class VanthuRememberedMixin(models.AbstractModel):
    """Records that are read once and remembered, until somebody changes one of them."""

    _name = "vanthu.remembered.mixin"
    _description = "Remembered records"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if records._is_remembered():
            self._forget()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._is_remembered():
            self._forget()
        return result

    def unlink(self):
        remembered = self._is_remembered()
        result = super().unlink()
        if remembered:
            self._forget()
        return result

    def _is_remembered(self):
        """Whether anything that is remembered follows from these records."""
        return bool(self)

    @api.model
    def _forget(self):
        """Have everybody read anew."""
        self.env.registry.clear_cache()
