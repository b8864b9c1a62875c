from odoo import fields, models


class VanthuPaperScore(models.TransientModel):
    """The dialog in which a trainer enters the score of a quiz on paper."""

    _name = "vanthu.paper.score"
    _description = "Score on paper"

    registration_id = fields.Many2one(
        "event.registration", string="Participant", required=True, readonly=True,
        ondelete="cascade",
    )
    score = fields.Float(string="Score (%)", required=True, digits=(5, 1))

    def action_save(self) -> bool:
        """Write the score down.

        :return bool: True
        :raise AccessError: the person may not enter it
        :raise UserError: it cannot be entered
        """
        self.ensure_one()
        self.registration_id.check_access("read")
        return self.registration_id.action_set_paper_score(self.score)
