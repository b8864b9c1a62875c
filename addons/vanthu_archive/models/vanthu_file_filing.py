from odoo import models


class VanthuFile(models.Model):
    """Taking documents of the registers into a file."""

    _inherit = "vanthu.file"

    def _add_documents(self, documents):
        """Put documents into the file, except those that it holds already.

        The document itself gets an event, without the title of a file that not all may see.

        :param documents: ``vanthu.document``
        :return int: how many came in
        :raise AccessError: the file may not be written or a document may not be read
        :raise UserError: the file is not open, or a document cannot be filed
        """
        self.ensure_one()
        documents._check_filing()
        self.check_access("write")
        self._check_writable()
        self._hold_rows()
        new = documents - self.sudo().line_ids.document_id
        self.env["vanthu.file.document"].create([
            {"file_id": self.id, "document_id": document.id}
            for document in new.sorted(lambda d: (d.issued_date or d.create_date.date(), d.id))
        ])
        self.env["vanthu.event"]._log(new, "document_filed", {"number": self.notation or ""})
        return len(new)
