import contextlib
import os

from odoo import api, models
from odoo.exceptions import UserError

from .vanthu_document_secrecy import CHECKED

CONTENT_FIELDS = {"raw", "datas", "db_datas"}


class IrAttachment(models.Model):
    """Files of documents: a row in the queue of readers, no state secrets, looks logged."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._follow_document_files()
        return attachments

    def write(self, vals):
        result = super().write(vals)
        if CONTENT_FIELDS & vals.keys():
            self._log_file_change("file_replaced")
            rows = self.env["vanthu.document.file"].sudo().search(
                [("attachment_id", "in", self.ids)]
            )
            self._filter_office_files()._refuse_secret_files()
            rows._reset()
        if {"res_model", "res_id"} & vals.keys():
            self._follow_document_files()
        return result

    def unlink(self):
        self._log_file_change("file_removed")
        return super().unlink()

    def _log_file_change(self, fact):
        """Log what people add, replace or remove after a document was registered.

        :param str fact: file_added, file_replaced or file_removed
        """
        if self.env.su:
            return
        for file in self.sudo()._filter_document_files():
            document = self.env["vanthu.document"].sudo().browse(file.res_id).exists()
            if document.register_entry_id:
                self.env["vanthu.event"]._log(
                    document.with_env(self.env), "changed", {fact: file.name}
                )

    def _filter_document_files(self):
        return self.filtered(
            lambda a: a.res_model == "vanthu.document" and a.res_id and not a.res_field
        )

    def _filter_office_files(self):
        """Files of documents, of work, of directives, and of dialogs that will add them."""
        return self.filtered(
            lambda a: (a.res_model or "").startswith("vanthu.") and not a.res_field
        )

    def _follow_document_files(self):
        """Refuse secrets among files of the office; queue those of documents."""
        self._filter_office_files()._refuse_secret_files()
        attachments = self._filter_document_files()
        if not attachments:
            return
        attachments._log_file_change("file_added")
        # A copy of a file that stands in the queue already (with the stamp) is not read again.
        if self.env.context.get("vanthu_files_known") is not CHECKED:
            self.env["vanthu.document.file"]._add_for_attachments(attachments)

    def _refuse_secret_files(self, company=None):
        """Quick look at name and first page, before the transaction keeps anything.

        :param company: ``res.company`` that is told; by default that of the file's document
        :raise UserError: a file bears a mark of secrecy
        """
        if self.env.context.get("vanthu_files_checked") is CHECKED:
            return
        Document = self.env["vanthu.document"]
        for attachment in self.sudo():
            if attachment.type != "binary":
                continue
            data = attachment.raw or b""
            mark = Document._find_secret_in_file(data, attachment.name, attachment.mimetype)
            if mark:
                owner = company or attachment._get_owner_company() or self.env.company
                owner._log_secret_refused("file", Document._get_sha256(data), mark)
                if attachment.store_fname:
                    attachment._remove_stored_file_at_end(attachment.store_fname)
                raise UserError(Document._get_secret_sentence())

    def _get_owner_company(self):
        """Organisation of the record to which a file belongs.

        :return: ``res.company`` in superuser mode, possibly empty
        """
        if not self.res_id or "company_id" not in self.env[self.res_model]._fields:
            return self.env["res.company"]
        return self.env[self.res_model].sudo().browse(self.res_id).exists().company_id

    # ---- REMOVAL ----

    def _erase_for_good(self):
        """Delete attachments and, at the end of the transaction, their content on disk.

        Odoo itself leaves the file to a daily clean-up; a state secret must not wait for it.
        """
        names = [name for name in self.sudo().mapped("store_fname") if name]
        self.sudo().unlink()
        for name in names:
            self._remove_stored_file_at_end(name)

    @api.model
    def _remove_stored_file_at_end(self, store_fname):
        """Remove one file of the store after commit or rollback, unless a record needs it.

        :param str store_fname: name in the file store
        """
        path = self._full_path(store_fname)
        # Odoo's own note that the file is to be cleaned up.
        note = self._full_path(f"checklist/{store_fname}")
        registry = self.env.registry

        def remove():
            with registry.cursor() as cr:
                cr.execute(
                    "SELECT 1 FROM ir_attachment WHERE store_fname = %s LIMIT 1", (store_fname,)
                )
                if cr.fetchone():
                    return
                for name in (path, note):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(name)

        self.env.cr.postcommit.add(remove)
        self.env.cr.postrollback.add(remove)

    # ---- LOOKS ----

    def _log_document_views(self):
        """Log a look at the content of files of documents (Phụ lục VI, III.5.a)."""
        for attachment in self.sudo()._filter_document_files():
            self.env["vanthu.event"]._log_view(
                self.env["vanthu.document"].browse(attachment.res_id), "file_opened",
                {"file": attachment.id},
            )

    def read(self, fields=None, load="_classic_read"):
        return super().read(fields, load)

    # Reading content is written down, so it is no request for a read replica.
    read._readonly = False

    def _read_format(self, fnames, load="_classic_read"):
        if CONTENT_FIELDS & set(fnames) and not self.env.su and not self.env.context.get(
            "bin_size"
        ):
            self._log_document_views()
        return super()._read_format(fnames, load)


class IrBinary(models.AbstractModel):
    """Every address of Odoo that serves a file passes here."""

    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        stream = super()._record_to_stream(record, field_name)
        if record._name == "ir.attachment" and field_name in CONTENT_FIELDS:
            record.with_user(self.env.user)._log_document_views()
        return stream
