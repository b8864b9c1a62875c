from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows

from .vanthu_certificate_token import new_token

MANAGER = "vanthu_training.group_training_manager"
# A certificate is announced as ending this long before.
SOON_DAYS = 60


class VanthuCertificate(models.Model):
    """How a certificate ends: replaced by a new one, revoked, or run out."""

    _inherit = "vanthu.certificate"
    _rec_names_search = ["code", "holder_name"]

    superior_name = fields.Char(string="Superior body", readonly=True)
    organ_name = fields.Char(string="Issuing body", readonly=True)
    replaces_id = fields.Many2one(
        "vanthu.certificate", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    replaced_by_id = fields.Many2one(
        "vanthu.certificate", string="Replaced by", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    ended_reason = fields.Char(string="Reason", readonly=True)
    ended_at = fields.Datetime(string="Ended", readonly=True)
    ended_by_id = fields.Many2one("res.users", string="Ended by", readonly=True)
    told_on = fields.Date(string="Told that it ends", readonly=True)
    status = fields.Selection(
        [
            ("valid", "Valid"), ("soon", "Ends soon"), ("expired", "Expired"),
            ("replaced", "Replaced"), ("revoked", "Revoked"),
        ],
        compute="_compute_status", search="_search_status",
    )

    _one_valid = models.UniqueIndex(
        "(registration_id) WHERE state = 'valid' AND registration_id IS NOT NULL",
        "This person holds a certificate of this class already.",
    )

    @api.depends("state", "expires_on")
    @api.depends_context("tz")
    def _compute_status(self):
        today = local_today(self.env)
        soon = today + timedelta(days=SOON_DAYS)
        for certificate in self:
            end = certificate.expires_on
            status = certificate.state
            if status == "valid" and end and end <= soon:
                status = "expired" if end < today else "soon"
            certificate.status = status

    def _search_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = local_today(self.env)
        soon = today + timedelta(days=SOON_DAYS)
        valid, end = Domain("state", "=", "valid"), "expires_on"
        domains = {
            "valid": valid & (Domain(end, "=", False) | Domain(end, ">", soon)),
            "soon": valid & Domain(end, ">=", today) & Domain(end, "<=", soon),
            "expired": valid & Domain(end, "<", today),
            "replaced": Domain("state", "=", "replaced"),
            "revoked": Domain("state", "=", "revoked"),
        }
        return Domain.OR(domains[status] for status in value if status in domains)

    @api.depends("code", "holder_name")
    def _compute_display_name(self):
        for certificate in self:
            certificate.display_name = f"{certificate.code or ''} {certificate.holder_name}".strip()

    # ---- ACTIONS ----

    def action_revoke(self, reason: str) -> bool:
        """Revoke certificates; they stay in the book, and their page says so.

        :param str reason: why
        :return bool: True
        :raise AccessError: the caller is no training manager of who issued them
        :raise UserError: there is no reason, or one is not valid any more
        """
        reason = self._require_ending(reason)
        self.sudo().write(self._get_ending("revoked", reason))
        self.registration_id.sudo().write({"certificate_id": False})
        self.env["vanthu.event"]._log(self, "certificate_revoked", {"reason": reason})
        return True

    def action_replace(self, reason: str, holder_name: str = "", birth_date: str = "",
                       organisation_name: str = "") -> int:
        """Issue a new certificate with a new number in the place of this one.

        :param str reason: why: lost, damaged, a name that was written wrongly
        :param str holder_name: corrected name; as before when empty
        :param str birth_date: corrected date (YYYY-MM-DD); as before when empty
        :param str organisation_name: corrected organisation; as before when empty
        :return int: id of the new certificate
        :raise AccessError: the caller is no training manager of who issued it
        :raise UserError: there is no reason, or it is not valid any more
        """
        self.ensure_one()
        reason = self._require_ending(reason)
        old = self.sudo()
        vals = {
            **old._get_printed(), "replaces_id": old.id,
            "holder_name": holder_name or old.holder_name,
            "birth_date": fields.Date.to_date(birth_date) or old.birth_date,
            "organisation_name": organisation_name or old.organisation_name,
        }
        old.write(self._get_ending("replaced", reason))
        new = self._enter(old.company_id, local_today(self.env), [vals])
        old.replaced_by_id = new
        old.registration_id.certificate_id = new
        self.env["vanthu.event"]._log(self, "certificate_replaced", {
            "reason": reason, "number": new.code,
        })
        self.env["vanthu.event"]._log(new, "certificate_issued", {"number": new.code})
        return new.id

    def _require_ending(self, reason):
        self._require_issuer()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Enter the reason; it stays in the book."))
        hold_rows(self)
        self.invalidate_recordset(["state"])
        if any(certificate.state != "valid" for certificate in self):
            raise UserError(self.env._(
                "One of these certificates was replaced or revoked already; open it again."
            ))
        return reason

    def _require_issuer(self):
        """Only training managers of who issued these certificates go on.

        :raise AccessError: the caller is none
        """
        self.check_access("read")
        if not self.env.su and not (
            self.env.user.has_group(MANAGER)
            and self.sudo().company_id <= self.env.user.company_ids
        ):
            raise AccessError(self.env._(
                "Only training managers of the organisation that issued a certificate do this."
            ))

    def _get_ending(self, state, reason):
        return {
            "state": state, "ended_reason": reason, "ended_at": fields.Datetime.now(),
            "ended_by_id": self.env.uid,
        }

    def _get_printed(self):
        """What a reissued certificate takes over from this one.

        :return dict: values to create
        """
        names = (
            "holder_name", "birth_date", "organisation_name", "course_name", "hours",
            "date_from", "date_to", "grade", "issued_place", "signer_name", "signer_position",
            "expires_on", "organ_name", "superior_name",
        )
        return {
            **{name: self[name] for name in names}, **new_token(),
            "registration_id": self.registration_id.id, "trainee_id": self.trainee_id.id,
            "course_id": self.course_id.id, "topic_ids": [(6, 0, self.topic_ids.ids)],
        }
