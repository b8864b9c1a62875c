from odoo import models


class IrUiMenu(models.Model):
    """Menus of heads and deputies are not shown to those who lead no unit."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        # Kept for each user; a change of a unit's people clears that cache.
        hidden = super()._load_menus_blacklist()
        if not self.env["vanthu.assignment"]._get_units_led():
            menu = self.env.ref("vanthu_document.menu_unit_work", raise_if_not_found=False)
            hidden += menu.ids if menu else []
        return hidden
