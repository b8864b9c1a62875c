from odoo import api, models


class VanthuTrainingDemo(models.AbstractModel):
    """Door for the demo data: the manifest's demo file can only call a model."""

    _name = "vanthu.training.demo"
    _description = "Demo of training"

    @api.model
    def _load(self):
        """Build the classes of the demo's Department, if the documents' demo is there."""
        # Late: nothing of the demo is read where it is not asked for.
        from ..demo.loader import load

        load(self.env)
