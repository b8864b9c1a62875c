from odoo import api, models
from odoo.fields import Domain

from .states import FIRST_STATES
from .vanthu_document_outgoing import NUMBER_FIELDS


class VanthuDocument(models.Model):
    """How a draft begins: what the person need not say, in the form and for other callers."""

    _inherit = "vanthu.document"

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        asked = {"state", *self._get_draft_field_names()} & set(fields_list)
        direction = asked and self._get_direction(values)
        if "state" in asked:
            values["state"] = FIRST_STATES[direction]
        if asked and direction != "incoming":
            company = self.env["res.company"].browse(values.get("company_id"))
            known = self._get_draft_values(company or self.env.company, self.env.user)
            values |= {
                name: known[name] for name in asked & known.keys()
                if known[name] and not values.get(name)
            }
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if self._get_direction(vals) != "incoming":
                self._complete_draft(vals)
        return super().create(vals_list)

    @api.model
    def _get_draft_field_names(self):
        return ("drafter_id", "drafting_unit_id", "issued_place", "signing_user_id")

    @api.model
    def _get_draft_values(self, company, user):
        """What is proposed for a new draft: who drafts, where, and who is likely to sign.

        :param company: ``res.company``
        :param user: ``res.users`` who drafts
        :return dict: field name → value
        """
        unit = self.env["vanthu.unit"].sudo().search(
            Domain("company_id", "=", company.id) & Domain("reader_ids", "in", user.ids), limit=1
        )
        leaders = self._get_leaders(company)
        return {
            "drafter_id": user.id, "drafting_unit_id": unit.id,
            "issued_place": company.organ_place,
            "signing_user_id": leaders.id if len(leaders) == 1 else False,
        }

    def _complete_draft(self, vals):
        """Put into the values of a new draft what the person did not say.

        :param dict vals: values to create, changed in place
        """
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        user = self.env["res.users"].browse(vals.get("drafter_id")) or self.env.user
        self._refuse_step_fields(name for name in NUMBER_FIELDS & vals.keys() if vals[name])
        vals.update({
            **self._get_draft_values(company, user), **vals, "drafter_id": user.id,
            "arrival_date": False, "received_at": False, "organ_id": company.partner_id.id,
            "organ_name": company.name,
        })
