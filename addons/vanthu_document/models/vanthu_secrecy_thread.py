from odoo import models
from odoo.tools import html2plaintext


class VanthuSecrecyThread(models.AbstractModel):
    """A chatter beside work or a delegation keeps no state secret either (Luật 117/2025/QH15).

    As in the chatter of documents, a marked text or file is left out of the message, and
    nothing of its content is kept.
    """

    _name = "vanthu.secrecy.thread.mixin"
    _description = "Chatter without state secrets"
    _inherit = ["mail.thread"]

    def message_post(self, **kwargs):
        """Post what bears no mark of secrecy."""
        self.ensure_one()
        document = self.env["vanthu.document"]
        if "document_id" in self._fields:
            document = self.document_id
        document._strip_secret_message(kwargs)
        return super().message_post(**kwargs)

    def _message_update_content(self, message, /, *, body=None, **kwargs):
        texts = [html2plaintext(str(body))] if body else []
        self.env["vanthu.document"]._refuse_secret_text(texts, self[:1].sudo().company_id)
        return super()._message_update_content(message, body=body, **kwargs)
