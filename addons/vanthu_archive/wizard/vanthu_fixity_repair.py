from base64 import b64decode

from odoo import fields, models


class VanthuFixityRepair(models.TransientModel):
    """The upload of a sound copy of a damaged file."""

    _name = "vanthu.fixity.repair"
    _description = "Repair of a damaged file"

    incident_id = fields.Many2one("vanthu.fixity.incident", required=True, readonly=True)
    data = fields.Binary(string="Sound copy", required=True, attachment=False)
    file_name = fields.Char()
    source = fields.Char(
        required=True, string="Where it comes from", help="Such as: backup of 01/11/2026."
    )

    def action_repair(self) -> bool:
        """Repair the file if the upload has the recorded sum.

        :raise AccessError: the caller is no archivist
        :raise UserError: the sum is a different one
        """
        self.ensure_one()
        self.incident_id._repair(b64decode(self.data), self.source)
        return True
