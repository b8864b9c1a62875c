from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.packages.case_pdf import can_be_shown
from ..tools.packages.case_xml import find_too_long

# So many findings are listed; the rest is counted.
_LISTED = 30


class VanthuPackageMake(models.TransientModel):
    """In which form files are exported, and what stands against it."""

    _name = "vanthu.package.make"
    _description = "Export files"

    file_ids = fields.Many2many(
        "vanthu.file", string="Files", readonly=True,
        default=lambda self: self._default_files(),
    )
    transfer_id = fields.Many2one(
        "vanthu.transfer", string="Hand-over", readonly=True, ondelete="cascade",
        default=lambda self: self._default_transfer(),
    )
    kind = fields.Selection(
        selection=lambda self: self.env["vanthu.package"]._fields["kind"]
        ._description_selection(self.env),
        string="Form", required=True, default="pdf",
    )
    record_status = fields.Selection(
        selection=lambda self: self.env["vanthu.package"]._fields["record_status"]
        ._description_selection(self.env),
        string="Submission", required=True, default="NEW",
    )
    is_draft = fields.Boolean(
        string="Draft", help="A package to try out, marked as draft, though something is missing."
    )
    file_count = fields.Integer(string="Number of files", compute="_compute_file_count")
    finding = fields.Text(string="To be noted", compute="_compute_finding")
    is_refused = fields.Boolean(compute="_compute_finding")
    package_ids = fields.Many2many(
        "vanthu.package", string="Made before", compute="_compute_package_ids"
    )

    @api.model
    def _default_files(self):
        context = self.env.context
        if context.get("active_model") == "vanthu.file":
            return self.env["vanthu.file"].browse(context.get("active_ids", [])).exists()
        return self.env["vanthu.file"]

    @api.model
    def _default_transfer(self):
        transfers = self.env["vanthu.transfer"]
        if self.env.context.get("active_model") == transfers._name:
            return transfers.browse(self.env.context.get("active_id"))
        return transfers

    def _get_files(self):
        """All files that were chosen, also those that the caller may not read.

        :return: ``vanthu.file``
        """
        transfer = self.transfer_id._origin
        if transfer:
            transfer.check_access("read")
            return transfer.sudo()._get_lines().file_id.sudo(False)
        return self.sudo().file_ids._origin.sudo(False)

    @api.depends("file_ids", "transfer_id")
    def _compute_file_count(self):
        for dialog in self:
            dialog.file_count = len(dialog._get_files())

    @api.depends("file_ids", "transfer_id", "kind", "is_draft")
    def _compute_finding(self):
        for dialog in self:
            try:
                dialog._get_files()._check_exportable()
                found, refused = dialog._find()
            except (AccessError, UserError) as error:
                found, refused = [str(error)], True
            more = len(found) - _LISTED
            if more > 0:
                found = [*found[:_LISTED], self.env._("… and %s more", more)]
            dialog.finding = "\n".join(found)
            dialog.is_refused = refused

    def _find(self):
        """What stands against the chosen form.

        :return tuple: sentences; whether it cannot be made because of them
        """
        if self.kind == "pdf":
            return [
                self.env._(
                    "%(what)s: “%(name)s” cannot be shown as pages; a sheet names it, and it is "
                    "attached to the PDF.", name=content.name,
                    what=self.env["vanthu.file"]._name_in_package(case, document),
                )
                for case in self._get_files()._iter_cases() for document in case.documents
                for content in document.contents if not can_be_shown(content)
            ], False
        if self.kind == "xml":
            return [
                self._describe_length(case, *found)
                for case in self._get_files()._iter_cases() for found in find_too_long(case)
            ], False
        if self.kind == "sip":
            found = self._get_files()._find_sip_problems()
            return found, bool(found) and not self.is_draft
        return [], False

    def _describe_length(self, case, document, row, length):
        return self.env._(
            "%(what)s: “%(field)s” has %(length)s letters, the receiver may expect at most "
            "%(most)s.", field=row.name, length=length, most=row.length,
            what=self.env["vanthu.file"]._name_in_package(case, document),
        )

    @api.depends("file_ids", "transfer_id", "kind")
    def _compute_package_ids(self):
        for dialog in self:
            dialog.package_ids = self.env["vanthu.package"].search(
                [("file_ids", "in", dialog._get_files().ids)], limit=5
            )

    def action_make(self) -> dict:
        """Make the package, or have it made in the background.

        :return dict: download, or a notification that it is being made
        :raise AccessError: a file or a document in it may not be read
        :raise UserError: the package cannot be made
        """
        self.ensure_one()
        if self.is_refused:
            raise UserError(self.env._("This form is not possible yet:\n%s", self.finding))
        row = self.env["vanthu.package"]._ask(self._get_files(), self._get_package_values())
        row = row.with_env(self.env)
        if row.sudo().state == "done":
            return {**row.action_download(), "target": "new", "close": True}
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "info", "next": {"type": "ir.actions.act_window_close"},
                "message": self.env._(
                    "The export is large and is being made. You are told when it is finished; "
                    "you find it in this dialog then."
                ),
            },
        }

    def _get_package_values(self):
        return {
            "kind": self.kind, "transfer_id": self.transfer_id._origin.id,
            "record_status": self.record_status, "is_draft": self.kind == "sip" and self.is_draft,
        }
