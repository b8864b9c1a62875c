from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class VanthuClassNaming(models.TransientModel):
    """The dialog in which an invited organisation names its people."""

    _name = "vanthu.class.naming"
    _description = "Naming of participants"

    invitation_id = fields.Many2one(
        "vanthu.class.invitation", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="invitation_id.company_id")
    quota = fields.Integer(related="invitation_id.quota")
    named_count = fields.Integer(related="invitation_id.named_count")
    waiting_count = fields.Integer(related="invitation_id.waiting_count")
    user_ids = fields.Many2many("res.users", string="People with an account")
    line_ids = fields.One2many(
        "vanthu.class.naming.line", "naming_id", string="People without an account"
    )

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        for dialog in dialogs:
            dialog._require_may_name()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        for dialog in self:
            dialog._require_may_name()
        return result

    def _require_may_name(self):
        if not self.invitation_id._may_name():
            raise AccessError(self.env._("You do not name people for this invitation."))

    def action_name(self) -> dict:
        """Register the people; whoever finds no place is put on the waiting list.

        :return dict: notification that says how many got a place
        :raise AccessError: the person may not name anybody here
        :raise UserError: nobody is given, or somebody cannot be named
        """
        self.ensure_one()
        self._require_may_name()
        invitation = self.invitation_id
        people = self._get_people()
        if not people:
            raise UserError(self.env._("Choose or write at least one person."))
        named = invitation._name_people(people)
        self.env["vanthu.event"]._log(
            invitation.sudo().event_id, "people_named", {"count": len(named)}
        )
        waiting = len(named.filtered("is_waiting"))
        placed = len(named) - waiting
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "warning" if waiting else "success",
                "message": self.env._(
                    "%(placed)s got a place, %(waiting)s wait for one.", placed=placed,
                    waiting=waiting,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_import_list(self) -> dict:
        """Take the people from a workbook instead.

        :return dict: action that opens the import
        :raise AccessError: the person may not name anybody here
        """
        self.ensure_one()
        return self.invitation_id.action_import_people()

    def _get_people(self):
        return [
            self.invitation_id._describe_user(user) for user in self.sudo().user_ids
        ] + [
            {
                "name": line.name, "birth_date": line.birth_date, "position": line.position,
                "email": line.email,
            } for line in self.line_ids
        ]


class VanthuClassNamingLine(models.TransientModel):
    """A person without an account, as written in the dialog."""

    _name = "vanthu.class.naming.line"
    _description = "Person without an account"

    naming_id = fields.Many2one("vanthu.class.naming", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    birth_date = fields.Date(string="Date of birth")
    position = fields.Char()
    email = fields.Char()

    @api.constrains("name")
    def _check_name(self):
        for line in self:
            if not line.name.strip():
                raise UserError(self.env._("Write the name of each person."))
