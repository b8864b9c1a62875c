from odoo import api, models


class VanthuDocument(models.Model):
    """Followers of a restricted document are only among the named persons."""

    _inherit = "vanthu.document"

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._drop_strange_followers()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if self._touches_access(vals):
            self._drop_strange_followers()
        return result

    def _drop_strange_followers(self):
        for document in self.sudo().filtered("restricted"):
            named = document.allowed_user_ids.partner_id
            for record in (document, *document.assignment_ids):
                strange = record.message_partner_ids - named
                if strange:
                    record.message_unsubscribe(strange.ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        result = super()._message_subscribe(partner_ids, subtype_ids, customer_ids)
        self._drop_strange_followers()
        return result


class VanthuAssignment(models.Model):
    """Followers of work on a restricted document are only among the named persons."""

    _inherit = "vanthu.assignment"

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        result = super()._message_subscribe(partner_ids, subtype_ids, customer_ids)
        self.document_id._drop_strange_followers()
        return result
