from odoo import api, models


class VanthuDemo(models.AbstractModel):
    """Door for the demo data: the manifest's demo file can only call a model."""

    _name = "vanthu.demo"
    _description = "Demo of the records office"

    @api.model
    def _load(self):
        """Build the demo through the public methods, as each role would work."""
        # Late: nothing of the demo is read where it is not asked for.
        from ..demo.loader import load

        load(self.env)
