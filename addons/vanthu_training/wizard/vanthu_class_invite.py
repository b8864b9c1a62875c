from odoo import fields, models
from odoo.exceptions import UserError


class VanthuClassInvite(models.TransientModel):
    """Invites many organisations at once, with the same number of places."""

    _name = "vanthu.class.invite"
    _description = "Invitation of organisations"

    event_id = fields.Many2one("event.event", required=True, readonly=True, ondelete="cascade")
    group_ids = fields.Many2many("vanthu.recipient.group", string="Groups of recipients")
    with_schools = fields.Boolean(string="All organisations below the host")
    partner_ids = fields.Many2many("res.partner", string="Other organisations")
    quota = fields.Integer(string="Places for each", default=2, required=True)

    def action_invite(self) -> bool:
        """Add an invitation for each organisation that has none yet.

        :return bool: True
        :raise UserError: no organisation is chosen
        """
        self.ensure_one()
        event = self.event_id
        event.check_access("write")
        partners = self.group_ids.partner_ids | self.partner_ids
        if self.with_schools:
            partners |= self.env["res.company"].sudo().search([
                ("id", "child_of", event.host_id.id), ("id", "!=", event.host_id.id),
                ("organ_is_historic", "=", False), ("is_practice", "=", False),
            ]).partner_id
        partners -= event.invitation_ids.partner_id
        if not partners and not event.invitation_ids:
            raise UserError(self.env._("Choose at least one organisation to invite."))
        self.env["vanthu.class.invitation"].create([
            {"event_id": event.id, "partner_id": partner.id, "quota": self.quota,
             "sequence": place}
            for place, partner in enumerate(partners, start=len(event.invitation_ids) + 1)
        ])
        self.env["vanthu.event"]._log(event, "organisations_invited", {"count": len(partners)})
        return True
