import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.drafting import office
from ..tools.drafting.package import DraftFileError
from .states import BEFORE_SIGNATURE

_logger = logging.getLogger(__name__)

MAX_TRIES = 3
# Minutes until the next try, times the number of tries so far.
RETRY_AFTER = 2
BATCH = 10
# What may pass by itself; all else stays as it is until somebody does something.
_PASSING = ("timeout", "failed")


class VanthuDraftPdf(models.Model):
    """The PDF of a version, made in the background by LibreOffice where the server has it.

    A row with a state that a cron works off; who drafts never waits for it.
    """

    _name = "vanthu.draft.pdf"
    _description = "PDF of a draft"
    _order = "id"

    version_id = fields.Many2one(
        "vanthu.document.version", required=True, readonly=True, ondelete="cascade", index=True
    )
    document_id = fields.Many2one(
        related="version_id.document_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="version_id.company_id", store=True, index=True, precompute=True
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

    _version_uniq = models.UniqueIndex("(version_id)", "The PDF of this version is being made.")

    # ---- ROWS ----

    @api.model
    def _add_for(self, version):
        """Queue the PDF of a new version, and forget those that nobody needs any more.

        :param version: ``vanthu.document.version``
        """
        rows = self.sudo()
        rows.search([
            ("document_id", "=", version.document_id.id), ("state", "=", "todo"),
        ]).unlink()
        row = rows.create({"version_id": version.id})
        if version.kind == "docx":
            row._wake_up()
        else:
            row._take_file_itself()

    @api.model
    def _wake_up(self, at=None):
        self.env.ref("vanthu_document.ir_cron_draft_pdf").sudo()._trigger(at=at)

    def _take_file_itself(self):
        """A PDF is shown as it is; of other files there is no PDF."""
        version = self.version_id
        if version.kind != "pdf":
            self.write({"state": "failed", "message": self.env._(
                "Only Word documents (.docx) and PDF files can be shown here; download the file "
                "to read it."
            )})
            return
        self._keep(version.attachment_id.raw or b"")

    def action_try_again(self) -> bool:
        """Put rows that failed back in the queue, for example after LibreOffice was installed.

        :raise AccessError: the person may not read the draft
        """
        self.check_access("read")
        rows = self.sudo().filtered(lambda row: row.version_id.kind == "docx")
        rows.write({"state": "todo", "message": False, "tries": 0, "next_try": False})
        if rows:
            self._wake_up()
        return True

    # ---- MAKING ----

    @api.model
    def _domain_waiting(self):
        return Domain("state", "=", "todo") & (
            Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        )

    @api.model
    def _cron_make(self, limit=BATCH):
        """Make waiting PDF files, one transaction for each.

        A try is counted before it begins, so that a file that kills its worker is given up
        after :data:`MAX_TRIES`.
        """
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
        """Make one PDF; whatever goes wrong is told in its row."""
        self.ensure_one()
        if self.tries > MAX_TRIES:
            self.write({"state": "failed", "message": self._explain("failed")})
            return
        try:
            with self.env.cr.savepoint():
                self._keep(office.to_pdf(self.version_id.attachment_id.raw or b""))
        except DraftFileError as error:
            self.invalidate_recordset()
            self._note_failure(error.code)
        except Exception:
            _logger.warning("PDF of draft %s could not be made", self.id, exc_info=True)
            self.invalidate_recordset()
            self._note_failure("failed")

    def _keep(self, raw):
        """Keep the PDF at its row, and show it beside the form of the draft."""
        stem = self.version_id.name.rpartition(".")[0] or self.version_id.name
        attachment = self.env["ir.attachment"].sudo().create({
            "name": f"{stem} ({self.version_id.number}).pdf", "raw": raw,
            "mimetype": "application/pdf", "res_model": self._name, "res_id": self.id,
        })
        self.write({
            "state": "done", "message": False, "next_try": False,
            "attachment_id": attachment.id,
        })
        self.document_id._show_draft_pdf(self)

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
            "missing_program": self.env._(
                "LibreOffice is not installed on the server, so there is no PDF of the draft; "
                "download the Word document, or ask the administrator."
            ),
            "timeout": self.env._(
                "Making the PDF took too long; take large pictures out of the draft, or try "
                "again later."
            ),
            "failed": self.env._(
                "The PDF could not be made; try again, or save the draft as PDF yourself and add "
                "that file."
            ),
        }
        found = sentences.get(code)
        return found or self.env["vanthu.document.template"]._explain(DraftFileError(code))


