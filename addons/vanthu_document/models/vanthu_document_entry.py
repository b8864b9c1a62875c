from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.normalize import fold

# What mostly stays the same from one letter of a post bag to the next.
KEPT_FIELDS = ("arrival_date", "channel")
RECENT_DOCUMENTS = 300


class VanthuDocument(models.Model):
    """The clerk's desk: entry by keyboard, the number to write on the paper, lateness."""

    _inherit = "vanthu.document"

    registration_limit = fields.Date(
        string="Register by", compute="_compute_registration_limit",
        help="The working day after arrival (Điều 4.2c of NĐ 30/2020).",
    )
    registration_is_late = fields.Boolean(compute="_compute_registration_limit")

    @api.depends("arrival_date", "company_id", "state", "registered_late")
    @api.depends_context("tz")
    def _compute_registration_limit(self):
        today = self._get_today()
        limits = {}
        for document in self:
            key = document.company_id, document.arrival_date
            if document.arrival_date and key not in limits:
                limits[key] = self._get_registration_limit(document.arrival_date, key[0])
            document.registration_limit = limits.get(key, False)
            document.registration_is_late = (
                document.registered_late if document.state != "arrived"
                else bool(limits.get(key) and today > limits[key])
            )

    def action_register_next(self):
        """Register a document and say what the empty form for the next one begins with.

        :return dict: ``document_id``, ``number`` (str, as written on the paper), ``name`` and
            ``context`` with defaults for the next document
        :raise UserError: as :meth:`action_register`
        """
        self.ensure_one()
        if self.state == "arrived":
            self.action_register()
        defaults = {f"default_{name}": self[name] for name in KEPT_FIELDS}
        return {
            "document_id": self.id,
            "number": self.arrival_label,
            "name": self.display_name,
            "context": {
                **defaults,
                "default_arrival_date": fields.Date.to_string(self.arrival_date),
                "default_direction": self.direction,
            },
        }

    @api.model
    @api.readonly
    def suggest_organs(self, term: str, limit: int = 8) -> list:
        """Names of issuing bodies for a few typed letters, with or without diacritics.

        :param str term: what the clerk typed
        :param int limit: most names
        :return list: ``{"name", "partner_id"}``; known organisations first, then names of
            recent documents that the person may read
        """
        wanted = fold(term or "")
        if len(wanted) < 2:
            return []
        known = self.env["res.partner"].search_fetch(
            Domain("name", "ilike", term.strip()) & Domain("is_company", "=", True),
            ["name"], limit=limit,
        )
        found = {partner.name: partner.id for partner in known}
        recent = self.search_fetch(
            Domain("direction", "=", "incoming") & Domain("organ_name", "!=", False),
            ["organ_name"], order="id desc", limit=RECENT_DOCUMENTS,
        )
        for name in recent.mapped("organ_name"):
            if len(found) >= limit:
                break
            if wanted in fold(name):
                found.setdefault(name, False)
        return [{"name": name, "partner_id": found[name]} for name in found]

    def action_print_sticker(self):
        """Print the label with number and date to stick onto the paper.

        :return dict: opens the PDF in a new tab
        :raise UserError: the document has no number yet
        """
        self.ensure_one()
        if not self.arrival_number:
            raise UserError(self.env._("Register the document first; the label shows its number."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/vanthu/document/{self.id}/sticker",
            "target": "new",
        }
