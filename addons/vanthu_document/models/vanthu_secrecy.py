from odoo import api, models
from odoo.exceptions import UserError

from ..tools.secrecy import find_secret_mark


class VanthuSecrecyMixin(models.AbstractModel):
    """Typed texts that bear the mark of a state secret are refused (Luật 117/2025/QH15).

    Models list their fields of free text in ``_secrecy_fields``.
    """

    _name = "vanthu.secrecy.mixin"
    _description = "Refusal of state secrets"

    _secrecy_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_secret_text(
                [vals.get(name) for name in self._secrecy_fields],
                self.env["res.company"].browse(vals.get("company_id") or self.env.company.id),
            )
        return super().create(vals_list)

    def write(self, vals):
        texts = [vals[name] for name in self._secrecy_fields if vals.get(name)]
        if texts:
            company = "company_id" in self._fields and self[:1].sudo().company_id
            self._refuse_secret_text(texts, company)
        return super().write(vals)

    @api.model
    def _refuse_secret_text(self, texts, company=None):
        """Refuse typed texts that bear a clear mark of secrecy.

        :param list texts: strings, or empty values
        :param company: ``res.company`` that typed them
        :raise UserError: one of them bears a mark
        """
        for text in texts:
            mark = find_secret_mark(text) if isinstance(text, str) and text else None
            if mark:
                (company or self.env.company)._log_secret_refused("entry", mark=mark)
                raise UserError(self._get_secret_sentence())

    @api.model
    def _get_secret_sentence(self):
        """What a person does who met a state secret."""
        return self.env._(
            "This bears the mark of a state secret and may not be kept here: hand it over on "
            "paper to the person in charge of secret documents."
        )


class ResCompany(models.Model):
    """Refusals that leave no document behind are events of the organisation."""

    _inherit = "res.company"

    def _log_secret_refused(self, place, sha256=False, mark=None):
        """Log a refusal so that it stays when the caller's transaction is rolled back.

        :param str place: entry, file or message
        :param str sha256: fingerprint of the refused file, or False
        :param mark: ``SecretMark``
        """
        self.ensure_one()
        with self.env.registry.cursor() as cr:
            env = self.env(cr=cr)
            env["vanthu.event"]._log_company(
                self.with_env(env), "secret_refused", get_secrecy_facts(place, sha256, mark)
            )


def get_secrecy_facts(place, sha256, mark):
    """Details of a refusal for the log: where and how, nothing of the content."""
    facts = {"place": place, "level": mark.level, "sign": mark.place}
    return {**facts, "sha256": sha256} if sha256 else facts
