from odoo import api, fields, models

from ..tools.drafting import office
from .states import BEFORE_SIGNATURE


class VanthuDraftPdf(models.Model):
    """The PDF of a version, made in the background: who drafts never waits for it."""

    _name = "vanthu.draft.pdf"
    _inherit = ["vanthu.pdf.queue.mixin"]
    _description = "PDF of a draft"
    _order = "id"
    _queue_cron = "vanthu_document.ir_cron_draft_pdf"

    document_id = fields.Many2one(
        related="version_id.document_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="version_id.company_id", store=True, index=True, precompute=True
    )

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

    def _take_file_itself(self):
        """A PDF is shown as it is; of other files there is no PDF."""
        version = self.version_id
        if version.kind != "pdf":
            self._tell(self.env._(
                "Only Word documents (.docx) and PDF files can be shown here; download the file "
                "to read it."
            ))
            return
        self._show(version.attachment_id.raw or b"")

    def action_try_again(self) -> bool:
        """Put rows that failed back in the queue, for example after LibreOffice was installed.

        :raise AccessError: the person may not read the draft
        """
        self.check_access("read")
        self.sudo().filtered(lambda row: row.version_id.kind == "docx")._queue()
        return True

    # ---- MAKING ----

    def _work(self):
        self._show(office.to_pdf(self.version_id.attachment_id.raw or b""))

    def _show(self, raw):
        """Keep the PDF at its row, and show it beside the form of the draft."""
        stem = self.version_id.name.rpartition(".")[0] or self.version_id.name
        self._keep(f"{stem} ({self.version_id.number})", raw)
        self.document_id._show_draft_pdf(self)


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

    def _add_version(self, name, raw, reason, origin=None):
        version = super()._add_version(name, raw, reason, origin)
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
