from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .guard import install_guard

# What is taken from the document of the suite, as long as the file is open.
_COPIED = {
    "name": "subject", "reference": "reference", "issued_date": "issued_date",
    "organ_name": "organ_name", "type_name": "type_id", "page_count": "page_count",
}


class VanthuFileDocument(models.Model):
    """One document in a file: one of the suite, or a loose item such as a paper or an upload.

    Phụ lục VI, III.4 of NĐ 30/2020: automatic ordinals, one document in several files
    without copying it.
    """

    _name = "vanthu.file.document"
    _description = "Document in a file"
    _inherit = ["vanthu.document.link.mixin", "vanthu.secrecy.mixin"]
    _order = "file_id, ordinal, id"
    _secrecy_fields = ("name", "note", "organ_name")

    file_id = fields.Many2one(
        "vanthu.file", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="file_id.company_id", store=True)
    file_state = fields.Selection(related="file_id.state", string="State of the file")
    document_id = fields.Many2one(
        "vanthu.document", index="btree_not_null", ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
    )
    ordinal = fields.Integer(string="No.", copy=False, aggregator=None)
    name = fields.Char(
        string="Subject", compute="_compute_from_document", store=True, readonly=False,
        precompute=True, index="trigram",
    )
    type_name = fields.Char(
        string="Type", compute="_compute_from_document", store=True, readonly=False,
        precompute=True,
    )
    reference = fields.Char(
        string="Number and notation", compute="_compute_from_document", store=True,
        readonly=False, precompute=True, index="trigram",
    )
    issued_date = fields.Date(
        string="Date", compute="_compute_from_document", store=True, readonly=False,
        precompute=True,
    )
    organ_name = fields.Char(
        string="Author", compute="_compute_from_document", store=True, readonly=False,
        precompute=True,
    )
    page_count = fields.Integer(
        string="Pages", compute="_compute_from_document", store=True, readonly=False,
        precompute=True,
    )
    sheet_from = fields.Integer(string="From sheet", aggregator=None)
    sheet_to = fields.Integer(string="To sheet", aggregator=None)
    note = fields.Char(string="Remarks")
    attachment_ids = fields.Many2many(
        "ir.attachment", "vanthu_file_document_attachment_rel", "line_id", "attachment_id",
        string="Uploads", help="Of an item that is no document of the registers.",
    )
    content_ids = fields.One2many("vanthu.file.content", "line_id", string="Kept content")

    _document_uniq = models.UniqueIndex(
        "(file_id, document_id) WHERE document_id IS NOT NULL",
        "This document is in the file already.",
    )
    _ordinal_uniq = models.Constraint(
        "UNIQUE (file_id, ordinal) DEFERRABLE INITIALLY DEFERRED",
        "Two documents of a file cannot have the same ordinal.",
    )
    _sheets = models.Constraint(
        "CHECK (COALESCE(sheet_from, 0) >= 0 AND (COALESCE(sheet_to, 0) = 0 OR "
        "sheet_to >= sheet_from))",
        "The last sheet of a document cannot come before its first one.",
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_file_document")

    @api.depends(*(f"document_id.{name}" for name in _COPIED.values()))
    def _compute_from_document(self):
        for line in self:
            document = line.document_id.sudo()
            for name, source in _COPIED.items():
                value = document[source]
                if document:
                    line[name] = value.name if source == "type_id" else value
                else:
                    line[name] = line[name]

    @api.constrains("document_id", "name")
    def _check_is_something(self):
        for line in self:
            if not line.document_id and not line.name:
                raise ValidationError(self.env._(
                    "Choose a document, or write what the item is."
                ))
            if line.document_id and line.document_id.company_id != line.company_id:
                raise ValidationError(self.env._(
                    "A file holds documents of its own organisation only."
                ))

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        files = self.env["vanthu.file"].browse({vals["file_id"] for vals in vals_list})
        files.check_access("write")
        files._check_writable()
        files._hold_rows()
        last = {
            file.id: highest for file, highest in self.sudo()._read_group(
                [("file_id", "in", files.ids)], ["file_id"], ["ordinal:max"]
            )
        }
        for vals in vals_list:
            last[vals["file_id"]] = last.get(vals["file_id"], 0) + 1
            vals["ordinal"] = last[vals["file_id"]]
        lines = super().create(vals_list)
        lines._keep_uploads()
        lines._log_each("file_item_added")
        return lines

    def write(self, vals):
        if "file_id" in vals:
            raise UserError(self.env._(
                "Take the document out and put it into the other file instead."
            ))
        self.file_id._check_writable()
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._keep_uploads()
        # Of several that were dragged, only the last knows the whole order.
        if "ordinal" in vals and not self.env.context.get("vanthu_contents_moving"):
            self.file_id._number_contents()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_from_open_files(self):
        self.file_id._check_writable()
        self._log_each("file_item_removed")

    def unlink(self):
        files = self.file_id
        result = super().unlink()
        files.exists()._number_contents()
        return result

    def _keep_uploads(self):
        """Let uploads belong to their line, so that its readers read them, and nothing else.

        What belongs elsewhere is not linked: it would be kept, or destroyed, with this file.

        :raise AccessError: an upload is somebody else's or belongs to another record
        """
        for line in self:
            uploads = line.sudo().attachment_ids
            loose = uploads.filtered(lambda a: a.create_uid == self.env.user and not a.res_id)
            loose.write({"res_model": self._name, "res_id": line.id})
            if any((a.res_model, a.res_id) != (self._name, line.id) for a in uploads):
                raise AccessError(self.env._("Add only files that you have uploaded yourself."))

    def _log_each(self, kind):
        for line in self:
            self.env["vanthu.event"]._log(line.file_id, kind, {
                "ordinal": line.ordinal, "number": line.reference or "",
            })

    def action_open_document(self) -> dict:
        """Open the document of a line.

        :return dict: window action
        :raise UserError: the line is a loose item
        """
        self.ensure_one()
        if not self.document_id:
            raise UserError(self.env._("This item is no document of the registers."))
        self.document_id.check_access("read")
        return self.document_id.get_formview_action()
