from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_today

from ..models.event_certificate import REVOKED


class VanthuCertificateIssue(models.TransientModel):
    """Day, place and signer of the certificates of a class, before they are issued."""

    _name = "vanthu.certificate.issue"
    _description = "Issue certificates"

    event_id = fields.Many2one("event.event", string="Class", required=True, ondelete="cascade")
    count = fields.Integer(string="Certificates to issue", compute="_compute_count")
    revoked_ids = fields.Many2many(
        "event.registration", string="Revoked since", compute="_compute_revoked_ids",
        compute_sudo=False,
    )
    again_ids = fields.Many2many(
        "event.registration", "vanthu_certificate_issue_again_rel", "issue_id",
        "registration_id", string="Issue again to", domain="[('id', 'in', revoked_ids)]",
        help="Their certificate was revoked: choose only whom it was taken from by mistake.",
    )
    issued_date = fields.Date(
        string="Issued on", required=True, default=lambda self: local_today(self.env)
    )
    issued_place = fields.Char(
        string="Place of issue", compute="_compute_signer", store=True, precompute=True,
        compute_sudo=False,
        readonly=False,
    )
    signer_name = fields.Char(
        string="Signer", compute="_compute_signer", store=True, precompute=True,
        compute_sudo=False,
        readonly=False, required=True,
    )
    signer_position = fields.Char(
        string="Position of the signer", compute="_compute_signer", store=True, precompute=True,
        compute_sudo=False,
        readonly=False, required=True,
        help="As it stands above the signature, for example GIÁM ĐỐC.",
    )

    @api.depends("event_id", "again_ids")
    def _compute_count(self):
        for wizard in self:
            event = wizard._get_own_class()
            wizard.count = len(event._get_certifiable()) + len(wizard.again_ids) if event else 0

    @api.depends("event_id")
    def _compute_revoked_ids(self):
        for wizard in self:
            wizard.revoked_ids = wizard._get_own_class()._get_certifiable(REVOKED).ids

    @api.depends("event_id")
    def _compute_signer(self):
        for wizard in self:
            host = wizard._get_own_class().sudo().host_id
            last = self.env["vanthu.certificate"].sudo().search(
                [("company_id", "=", host.id)], limit=1
            )
            leader = self.env.ref("vanthu_document.group_leader").sudo().all_user_ids.filtered(
                lambda user, host=host: user.company_id == host and not user.practice_of_id
            )[:1]
            wizard.issued_place = host.organ_place
            wizard.signer_name = last.signer_name or leader.name
            wizard.signer_position = (
                last.signer_position or (leader.partner_id.function or "").upper()
            )

    def _get_own_class(self):
        """The class, where the person keeps it; a form that is not saved asks, too.

        :return: ``event.event``, empty for a class that others hold
        """
        event = self.event_id._origin
        return event if event and event.has_access("write") else event.browse()

    def action_issue(self) -> dict:
        """Issue the certificates and open them.

        :return dict: action
        """
        self.ensure_one()
        issued = self.event_id._issue_certificates(
            self.issued_date, self.issued_place or "", self.signer_name, self.signer_position,
            again=self.again_ids,
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_training.certificate_action"
        )
        return {**action, "domain": [("id", "in", issued.ids)], "context": {}}


class VanthuResultOverrule(models.TransientModel):
    """Another result than the figures give, with its reason, for one or several people."""

    _name = "vanthu.result.overrule"
    _description = "Overrule results"
    _inherit = ["vanthu.secrecy.mixin"]
    _secrecy_fields = ("reason",)

    registration_ids = fields.Many2many(
        "event.registration", string="Participants", required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    verdict = fields.Selection(
        [("passed", "Passes"), ("failed", "Does not pass")], string="Result", required=True,
        default="passed",
    )
    reason = fields.Char(required=True)

    def action_apply(self) -> dict:
        """Write the results down.

        :return dict: closes the window
        """
        self.ensure_one()
        self.registration_ids.action_overrule(self.verdict, self.reason)
        return {"type": "ir.actions.act_window_close"}


class VanthuCertificateEnd(models.TransientModel):
    """Why a certificate is revoked, or what the one that replaces it says."""

    _name = "vanthu.certificate.end"
    _description = "Replace or revoke a certificate"
    _inherit = ["vanthu.secrecy.mixin"]
    _secrecy_fields = ("reason", "holder_name", "organisation_name")

    certificate_id = fields.Many2one("vanthu.certificate", required=True, ondelete="cascade")
    replaces = fields.Boolean()
    reason = fields.Char(required=True)
    holder_name = fields.Char(
        string="Holder", compute="_compute_holder", store=True, readonly=False,
        compute_sudo=False,
    )
    birth_date = fields.Date(
        string="Date of birth", compute="_compute_holder", store=True, readonly=False,
        compute_sudo=False,
    )
    organisation_name = fields.Char(
        string="Organisation", compute="_compute_holder", store=True, readonly=False,
        compute_sudo=False,
    )

    @api.depends("certificate_id")
    def _compute_holder(self):
        for wizard in self:
            certificate = wizard.certificate_id
            wizard.holder_name = certificate.holder_name
            wizard.birth_date = certificate.birth_date
            wizard.organisation_name = certificate.organisation_name

    def action_apply(self) -> dict:
        """Revoke the certificate, or issue the one that replaces it and open it.

        :return dict: action
        """
        self.ensure_one()
        if not self.replaces:
            self.certificate_id.action_revoke(self.reason)
            return {"type": "ir.actions.act_window_close"}
        new = self.certificate_id.action_replace(
            self.reason, self.holder_name or "",
            fields.Date.to_string(self.birth_date) if self.birth_date else "",
            self.organisation_name or "",
        )
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.certificate",
            "res_id": new, "view_mode": "form", "views": [(False, "form")],
        }
