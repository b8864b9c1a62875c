from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.orm.models import NO_ACCESS

ROLES = [("clerk", "Registry clerk"), ("leader", "Leader"), ("handler", "Handler")]
# What the person typed on the public page.
TYPED = (
    "organ_name", "organ_superior_name", "organ_code", "organ_abbreviation", "organ_street",
    "organ_phone", "organ_email", "person_name", "person_function", "person_phone",
    "person_email", "leader_name", "leader_function", "leader_email",
)
# What an administrator fills in while deciding.
DECIDED = ("kind", "role", "with_manager", "organisation_id", "parent_id", "template_id", "unit_id")
LENGTH = 200


class VanthuJoinRequest(models.Model):
    """An organisation, or a person of one that is here, asks for an account.

    Written by the public page alone; read and decided by administrators of the organisation
    that takes requests (``company_id``) or of the one that the person belongs to. What was
    refused or never confirmed is deleted after a time, since it holds data of persons.
    """

    _name = "vanthu.join.request"
    _description = "Request for an account"
    _inherit = ["vanthu.secrecy.thread.mixin", "vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "id desc"
    _rec_name = "organ_name"
    _rec_names_search = ["organ_name", "person_name", "person_email", "organ_code"]
    _mail_post_access = "read"
    _secrecy_fields = (*TYPED, "refuse_reason")

    kind = fields.Selection(
        [("organisation", "New organisation"), ("person", "Person of an organisation")],
        string="Request for", required=True, default="organisation",
    )
    state = fields.Selection(
        [
            ("unconfirmed", "E-mail not confirmed"), ("waiting", "To decide"),
            ("approved", "Approved"), ("refused", "Refused"),
        ],
        required=True, readonly=True, default="unconfirmed", index=True, copy=False,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Decided by administrators of", required=True, readonly=True,
        index=True, ondelete="cascade", help="The organisation whose administrators take new ones.",
    )

    # The organisation
    organ_name = fields.Char(string="Name of the organisation", required=True, size=LENGTH)
    organ_superior_name = fields.Char(string="Superior body", size=LENGTH)
    organ_code = fields.Char(string="Organisation code", size=35)
    organ_abbreviation = fields.Char(string="Abbreviation", size=35)
    organ_street = fields.Char(string="Address", size=LENGTH)
    organ_phone = fields.Char(string="Phone of the organisation", size=40)
    organ_email = fields.Char(string="E-mail of the organisation", size=LENGTH)

    # The person
    person_name = fields.Char(string="Person", required=True, size=LENGTH)
    person_function = fields.Char(string="Position", size=LENGTH)
    person_phone = fields.Char(string="Phone", size=40)
    person_email = fields.Char(string="E-mail", required=True, size=LENGTH, index=True)
    role = fields.Selection(ROLES, required=True, default="clerk")
    leader_name = fields.Char(string="Leader of the organisation", size=LENGTH)
    leader_function = fields.Char(string="Position of the leader", size=LENGTH)
    leader_email = fields.Char(string="E-mail of the leader", size=LENGTH)
    letter_id = fields.Many2one(
        "ir.attachment", string="Letter of request", readonly=True, ondelete="set null",
        index="btree_not_null", copy=False,
    )
    letter_url = fields.Char(string="Letter", compute="_compute_letter_url")
    lang = fields.Char(readonly=True)

    # The e-mail is the person's: proved by a link that works once
    token_hash = fields.Char(size=64, readonly=True, copy=False, groups=NO_ACCESS, index=True)
    token_until = fields.Datetime(readonly=True, copy=False, groups=NO_ACCESS)
    confirmed_at = fields.Datetime(string="Confirmed on", readonly=True, copy=False)

    # The decision
    organisation_id = fields.Many2one(
        "res.company", string="Organisation here", index="btree_not_null", ondelete="set null",
        help="The organisation that the person belongs to, or that was made.",
    )
    parent_id = fields.Many2one(
        "res.company", string="Superior organisation", ondelete="set null",
        index="btree_not_null",
    )
    template_id = fields.Many2one(
        "vanthu.organisation.template", string="Made after", ondelete="set null",
        index="btree_not_null",
    )
    unit_id = fields.Many2one(
        "vanthu.unit", ondelete="set null", index="btree_not_null",
        domain="[('company_id', '=', organisation_id)]",
    )
    with_manager = fields.Boolean(
        string="Looks after the organisation",
        help="The first account also keeps units, people and registers of the organisation.",
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Who decided", readonly=True, copy=False, ondelete="restrict"
    )
    decided_at = fields.Datetime(string="Decided on", readonly=True, copy=False)
    refuse_reason = fields.Char(string="Reason of refusal", readonly=True, copy=False)
    user_ids = fields.Many2many(
        "res.users", "vanthu_join_request_user_rel", "request_id", "user_id",
        string="Accounts made", readonly=True, copy=False,
    )

    _state_idx = models.Index("(company_id, state)")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "unconfirmed", "company_id": False,
            "letter_id": False, "lang": False, "token_hash": False, "token_until": False,
            "confirmed_at": False, "decided_by_id": False, "decided_at": False,
            "refuse_reason": False, "user_ids": False,
        }

    def write(self, vals):
        if {*TYPED, *DECIDED} & vals.keys() and not self._is_step():
            self.env["vanthu.document"]._require_group("group_manager")
            if any(request.state != "waiting" for request in self):
                raise UserError(self.env._(
                    "A request is changed only while it waits for a decision."
                ))
        return super().write(vals)

    @api.depends("letter_id")
    def _compute_letter_url(self):
        for request in self:
            letter = request.letter_id
            request.letter_url = f"/web/content/{letter.id}" if letter else False

    # ---- WHERE REQUESTS GO ----

    @api.model
    def _is_open(self):
        """Whether the public page is switched on."""
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param("vanthu_document.join_open") == "True"

    @api.model
    def _needs_confirmation(self):
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param("vanthu_document.join_unconfirmed") != "True"

    @api.model
    def _get_host(self):
        """The organisation whose administrators decide.

        :return: ``res.company`` in superuser mode
        """
        value = self.env["ir.config_parameter"].sudo().get_param(
            "vanthu_document.join_company_id"
        )
        companies = self.env["res.company"].sudo()
        chosen = companies.browse(int(value) if (value or "").isdecimal() else 0).exists()
        return chosen or companies.search([("parent_id", "=", False)], order="id", limit=1)
