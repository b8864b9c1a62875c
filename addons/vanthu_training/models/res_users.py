from odoo import fields, models


class ResUsers(models.Model):
    """A person's practice account, which is entered from the person's own session only."""

    _inherit = "res.users"

    practice_of_id = fields.Many2one(
        "res.users", string="Practice account of", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
    )
    practice_user_ids = fields.One2many(
        "res.users", "practice_of_id", string="Practice accounts", readonly=True,
        groups=fields.NO_ACCESS,
    )
    class_registration_ids = fields.One2many(
        "event.registration", "trainee_id", string="Classes", readonly=True,
        groups=fields.NO_ACCESS,
    )
