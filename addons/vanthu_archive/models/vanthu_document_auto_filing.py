import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .vanthu_document_filing import FILING_STATES

_logger = logging.getLogger(__name__)


class VanthuDocument(models.Model):
    """The file of an exchange of letters: proposed on the document, or taken by itself.

    Phụ lục VI, III.4 of NĐ 30/2020: documents are put into the file of their matter as the
    work goes on. Only what is certain is proposed so: one open file holds the other letters.
    """

    _inherit = "vanthu.document"

    exchange_file_id = fields.Many2one(
        "vanthu.file", string="File of the exchange", compute="_compute_exchange_file_id",
        compute_sudo=False,
        help="The only open file of yours that holds the letters which this one answers, or "
        "that answer it.",
    )

    @api.depends("state", "file_line_ids")
    @api.depends_context("uid")
    def _compute_exchange_file_id(self):
        self.exchange_file_id = False
        # A form shows one document; lists do not ask.
        for document in self.filtered("in_no_file") if len(self) == 1 else ():
            files = document._find_exchange_files()._filtered_access("write")
            document.exchange_file_id = files if len(files) == 1 else False

    def _find_exchange_files(self):
        """Open files with letters that this document answers, or that answer it.

        :return: ``vanthu.file`` that the caller may read
        """
        self.ensure_one()
        thread = self._get_thread_ids()
        if not thread:
            return self.env["vanthu.file"]
        lines = self.env["vanthu.file.document"].search(
            Domain("document_id", "in", thread) & Domain("file_id.state", "=", "open")
            & Domain("company_id", "in", self.company_id.ids)
        )
        return lines.file_id

    def action_put_into_exchange(self) -> bool | dict:
        """Put the document into the file of its exchange of letters.

        :return: True, or the dialog where there is no such file any more
        :raise AccessError: the caller may not write the file
        """
        self.ensure_one()
        self.check_access("read")
        if not self.exchange_file_id:
            return self.action_put_into_file()
        self.exchange_file_id._add_documents(self)
        return True

    def _write_step(self, vals):
        result = super()._write_step(vals)
        if vals.get("state") in FILING_STATES:
            self._file_by_exchange()
        return result

    def _file_by_exchange(self):
        """Put finished documents into the file of their exchange, where the organisation wants it.

        Whoever may read the file, it is the organisation that files; a restricted document
        stays for its named persons to file.
        """
        waiting = self.sudo().filtered(
            lambda document: document.company_id.vanthu_file_by_exchange
            and not document.restricted and document.in_no_file
        )
        for document in waiting:
            document._file_one_by_exchange()

    def _file_one_by_exchange(self):
        files = self._find_exchange_files()
        if len(files) != 1:
            return
        try:
            with self.env.cr.savepoint():
                files._add_documents(self)
        except UserError as error:
            # Somebody has closed the file meanwhile; the work is done all the same.
            _logger.info("%s is in no file yet: %s", self.display_name, error)


class ResCompany(models.Model):
    """Whether finished documents find the file of their exchange by themselves."""

    _inherit = "res.company"

    vanthu_file_by_exchange = fields.Boolean(
        string="File by exchange of letters",
        help="A finished document is put by itself into the only open file that holds the "
        "letters which it answers.",
    )