class VanthuDocumentVersion(models.Model):
    """A version and its PDF."""

    _inherit = "vanthu.document.version"

    pdf_ids = fields.One2many("vanthu.draft.pdf", "version_id", readonly=True)
    pdf_state = fields.Selection(
        selection=lambda self: self.env["vanthu.draft.pdf"]._fields["state"].selection,
        string="PDF", compute="_compute_pdf_state",
    )
    pdf_message = fields.Char(compute="_compute_pdf_state")

    @api.depends("pdf_ids.state", "pdf_ids.message")
    def _compute_pdf_state(self):
        for version in self:
            row = version.pdf_ids[:1]
            version.pdf_state, version.pdf_message = row.state, row.message

    def action_open_pdf(self):
        """Show the PDF of this version, or queue it where there is none yet.

        :return dict or bool: action that opens the file; True when it has to be made first
        :raise AccessError: the person may not read the draft
        """
        self.ensure_one()
        self.check_access("read")
        row = self.pdf_ids[:1]
        if row.state == "done" and row.attachment_id:
            return {
                "type": "ir.actions.act_url", "url": f"/web/content/{row.attachment_id.id}",
                "target": "new",
            }
        if not row:
            row = row.sudo().create({"version_id": self.id})
        return row.action_try_again()


class VanthuDocument(models.Model):
    """The PDF of the draft, beside its form."""

    _inherit = "vanthu.document"

    draft_preview_id = fields.Many2one(
        "ir.attachment", readonly=True, copy=False, ondelete="set null", index="btree_not_null",
        help="PDF of the newest version, shown beside the form.",
    )
    draft_pdf_state = fields.Selection(
        selection=lambda self: self.env["vanthu.draft.pdf"]._fields["state"].selection,
        string="PDF of the draft", compute="_compute_draft_pdf_state",
    )
    draft_pdf_message = fields.Char(compute="_compute_draft_pdf_state")

    @api.depends("version_ids.pdf_ids.state", "version_ids.pdf_ids.message")
    def _compute_draft_pdf_state(self):
        for document in self:
            version = document.current_version_id
            document.draft_pdf_state = version.pdf_state
            document.draft_pdf_message = version.pdf_message

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "draft_preview_id": False}

    def _add_version(self, name, raw, reason):
        version = super()._add_version(name, raw, reason)
        # Nobody checks or signs what is not the newest any more.
        self.sudo().draft_preview_id.unlink()
        self.env["vanthu.draft.pdf"]._add_for(version)
        return version

    def _show_draft_pdf(self, row):
        """Put the PDF of the newest version in the place of the former one.

        :param row: ``vanthu.draft.pdf`` with its file
        """
        self.ensure_one()
        document = self.sudo().with_context(tracking_disable=True)
        if row.version_id != document.current_version_id or document.state not in (
            BEFORE_SIGNATURE
        ):
            return
        former = document.draft_preview_id
        copy = row.attachment_id.sudo().copy({"res_model": self._name, "res_id": self.id})
        document.write({
            "draft_preview_id": copy.id, "message_main_attachment_id": copy.id,
        })
        former.unlink()

    def action_get_draft_pdf_state(self) -> dict:
        """Whether the PDF of the draft is being made, for a form that waits for it.

        :return dict: ``state`` and ``message`` of the newest version's PDF
        """
        self.ensure_one()
        self.check_access("read")
        return {"state": self.draft_pdf_state, "message": self.draft_pdf_message}

    def action_make_draft_pdf(self) -> bool:
        """Make the PDF of the newest versions again.

        :raise AccessError: the person may not read a draft
        """
        self.check_access("read")
        self.current_version_id.pdf_ids.action_try_again()
        return True
