from odoo import api, models

ADDON = "vanthu_document"


class IrHttp(models.AbstractModel):
    """Translations that only repeat the English of Odoo give way to ours."""

    _inherit = "ir.http"

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        modules, language = super()._get_translations_for_webclient(modules, lang)
        ours = {term["id"] for term in modules.get(ADDON, {}).get("messages", ())}
        # The web client takes a term of another add-on from all translations if its own has none.
        return {
            addon: terms if addon == ADDON else {**terms, "messages": [
                term for term in terms["messages"]
                if term["id"] != term["string"] or term["id"] not in ours
            ]} for addon, terms in modules.items()
        }, language
