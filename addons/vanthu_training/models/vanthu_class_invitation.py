from odoo import api, fields, models


class VanthuClassInvitation(models.Model):
    """An organisation that is invited to a class, and how many people it may send."""

    _name = "vanthu.class.invitation"
    _description = "Invitation to a class"
    _inherit = ["vanthu.class.part.mixin"]
    _order = "event_id, sequence, id"
    _rec_name = "partner_id"

    event_id = fields.Many2one(
        "event.event", string="Class", required=True, index=True, ondelete="cascade",
        domain=[("is_class", "=", True)],
    )
    host_id = fields.Many2one(related="event_id.host_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner", string="Organisation", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", string="In this database", compute="_compute_company_id", store=True,
        index="btree_not_null", help="Empty for an organisation that does not work here.",
    )
    quota = fields.Integer(string="Places", default=2)
    registration_ids = fields.One2many(
        "event.registration", "invitation_id", string="People named"
    )
    named_count = fields.Integer(compute="_compute_counts", string="Named")
    waiting_count = fields.Integer(compute="_compute_counts", string="Waiting")
    note = fields.Char()

    _partner_uniq = models.UniqueIndex(
        "(event_id, partner_id)", "This organisation is invited to the class already."
    )
    _quota_range = models.Constraint(
        "CHECK (quota >= 0)", "Enter how many people the organisation may send, 0 or more."
    )

    @api.depends("partner_id")
    def _compute_company_id(self):
        companies = dict(self.env["res.company"].sudo()._read_group(
            [("partner_id", "in", self.partner_id.ids)], ["partner_id"], ["id:recordset"]
        ))
        for invitation in self:
            invitation.company_id = companies.get(invitation.partner_id, self.env["res.company"])

    @api.depends("registration_ids.state", "registration_ids.is_waiting")
    def _compute_counts(self):
        rows = self.env["event.registration"]._read_group(
            [("invitation_id", "in", self.ids), ("state", "!=", "cancel")],
            ["invitation_id", "is_waiting"], ["__count"],
        )
        counts = {(invitation.id, waiting): count for invitation, waiting, count in rows}
        for invitation in self:
            invitation.named_count = counts.get((invitation.id, False), 0)
            invitation.waiting_count = counts.get((invitation.id, True), 0)
