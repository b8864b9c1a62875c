from odoo import api, models
from odoo.exceptions import AccessError

from .vanthu_document_secrecy import CHECKED


class IrAttachment(models.Model):
    """Files that a person has just uploaded and hands to a step."""

    _inherit = "ir.attachment"

    @api.model
    def _keep_uploads(self, attachment_ids, records):
        """Attach the caller's own uploads to records; a copy for each after the first.

        :param list attachment_ids: ids of files
        :param records: the records, of one model with ``company_id``
        :raise AccessError: a file is somebody else's or belongs elsewhere
        :raise UserError: a file bears the mark of a state secret
        """
        files = self.sudo().browse(attachment_ids or []).exists()
        if any(
            file.create_uid != self.env.user
            or (file.res_id and not file._is_of_dialog() and file.res_model != records._name)
            for file in files
        ):
            raise AccessError(self.env._("Add only files that you have uploaded yourself."))
        files._refuse_secret_files(records[:1].sudo().company_id)
        # Looked at once, not again for each copy.
        files = files.with_context(vanthu_files_checked=CHECKED)
        for record in records:
            for file in files:
                free = not file.res_id or file._is_of_dialog()
                target = file if free else file.copy()
                target.write({"res_model": record._name, "res_id": record.id})

    def _is_of_dialog(self):
        return self.res_model in self.env and self.env[self.res_model]._transient
