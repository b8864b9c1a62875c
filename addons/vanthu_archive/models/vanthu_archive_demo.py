from odoo import api, models


class VanthuArchiveDemo(models.AbstractModel):
    """Door for the demo data: the manifest's demo file can only call a model."""

    _name = "vanthu.archive.demo"
    _description = "Demo of the archive"

    @api.model
    def _load(self):
        """Build the archive of the demo's Department, if the documents' demo is there."""
        # Late: nothing of the demo is read where it is not asked for.
        from ..demo.loader import load

        load(self.env)
