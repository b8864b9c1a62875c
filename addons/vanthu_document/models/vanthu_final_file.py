from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.drafting import office
from ..tools.drafting.numbering import fill_number


class VanthuFinalFile(models.Model):
    """The PDF of an issued document with number and date in it, made in the background.

    Number and date belong into the file before the organisation signs it (NĐ 30/2020, Điều 17
    and Phụ lục I). A file that bears a digital signature is never changed.
    """

    _name = "vanthu.final.file"
    _inherit = ["vanthu.pdf.queue.mixin"]
    _description = "PDF with number and date"
    _order = "id"
    _queue_cron = "vanthu_document.ir_cron_final_file"

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )

    _document_uniq = models.UniqueIndex("(document_id)", "The PDF is being made.")

    # ---- ROWS ----

    @api.model
    def _add_for(self, document):
        """Queue the PDF of a document that has just got its number.

        :param document: ``vanthu.document``
        :return: the row; empty where the signed file may not change or no Word document is
        """
        rows, document = self.sudo(), document.sudo()
        signed = document.signed_version_id
        words = document.version_ids.filtered(
            lambda v: v.kind == "docx" and (not signed or v.number <= signed.number)
        )
        if document.signing_method == "upload" or not words:
            return rows.browse()
        row = rows.create({"document_id": document.id, "version_id": words[0].id})
        row._wake_up()
        return row

    # ---- MAKING ----

    def _work(self):
        reference = (self.document_id.reference or "").replace("/", "-")
        self._keep(reference or "document", self._draw())

    def _draw(self):
        document = self.document_id
        words = self.version_id.attachment_id.with_context(bin_size=False).raw or b""
        raw = office.to_pdf(fill_number(words, document.code_number, document.issued_date))
        if document.signing_method == "picture":
            picture = self.env["vanthu.signature.picture"].sudo().search(
                [("user_id", "=", document.signed_by_id.id)]
            )
            if not picture:
                raise UserError(self.env._(
                    "The signer took the picture of the signature away; add the issued file by "
                    "hand."
                ))
            raw = document._place_signature(raw, picture._get_raw())
        return raw

    def _explain(self, code):
        sentences = {
            "no_number": self.env._(
                "The blank for the number (“Số:      /”) was not found in the draft; write "
                "number and date yourself and add the issued file."
            ),
            "no_date": self.env._(
                "The blank for the date was not found in the draft; write number and date "
                "yourself and add the issued file."
            ),
            "other_number": self.env._(
                "Another number stands in the draft; write number and date yourself and add "
                "the issued file."
            ),
            "other_date": self.env._(
                "Another date stands in the draft; write number and date yourself and add the "
                "issued file."
            ),
        }
        return sentences.get(code) or super()._explain(code)


class VanthuDocument(models.Model):
    """The file with number and date, proposed to the clerk as the file that goes out."""

    _inherit = "vanthu.document"

    final_file_state = fields.Selection(
        [
            ("todo", "Being made"), ("done", "Made"), ("failed", "Not possible"),
            ("signed", "Signed file"),
        ],
        string="PDF with number and date", compute="_compute_final_file_state",
    )
    final_file_message = fields.Char(compute="_compute_final_file_state")

    @api.depends("state", "issued_attachment_id", "signing_method")
    def _compute_final_file_state(self):
        asked = self.filtered(
            lambda d: d.state in ("issued", "dispatched") and not d.issued_attachment_id
        )
        (self - asked).final_file_state = (self - asked).final_file_message = False
        rows = self.env["vanthu.final.file"].sudo().search([("document_id", "in", asked.ids)])
        found = {row.document_id.id: row for row in rows}
        for document in asked:
            row = found.get(document.id, rows.browse())
            is_signed = document.signing_method == "upload" and document.signed_version_id
            document.final_file_state = "signed" if is_signed else row.state
            document.final_file_message = row.message

    def _after_issue(self):
        result = super()._after_issue()
        self.env["vanthu.final.file"]._add_for(self)
        return result

    def _get_final_file(self):
        """The file that is proposed as the issued one.

        :return: ``ir.attachment`` in superuser mode, possibly empty
        """
        self.ensure_one()
        if self.final_file_state == "signed":
            return self.sudo().signed_version_id.attachment_id
        row = self.env["vanthu.final.file"].sudo().search([("document_id", "=", self.id)])
        return row.filtered(lambda r: r.state == "done").attachment_id

    def action_open_final_file(self):
        """Look at the proposed file.

        :return dict: action that opens it
        :raise UserError: there is none yet
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        return {
            "type": "ir.actions.act_url", "target": "new",
            "url": f"/web/content/{self._require_final_file().id}",
        }

    def action_use_final_file(self) -> bool:
        """Freeze the proposed file as the one that goes out.

        :raise UserError: there is none, or there is an issued file already
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        file = self._require_final_file()
        self._freeze_file(file.name, file.with_context(bin_size=False).raw or b"")
        return True

    def action_make_final_file(self) -> bool:
        """Make the PDF again, for example after LibreOffice was installed.

        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self.env["vanthu.final.file"].sudo().search([
            ("document_id", "in", self.ids), ("state", "=", "failed"),
        ])._queue()
        return True

    def _require_final_file(self):
        file = self._get_final_file()
        if not file:
            raise UserError(self.env._(
                "There is no PDF with number and date of %s yet; wait a moment, or add the "
                "issued file by hand.", self.display_name,
            ))
        return file
