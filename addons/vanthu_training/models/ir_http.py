from odoo import models


class IrHttp(models.AbstractModel):
    """Tells the web client whether the person is in practice, and who it really is."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        user = self.env.user
        if user and user.practice_of_id:
            info["vanthu_practice"] = {
                "name": user.sudo().practice_of_id.name, "company": user.company_id.name,
            }
        return info
