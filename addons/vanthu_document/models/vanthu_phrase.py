from odoo import fields, models


class VanthuPhrase(models.Model):
    """A sentence that a leader often writes on documents or drafts, chosen by a tap."""

    _name = "vanthu.phrase"
    _description = "Stock phrase"
    _order = "sequence, id"
    _rec_name = "text"
    _check_company_auto = True

    text = fields.Char(string="Phrase", required=True)
    kind = fields.Selection(
        [("directive", "Directives"), ("send_back", "Sending back drafts")], string="Used in",
        required=True, default="directive",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users", string="Leader", index="btree_not_null", ondelete="cascade",
        default=lambda self: self.env.user, help="Empty: every leader may choose it.",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null",
        help="Empty: for all organisations.",
    )
