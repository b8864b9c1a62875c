import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.drafting import office
from ..tools.drafting.numbering import DraftFileError, NumberingError, fill_number

_logger = logging.getLogger(__name__)

MAX_TRIES = 3
# Minutes until the next try, times the number of tries so far.
RETRY_AFTER = 2
BATCH = 10
_PASSING = ("timeout", "failed")


class VanthuFinalFile(models.Model):
    """The PDF of an issued document with number and date in it, made in the background.

    Number and date belong into the file before the organisation signs it (NĐ 30/2020, Điều 17
    and Phụ lục I). A file that bears a digital signature is never changed.
    """

    _name = "vanthu.final.file"
    _description = "PDF with number and date"
    _order = "id"

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    version_id = fields.Many2one(
        "vanthu.document.version", required=True, readonly=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [("todo", "Being made"), ("done", "Made"), ("failed", "Not possible")],
        required=True, default="todo", readonly=True, index=True,
    )
    message = fields.Char(readonly=True, help="Why there is none, and what to do.")
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, ondelete="set null", index="btree_not_null"
    )
    tries = fields.Integer(readonly=True, aggregator=None)
    next_try = fields.Datetime(readonly=True)

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

    @api.model
    def _wake_up(self, at=None):
        self.env.ref("vanthu_document.ir_cron_final_file").sudo()._trigger(at=at)

    def _queue(self):
        self.write({"state": "todo", "message": False, "tries": 0, "next_try": False})
        if self:
            self._wake_up()

    # ---- MAKING ----

    @api.model
    def _domain_waiting(self):
        return Domain("state", "=", "todo") & (
            Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        )

    @api.model
    def _cron_make(self, limit=BATCH):
        """Make waiting files, one transaction for each; a try is counted before it begins."""
        domain = self._domain_waiting()
        commit = self.env["ir.cron"]._commit_progress
        rows = self.search(domain, limit=limit, order="tries, id")
        commit(remaining=self.search_count(domain))
        for row in rows:
            locked = row.try_lock_for_update().filtered(lambda r: r.state == "todo")
            if locked:
                locked.tries += 1
                commit()
                locked.company_id._in_own_language(locked)._make()
            if not commit(1):
                break

    def _make(self):
        """Make one file; whatever goes wrong is told in its row."""
        self.ensure_one()
        if self.tries > MAX_TRIES:
            self._note_failure("failed")
            return
        try:
            with self.env.cr.savepoint():
                self._keep(self._draw())
        except (DraftFileError, NumberingError) as error:
            self.invalidate_recordset()
            self._note_failure(error.code)
        except UserError as error:
            self.invalidate_recordset()
            self.write({"state": "failed", "message": str(error), "next_try": False})
        except Exception:
            _logger.warning("final file %s could not be made", self.id, exc_info=True)
            self.invalidate_recordset()
            self._note_failure("failed")

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

    def _keep(self, raw):
        reference = (self.document_id.reference or "").replace("/", "-")
        attachment = self.env["ir.attachment"].sudo().create({
            "name": f"{reference or 'document'}.pdf", "raw": raw,
            "mimetype": "application/pdf", "res_model": self._name, "res_id": self.id,
        })
        self.write({
            "state": "done", "message": False, "next_try": False,
            "attachment_id": attachment.id,
        })

    def _note_failure(self, code):
        again = code in _PASSING and self.tries < MAX_TRIES
        at = fields.Datetime.now() + timedelta(minutes=RETRY_AFTER * self.tries)
        self.write({
            "state": "todo" if again else "failed", "message": self._explain(code),
            "next_try": at if again else False,
        })
        if again:
            self._wake_up(at)

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
        return sentences.get(code) or self.env["vanthu.draft.pdf"]._explain(code)


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
